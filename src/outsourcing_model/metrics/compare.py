"""The alternatives side by side: what each costs and is worth, and which one to choose."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics import cash, exposure, ratio
from outsourcing_model.metrics.exit_costs import exit_costs, staying, usual_exits
from outsourcing_model.metrics.headings import TRANSITIONAL, side
from outsourcing_model.metrics.insight import flips, net_benefits, worst_cases
from outsourcing_model.metrics.ranking import best_after_hurdle, probability_of_greatest, value_of_perfect_information
from outsourcing_model.metrics.results import AlternativeResult, Comparison, CostStructureLine
from outsourcing_model.metrics.returns import OF_THE_REFERENCE, Returns, returns
from outsourcing_model.metrics.summary import absent, summarise

CATEGORIES = (
    "staff", "running", "licences", "facilities", "assets", "overhead", "one_off", "charges", "change_orders",
    "transition", "parallel", "governance", "severance", "stranded", "freed", "sold", "credits", "exit", "risk", "tax",
)  # fmt: skip
"""Headings of the cost structure, in the order in which they are shown."""


def compare(flows: CashFlows) -> Comparison:
    """Return the comparison of the alternatives of a simulation.

    Notes
    -----
    Saving of an alternative = present cost of the reference - its own, draw by draw. Ranked on net benefit; a switch is
    recommended only if it gains at least the case's hurdle.
    """
    case, expected = flows.case, expected_run(flows.case)
    names = tuple(case.alternatives)
    scores = net_benefits(flows)
    cheapest = dict(zip(flows.alternatives, probability_of_greatest(-flows.npv), strict=True))
    best = dict(zip(flows.alternatives, probability_of_greatest(scores), strict=True))
    results = {name: _result(flows, expected, name, scores, float(cheapest[name]), float(best[name])) for name in names}
    basis = results[case.reference].npv_cost.mean or 0.0, personnel_cost(results[case.reference])
    hurdle, test = case.hurdle.value(*basis), case.hurdle.decisive(*basis)
    savings = {name: _row(flows, flows.npv, case.reference) - _row(flows, flows.npv, name) for name in names}
    chosen, leader, gain = best_after_hurdle(_means(flows, scores), case.reference, hurdle)
    comparison = Comparison(
        case=case,
        flows=flows,
        expected=expected,
        alternatives=results,
        reference=case.reference,
        saving={name: summarise(values, _expected_saving(expected, name)) for name, values in savings.items()},
        saving_draws=savings,
        hurdle=hurdle,
        recommended=chosen,
        recommended_cost_only=best_after_hurdle(_means(flows, -flows.npv), case.reference, hurdle)[0],
        recommended_zero_credits=best_after_hurdle(_means(flows, net_benefits(flows, True)), case.reference, hurdle)[0],
        reason=_reason(names, case.reference, chosen, leader, gain, (hurdle, test)),
        evpi=value_of_perfect_information(scores),
        uncertainty_effect={
            name: (r.npv_cost.mean or 0.0) - (r.npv_cost.expected_run or 0.0) for name, r in results.items()
        },
        hurdle_test=test,
    )
    return _with_insight(comparison)


def _with_insight(comparison: Comparison) -> Comparison:
    """Return the comparison with what would flip it, its worst cases and exit costs."""
    shown, case = comparison.shown, comparison.case
    schedule = exit_costs(staying(comparison.expected), shown)
    return replace(
        comparison,
        flips=flips(case, shown, comparison.hurdle),
        worst_cases=worst_cases(comparison.flows, shown, comparison.saving_draws[shown]),
        exit_costs=usual_exits(schedule, case.term),
        exit_schedule=schedule,
    )


def personnel_cost(result: AlternativeResult) -> float:
    """Return the present cost of an alternative's own staff."""
    return sum((line.npv for line in result.cost_structure.values() if line.category == "staff"), 0.0)


def _row(flows: CashFlows, values: Array, alternative: str) -> Array:
    """Return an alternative's row."""
    return np.asarray(values[flows.alternatives.index(alternative)])


def _means(flows: CashFlows, scores: Array) -> dict[str, float]:
    """Return alternative to mean score, in the order of the case."""
    return {name: float(_row(flows, scores, name).mean()) for name in flows.case.alternatives}


def _expected_saving(expected: CashFlows, alternative: str) -> float:
    """Return the saving of the expected run."""
    reference = _row(expected, expected.npv, expected.case.reference)
    return float((reference - _row(expected, expected.npv, alternative))[0])


def _reason(
    names: tuple[str, ...], reference: str, chosen: str, leader: str, gain: float, hurdle: tuple[float, str]
) -> tuple[str, Mapping[str, object]]:
    """Return wording key and values of the sentence that says why an alternative is recommended."""
    if len(names) == 1:
        return "reason.only_alternative", {"best": leader}
    if leader == reference:
        return "reason.reference_is_best", {"best": leader}
    least, test = hurdle
    passed = "above" if chosen == leader else "below"
    asked = test if test.startswith("personnel") else "hurdle"
    return f"reason.gain_{passed}_{asked}", {"best": leader, "gain": gain, "hurdle": least}


def _result(
    flows: CashFlows, expected: CashFlows, name: str, scores: Array, cheapest: float, best: float
) -> AlternativeResult:
    """Return everything that is measured of one alternative."""
    case = flows.case

    def measured(of: Array, run: Array) -> tuple[Array, float]:
        return _row(flows, of, name), float(_row(expected, run, name)[0])

    relevant = flows.npv - flows.irrelevant_npv, expected.npv - expected.irrelevant_npv
    delivered = flows.value_npv - flows.harm_npv, expected.value_npv - expected.harm_npv
    cost, reference = _cash(expected, name), _cash(expected, case.reference)
    month = cash.payback_month(cost, reference)
    return AlternativeResult(
        id=name,
        label=case.label("alternatives", name),
        npv_cost=summarise(*measured(flows.npv, expected.npv)),
        total_cost=summarise(*measured(flows.total, expected.total)),
        relevant_cost=summarise(*measured(*relevant)),
        harm=summarise(*measured(flows.harm_npv, expected.harm_npv)),
        service_value=summarise(*measured(*delivered)) if ratio.values_stated(flows) else absent("reason.no_value"),
        net_benefit=summarise(*measured(scores, net_benefits(expected))),
        per_unit_month=ratio.per_unit_month(flows, expected, name),
        per_quality_point=ratio.per_quality_point(flows, expected, name),
        pv_ratio=ratio.present_ratio(flows, expected, name),
        receivable=exposure.receivable(flows, expected, name),
        payable=exposure.payable(flows, expected, name),
        cost_structure=_structure(flows, expected, name),
        cash_by_month=_cash(flows, name),
        probability_cheapest=cheapest,
        probability_best=best,
        payback_month=month if name != case.reference else None,
        payback_reason="reason.same_alternative"
        if name == case.reference
        else ""
        if month
        else "reason.never_pays_back",
        peak_cash_outlay=cash.peak_outlay(cost, reference),
        returns=_returns(flows, expected, name, cost, reference),
    )


def _returns(flows: CashFlows, expected: CashFlows, name: str, cost: Array, reference: Array) -> Returns:
    """Return what a switch to an alternative earns on its one-time outlay."""
    base = flows.case.reference
    if name == base:
        return OF_THE_REFERENCE
    saving = float((_row(flows, flows.npv, base) - _row(flows, flows.npv, name)).mean())
    outlay = _one_time(flows, name) - _one_time(flows, base)
    return returns(cost, reference, expected.discount, flows.case.timing, (saving, outlay))


def _one_time(flows: CashFlows, alternative: str) -> float:
    """Return the present cost of an alternative's transitional lines, one-time receipts deducted."""
    means = zip(flows.lines, flows.line_means @ flows.discount, strict=True)
    own = (npv for line, npv in means if line.alternative == alternative and side(line) == TRANSITIONAL)
    return float(sum(own))


def _cash(flows: CashFlows, alternative: str) -> Array:
    """Return an alternative's mean net cost by month of payment."""
    rows = [number for number, line in enumerate(flows.lines) if line.alternative == alternative]
    return np.asarray(flows.line_means[rows].sum(axis=0))


def _structure(flows: CashFlows, expected: CashFlows, alternative: str) -> dict[str, CostStructureLine]:
    """Return the cost lines of an alternative, by category."""
    found = {}
    for line, mean, run in zip(flows.lines, flows.line_means, expected.line_means, strict=True):
        if line.alternative == alternative:
            npv = float(mean @ flows.discount)
            found[line.id] = CostStructureLine(
                npv=npv,
                total=float(mean.sum()),
                relevant_npv=npv * (1 - line.irrelevant),
                expected_npv=float(run @ expected.discount),
                category=line.category,
                relevance=line.relevance,
                label=line.label,
                path=line.path,
            )
    return dict(sorted(found.items(), key=lambda item: CATEGORIES.index(item[1].category)))
