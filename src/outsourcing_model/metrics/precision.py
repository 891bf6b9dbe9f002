"""How well the draws know a figure: intervals of means and percentiles, and how a mean settles as draws are added."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.engine.points import REPLICATES
from outsourcing_model.metrics.summary import PERCENTILES, STUDENT_95, standard_error

Array = NDArray[np.float64]
LEAST_FOR_PERCENTILES = 64 * REPLICATES
"""Draws below which a replicate holds too few for its own percentiles."""
PLACES = 48
"""Numbers of draws at which a settling mean is told, at most."""

Interval = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Settling:
    """The mean of the first draws and its 95 % interval, as draws are added.

    Parameters
    ----------
    draws : ndarray
        Numbers of draws, multiples of 16 from 32 up to all.
    mean, low, high : ndarray
        Mean of that many draws and the ends of its interval.
    """

    draws: NDArray[np.int64]
    mean: Array
    low: Array
    high: Array


def mean_interval(values: Array) -> Interval | None:
    """Return the 95 % interval of a mean, from 16 replicates (t, 15 degrees of freedom); None with too few draws.

    Examples
    --------
    >>> mean_interval(np.ones(64))
    (1.0, 1.0)
    """
    error = standard_error(values)
    if error is None:
        return None
    mean = float(np.mean(values))
    return mean - STUDENT_95 * error, mean + STUDENT_95 * error


def intervals(values: Array) -> dict[str, Interval | None]:
    """Return the 95 % interval of the mean and of each percentile, by name; None where there are too few draws.

    The sixteen replicates are independent, and each has percentiles of its own: what these differ by tells the error of
    the percentile of all draws, about which the interval is laid, with t and 15 degrees of freedom.
    """
    found: dict[str, Interval | None] = {"mean": mean_interval(values)}
    names = [f"p{share}" for share in PERCENTILES]
    if values.size < LEAST_FOR_PERCENTILES:
        return found | dict.fromkeys(names)
    whole = values.size // REPLICATES * REPLICATES
    each = np.percentile(values[:whole].reshape(-1, REPLICATES), PERCENTILES, axis=0)
    half = STUDENT_95 * each.std(axis=1, ddof=1) / np.sqrt(REPLICATES)
    middles = np.percentile(values, PERCENTILES)
    for name, middle, width in zip(names, middles, half, strict=True):
        found[name] = float(middle - width), float(middle + width)
    return found


def settling(values: Array) -> Settling | None:
    """Return how a mean settles, at up to 48 numbers of draws spread evenly by their logarithm; None with too few."""
    rows = values.size // REPLICATES
    if rows < 2:
        return None
    sums = np.cumsum(values[: rows * REPLICATES].reshape(rows, REPLICATES), axis=0)
    at = np.unique(np.rint(np.geomspace(2, rows, PLACES)).astype(np.int64))
    means = sums[at - 1] / at[:, None]
    mean = means.mean(axis=1)
    half = STUDENT_95 * means.std(axis=1, ddof=1) / np.sqrt(REPLICATES)
    return Settling(at * REPLICATES, mean, mean - half, mean + half)
