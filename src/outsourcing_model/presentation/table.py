"""The comparison as a table for the terminal."""

from collections.abc import Callable, Iterator

from rich.table import Table
from rich.text import Text

from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.results import AlternativeResult, Comparison, Measure
from outsourcing_model.presentation.formats import chance, money, number, percent
from outsourcing_model.presentation.labels import short
from outsourcing_model.wording import say


def comparison_table(comparison: Comparison, lang: str) -> Table:
    """Return the alternatives side by side, one measure a row."""
    table = _framed(comparison, say("table.title", lang, draws=number(comparison.flows.draws.count, lang)), lang)
    for name, cells in _rows(comparison, lang):
        table.add_row(name, *cells)
    return table


def yearly_table(comparison: Comparison, lang: str) -> Table:
    """Return the cumulated cost and saving at the end of each year of payment."""
    case = comparison.case
    table = _framed(comparison, say("table.by_year", lang), lang)
    years = {name: by_year(comparison, name) for name in comparison.alternatives}
    for position, year in enumerate(next(iter(years.values()))):
        cells = []
        for name, rows in years.items():
            cost = money(rows[position].cumulated_cost, case.currency, lang)
            saved = money(rows[position].cumulated_saving, case.currency, lang, signed=True)
            cells.append(
                cost if name == comparison.reference else say("table.cumulated", lang, cost=cost, saving=saved)
            )
        key = "table.year" if position < case.timeline.years else "table.after"
        table.add_row(say(key, lang, number=number(year.year, lang)), *cells)
    return table


def _framed(comparison: Comparison, title: str, lang: str) -> Table:
    """Return an empty table with a column for each alternative; names are text, never markup."""
    table = Table(title=Text(title), title_justify="left", show_lines=False)
    table.add_column("")
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

    years = case.term / 12
    yield row("npv_cost", lambda r: mean(r.npv_cost))
    yield row("total_cost", lambda r: mean(r.total_cost))
    yield say("table.annual_cost", lang), [cost((r.total_cost.mean or 0.0) / years) for r in results]
    yield say("table.annual_saving", lang), [_annual_saving(reference, r, case.currency, years, lang) for r in results]
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
    yield row("payable", lambda r: cost(r.payable.maximum))
    yield row("payback", lambda r: _payback(r, lang))
    yield row("peak_cash_outlay", lambda r: cost(r.peak_cash_outlay))


def _annual_saving(
    reference: AlternativeResult, result: AlternativeResult, currency: str, years: float, lang: str
) -> str:
    """Return the saving a year with its share of the reference's cost."""
    base = reference.total_cost.mean or 0.0
    saving = base - (result.total_cost.mean or 0.0)
    amount = money(saving / years, currency, lang)
    return say("table.with_share", lang, amount=amount, share=percent(saving / base, lang, 2)) if base else amount


def _payback(result: AlternativeResult, lang: str) -> str:
    """Return the month of payback, or why there is none."""
    if result.payback_month is None:
        return say("table.absent", lang)
    return say("table.month", lang, number=number(result.payback_month, lang))
