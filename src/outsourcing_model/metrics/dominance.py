"""Stochastic dominance: whether one alternative is better than another whatever is thought of risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SLACK = 1e-9
"""Differences below this part of the largest amount are none."""

ALMOST = 0.001
"""A part of the area between two curves that is as good as none: a few draws in the tails."""

FIRST, SECOND, NONE, ALIKE = "first", "second", "none", "alike"


@dataclass(frozen=True)
class Dominance:
    """How two alternatives stand to each other over all their draws, each sorted by itself.

    Parameters
    ----------
    better, other : str
        The one that dominates and the other; without dominance the one with the higher mean first.
    order : str
        ``first``: at every share of the draws the better one is at least as good, so that nobody who wants more could
        prefer the other. ``second``: nobody who also dislikes risk could. ``alike``: the same distribution.
        ``none``: it depends on the taste for risk.
    crossings : tuple of (float, float)
        Where the two cumulative curves cross: share of the draws below, and amount. A lead over less than a
        thousandth of the area between the curves counts for none.
    behind : float
        The part of the area between the curves in which the better one is behind; 0 for first order.
    """

    better: str
    other: str
    order: str
    crossings: tuple[tuple[float, float], ...] = ()
    behind: float = 0.0

    @property
    def is_plain(self) -> bool:
        """Return whether the better one is ahead at every share of the draws, but for a few draws in the tails."""
        return self.order == FIRST or (self.order != ALIKE and self.behind <= ALMOST)


def dominance(first: tuple[str, Array], second: tuple[str, Array], tolerance: float = SLACK) -> Dominance:
    """Return how two alternatives with equally many draws stand to each other.

    Parameters
    ----------
    first, second : tuple of (str, ndarray)
        Name and one score a draw; more is better.
    tolerance : float
        Part of the largest amount below which a difference is none.

    Notes
    -----
    With the scores in ascending order x and y, first order is x(i) >= y(i) for every i; second order is that for every
    partial sum x(1) + ... + x(i), Hadar and Russell, Rules for ordering uncertain prospects (1969).

    Examples
    --------
    >>> dominance(("a", np.array([1.0, 3.0])), ("b", np.array([2.0, 0.0]))).order
    'first'
    >>> found = dominance(("wide", np.array([0.0, 4.0])), ("narrow", np.array([2.0, 2.0])))
    >>> found.better, found.order, found.crossings
    ('narrow', 'second', ((0.5, 2.0),))
    """
    (name, x), (against, y) = (first[0], np.sort(first[1])), (second[0], np.sort(second[1]))
    slack = tolerance * max(np.abs(x).max(), np.abs(y).max())
    ahead = np.where(np.abs(x - y) > slack, x - y, 0.0)
    if not ahead.any():
        return Dominance(name, against, ALIKE)
    if _behind_second(ahead, slack):
        name, against, ahead = against, name, -ahead
    order = FIRST if (ahead >= 0).all() else SECOND if (_summed(ahead, slack) >= 0).all() else NONE
    behind = float(np.maximum(-ahead, 0).sum() / np.abs(ahead).sum())
    return Dominance(name, against, order, _crossings(ahead, (x + y) / 2), behind)


def _summed(ahead: Array, slack: float) -> Array:
    """Return by how much the partial sums are ahead; what rounding may have made is none."""
    sums = np.cumsum(ahead)
    return np.where(np.abs(sums) > slack, sums, 0.0)


def _behind_second(ahead: Array, slack: float) -> bool:
    """Return whether the second is the one to name first: it dominates, or neither does and its mean is higher."""
    sums = _summed(ahead, slack)
    return bool((sums <= 0).all() or ((sums < 0).any() and sums[-1] < 0))


def _crossings(ahead: Array, middle: Array) -> tuple[tuple[float, float], ...]:
    """Return share and amount of each change of the lead that counts."""
    apart = np.flatnonzero(ahead)
    runs = np.split(apart, np.flatnonzero(np.diff(np.sign(ahead[apart]))) + 1)
    least = ALMOST * np.abs(ahead).sum()
    leads = [run for run in runs if np.abs(ahead[run]).sum() >= least]
    turns = [pair for pair in pairwise(leads) if ahead[pair[0][0]] * ahead[pair[1][0]] < 0]
    ends = ((before[-1], after[0]) for before, after in turns)
    return tuple((float((i + 1 + j) / 2 / ahead.size), float((middle[i] + middle[j]) / 2)) for i, j in ends)


def dominances(scores: Mapping[str, Array]) -> tuple[Dominance, ...]:
    """Return how every two alternatives stand to each other, in their order."""
    return tuple(dominance(first, second) for first, second in combinations(scores.items(), 2))
