"""The cost structure line by line, to the cent, in the total and in the relevant view."""

from decimal import Decimal
from itertools import groupby

from outsourcing_model.case.case import Case
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.paths import parse, value_at
from outsourcing_model.metrics.compare import CATEGORIES
from outsourcing_model.metrics.results import Comparison, CostStructureLine
from outsourcing_model.presentation.formats import amount_full
from outsourcing_model.presentation.labels import alternative_label, line_label
from outsourcing_model.presentation.sections.grid import Grid, Row
from outsourcing_model.quantities import cents, rounding_line
from outsourcing_model.wording import say

_GREY = ("unavoidable", "sunk")


def lines(comparison: Comparison) -> dict[str, CostStructureLine]:
    """Return every line with an amount in some alternative, by category, from the first alternative that has one."""
    found: dict[str, CostStructureLine] = {}
    for result in comparison.alternatives.values():
        for name, line in result.cost_structure.items():
            if cents(line.npv):
                found.setdefault(name, line)
    return dict(sorted(found.items(), key=lambda item: CATEGORIES.index(item[1].category)))


def cost_structure(comparison: Comparison, lang: str) -> Grid:
    """Return the lines of all alternatives in present money, with rounding, totals and the saving in both views."""
    rows: list[Row] = []
    for category, group in groupby(lines(comparison).items(), key=lambda item: item[1].category):
        rows.append(Row(say(f"category.{category}", lang), ("",) * (len(comparison.alternatives) + 1), "group"))
        rows += [_line(comparison, name, line, lang) for name, line in group]
    rows += _sums(comparison, lang)
    names = (alternative_label(name, comparison.case) for name in comparison.alternatives)
    columns = (say("report.structure.line", lang), say("report.structure.relevance", lang), *names)
    caption = say("report.structure.caption", lang, currency=comparison.case.currency)
    return Grid(caption, columns, tuple(rows), frozenset({0}))


def _line(comparison: Comparison, name: str, line: CostStructureLine, lang: str) -> Row:
    """Return one line: greyed with its reason where it can't drive the choice."""
    cells = []
    for result in comparison.alternatives.values():
        own = result.cost_structure.get(name)
        cells.append("" if own is None else amount_full(own.npv, lang))
    look = "grey" if line.relevance in _GREY else ""
    return Row(line_label(line.label, lang, comparison.case), (_relevance(line, comparison.case, lang), *cells), look)


def _relevance(line: CostStructureLine, case: Case, lang: str) -> str:
    """Return whether a line depends on the choice; with the reason, the case's own first, where it does not."""
    word = say(f"relevance.{line.relevance}", lang)
    if line.relevance not in (*_GREY, "partly", "opportunity"):
        return word
    record = value_at(case, parse(line.path)) if line.path else None
    stated = record.relevance.reason if isinstance(record, CostLine) else ""
    reason = stated or say(f"relevance.reason.{line.relevance}", lang)
    return say("report.structure.because", lang, word=word, reason=reason)


def _sums(comparison: Comparison, lang: str) -> list[Row]:
    """Return the rows below the lines: rounding, total, what is alike everywhere, the rest, the saving in each view."""
    columns = [[line.npv for line in result.cost_structure.values()] for result in comparison.alternatives.values()]
    totals = [cents(sum(parts)) for parts in columns]
    rounding = [rounding_line(parts, sum(parts)) for parts in columns]
    alike = cents(float(comparison.flows.irrelevant_npv.mean()))
    relevant = [total - alike for total in totals]
    at = list(comparison.alternatives).index(comparison.reference)
    return [
        _sum("rounding", rounding, "sub", lang),
        _sum("total", totals, "total", lang),
        _sum("alike", [alike] * len(totals), "grey", lang),
        _sum("relevant", relevant, "total", lang),
        _sum("saving_total", [totals[at] - each for each in totals], "sub", lang),
        _sum("saving_relevant", [relevant[at] - each for each in relevant], "sub", lang),
    ]


def _sum(name: str, values: list[Decimal], look: str, lang: str) -> Row:
    """Return one row of sums."""
    return Row(say(f"report.structure.{name}", lang), ("", *(amount_full(value, lang) for value in values)), look)
