"""Discount factors of months and years."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_YEARS: dict[str, Callable[[int], float]] = {
    "end": lambda month: (month + 1) / 12,
    "mid": lambda month: (month + 0.5) / 12,
    "start": lambda month: month / 12,
    "year_end": lambda month: month // 12 + 1.0,
    "year_mid": lambda month: month // 12 + 0.5,
    "year_start": lambda month: float(month // 12),
}
TIMINGS = tuple(_YEARS)


def discount_factor(rate: float | Mapping[int, float], years: float) -> float:
    """Return the present worth of one unit of money due in so many years.

    Parameters
    ----------
    rate : float or mapping
        Effective annual rate, or first year to rate: year k, from time k - 1 to k, has the rate of the last key not
        above k. Factors are chained, never restarted: D(31) = D(30) / (1 + r_31).
    years : float
        Time from the valuation date, not below zero.

    Examples
    --------
    >>> round(discount_factor({0: 0.035, 31: 0.03}, 31), 4)
    0.3459
    """
    if not isinstance(rate, Mapping):
        return float((1 + rate) ** -years)
    factor, year = 1.0, 1
    while years > 0:
        yearly = rate[max(first for first in rate if first <= year)]
        factor *= (1 + yearly) ** -min(years, 1.0)
        years, year = years - 1, year + 1
    return factor


def discount_factors(rate: float | Mapping[int, float], months: int, timing: str = "end") -> Array:
    """Return the discount factor of each month, shape ``(months,)``.

    `timing` says when flows fall: ``start``, ``mid`` or ``end`` of the month, or ``year_start``, ``year_mid``,
    ``year_end`` of the contract year. At the month's end: (1 + rate)^(-(t + 1)/12).

    Examples
    --------
    >>> discount_factors(0.1, 13, "year_end")[[0, 12]].round(6)
    array([0.909091, 0.826446])
    """
    when = _YEARS[timing]
    return np.array([discount_factor(rate, when(month)) for month in range(months)])
