"""Where a month of a fitted belief is expected to lie, and how often the months of the log really did."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from outsourcing_model.metrics.attained.fit import Fit, fit

Array = NDArray[np.float64]
INSIDE = 0.8
_GRID = (np.arange(11) + 0.5) / 11
_WIDEST = 0.999
_FARTHEST = 25.0
_STEPS = 40
_EDGES = (0.025, 0.975)


def expected_range(found: Fit, count: float | None = None, inside: float = INSIDE) -> tuple[float, float]:
    """Return between which levels a month lies with a probability.

    The month is beta distributed around a mean and with a spread that are both drawn from their doubt: the spread
    from the chi-squared law of a variance whose degrees of freedom the tails of the beta law lower, the mean from its
    normal error on the scale of logits. Of tickets the noise of counting joins the spread. Where as many months are
    without any miss as would lie above the range, its upper end is 100 % and the lower end leaves out all the others.

    Parameters
    ----------
    found : Fit
        The belief.
    count : float, optional
        Tickets of the month.
    inside : float
        The probability.
    """
    if found.is_constant:
        return found.mean, found.mean
    outside = (1 - inside) / 2
    shapes = _shapes(found, count)
    if found.perfect >= outside:
        return _quantile(shapes, 2 * outside), 1.0
    return _quantile(shapes, outside), _quantile(shapes, 1 - outside)


def _shapes(found: Fit, count: float | None) -> tuple[Array, Array]:
    """Return the shapes of the beta laws of a month, one for each pair of mean and spread on a grid of their doubt."""
    freedom = _freedom(found)
    scale = np.sqrt(freedom / stats.chi2.ppf(_GRID, freedom))[:, None]
    logit = special.ndtri(_GRID)[None, :] * scale * found.error / (found.mean * (1 - found.mean)) + special.logit(
        found.mean
    )
    logit = np.clip(logit, -_FARTHEST, _FARTHEST)
    mean, missed = special.expit(logit), special.expit(-logit)
    variance = np.broadcast_to((found.spread * scale) ** 2, mean.shape)
    if count is not None:
        variance = variance + np.maximum(mean * missed - variance, 0.0) / count
    precision = mean * missed / np.clip(variance, 1e-14, _WIDEST * mean * missed) - 1
    return mean * precision, missed * precision


def _freedom(found: Fit) -> float:
    """Return the degrees of freedom of the fitted variance: fewer where the law of a month has heavy tails."""
    mean, variance = found.mean, min(max(found.spread**2, 1e-12), _WIDEST * found.mean * (1 - found.mean))
    precision = mean * (1 - mean) / variance - 1
    tails = max(_tails(mean * precision, (1 - mean) * precision), 0.0)
    return max(2 / (2 / found.freedom_of_spread + tails / (found.freedom_of_spread + 1)), 1.0)


def _tails(a: float, b: float) -> float:
    """Return the excess kurtosis of a beta law.

    Examples
    --------
    >>> _tails(1.0, 1.0)
    -1.2
    """
    whole = a + b
    return 6 * ((a - b) ** 2 * (whole + 1) - a * b * (whole + 2)) / (a * b * (whole + 2) * (whole + 3))


def _quantile(shapes: tuple[Array, Array], share: float) -> float:
    """Return the level below which a month lies with a probability, averaged over the grid."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = float(np.mean(special.betainc(*shapes, middle)))
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True)
class BackTest:
    """How often the second part of a log lay where a belief fitted on the first expected it.

    Parameters
    ----------
    fitted : Fit
        The belief of the first part.
    low, high : ndarray
        Range of each month of the second part.
    level : ndarray
        Where it lay.
    first : int
        Position of the first month of the second part.
    least, most : int
        Between how many months inside are compatible with the probability of the range: the central 95 % of the
        binomial law.
    widest : tuple of int
        The same where months share the error of the belief, and have a memory: what the belief itself leads to expect.
    """

    fitted: Fit
    low: Array
    high: Array
    level: Array
    first: int
    least: int
    most: int
    widest: tuple[int, int]

    @property
    def months(self) -> int:
        """Return how many months were tested."""
        return len(self.level)

    @property
    def inside(self) -> int:
        """Return how many of them lay in their range."""
        return int(np.sum((self.level >= self.low - 1e-12) & (self.level <= self.high + 1e-12)))

    @property
    def covers(self) -> bool:
        """Return whether that is as often as the range says, by the binomial law."""
        return self.least <= self.inside <= self.most

    @property
    def is_compatible(self) -> bool:
        """Return whether it is at least what the belief itself leads to expect."""
        return self.covers or self.widest[0] <= self.inside <= self.widest[1]


LEAST_FITTED, LEAST_TESTED = 4, 3


def back_test(level: Array, counts: Array | None = None, inside: float = INSIDE) -> BackTest | None:
    """Return the test of a belief fitted on the first half of the months; nothing if there are too few.

    Parameters
    ----------
    level : ndarray
        One a month, in order; not a number where nothing was measured.
    counts : ndarray, optional
        Tickets of each month.
    inside : float
        Probability of the range.
    """
    seen = np.flatnonzero(~np.isnan(level))
    half = (len(seen) + 1) // 2
    if half < LEAST_FITTED or len(seen) - half < LEAST_TESTED:
        return None
    cut = int(seen[half])
    fitted = fit(level[:cut], None if counts is None else counts[:cut])
    if fitted.is_constant:
        return None
    tested = seen[half:]
    sizes = [None if counts is None else float(counts[at]) for at in tested]
    ranges = {size: expected_range(fitted, size, inside) for size in dict.fromkeys(sizes)}
    low, high = (np.array(part) for part in zip(*(ranges[size] for size in sizes), strict=True))
    least, most = (int(edge) for edge in stats.binom.ppf(_EDGES, len(tested), inside))
    whole = None if counts is None else float(np.median(counts[tested]))
    widest = _widest(fitted, whole, len(tested), (float(np.median(low)), float(np.median(high))))
    return BackTest(fitted, low, high, level[tested], cut, least, most, (min(widest[0], least), max(widest[1], most)))


def _widest(found: Fit, count: float | None, months: int, edges: tuple[float, float]) -> tuple[int, int]:
    """Return the central 95 % of the months inside, over the grid of the belief's doubt.

    Each pair of mean and spread has its own probability to be inside; months with memory count as months
    (1 - m^2) / (1 + m^2) of their own, since being inside is alike by the square of the memory.
    """
    shapes = _shapes(found, count)
    within = special.betainc(*shapes, edges[1]) - special.betainc(*shapes, edges[0])
    own = max(round(months * (1 - found.held**2) / (1 + found.held**2)), 1)
    law = np.mean(stats.binom.cdf(np.arange(own + 1)[:, None], own, np.clip(within.ravel(), 0.0, 1.0)[None, :]), axis=1)
    least, most = (int(np.searchsorted(law, edge)) for edge in _EDGES)
    return int(np.floor(least * months / own)), int(np.ceil(most * months / own))
