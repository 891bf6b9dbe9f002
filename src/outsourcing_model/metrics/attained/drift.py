"""Whether the months of a log drift: a trend of ranks whose variance knows that neighbouring months are alike."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Array = NDArray[np.float64]
LEAST_PERIODS = 8
DRIFT_P = 0.05
_MOST_ALIKE = 0.9


@dataclass(frozen=True)
class Drift:
    """A trend.

    Parameters
    ----------
    slope : float
        Median change from one period to the next.
    p : float
        How probable so strong a trend is if there is none; not a number where there are too few periods to tell.
    differ_p : float
        How probable it is that the tickets of all periods come from one share and differ by chance only; not a number
        where there are no tickets. Periods may differ without drifting.
    periods : int
        How many were looked at.
    """

    slope: float
    p: float
    differ_p: float
    periods: int

    @property
    def is_tested(self) -> bool:
        """Return whether there were enough periods."""
        return self.p == self.p

    @property
    def has_drifted(self) -> bool:
        """Return whether chance alone seldom gives such a trend."""
        return bool(self.p < DRIFT_P)


def drift(level: Array, counts: Array | None = None) -> Drift:
    """Return the trend of levels over periods of equal length.

    Kendall's S counts the pairs of periods in which the later one is higher less those in which it is lower; its
    variance n (n - 1) (2 n + 5) / 18, less that of ties, is multiplied by 1 + 2 sum (1 - k/n) r^k over the lags k, with
    r the lag-1 correlation of what is left beside the median slope (turned around for its bias, 0 to 0.9). Sources:
    Mann 1945, Sen 1968, Yue and Wang 2004.

    Parameters
    ----------
    level : ndarray
        One a period, in order; not a number where nothing was measured.
    counts : ndarray, optional
        Tickets of each period.

    Examples
    --------
    >>> found = drift(np.array([0.90, 0.91, 0.93, 0.92, 0.94, 0.96, 0.95, 0.97, 0.98]))
    >>> round(found.slope, 3), found.has_drifted
    (0.01, True)
    """
    place = np.flatnonzero(~np.isnan(level))
    shares = level[place]
    differ = np.nan if counts is None else _differ(shares, counts[place])
    if len(shares) < 2:
        return Drift(0.0, np.nan, differ, len(shares))
    slope = _median_slope(place.astype(float), shares)
    if len(shares) < LEAST_PERIODS or np.ptp(shares) == 0:
        return Drift(slope, np.nan, differ, len(shares))
    score = float(sum(np.sign(later - earlier) for earlier, later in combinations(shares, 2)))
    variance = _variance(shares) * _inflation(shares - slope * place)
    z = np.sign(score) * max(abs(score) - 1, 0) / np.sqrt(variance)
    return Drift(slope, float(2 * special.ndtr(-abs(z))), differ, len(shares))


def _median_slope(when: Array, shares: Array) -> float:
    """Return the median of the slopes between all pairs of periods."""
    first, later = np.triu_indices(len(shares), 1)
    return float(np.median((shares[later] - shares[first]) / (when[later] - when[first])))


def _variance(shares: Array) -> float:
    """Return the variance of Kendall's S without a trend."""
    count = len(shares)
    ties = np.unique(shares, return_counts=True)[1]
    return float((count * (count - 1) * (2 * count + 5) - np.sum(ties * (ties - 1) * (2 * ties + 5))) / 18)


def _inflation(rest: Array) -> float:
    """Return by how much likeness of neighbours raises the variance."""
    count = len(rest)
    ranks = stats.rankdata(np.round(rest, 9)) - (count + 1) / 2
    if not np.ptp(ranks):
        return 1.0
    found = float(np.sum(ranks[:-1] * ranks[1:]) / np.sum(ranks**2))
    alike = float(np.clip((found * count + 1) / (count - 4), 0.0, _MOST_ALIKE))
    lags = np.arange(1, count)
    return float(1 + 2 * np.sum((1 - lags / count) * alike**lags))


def _differ(shares: Array, counts: Array) -> float:
    """Return the probability that shares differ so much by chance among their tickets (chi-squared)."""
    pooled = float(np.sum(shares * counts) / np.sum(counts)) if len(shares) else 0.0
    if len(shares) < 2 or not 0 < pooled < 1:
        return np.nan
    squares = float(np.sum(counts * (shares - pooled) ** 2) / (pooled * (1 - pooled)))
    return float(stats.chi2.sf(squares, len(shares) - 1))
