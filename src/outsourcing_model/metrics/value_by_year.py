"""Value delivered and price for service by contract year, each with its distribution."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.metrics.ratio import values_stated
from outsourcing_model.metrics.results import Comparison


@dataclass(frozen=True)
class ValueYear:
    """One contract year of an alternative, undiscounted, by month of service.

    Parameters
    ----------
    year : int
        1 for the first.
    cost : float
        Mean cost gross of credits and delay damages.
    value : float or None
        Mean value delivered: value at target less harm; None where no value is stated.
    ratio : float or None
        Mean cost over mean value delivered.
    p10, p50, p90 : float or None
        Percentiles over the draws of cost over value delivered.
    reason : str
        Wording key that says why there is no ratio.
    """

    year: int
    cost: float | None
    value: float | None
    ratio: float | None = None
    p10: float | None = None
    p50: float | None = None
    p90: float | None = None
    reason: str = ""


def value_by_year(comparison: Comparison, alternative: str) -> tuple[ValueYear, ...]:
    """Return the contract years of an alternative; without a stated value each has its reason only."""
    flows, years = comparison.flows, comparison.case.timeline.years
    if not values_stated(flows):
        return tuple(ValueYear(year + 1, None, None, reason="reason.no_value") for year in range(years))
    none = np.zeros((years, flows.totals.shape[-1]))
    harm = flows.yearly.get((alternative, "harm"), none)
    received = sum((each for name, each in flows.yearly.items() if name[:2] == (alternative, "received")), none)
    costs, values = flows.yearly.get((alternative, "cost"), none) + received, flows.yearly["value",] - harm
    return tuple(_year(number, cost, value) for number, (cost, value) in enumerate(zip(costs, values, strict=True), 1))


def _year(number: int, cost: np.ndarray, value: np.ndarray) -> ValueYear:
    """Return one year."""
    means = float(cost.mean()), float(value.mean())
    if value.min() <= 0:
        return ValueYear(number, *means, reason="reason.value_not_positive")
    p10, p50, p90 = (float(each) for each in np.percentile(cost / value, (10, 50, 90)))
    return ValueYear(number, *means, means[0] / means[1], p10, p50, p90)
