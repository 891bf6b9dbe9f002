"""Volumes that grow and follow the season."""

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
        ratio[k] = np.exp(np.log(1.0 + growth[k]) / 12.0)
    for m in range(months):
        for k in range(draws):
            out[m, k] = trend[k] * pattern[m]
            trend[k] *= ratio[k]
