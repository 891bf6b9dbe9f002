"""All measures of all alternatives side by side, the ratio in its three forms, and the penalty exposure."""

from collections.abc import Callable, Iterator

from outsourcing_model.metrics.results import AlternativeResult, Comparison, Exposure, Measure
from outsourcing_model.presentation.formats import brief, chance, money, number
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, amount, missing
from outsourcing_model.presentation.sections.opening import price_word, unit_words
from outsourcing_model.wording import say

_MONEY = ("npv_cost", "total_cost", "relevant_cost", "harm", "service_value", "net_benefit")
_DEAREST_FIRST = {"service_value", "net_benefit"}


def comparison_table(comparison: Comparison, lang: str) -> Grid:
    """Return every measure of every alternative, a column each; the best of a row is marked."""
    columns = ("", *(_heading(name, comparison, lang) for name in comparison.alternatives))
    caption = say("report.comparison.caption", lang, draws=number(comparison.flows.draws.count, lang))
    return Grid(caption, columns, tuple(_rows(comparison, lang)))


def _heading(name: str, comparison: Comparison, lang: str) -> str:
    """Return an alternative's name, with a mark for the recommended one and the reference."""
    label = alternative_label(name, comparison.case)
    if name == comparison.recommended:
        return say("report.comparison.recommended", lang, alternative=label)
    return say("report.comparison.reference", lang, alternative=label) if name == comparison.reference else label


def best_of(values: list[float | None], greatest: bool) -> frozenset[int]:
    """Return the position of the best value; none if they are all alike or absent."""
    there = [value for value in values if value is not None]
    if len(there) < 2 or max(there) - min(there) <= 1e-9 * max(map(abs, there)):
        return frozenset()
    best = max(there) if greatest else min(there)
    return frozenset(at for at, value in enumerate(values) if value == best)


def _rows(comparison: Comparison, lang: str) -> Iterator[Row]:
    """Yield the rows of the comparison."""
    results, currency = list(comparison.alternatives.values()), comparison.case.currency

    def written(name: str, cell: Callable[[AlternativeResult], str], **values: object) -> Row:
        return Row(say(f"measure.name.{name}", lang, **values), tuple(cell(result) for result in results))

    for name in _MONEY:
        measures: list[Measure] = [getattr(result, name) for result in results]
        cells = tuple(_with_range(measure, currency, lang) for measure in measures)
        best = best_of([measure.mean for measure in measures], name in _DEAREST_FIRST)
        yield Row(say(f"measure.name.{name}", lang), cells, best=best)
    reference = alternative_label(comparison.reference, comparison.case)
    savings = [comparison.saving[result.id] for result in results]
    cells = tuple(_with_range(saving, currency, lang) for saving in savings)
    best = best_of([saving.mean for saving in savings], True)
    yield Row(say("measure.name.saving", lang, reference=reference), cells, best=best)
    yield written("probability_cheapest", lambda result: chance(result.probability_cheapest, lang))
    yield written("probability_best", lambda result: chance(result.probability_best, lang))
    yield written("peak_cash_outlay", lambda result: money(result.peak_cash_outlay, currency, lang))
    yield written("payback", lambda result: _payback(result, lang))
    yield written("uncertainty_effect", lambda r: money(comparison.uncertainty_effect[r.id], currency, lang, signed=True))


def _with_range(measure: Measure, currency: str, lang: str) -> str:
    """Return a mean with its 80 % range, or why there is none."""
    if measure.mean is None:
        return missing(measure.reason, lang)
    mean = money(measure.mean, currency, lang)
    if measure.p10 is None or measure.p90 is None or measure.p90 - measure.p10 < 0.5:
        return mean
    low, high = money(measure.p10, currency, lang), money(measure.p90, currency, lang)
    return say("report.comparison.with_range", lang, mean=mean, low=low, high=high)


def _payback(result: AlternativeResult, lang: str) -> str:
    """Return the month of payback, or why there is none."""
    if result.payback_month is None:
        return missing(result.payback_reason, lang)
    return say("report.comparison.payback", lang, number=number(result.payback_month, lang))


def ratios(comparison: Comparison, lang: str) -> Grid:
    """Return the price/service ratio of every alternative in its three forms, the best marked, absences explained."""
    results, currency = list(comparison.alternatives.values()), comparison.case.currency
    unit = unit_words(comparison, lang)
    rows = []
    for name in ("per_unit_month", "per_quality_point", "pv_ratio"):
        measures: list[Measure] = [getattr(result, name) for result in results]
        cells = tuple(_ratio(measure, name, currency, lang) for measure in measures)
        best = best_of([measure.mean for measure in measures], False)
        rows.append(Row(say(f"measure.name.{name}", lang, unit=unit), cells, best=best))
    words = tuple(price_word(comparison, result.id, lang) for result in results)
    rows.insert(0, Row(say("report.ratio.word", lang), words, "sub"))
    columns = ("", *(alternative_label(name, comparison.case) for name in comparison.alternatives))
    return Grid(say("report.ratio.caption", lang), columns, tuple(rows))


def _ratio(measure: Measure, name: str, currency: str, lang: str) -> str:
    """Return one ratio, or why there is none."""
    if measure.mean is None:
        return missing(measure.reason, lang)
    return brief(measure.mean, lang) if name == "pv_ratio" else money(measure.mean, currency, lang)


def exposure(comparison: Comparison, lang: str) -> Grid:
    """Return the penalty money of each alternative, both ways."""
    rows = []
    for result in comparison.alternatives.values():
        label = alternative_label(result.id, comparison.case)
        for name, side in (("receivable", result.receivable), ("payable", result.payable)):
            heading = say(f"report.exposure.{name}", lang, alternative=label)
            rows.append(Row(heading, _exposed(side, comparison.case.currency, lang)))
    names = ("present", "undiscounted", "p95", "maximum", "capped", "capped_months")
    columns = ("", *(say(f"report.exposure.{name}", lang) for name in names))
    return Grid(say("report.exposure.caption", lang), columns, tuple(rows))


def _exposed(side: Exposure, currency: str, lang: str) -> tuple[str, ...]:
    """Return the cells of one side."""
    capped = side.cap_probability is not None and side.maximum != 0
    return (
        amount(side.present.mean, currency, lang),
        amount(side.undiscounted.mean, currency, lang),
        amount(side.undiscounted.p95, currency, lang),
        amount(side.maximum, currency, lang, side.maximum_reason),
        chance(side.cap_probability or 0.0, lang) if capped else missing("", lang),
        brief(side.expected_capped_months or 0.0, lang) if capped else missing("", lang),
    )


def judge_may_change(comparison: Comparison) -> bool:
    """Return whether French law governs the contract, under which a judge may lower or raise a penalty."""
    law = comparison.case.contract.governing_law.casefold()
    return "france" in law or "français" in law or "french" in law
