"""Which alternative is best, how often, and what knowing for sure would be worth."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TIE = 1e-12
"""Alternatives closer than this part of the larger amount are tied and share the draw."""


def probability_of_greatest(scores: Array) -> Array:
    """Return for each alternative the share of draws in which none scores higher, ties shared.

    Parameters
    ----------
    scores : ndarray [alternative, draw]
        More is better.

    Examples
    --------
    >>> probability_of_greatest(np.array([[1.0, 2.0], [1.0, 1.0]]))
    array([0.75, 0.25])
    """
    slack = TIE * np.abs(scores).max(axis=0)
    winners = scores >= scores.max(axis=0) - slack
    return np.asarray((winners / winners.sum(axis=0)).mean(axis=1))


def value_of_perfect_information(scores: Array) -> float:
    """Return what it would be worth to know every draw before choosing: E[max score] - max E[score].

    Examples
    --------
    >>> value_of_perfect_information(np.array([[0.0, 0.0], [-1.0, 1.0]]))
    0.5
    """
    return float(max(scores.max(axis=0).mean() - scores.mean(axis=1).max(), 0.0))


def best_after_hurdle(means: Mapping[str, float], reference: str, hurdle: float) -> tuple[str, str, float]:
    """Return the alternative to choose, the one that scores highest, and its gain on the reference.

    The highest is chosen only if it gains at least the hurdle; else the reference is.

    Examples
    --------
    >>> best_after_hurdle({"in_house": 0.0, "all_out": 5.0}, "in_house", 10.0)
    ('in_house', 'all_out', 5.0)
    """
    best = max(means, key=lambda name: (means[name], name == reference))
    gain = means[best] - means[reference]
    return (best if gain >= hurdle else reference), best, gain
