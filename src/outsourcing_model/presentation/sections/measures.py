"""All measures of all alternatives side by side, the ratio in its three forms, and the penalty exposure."""

from collections.abc import Callable, Iterator
from functools import partial

from outsourcing_model.case.law import is_french
from outsourcing_model.metrics.results import AlternativeResult, Comparison, Exposure, Measure
from outsourcing_model.presentation.charts.penalty_exposure import exposed
from outsourcing_model.presentation.formats import brief, chance, money, number, percent
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, amount, missing
from outsourcing_model.presentation.sections.opening import price_word, unit_words
from outsourcing_model.wording import say

_MONEY = ("npv_cost", "total_cost", "relevant_cost", "harm", "service_value", "net_benefit")
_MORE_IS_BETTER = {"service_value", "net_benefit"}
_SELF = "reason.same_alternative"


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
        heading = say(f"measure.name.{name}", lang)
        yield _measured(heading, measures, lambda m: _with_range(m, currency, lang), name in _MORE_IS_BETTER, lang)
    reference = alternative_label(comparison.reference, comparison.case)
    savings = [comparison.saving[result.id] for result in results]
    cells = tuple(_with_range(saving, currency, lang) for saving in savings)
    yield Row(say("measure.name.saving", lang, reference=reference), cells)
    yield written("probability_cheapest", lambda result: chance(result.probability_cheapest, lang))
    yield written("probability_best", lambda result: chance(result.probability_best, lang))
    yield written("peak_cash_outlay", lambda result: money(result.peak_cash_outlay, currency, lang))
    yield written("payback", lambda result: _payback(result, lang))
    yield written("discounted_payback", lambda result: _discounted(result, lang))
    yield _rates("roi", comparison, lang)
    yield _rates("irr", comparison, lang)
    effect = comparison.uncertainty_effect
    yield written("uncertainty_effect", lambda result: money(effect[result.id], currency, lang, signed=True))


def _measured(heading: str, measures: list[Measure], cell: Callable[[Measure], str], greatest: bool, lang: str) -> Row:
    """Return the row of a measure, the best marked; why it is absent is said once if that holds for all."""
    reasons = {measure.reason if measure.mean is None else "" for measure in measures}
    if len(reasons) == 1 and (reason := reasons.pop()):
        heading = say("report.absent_row", lang, name=heading, reason=say(reason, lang))
        return Row(heading, (missing("", lang),) * len(measures))
    best = best_of([measure.mean for measure in measures], greatest)
    return Row(heading, tuple(map(cell, measures)), best=best)


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
        return missing("" if result.payback_reason == _SELF else result.payback_reason, lang)
    return say("report.comparison.payback", lang, number=number(result.payback_month, lang))


def _discounted(result: AlternativeResult, lang: str) -> str:
    """Return the month of discounted payback, or why there is none."""
    month, reason = result.returns.discounted_payback_month, result.returns.discounted_payback_reason
    if month is None:
        return missing("" if reason == _SELF else reason, lang)
    return say("report.comparison.payback", lang, number=number(month, lang))


def _rates(name: str, comparison: Comparison, lang: str) -> Row:
    """Return the row of a rate; why there is none is said once if that holds for all but the reference."""
    earned = [result.returns for result in comparison.alternatives.values()]
    values: list[float | None] = [getattr(each, name) for each in earned]
    reasons = ["" if getattr(each, f"{name}_reason") == _SELF else getattr(each, f"{name}_reason") for each in earned]
    heading, told = say(f"measure.name.{name}", lang), set(filter(None, reasons))
    if len(told) == 1 and values.count(None) == len(values):
        heading, reasons = (
            say("report.absent_row", lang, name=heading, reason=say(told.pop(), lang)),
            [""] * len(values),
        )
    cells = (
        missing(why, lang) if value is None else percent(value, lang, 1)
        for value, why in zip(values, reasons, strict=True)
    )
    return Row(heading, tuple(cells))


def ratios(comparison: Comparison, lang: str) -> Grid:
    """Return the price/service ratio of every alternative in its three forms, the best marked, absences explained."""
    results, currency = list(comparison.alternatives.values()), comparison.case.currency
    unit = unit_words(comparison, lang)
    rows = []
    for name in ("per_unit_month", "per_quality_point", "pv_ratio"):
        measures: list[Measure] = [getattr(result, name) for result in results]
        write = partial(_ratio, name=name, currency=currency, lang=lang)
        rows.append(_measured(say(f"measure.name.{name}", lang, unit=unit), measures, write, False, lang))
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
    """Return the penalty money of each alternative in which something may be owed, both ways."""
    rows = []
    for result in exposed(comparison):
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
    return is_french(comparison.case.contract.governing_law)
