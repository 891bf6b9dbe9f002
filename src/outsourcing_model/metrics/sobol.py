"""Sobol indices: which share of the variance of the gain is owed to each belief, alone and with all it acts with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.correlation import groups
from outsourcing_model.engine.draws import DEFAULT_SEED, draw
from outsourcing_model.engine.flows import Array
from outsourcing_model.engine.points import key
from outsourcing_model.metrics.insight import gains
from outsourcing_model.metrics.settings import Progress, play

BASE = 1024
RESAMPLES = 1000
TAILS = (2.5, 97.5)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
"""Shifts and factors of splitmix64."""


@dataclass(frozen=True)
class Index:
    """The indices of one factor: a belief, or several that are correlated and count as one.

    Parameters
    ----------
    paths : tuple of str
        The beliefs of the factor.
    first, total : float
        Share of the variance that the factor owes alone, and with every interaction it is part of.
    first_low, first_high, total_low, total_high : float
        Ends of their 95 % intervals.
    """

    paths: tuple[str, ...]
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Sobol:
    """The indices of an alternative's gain, the greatest total first.

    Parameters
    ----------
    alternative : str
        Whose gain in net benefit is explained.
    variance : float
        Its variance over what is believed, the luck of the months at its expectation.
    runs : int
        Settings that were played.
    indices : tuple of Index
        Empty where nothing is uncertain or the gain does not vary.
    """

    alternative: str
    variance: float
    runs: int
    indices: tuple[Index, ...]


def factors(case: Case, paths: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return what is swapped together: each group of correlated beliefs, and every other belief by itself."""
    joined = [tuple(path for path in group if path in paths) for group in groups(case)]
    within = {path for group in joined for path in group}
    return tuple(sorted([*filter(None, joined), *((path,) for path in paths if path not in within)]))


def sobol(
    case: Case, alternative: str, base: int = BASE, seed: int = DEFAULT_SEED, progress: Progress | None = None
) -> Sobol:
    """Return first and total Sobol indices of the gain in net benefit, with 95 % intervals.

    Parameters
    ----------
    case : Case
        Played at `base` · (factors + 2) settings, the luck of the months at its expectation in all of them: what is
        explained is what is believed. Correlated beliefs are one factor, whose index is exact for them together.
    alternative : str
        Whose gain.
    base : int
        Settings of each of the two independent samples, a power of two.
    seed : int
        What the samples depend on.
    progress : callable, optional
        Told the number of settings done.
    """
    one, other = (draw(case, base, number) for number in (seed, key("sobol", seed)))
    found = factors(case, one.paths)
    rows = [[one.rows[path] for path in group] for group in found]
    values = np.concatenate([one.values, other.values, *swapped(one.values, other.values, rows)], axis=1)
    flows = play(case, replace(one, seed=seed), values, progress) if found else None
    if flows is None:
        return Sobol(alternative, 0.0, 0, ())
    results = gains(flows, alternative).reshape(len(found) + 2, base)
    return Sobol(alternative, float(results[:2].var()), results.size, indices(results, found, seed))


def swapped(one: Array, other: Array, rows: Sequence[Sequence[int]]) -> list[Array]:
    """Return for each factor the first sample with the factor's rows taken from the other."""
    found = []
    for group in rows:
        mixed = one.copy()
        mixed[group] = other[group]
        found.append(mixed)
    return found


def indices(results: Array, names: Sequence[tuple[str, ...]], seed: int = DEFAULT_SEED) -> tuple[Index, ...]:
    """Return the indices from results ``[sample, setting]``: the first sample, the other, then one for each factor.

    Notes
    -----
    With f_A, f_B and f_i of the sample A whose factor i is taken from B, and V the variance of f_A and f_B together:
    first = mean((f_B - c)(f_i - f_A)) / V with c the mean (Saltelli and others 2010), total = mean((f_A - f_i)^2) / 2V
    (Jansen 1999). Intervals from 1,000 resamples of the settings, all at once as a product of matrices.
    """
    centre = results[:2].mean()
    scale = float(np.abs(results - centre).max())
    if scale <= 1e-12 * max(abs(centre), 1.0):
        return ()
    scaled = (results - centre) / scale
    count = results.shape[1]
    weights = np.concatenate([np.full((1, count), 1 / count), resamples(count, seed)])
    first, total = _estimates(scaled, weights)
    low = np.percentile(np.stack([first[1:], total[1:]]), TAILS, axis=1)
    found = [
        Index(name, *_told(first[0, at], low[:, 0, at]), *_told(total[0, at], low[:, 1, at]))
        for at, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda index: (-index.total, index.paths)))


def _told(value: float, ends: Array) -> tuple[float, float, float]:
    """Return an index and the ends of its interval."""
    return float(value), float(ends[0]), float(ends[1])


def _estimates(results: Array, weights: Array) -> tuple[Array, Array]:
    """Return first and total indices ``[weighting, factor]`` under each weighting of the settings."""
    a, b, mixed = results[0], results[1], results[2:]
    change = mixed - a
    count = len(mixed)
    sums = weights @ np.concatenate([[a, b, a * a, b * b], change, b * change, change * change]).T
    mean = (sums[:, :1] + sums[:, 1:2]) / 2
    variance = (sums[:, 2:3] + sums[:, 3:4]) / 2 - mean * mean
    moved, together, squares = (sums[:, 4 + part * count : 4 + (part + 1) * count] for part in range(3))
    return (together - mean * moved) / variance, squares / (2 * variance)


def resamples(count: int, seed: int, times: int = RESAMPLES) -> Array:
    """Return how much each setting weighs in each resample ``[resample, setting]``: drawn with replacement.

    The numbers are the splitmix64 sequence of the seed, each scaled down to a setting.
    """
    word = (np.arange(1, times * count + 1, dtype=np.uint64) + np.uint64(key("resample", seed) << 32)) * _STEP
    for shift, factor in _MIX:
        word = (word ^ (word >> shift)) * factor
    drawn = ((word ^ (word >> np.uint64(31))) >> np.uint64(32)) * np.uint64(count) >> np.uint64(32)
    place = np.repeat(np.arange(times, dtype=np.int64) * count, count) + drawn.astype(np.int64)
    return np.bincount(place, minlength=times * count).reshape(times, count) / count
