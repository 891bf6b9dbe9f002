"""Cash over time against the reference: payback and the largest outlay."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
HALF_A_CENT = 0.005


def payback_month(cost: Array, reference: Array) -> int | None:
    """Return the first month (1 for the first) from which the cumulated saving never falls below zero again.

    Parameters
    ----------
    cost, reference : ndarray [month]
        Undiscounted net cost by month of payment.

    Returns
    -------
    int or None
        None if the outlay is never recovered. 1 if there is no outlay.

    Examples
    --------
    >>> payback_month(np.array([120.0, 40, 40, 40]), np.full(4, 66.67))
    3
    """
    saving = np.cumsum(reference - cost)
    short = np.flatnonzero(saving < -HALF_A_CENT)
    if short.size == 0:
        return 1
    return int(short[-1]) + 2 if short[-1] + 1 < saving.size else None


def peak_outlay(cost: Array, reference: Array) -> float:
    """Return the largest cumulated extra cost over the reference at the end of any month, at least zero.

    Examples
    --------
    >>> round(peak_outlay(np.array([120.0, 40, 40]), np.full(3, 66.67)), 2)
    53.33
    """
    return float(max(np.cumsum(cost - reference).max(), 0.0))


def peak_month(cost: Array, reference: Array) -> int | None:
    """Return the month (1 for the first) of the largest cumulated extra cost over the reference; None if there is none.

    Examples
    --------
    >>> peak_month(np.array([120.0, 40, 40]), np.full(3, 66.67))
    1
    """
    extra = np.cumsum(cost - reference)
    return int(extra.argmax()) + 1 if extra.max() > HALF_A_CENT else None
