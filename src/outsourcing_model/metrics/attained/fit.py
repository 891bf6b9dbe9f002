"""The belief that months of attained levels support: level, spread from month to month, memory, each with its doubt."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Array = NDArray[np.float64]
LEAST_MONTHS = 2
MEMORY_MONTHS = 12
"""Fewer months can't tell memory from chance."""

MEMORY_P = 0.05
_EDGE = 1e-9
_ROUNDS = 50
_PRIOR = 0.3
"""Standard deviation of the memories that logs are believed to have, around none."""

MOST_MEMORY, LEAST_MEMORY = 0.95, -0.9
Z10 = float(special.ndtri(0.9))


@dataclass(frozen=True)
class Fit:
    """What was fitted.

    Parameters
    ----------
    months : int
        Months that were used.
    mean, spread : float
        Mean level, and standard deviation from month to month beyond the noise of counting tickets.
    error : float
        Standard error of the mean.
    held : float
        Memory that the errors reckon with.
    memory, memory_error, memory_p : float
        Correlation of one month's luck with that of the month before, its standard error, and how probable so large a
        one is if months are independent; not a number where it can't be told.
    perfect : float
        Share of the months in which nothing was missed.
    """

    months: int
    mean: float
    spread: float
    error: float
    held: float
    memory: float
    memory_error: float
    memory_p: float
    perfect: float

    @property
    def freedom(self) -> float:
        """Return the degrees of freedom of the mean's error: months that are worth one of their own, less one."""
        return max(self.months / _alike(self.held) - 1, 1.0)

    @property
    def freedom_of_spread(self) -> float:
        """Return those of the spread: squares of months are alike by the square of the memory."""
        return max(self.months / _alike(self.held**2) - 1, 1.0)

    @property
    def is_constant(self) -> bool:
        """Return whether all months are alike, so that nothing about their spread is known."""
        return self.error < _EDGE or not _EDGE < self.mean < 1 - _EDGE

    @property
    def has_memory(self) -> bool:
        """Return whether the log supports a memory: enough months, and one that chance seldom gives."""
        return self.months >= MEMORY_MONTHS and bool(self.memory_p < MEMORY_P)

    def mean_at(self, share: Array | float) -> Array:
        """Return the level below which the mean lies with a probability: t on the scale of logits.

        It lies no farther from the mean than twice what t gives on the plain scale, since logits run away where the
        error is larger than what is missed.
        """
        width = stats.t.ppf(share, self.freedom) * self.error
        level = special.expit(special.logit(self.mean) + width / (self.mean * (1 - self.mean)))
        return np.asarray(np.clip(level, self.mean - 2 * np.abs(width), self.mean + 2 * np.abs(width)))

    @cached_property
    def percentiles(self) -> tuple[float, float]:
        """Return the 10th and the 90th percentile of the mean."""
        if self.is_constant:
            return self.mean, self.mean
        low, high = self.mean_at(np.array([0.1, 0.9])).tolist()
        return low, high


def fit(level: Array, counts: Array | None = None) -> Fit:
    """Return the belief that months of levels support.

    The level is the mean of the months, the spread their standard deviation. Where a month is a share of `counts`
    tickets, the variance of counting, p (1 - p) / n, is taken out by moments (Paule and Mandel): the spread is the one
    at which the squared deviations, each over its whole variance, add up to months - 1, and months weigh one over it.
    Months with a memory differ less among themselves than from their mean: the variance is divided by 1 - (a - 1) / n
    with a = (1 + memory) / (1 - memory). The standard error is that of n / a months that are worth one of their own; a
    memory that chance gives in one log of twenty or more is drawn towards none by 0.3^2 / (0.3^2 + its error^2).

    Parameters
    ----------
    level : ndarray
        One a month, in order; not a number where nothing was measured.
    counts : ndarray, optional
        Tickets of each month.

    Examples
    --------
    >>> found = fit(np.array([0.99, 0.97, 0.98, 1.0]))
    >>> round(found.mean, 4), round(found.spread, 4), found.months
    (0.985, 0.0129, 4)
    """
    seen = ~np.isnan(level)
    shares, tickets = level[seen], None if counts is None else counts[seen]
    mean, spread, noise = moments(shares, tickets)
    whole = spread**2 + noise
    scores = np.full(len(level), np.nan)
    scores[seen] = special.ndtri((stats.rankdata(shares) - 0.5) / len(shares))
    memory, error, p = memory_of(scores, float(np.mean(spread**2 / np.where(whole > 0, whole, 1.0))))
    held = _held(memory, error, len(shares) >= MEMORY_MONTHS and p < MEMORY_P)
    spread /= np.sqrt(max(1 - (_alike(held) - 1) / len(shares), 0.5))
    variance = spread**2 + noise
    deviation = float(np.sqrt(_alike(held) / np.sum(1 / variance))) if np.all(variance > 0) else 0.0
    perfect = float(np.mean(shares > 1 - _EDGE))
    return Fit(len(shares), mean, float(spread), deviation, held, memory, error, p, perfect)


def _held(memory: float, error: float, supported: bool) -> float:
    """Return the memory to reckon with: as found, drawn towards none where the log doesn't support it."""
    if memory != memory:
        return 0.0
    found = memory if supported else memory * _PRIOR**2 / (_PRIOR**2 + error**2)
    return float(np.clip(found, -0.25, 0.9))


def _alike(memory: float) -> float:
    """Return how many months of such a memory are worth one of their own."""
    return (1 + memory) / (1 - memory)


def moments(shares: Array, counts: Array | None) -> tuple[float, float, Array]:
    """Return mean, spread beyond the noise of counting, and the variance of that noise in each month."""
    if counts is None:
        spread = float(np.std(shares, ddof=1)) if len(shares) > 1 else 0.0
        return float(np.mean(shares)), spread, np.zeros(len(shares))
    pooled = float(np.sum(shares * counts) / np.sum(counts))
    mean, spread, noise = pooled, 0.0, np.zeros(len(shares))
    for _ in range(_ROUNDS):
        before = mean, spread
        noise = np.maximum(mean * (1 - mean) - spread**2, 0.0) / counts
        spread = _paule_mandel(shares, noise)
        weight = 1 / np.maximum(spread**2 + noise, _EDGE**2)
        mean = float(np.sum(weight * shares) / np.sum(weight))
        if max(abs(mean - before[0]), abs(spread - before[1])) < _EDGE:
            break
    return mean, spread, noise


def _paule_mandel(shares: Array, noise: Array) -> float:
    """Return the spread at which squared deviations over their variances add up to months - 1; none if already less."""

    def excess(variance: float) -> float:
        weight = 1 / np.maximum(variance + noise, _EDGE**2)
        mean = np.sum(weight * shares) / np.sum(weight)
        return float(np.sum(weight * (shares - mean) ** 2)) - (len(shares) - 1)

    low, high = 0.0, 0.25
    if len(shares) < LEAST_MONTHS or excess(low) <= 0:
        return 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return float(np.sqrt((low + high) / 2))


def memory_of(scores: Array, reliable: float) -> tuple[float, float, float]:
    """Return the correlation of neighbouring months, its standard error, and how probable so large a one is by chance.

    Parameters
    ----------
    scores : ndarray
        Normal scores of the ranks of the months; not a number where nothing was measured.
    reliable : float
        Share of the variance that is not noise of counting, which hides memory: the correlation is divided by it.

    Notes
    -----
    The lag-1 correlation r of n months has mean -1/n and variance (n - 2)^2 / (n^2 (n - 1)) if they are independent
    (Moran 1948); of an autoregressive series with memory m its mean is about m - (1 + 4 m)/n, which is turned around.
    """
    pairs = scores[:-1] * scores[1:]
    pairs, own = pairs[~np.isnan(pairs)], scores[~np.isnan(scores)]
    count = len(own)
    if count < 5 or len(pairs) < 3 or np.ptp(own) < _EDGE or reliable <= 0.05:
        return np.nan, np.nan, np.nan
    found = float(np.mean(pairs) / np.mean(own**2)) * (count - 1) / count
    chance = (count - 2) / (count * np.sqrt(count - 1))
    p = float(2 * special.ndtr(-abs(found + 1 / count) / chance))
    memory = float(np.clip((found * count + 1) / (count - 4) / reliable, LEAST_MEMORY, MOST_MEMORY))
    return memory, float(np.sqrt(max(1 - memory**2, 0.1) / count) / reliable), p
