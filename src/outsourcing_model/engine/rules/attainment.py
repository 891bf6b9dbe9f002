"""How a provider does in a month: its luck, what is believed of its level, and the level itself."""

import numpy as np

from outsourcing_model.engine.binomial import binomial
from outsourcing_model.engine.compiled import Array, rule
from outsourcing_model.engine.normal import looked_up, score


@rule
def luck(key: int, common_key: int, memory: float, common: float, first_draw: int, out: Array) -> None:
    """Fill `out` with the month's luck as a normal score: low luck is bad.

    z[0] = e[0], z[m] = memory z[m-1] + sqrt(1 - memory^2) e[m], with e = sqrt(common) F + sqrt(1 - common) e' of two
    scores that are functions of (`common_key`, draw, month) and (`key`, draw, month) alone.
    """
    months, draws = out.shape
    fresh = np.sqrt(1.0 - memory * memory)
    for n in range(2 if common > 0.0 else 1):
        weight = np.sqrt(common if n == 1 else 1.0 - common)
        for k in range(draws):
            x = np.uint32(np.uint32(first_draw + k) * np.uint32(0x9E3779B9) + np.uint32(common_key if n == 1 else key))
            x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D))
            x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
            lane = np.uint32(x ^ (x >> np.uint32(16)))
            for m in range(months):
                x = np.uint32(lane + np.uint32(np.uint32(m + 1) * np.uint32(0x85EBCA6B)))
                x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D))
                x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
                x = np.uint32(x ^ (x >> np.uint32(16)))
                out[m, k] = weight * score(x) + (out[m, k] if n == 1 else 0.0)
    if memory != 0.0:
        for m in range(1, months):
            for k in range(draws):
                out[m, k] = memory * out[m - 1, k] + fresh * out[m, k]


@rule
def changing_level(
    mean: Array,
    weak: Array,
    weak_months: Array,
    learning: Array,
    end: Array,
    start: int,
    learning_months: int,
    end_first: int,
    end_stop: int,
    out: Array,
) -> None:
    """Fill `out` with the level believed of each month, which may rise at the start and fall before the end.

    The mean, less `weak` in the first months after `start`, less `learning` in equal steps down to nothing after
    `learning_months`, less `end` from month `end_first` to before `end_stop`.
    """
    for m in range(out.shape[0]):
        missing = 0.0
        if m >= start and learning_months > 0:
            missing = max(0.0, 1.0 - (m - start) / learning_months)
        ending = 1.0 if end_first <= m < end_stop else 0.0
        for k in range(out.shape[1]):
            less = weak[k] if m - start < weak_months[k] else 0.0
            less += learning[k] * missing + end[k] * ending
            out[m, k] = min(max(mean[k] - less, 0.0), 1.0)


@rule
def share_attained(
    mean: Array, z: Array, table: Array, nodes: int, low: float, step: float, sampled: int, out: Array
) -> None:
    """Fill `out` with the share attained: the quantile at the month's luck of a beta with the month's mean.

    `table` holds the logits of quantiles by logit of the mean (`nodes`, from `low` on, `step` apart) and score. In the
    expected run it is the mean.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            mu = mean[m, k]
            if sampled == 0 or min(mu, 1.0 - mu) < 1e-15:
                out[m, k] = mu
            else:
                place = (np.log(mu / (1.0 - mu)) - low) / step if nodes > 1 else 0.0
                out[m, k] = 1.0 / (1.0 + np.exp(-looked_up(table, nodes, place, z[m, k])))


@rule
def number_attained(
    mean: Array, z: Array, table: Array, nodes: int, low: float, step: float, sampled: int, out: Array
) -> None:
    """Fill `out` with a number of events: the quantile at the month's luck, bad luck giving many.

    `table` holds where the distribution, made continuous, reaches each score, by root of the mean (`nodes`, from `low`
    on, `step` apart) and score. In the expected run it is the mean.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            if sampled == 0 or mean[k] == 0.0:
                out[m, k] = mean[k]
            else:
                place = (np.sqrt(mean[k]) - low) / step if nodes > 1 else 0.0
                out[m, k] = max(np.ceil(looked_up(table, nodes, place, -z[m, k])), 0.0)


@rule
def duration_attained(mean: Array, spread: float, z: Array, sampled: int, out: Array) -> None:
    """Fill `out` with hours: the quantile at the month's luck of a lognormal with this mean and standard deviation.

    Bad luck takes long. In the expected run it is the mean.
    """
    for k in range(out.shape[1]):
        variance = np.log1p(min(spread / mean[k], 1e150) ** 2) if mean[k] > 0.0 else 0.0
        width = np.sqrt(variance)
        for m in range(out.shape[0]):
            out[m, k] = mean[k]
            if sampled == 1 and variance > 0.0:
                out[m, k] *= np.exp(-width * z[m, k] - variance / 2.0)


@rule
def availability_attained(
    failures: Array, z: Array, table: Array, nodes: int, low: float, step: float, down: float, sampled: int, out: Array
) -> None:
    """Fill `out` with the availability of a month of failures and repairs: the quantile at the month's luck.

    `table` holds quantiles by root of `failures` (`nodes`, from `low` on, `step` apart) and score. In the expected run
    it is the mean: each failure takes the share `down` of the month.
    """
    for k in range(out.shape[1]):
        place = (np.sqrt(failures[k]) - low) / step if nodes > 1 else 0.0
        for m in range(out.shape[0]):
            if sampled == 0 or failures[k] == 0.0:
                out[m, k] = 1.0 - failures[k] * down
            else:
                out[m, k] = looked_up(table, nodes, place, z[m, k])


@rule
def in_parallel(one: Array, other: Array, out: Array) -> None:
    """Fill `out` with the level of two of which one must be up: 1 - product of what they lack."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = 1.0 - (1.0 - one[m, k]) * (1.0 - other[m, k])


@rule
def units_counted(volume: Array, covered: Array, out: Array) -> None:
    """Fill `out` with the whole units that a level covers, halves rounded up."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = np.floor(volume[m, k] * covered[k] + 0.5)


@rule
def units_in_time(chance: Array, units: Array, key: int, first_draw: int, sampled: int, out: Array) -> None:
    """Fill `out` with the units that are in time, each with the month's chance.

    Their luck is a function of (key, draw, month) alone. In the expected run it is their mean.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            p, n = chance[m, k], units[m, k]
            if sampled == 0 or p <= 0.0 or p >= 1.0 or n <= 0.0:
                out[m, k] = p * n
            else:
                word = np.uint64(np.uint64(np.uint32(key)) << np.uint64(32)) ^ np.uint64(np.uint32(first_draw + k))
                word = np.uint64((word + np.uint64(m + 1)) * np.uint64(0x9E3779B97F4A7C15))
                word = np.uint64((word ^ (word >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93))
                few = binomial(n, min(p, 1.0 - p), word)
                out[m, k] = few if p <= 0.5 else n - few
