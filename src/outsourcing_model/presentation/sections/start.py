"""When providers start: planned, expected and late, what a delay costs the company, and what is owed for it."""

from outsourcing_model.metrics.delay import Start, start
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.formats import NO_BREAK, chance, day, money
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say

COLUMNS = ("planned", "expected", "late", "longstop", "month_costs", "delay_costs", "owed")


def starts(comparison: Comparison) -> list[Start]:
    """Return the starts that may be late, by alternative and offer."""
    case, flows = comparison.case, comparison.flows
    found = [
        start(flows, comparison.expected, alternative, offer)
        for alternative in case.alternatives
        for offer in offers_in_use(case, alternative)
    ]
    return [each for each in found if each.delay_days > 0]


def when_it_starts(comparison: Comparison, lang: str) -> Grid | None:
    """Return the table of starts, none if no provider can be late."""
    case = comparison.case
    rows = []
    for each in starts(comparison):
        names = {"alternative": alternative_label(each.alternative, case), "offer": case.label("offers", each.offer)}
        several = len(offers_in_use(case, each.alternative)) > 1
        heading = say("start.row", lang, **names) if several else names["alternative"]
        rows.append(Row(heading, _cells(each, case.currency, lang)))
    columns = ("", *(say(f"start.{name}", lang) for name in COLUMNS))
    return Grid(say("start.caption", lang), columns, tuple(rows)) if rows else None


def _cells(each: Start, currency: str, lang: str) -> tuple[str, ...]:
    """Return the cells of one start."""
    passed = each.longstop_probability
    planned, expected, late = (day(d, lang).replace(" ", NO_BREAK) for d in (each.planned, each.expected, each.late))
    return (
        planned,
        expected,
        late,
        missing("", lang) if passed is None else chance(passed, lang),
        money(each.month_costs, currency, lang),
        money(each.delay_costs, currency, lang),
        money(each.owed, currency, lang),
    )
