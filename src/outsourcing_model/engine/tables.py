"""Tables of quantiles by normal score, made from the exact functions, with the error of what is read off them.

Between scores a cubic through four of them is read. A table starts at 32 to the score, and is made twice as fine until
it is exact enough half-way between its scores; where it never is, the exact function is used.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.distribution import Distribution
from outsourcing_model.engine.distributions import quantile_of, steps

Array = NDArray[np.float64]
FARTHEST = 6.5
"""Tables reach this far on either side, a little beyond the most extreme score of a draw."""
COARSEST, FINEST = 32, 256
ALLOWED = 2e-6
"""Greatest error of a table, in standard deviations of its distribution."""
SOUGHT = ALLOWED / 2
"""Greatest error half-way between scores; that anywhere between is a little larger where a quantile has a corner."""

Way = Literal["line", "power", "table", "search", "exact"]
WAYS: tuple[Way, ...] = ("line", "power", "table", "search", "exact")


@dataclass(frozen=True)
class Read:
    """How draws of a distribution are read off normal scores.

    Parameters
    ----------
    way : str
        ``line``, a + b z; ``power``, exp(a + b z); ``table``; ``search`` among outcomes; ``exact``, the function.
    numbers : ndarray
        The values of the table; the scores at which outcomes give way, then the outcomes; a and b.
    fineness : int
        Scores of the table to the unit.
    low, high : float
        Ends that no draw leaves.
    error : float
        Greatest error half-way between the scores of the table, in standard deviations; 0 where none is used.
    """

    way: Way
    numbers: Array
    fineness: int
    low: float
    high: float
    error: float = 0.0


@lru_cache(maxsize=1024)
def reading(law: Distribution) -> Read:
    """Return how draws of a distribution are read, the same for any number of draws."""
    low, high = law.span()
    match law.kind:
        case "constant":
            return Read("line", np.array([law.values[0], 0.0]), 1, low, high)
        case "normal":
            return Read("line", np.array(law.values), 1, low, high)
        case "lognormal":
            return Read("power", np.array(law.values), 1, low, high)
        case "steps":
            values, edges = steps(law)
            return Read("search", np.concatenate((special.ndtri(edges), values)), 1, low, high)
        case "beta" if law.values != (0.0, 1.0):
            return _moved(reading(Distribution("beta", (0.0, 1.0), law.shares)), low, high)
        case "lines":
            return Read("exact", np.empty(0), 1, low, high)
    return _tabulated(law)


def _moved(read: Read, low: float, high: float) -> Read:
    """Return the reading of a distribution on [0, 1] moved to other ends."""
    return Read(read.way, low + (high - low) * read.numbers, read.fineness, low, high, read.error)


def _tabulated(law: Distribution) -> Read:
    """Return the coarsest table that is exact enough; the scores half-way in it are those of the next."""
    low, high = law.span()
    fineness = COARSEST
    values = _exact(law, _scores(fineness))
    while True:
        between = _exact(law, (_scores(fineness)[1:] + _scores(fineness)[:-1]) / 2)
        off = np.abs(_half_way(values) - between[1:-1])
        # a belief so narrow that its spread is no number above zero is read off exactly
        error = float(off.max() / law.sd) if np.isfinite(off).all() and law.sd > 0 else np.inf
        if error <= SOUGHT:
            return Read("table", values, fineness, low, high, error)
        if fineness == FINEST:
            return Read("exact", np.empty(0), 1, low, high)
        values, fineness = _woven(values, between), 2 * fineness


def _scores(fineness: int) -> Array:
    """Return the scores of a table."""
    return np.linspace(-FARTHEST, FARTHEST, int(2 * FARTHEST * fineness) + 1)


def _exact(law: Distribution, scores: Array) -> Array:
    """Return the exact quantiles at normal scores."""
    return quantile_of(law, special.ndtr(scores))


def _half_way(values: Array) -> Array:
    """Return what the cubic gives half-way between scores, all but the outermost."""
    return (9 * (values[1:-2] + values[2:-1]) - values[:-3] - values[3:]) / 16


def _woven(values: Array, between: Array) -> Array:
    """Return values and those between them in one row."""
    woven = np.empty(values.size + between.size)
    woven[::2], woven[1::2] = values, between
    return woven
