"""Expected regret: what choosing an alternative now costs on average against whatever turns out to be the best."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def expected_regret(scores: Array) -> Array:
    """Return for each alternative the mean of the best score of a draw less its own; never below zero.

    Parameters
    ----------
    scores : ndarray [alternative, draw]
        More is better.

    Notes
    -----
    The least of them is the value of perfect information: E[max score] - max E[score].

    Examples
    --------
    >>> expected_regret(np.array([[0.0, 0.0], [-1.0, 3.0]]))
    array([1.5, 0.5])
    """
    return np.asarray((scores.max(axis=0) - scores).mean(axis=1))
