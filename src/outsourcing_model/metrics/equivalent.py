"""Certainty equivalent: the sure amount that whoever dislikes risk would take instead of an uncertain one."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def certainty_equivalent(values: Array, tolerance: float) -> float:
    """Return the certainty equivalent of equally likely values under exponential utility.

    Parameters
    ----------
    values : ndarray of shape (draws,)
        More is better, in money.
    tolerance : float
        Risk tolerance R in money, above 0: an even bet to win R or lose half of it is just acceptable (nearly).

    Raises
    ------
    ValueError
        If the tolerance is not above 0.

    Notes
    -----
    CE = -R ln E[exp(-x / R)], reckoned from the lowest value on, so that nothing overflows. Of a normal amount it is
    mean - variance / (2 R). Howard, Decision analysis: practice and promise (1988).

    Examples
    --------
    >>> round(certainty_equivalent(np.array([0.0, 100.0]), 1e9), 3), certainty_equivalent(np.array([7.0, 7.0]), 1.0)
    (50.0, 7.0)
    """
    if not tolerance > 0:
        message = f"the risk tolerance must be above 0, not {tolerance}"
        raise ValueError(message)
    low = values.min()
    return float(low - tolerance * np.log1p(np.mean(np.expm1(-(values - low) / tolerance))))
