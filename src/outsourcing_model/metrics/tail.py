"""The tail: how bad the worst part of the draws is on average."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def mean_of_worst(values: Array, share: float) -> float:
    """Return the mean of the lowest share of the values (conditional value at risk), exact for the sample.

    Parameters
    ----------
    values : ndarray of shape (draws,)
        More is better; for costs give their negatives and take the negative of the result.
    share : float
        Above 0, at most 1; of the value at the edge only the part that belongs to the share counts.

    Raises
    ------
    ValueError
        If the share is not above 0 and at most 1.

    Notes
    -----
    Rockafellar and Uryasev, Conditional value-at-risk for general loss distributions (2002): with n values and
    k = share n, (x(1) + ... + x(floor k) + (k - floor k) x(floor k + 1)) / k, x in ascending order.

    Examples
    --------
    >>> mean_of_worst(np.array([4.0, 1.0, 2.0, 3.0]), 0.375)
    1.3333333333333333
    """
    if not 0 < share <= 1:
        message = f"the share must be above 0 and at most 1, not {share}"
        raise ValueError(message)
    wanted = share * values.size
    whole = min(int(np.floor(wanted + 1e-9)), values.size - 1)
    ascending = np.partition(values, whole)
    edge = max(wanted - whole, 0.0) * ascending[whole]
    return float((ascending[:whole].sum() + edge) / wanted)
