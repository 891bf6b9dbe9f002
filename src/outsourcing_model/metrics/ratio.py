"""Price/service ratio in its three forms: cost gross of credits over the service delivered."""

import numpy as np

from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.results import Measure
from outsourcing_model.metrics.summary import absent, summarise


def _divided(cost: tuple[Array, Array], by: tuple[Array, Array]) -> Measure:
    """Return the measure of cost over service, absent where the service is not above zero."""
    if min(by[0].min(), by[1].min()) <= 0:
        return absent("reason.no_value")
    return summarise(cost[0] / by[0], float((cost[1] / by[1])[0]))


def gross_cost(flows: CashFlows, alternative: str, present: bool) -> Array:
    """Return the full client cost of each draw, credits and damages not deducted."""
    row = flows.alternatives.index(alternative)
    return np.asarray(flows.npv[row] + flows.received_npv[row] if present else flows.total[row] + flows.received[row])


def per_unit_month(flows: CashFlows, expected: CashFlows, alternative: str) -> Measure:
    """Return the undiscounted cost of a unit (or user) and month."""
    case = flows.case
    cost = gross_cost(flows, alternative, False), gross_cost(expected, alternative, False)
    if case.price_per is not None:
        count = case.price_per.count
        by = tuple(each.draws.of("price_per.count", count) * case.term for each in (flows, expected))
        return _divided(cost, (by[0], by[1]))
    if flows.units is None or expected.units is None:
        return absent("reason.no_unit")
    return _divided(cost, (flows.units, expected.units))


def per_quality_point(flows: CashFlows, expected: CashFlows, alternative: str) -> Measure:
    """Return the present cost of a quality point of the evaluation."""
    points = flows.case.alternatives[alternative].quality_points
    if points is None:
        return absent("reason.no_quality_points")
    cost = gross_cost(flows, alternative, True), gross_cost(expected, alternative, True)
    path = f"alternatives.{alternative}.quality_points"
    by = flows.draws.of(path, points), expected.draws.of(path, points)
    return _divided(cost, by)


def present_ratio(flows: CashFlows, expected: CashFlows, alternative: str) -> Measure:
    """Return present cost over the present value delivered."""
    if not values_stated(flows):
        return absent("reason.no_value")
    row = flows.alternatives.index(alternative)
    cost = gross_cost(flows, alternative, True), gross_cost(expected, alternative, True)
    delivered = flows.value_npv - flows.harm_npv[row], expected.value_npv - expected.harm_npv[row]
    return _divided(cost, delivered)


def values_stated(flows: CashFlows) -> bool:
    """Return whether the case states what its services are worth."""
    return any(service.value_per_unit is not None for service in flows.case.services.values())
