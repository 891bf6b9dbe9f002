"""What moves prices: indices and their revision, productivity, benchmark, currencies."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def index_ratio(growth: Array, known: Array, beyond: Array, out: Array) -> None:
    """Fill `out` with an index over its base: what is known, times growth for the months beyond.

    `known` and `beyond` ``[month]``: known (1 + growth)^(beyond / 12); both stay as they are between revisions.
    """
    months, draws = out.shape
    factor = np.ones(draws)
    for m in range(months):
        if m == 0 or beyond[m] != beyond[m - 1]:
            for k in range(draws):
                factor[k] = (1.0 + growth[k]) ** (beyond[m] / 12.0)
        for k in range(draws):
            out[m, k] = known[m] * factor[k]


@rule
def weighted_index(ratio: Array, weight: float, out: Array) -> None:
    """Add to `out` a weight times an index over its base."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += weight * ratio[m, k]


@rule
def rounded(coefficient: Array, digits: int, mode: int, out: Array) -> None:
    """Fill `out` with the coefficient rounded to `digits` decimals: `mode` 0 to the nearest, 1 up, 2 cut off.

    A coefficient within 1e-9 of a step counts as that step, one within 1e-9 of a half as that half, which goes up.
    """
    scale = 10.0**digits
    slack = 1e-9 * scale
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            x = coefficient[m, k] * scale
            if mode == 0:
                x = np.floor(x + 0.5 + slack)
            elif mode == 1:
                x = np.ceil(x - slack)
            else:
                x = np.floor(x + slack)
            out[m, k] = x / scale


@rule
def revision_factor(
    coefficient: Array, revised: Array, chained: int, cap: float, floor: float, carried: int, out: Array
) -> None:
    """Fill `out` with the revision of an offer's prices.

    In each month that `revised` ``[month]`` marks, the coefficient is compared with the one before (or counts by itself
    if `chained`), and prices move by at most 1 + cap and at least 1 + floor. What that cuts is lost, or `carried` to
    later revisions.
    """
    months, draws = out.shape
    factor = np.ones(draws)
    before = np.ones(draws)
    for m in range(months):
        if revised[m] > 0.0:
            for k in range(draws):
                step = coefficient[m, k] if chained == 1 else coefficient[m, k] / before[k]
                due = before[k] * step if chained == 1 else coefficient[m, k]
                if carried == 1:
                    step = due / factor[k]
                before[k] = due
                factor[k] *= min(max(step, 1.0 + floor), 1.0 + cap)
        for k in range(draws):
            out[m, k] = factor[k]


@rule
def productivity_factor(yearly: Array, out: Array) -> None:
    """Fill `out` with the price reduction at each anniversary: (1 - yearly)^year."""
    months, draws = out.shape
    factor = np.ones(draws)
    for m in range(months):
        if m > 0 and m % 12 == 0:
            for k in range(draws):
                factor[k] *= 1.0 - yearly[k]
        for k in range(draws):
            out[m, k] = factor[k]


@rule
def benchmark_factor(
    gap: Array, first: int, tolerance: float, passed_on: float, excess: int, most: float, out: Array
) -> None:
    """Fill `out` with the price reduction that a comparison with the market brings from month `first` on.

    If the gap exceeds the tolerance, prices fall by the part passed on of it (or of its `excess`), at most by `most`.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            counted = gap[k] - tolerance if excess == 1 else gap[k]
            fall = min(passed_on * counted, most) if gap[k] > tolerance + 1e-9 else 0.0
            out[m, k] = 1.0 - fall if m >= first else 1.0


@rule
def exchange_rate(rate: Array, drift: Array, out: Array) -> None:
    """Fill `out` with a rate of exchange: the first month's, drifting month by month: rate (1 + drift)^(m/12)."""
    months, draws = out.shape
    ratio = np.empty(draws)
    for k in range(draws):
        ratio[k] = (1.0 + drift[k]) ** (1.0 / 12.0)
        out[0, k] = rate[k]
    for m in range(1, months):
        for k in range(draws):
            out[m, k] = out[m - 1, k] * ratio[k]


@rule
def exchange_factor(rate: Array, share: float, reference: float, band: float, whole: int, out: Array) -> None:
    """Fill `out` with the adjustment of prices to a currency, once its rate leaves the band around the reference.

    1 + share x deviation; of the deviation only what exceeds the band counts, or all of it if `whole`.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            deviation = rate[m, k] / reference - 1.0
            beyond = deviation - min(max(deviation, -band), band)
            if whole == 1:
                beyond = deviation if abs(deviation) > band + 1e-9 else 0.0
            out[m, k] = 1.0 + share * beyond


@rule
def product(one: Array, other: Array, out: Array) -> None:
    """Fill `out` with the product of two tiles: factors that act together, or an amount in another currency."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = one[m, k] * other[m, k]
