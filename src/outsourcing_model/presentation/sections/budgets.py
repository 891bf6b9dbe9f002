"""Cost by contract year and by fiscal year, and the bridge from today's budget to the model."""

from collections.abc import Iterator

from outsourcing_model.metrics.baseline import BridgeStep, bridge
from outsourcing_model.metrics.by_year import Year, by_year
from outsourcing_model.metrics.fiscal import BASES, FiscalView, fiscal_view
from outsourcing_model.metrics.heads import heads_by_fiscal_year
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts.budget_bridge import step_label
from outsourcing_model.presentation.formats import amount_full, brief, contract_month, money, number
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, amount, missing
from outsourcing_model.presentation.sections.opening import unit_words
from outsourcing_model.quantities import cents
from outsourcing_model.wording import say


def yearly_table(comparison: Comparison, lang: str) -> Grid:
    """Return cost and cost a unit by contract year, as paid and in money of the first year where inflation is named."""
    case = comparison.case
    years = {name: by_year(comparison, name) for name in comparison.alternatives}
    per = say(f"view.years.{'unit' if case.price_per else 'per'}", lang, unit=unit_words(comparison, lang))
    rows = []
    for name, found in years.items():
        rows.append(Row(alternative_label(name, case), ("",) * len(found), "group"))
        rows += _measured(found, per, case.currency, lang)
    heads = [_year_heading(year, case.timeline.years, lang) for year in next(iter(years.values()))]
    return Grid(say("view.years.caption", lang), ("", *heads), tuple(rows))


def _year_heading(year: Year, within: int, lang: str) -> str:
    """Return what a contract year is called."""
    number_of = number(year.year, lang)
    return say("view.years.year", lang, number=number_of) if year.year <= within else say("view.years.after", lang)


def _measured(years: tuple[Year, ...], per: str, currency: str, lang: str) -> Iterator[Row]:
    """Yield the rows of one alternative, those that no year has left out."""
    for name in ("cost", "per_unit", "real_cost", "real_per_unit"):
        values: list[float | None] = [getattr(year, name) for year in years]
        if any(value is not None for value in values):
            values_of = {"unit": per} if name.endswith("per_unit") else {}
            cells = tuple(_paid(value or 0.0, currency, lang) for value in values)
            yield Row(say(f"view.years.{name}", lang, **values_of), cells)


def not_real(comparison: Comparison, lang: str) -> str:
    """Return why nothing is shown in money of the first year; nothing where it is."""
    if comparison.case.inflation is not None:
        return ""
    return say("view.years.not_real", lang, reason=say("reason.no_inflation", lang))


def fiscal_table(comparison: Comparison, lang: str) -> Grid:
    """Return the budget of each fiscal year of the reference and the shown alternative, on both bases."""
    names = dict.fromkeys((comparison.reference, comparison.shown))
    views = {name: fiscal_view(comparison, name) for name in names}
    rows = []
    for name, view in views.items():
        rows.append(Row(alternative_label(name, comparison.case), ("",) * len(view.years), "group"))
        rows += _budgeted(view, comparison.case.currency, lang)
        heads = heads_by_fiscal_year(comparison, name)
        if heads:
            cells = tuple(brief(heads[y.label], lang) if y.label in heads else missing("", lang) for y in view.years)
            rows.append(Row(say("view.fiscal.heads", lang), cells))
    labels = (year.label for year in views[comparison.reference].years)
    return Grid(say("view.fiscal.caption", lang), ("", *labels), tuple(rows))


def _budgeted(view: FiscalView, currency: str, lang: str) -> Iterator[Row]:
    """Yield the rows of one alternative: each kind and the total, by payment and by service."""
    for basis in BASES:
        for kind in [kind for kind, each in view.years[0].amounts if each == basis]:
            heading = say(f"view.fiscal.{basis}", lang, kind=say(f"view.kind.{kind}", lang))
            yield Row(heading, tuple(_paid(year.amounts[kind, basis], currency, lang) for year in view.years))
        total = say(f"view.fiscal.{basis}", lang, kind=say("view.fiscal.total", lang))
        yield Row(total, tuple(_paid(year.total(basis), currency, lang) for year in view.years), "sub")


def _paid(value: float, currency: str, lang: str) -> str:
    """Return an amount, a dash where nothing is paid."""
    return amount(value if cents(value) else None, currency, lang)


def peak_words(comparison: Comparison, lang: str) -> str:
    """Return when the shown alternative is furthest out of pocket; nothing if it never is."""
    view = fiscal_view(comparison, comparison.shown)
    if view.peak_month is None:
        return ""
    case = comparison.case
    labels = {name: alternative_label(getattr(comparison, which), case) for name, which in _WHO.items()}
    when = contract_month(case.timeline, view.peak_month, lang)
    return say("view.fiscal.peak", lang, month=when, amount=money(view.peak_outlay, case.currency, lang), **labels)


_WHO = {"alternative": "shown", "reference": "reference"}


def bridge_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return the steps from the budget to the model's first year, to the cent; None where no budget is stated."""
    found = bridge(comparison)
    if found is None:
        return None
    case = comparison.case
    reference = alternative_label(comparison.reference, case)
    printed = [cents(step.amount) for step in found.steps]
    printed[-1] = cents(found.baseline) - sum(printed[:-1])
    rows = [
        Row(step_label(step, comparison, lang), (_kind(step, lang), amount_full(value, lang), step.note))
        for step, value in zip(found.steps, printed, strict=True)
    ]
    end = say("view.bridge.baseline", lang, reference=reference)
    rows.append(Row(end, ("", amount_full(cents(found.baseline), lang), ""), "total"))
    columns = tuple(say(f"view.bridge.{name}", lang) for name in ("step", "kind", "amount", "note"))
    caption = say("view.bridge.caption", lang, reference=reference, currency=case.currency)
    return Grid(caption, columns, tuple(rows), frozenset({0, 2}))


def _kind(step: BridgeStep, lang: str) -> str:
    """Return the kind of a step, nothing where its name says it."""
    return say(f"view.bridge.{step.kind}", lang) if step.name else ""
