"""Room for error: how far each heading of cost, price, volume, date and index may move before the answer changes."""

from outsourcing_model.metrics.compare import personnel_cost
from outsourcing_model.metrics.margins import margins
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.switching import MONTHS, POINTS, Switching, switching_values
from outsourcing_model.presentation.formats import money, months, number, percent
from outsourcing_model.presentation.labels import alternative_label, in_words
from outsourcing_model.presentation.sections.grid import Grid, Row
from outsourcing_model.wording import say

_SHOWN = 6


def margin_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return the headings of cost that leave least room, the least first; None where there is nothing to compare."""
    found = margins(comparison, comparison.shown)[:_SHOWN]
    if not found:
        return None
    currency = comparison.case.currency
    rows = tuple(
        Row(
            say(f"category.{each.name}", lang),
            (money(each.present, currency, lang, signed=True), signed_percent(each.margin, lang)),
        )
        for each in found
    )
    columns = tuple(say(f"view.margin.{name}", lang) for name in ("name", "present", "margin"))
    return Grid(say("view.margin.caption", lang, **_who(comparison)), columns, rows)


def switching_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return at which price, volume, date and growth the choice changes; None where there is nothing to compare."""
    reference = comparison.alternatives[comparison.reference]
    found = switching_values(comparison.case, comparison.shown, personnel_cost(reference))
    if not found:
        return None
    rows = tuple(Row(_variable(each, comparison, lang), (_values(each, lang), _range(each, lang))) for each in found)
    columns = tuple(say(f"view.switching.{name}", lang) for name in ("variable", "values", "range"))
    return Grid(say("view.switching.caption", lang, **_who(comparison)), columns, rows)


def _who(comparison: Comparison) -> dict[str, str]:
    """Return the names of what is compared."""
    names = {"alternative": comparison.shown, "reference": comparison.reference}
    return {key: alternative_label(name, comparison.case) for key, name in names.items()}


def signed_percent(value: float, lang: str, places: int = 1) -> str:
    """Return a change in percent with its sign.

    Examples
    --------
    >>> signed_percent(0.095, "en")
    '+9.5%'
    """
    return f"{'+' if value > 0 else ''}{percent(value, lang, places)}"


def _variable(each: Switching, comparison: Comparison, lang: str) -> str:
    """Return what moves."""
    if not each.name:
        return say(f"view.switching.{each.variable}", lang)
    index = comparison.case.indices[each.name]
    return say("view.switching.index", lang, name=index.name or in_words(each.name))


def _values(each: Switching, lang: str) -> str:
    """Return the changes at which the choice changes, or that there are none."""
    shown = [_change(value, each.measure, lang) for value in each.values]
    return say("view.switching.separator", lang).join(shown) or say("view.switching.none", lang)


def _range(each: Switching, lang: str) -> str:
    """Return the range that was searched."""
    low, high = (_change(value, each.measure, lang) for value in (each.low, each.high))
    if each.measure == MONTHS:
        return say("view.switching.up_to", lang, high=high)
    return say("view.switching.between", lang, low=low, high=high)


def _change(value: float, measure: str, lang: str) -> str:
    """Return one change in the measure of its variable."""
    if measure == MONTHS:
        return say("view.switching.later", lang, months=months(value, lang))
    if measure == POINTS:
        shown = f"{'+' if value > 0 else ''}{number(value * 100, lang, 1)}"
        return say("view.switching.points", lang, value=shown)
    return signed_percent(value, lang)
