"""Volumes and indices."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def volume_path(month_1: Array, growth: Array, pattern: Array, out: Array) -> None:
    """Fill `out` with units a month: the first month's with growth, times the pattern.

    `pattern` ``[month]`` holds season and steps: v[m] = month_1 (1 + growth)^(m/12) pattern[m].
    """
    months, draws = out.shape
    trend = month_1.copy()
    ratio = np.empty(draws)
    for k in range(draws):
        ratio[k] = (1.0 + growth[k]) ** (1.0 / 12.0)
    for m in range(months):
        for k in range(draws):
            out[m, k] = trend[k] * pattern[m]
            trend[k] *= ratio[k]


@rule
def yearly_index(growth: Array, out: Array) -> None:
    """Fill `out` with the factor of an index that moves at each anniversary: (1 + growth)^year."""
    months, draws = out.shape
    factor = np.ones(draws)
    for m in range(months):
        if m > 0 and m % 12 == 0:
            for k in range(draws):
                factor[k] *= 1.0 + growth[k]
        for k in range(draws):
            out[m, k] = factor[k]


@rule
def revision_factor(growth: Array, share: float, cap: float, floor: float, chained: int, out: Array) -> None:
    """Fill `out` with the yearly revision of an offer's prices.

    Each anniversary multiplies the factor by a step, compared with the base (or with the year before if `chained`),
    at most 1 + cap and at least 1 + floor; what the cap cuts is lost.
    """
    months, draws = out.shape
    factor = np.ones(draws)
    raw = np.ones(draws)
    index = np.ones(draws)
    for m in range(months):
        if m > 0 and m % 12 == 0:
            for k in range(draws):
                index[k] *= 1.0 + growth[k]
                now = (1.0 - share) + share * index[k]
                step = now / raw[k] if chained == 0 else (1.0 - share) + share * (1.0 + growth[k])
                raw[k] = now
                factor[k] *= min(max(step, 1.0 + floor), 1.0 + cap)
        for k in range(draws):
            out[m, k] = factor[k]
