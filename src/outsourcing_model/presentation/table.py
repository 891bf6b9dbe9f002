"""The comparison as a table for the terminal."""

from collections.abc import Callable, Iterator

from rich.table import Table
from rich.text import Text

from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.coverage import coverage_of
from outsourcing_model.metrics.penalties import penalties
from outsourcing_model.metrics.results import AlternativeResult, Comparison, Measure
from outsourcing_model.presentation.formats import amount_full, chance, money, number, percent
from outsourcing_model.presentation.labels import short
from outsourcing_model.presentation.sections.grid import Grid
from outsourcing_model.wording import say


def comparison_table(comparison: Comparison, lang: str) -> Table:
    """Return the alternatives side by side, one measure a row."""
    table = _framed(comparison, say("table.title", lang, draws=number(comparison.flows.draws.count, lang)), lang)
    for name, cells in _rows(comparison, lang):
        table.add_row(name, *cells)
    return table


def yearly_table(comparison: Comparison, lang: str) -> Table:
    """Return the cumulated cost and saving at the end of each year of payment to the cent, and a year on average."""
    case = comparison.case
    table = _framed(comparison, say("table.by_year", lang), lang)
    years = {name: by_year(comparison, name) for name in comparison.alternatives}
    for position, year in enumerate(next(iter(years.values()))):
        amounts = {
            name: (rows[position].cumulated_cost, rows[position].cumulated_saving) for name, rows in years.items()
        }
        key = "table.year" if position < case.timeline.years else "table.after"
        table.add_row(say(key, lang, number=number(year.year, lang)), *_reconciled(comparison, amounts, lang))
    length = case.term / 12
    average = {
        name: (rows[-1].cumulated_cost / length, rows[-1].cumulated_saving / length) for name, rows in years.items()
    }
    table.add_section()
    table.add_row(say("table.average", lang), *_reconciled(comparison, average, lang, shares=True))
    return table


def _reconciled(
    comparison: Comparison, amounts: dict[str, tuple[float, float]], lang: str, *, shares: bool = False
) -> Iterator[str]:
    """Yield a cell for each alternative: the cost, and below it the saving with its share of the reference's cost."""
    base = amounts[comparison.reference][0]
    for name, (cost, saving) in amounts.items():
        cell = amount_full(cost, lang)
        if name != comparison.reference:
            saved = amount_full(saving, lang)
            cell += "\n" + (
                say("table.with_share", lang, amount=saved, share=percent(saving / base, lang, 2))
                if shares and base
                else saved
            )
        yield cell


def _framed(comparison: Comparison, title: str, lang: str) -> Table:
    """Return an empty table with a column for each alternative; names are text, never markup."""
    table = Table(title=Text(title), title_justify="left", show_lines=False)
    table.add_column("", overflow="fold", min_width=20)
    for name, result in comparison.alternatives.items():
        label = short(result.label, 24)
        if name == comparison.recommended:
            label = say("table.recommended", lang, name=label)
        table.add_column(Text(label), justify="right")
    return table


def _rows(comparison: Comparison, lang: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the measures with a cell for each alternative."""
    case = comparison.case
    reference = comparison.alternatives[comparison.reference]
    results = list(comparison.alternatives.values())

    def cost(value: float | None) -> str:
        return say("table.absent", lang) if value is None else money(value, case.currency, lang)

    def row(name: str, cell: Callable[[AlternativeResult], str], **values: object) -> tuple[str, list[str]]:
        return say(f"measure.name.{name}", lang, **values), [cell(result) for result in results]

    def mean(measure: Measure) -> str:
        return cost(measure.mean)

    yield row("npv_cost", lambda r: mean(r.npv_cost))
    yield row("total_cost", lambda r: mean(r.total_cost))
    yield row("saving", lambda r: mean(comparison.saving[r.id]), reference=reference.label)
    yield say("table.saving_error", lang), [cost(comparison.saving[r.id].standard_error) for r in results]
    yield (
        say("table.saving_range", lang),
        [
            say("table.range", lang, low=cost(comparison.saving[r.id].p10), high=cost(comparison.saving[r.id].p90))
            for r in results
        ],
    )
    yield row("probability_cheapest", lambda r: chance(r.probability_cheapest, lang))
    yield row("net_benefit", lambda r: mean(r.net_benefit))
    yield row("probability_best", lambda r: chance(r.probability_best, lang))
    unit = case.price_per.unit if case.price_per else say("table.unit", lang)
    yield row("per_unit_month", lambda r: mean(r.per_unit_month), unit=unit)
    yield row("receivable", lambda r: mean(r.receivable.undiscounted))
    yield from _misses(comparison, results, cost, lang)
    yield say("table.payable_maximum", lang), [cost(r.payable.maximum) for r in results]
    yield row("payback", lambda r: _payback(r, lang))
    yield row("peak_cash_outlay", lambda r: cost(r.peak_cash_outlay))


def _misses(
    comparison: Comparison, results: list[AlternativeResult], cost: Callable[[float | None], str], lang: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is received at worst, and how much of the harm credits cover; nothing where nothing is credited."""
    stakes = [penalties(comparison, result.id) for result in results]
    if not any(stake.levels for each in stakes for stake in each):
        return
    most = [[stake.total.maximum for stake in each] for each in stakes]
    worst = [None if None in each else sum(value or 0.0 for value in each) for each in most]
    yield say("quality.table.worst", lang), [cost(value) for value in worst]
    covered = [coverage_of(comparison, result.id) for result in results]
    if any(value is not None for value in covered):
        absent = say("table.absent", lang)
        yield say("quality.table.coverage", lang), [absent if v is None else percent(v, lang, 1) for v in covered]


def _payback(result: AlternativeResult, lang: str) -> str:
    """Return the month of payback, or why there is none."""
    if result.payback_month is None:
        return say("table.absent", lang)
    return say("table.month", lang, number=number(result.payback_month, lang))


def grid_table(grid: Grid) -> Table:
    """Return a table of the report for the terminal; names are text, never markup."""
    table = Table(title=Text(grid.caption), title_justify="left")
    table.add_column(Text(grid.columns[0]), overflow="fold", min_width=20)
    for name in grid.columns[1:]:
        table.add_column(Text(short(name, 44)), justify="right")
    for row in grid.rows:
        if row.look in ("total", "group"):
            table.add_section()
        cells = (f"✓ {cell}" if at in row.best else cell for at, cell in enumerate(row.cells))
        table.add_row(Text(row.heading), *map(Text, cells), style="bold" if row.look in ("total", "group") else None)
    return table
