"""Cost and saving by year of payment, simulated means, undiscounted: as paid, and in the money of the first year."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.results import Comparison


@dataclass(frozen=True)
class Year:
    """One year of payments of an alternative.

    Parameters
    ----------
    year : int
        Contract year, 1 for the first; payments after the term fall in years of their own.
    cost, saving : float
        Undiscounted net cost, and the reference's less it.
    cumulated_cost, cumulated_saving : float
        The same from the start to the end of the year.
    per_unit : float or None
        Cost over the units delivered in the year; None without a common unit, or after the term.
    real_cost, real_per_unit : float or None
        The same in money of the first year; None where the case names no inflation index.
    """

    year: int
    cost: float
    saving: float
    cumulated_cost: float
    cumulated_saving: float
    per_unit: float | None = None
    real_cost: float | None = None
    real_per_unit: float | None = None


def by_year(comparison: Comparison, alternative: str) -> tuple[Year, ...]:
    """Return the years of an alternative, in order.

    Notes
    -----
    Real cost of year y (0 for the first) = cost / (1 + g)^y, g the mean growth of the case's inflation index.
    Units: the count of `price_per` in each month of the term, else the volume of the only counted service in the
    expected run.
    """
    cost = _yearly(comparison.alternatives[alternative].cash_by_month)
    saving = _yearly(comparison.alternatives[comparison.reference].cash_by_month) - cost
    units, worth = units_by_year(comparison, len(cost)), deflators(comparison.case, len(cost))
    spent, saved = np.cumsum(cost), np.cumsum(saving)
    years = []
    for at in range(len(cost)):
        real = None if worth is None else float(cost[at] / worth[at])
        count = None if units is None or units[at] <= 0 else float(units[at])
        each = [None if count is None or amount is None else float(amount) / count for amount in (cost[at], real)]
        years.append(
            Year(at + 1, float(cost[at]), float(saving[at]), float(spent[at]), float(saved[at]), each[0], real, each[1])
        )
    return tuple(years)


def deflators(case: Case, years: int) -> Array | None:
    """Return what a unit of the first year's money has become in each contract year; None without inflation."""
    if case.inflation is None:
        return None
    growth = case.indices[case.inflation].mean_growth
    return np.asarray((1 + growth) ** np.arange(years, dtype=float))


def units_by_year(comparison: Comparison, years: int) -> Array | None:
    """Return the units delivered in each contract year; None if there is no common unit."""
    case = comparison.case
    counted = [name for name, service in case.services.items() if service.volume is not None]
    if case.price_per is not None:
        monthly = np.full(case.term, case.price_per.count.mean)
    elif len(counted) == 1 and f"volume.{counted[0]}" in comparison.expected.steps:
        monthly = comparison.expected.steps[f"volume.{counted[0]}"].values
    else:
        return None
    found = _yearly(monthly)
    return np.pad(found, (0, years - len(found)))


def _yearly(months: np.ndarray) -> np.ndarray:
    """Return sums of twelve months, the last perhaps of fewer."""
    padded = np.pad(months, (0, -len(months) % 12))
    return np.asarray(padded.reshape(-1, 12).sum(axis=1))
