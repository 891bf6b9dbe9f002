"""Times to repair or to resolve, which have heavy tails: percentiles and a log-normal law beside the mean."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
HEAVY = 3.0
"""A mean so many times the median tells of a tail."""


@dataclass(frozen=True)
class Times:
    """How long something took, in the unit it was given in.

    Parameters
    ----------
    count : int
        How many.
    median, p90, longest, mean : float
        Of all of them.
    log_mean, log_sd : float
        Mean and standard deviation of the natural logarithms of those above zero.
    zeros : int
        How many took no time at all; they have no logarithm.
    """

    count: int
    median: float
    p90: float
    longest: float
    mean: float
    log_mean: float
    log_sd: float
    zeros: int

    @property
    def has_heavy_tail(self) -> bool:
        """Return whether the mean says little about what is usual."""
        return self.mean > HEAVY * self.median


def times(lengths: Array) -> Times | None:
    """Return what is usual and what is rare of some lengths of time; nothing for none.

    Examples
    --------
    >>> found = times(np.array([1.0, 2.0, 4.0, 100.0]))
    >>> found.median, round(found.log_mean, 3), found.has_heavy_tail
    (3.0, 1.671, True)
    """
    if not len(lengths):
        return None
    logs = np.log(lengths[lengths > 0])
    median, p90 = np.percentile(lengths, [50, 90]).tolist()
    log_mean = float(np.mean(logs)) if len(logs) else float("nan")
    log_sd = float(np.std(logs, ddof=1)) if len(logs) > 1 else float("nan")
    return Times(
        len(lengths), median, p90, float(np.max(lengths)), float(np.mean(lengths)), log_mean, log_sd,
        int(np.sum(lengths <= 0)),
    )  # fmt: skip


@dataclass(frozen=True)
class Rate:
    """How many events a month.

    Parameters
    ----------
    events : int
        How many there were.
    months : float
        In how many months.
    mean, low, high : float
        Events a month, and the 10th and 90th percentile of what it may be.
    dispersion : float
        Variance of the monthly counts over their mean: 1 by pure chance, more where events come in clusters; not a
        number for fewer than two months or no event.
    """

    events: int
    months: float
    mean: float
    low: float
    high: float
    dispersion: float


def rate(counts: Array, months: Array) -> Rate | None:
    """Return the rate of events; nothing without time.

    The percentiles are those of the gamma law of a Poisson rate, shape events + 1/2; where events come in clusters the
    shape is divided by the dispersion.

    Parameters
    ----------
    counts : ndarray
        Events of each month.
    months : ndarray
        Length of each month that was watched, 1 for a whole one.

    Examples
    --------
    >>> found = rate(np.array([3.0, 1.0, 2.0]), np.ones(3))
    >>> round(found.mean, 2), round(found.low, 2), round(found.high, 2)
    (2.0, 1.17, 3.3)
    """
    whole = float(np.sum(months))
    if whole <= 0:
        return None
    events = float(np.sum(counts))
    full = counts[months > 0.999]
    spread = float(np.var(full, ddof=1) / np.mean(full)) if len(full) > 1 and np.mean(full) > 0 else float("nan")
    shape = (events + 0.5) / (max(spread, 1.0) if spread == spread else 1.0)
    low, high = (stats.gamma.ppf([0.1, 0.9], shape) * (events + 0.5) / shape / whole).tolist()
    return Rate(int(events), whole, events / whole, low, high, spread)
