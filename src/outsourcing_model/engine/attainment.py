"""How likely a level is to be missed in a month, given the belief about its mean."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.quantities import SLACK

Array = NDArray[np.float64]
WIDEST = 0.999
"""A spread is kept below this part of the greatest that a share with its mean can have."""


def missed(spread: float, limit: float) -> Callable[[Array, Array], Array]:
    """Return the function of mean and reduction (rows by draw) that gives the probability to stay below `limit`.

    The attained level of a month is beta distributed with mean mu = mean - reduction and standard deviation `spread`:
    shapes mu c and (1 - mu) c with c = mu (1 - mu)/spread^2 - 1. Without spread the level is mu itself. A limit met
    exactly, or missed by no more than 1e-9, is a pass.
    """

    def probability(mean: Array, reduction: Array) -> Array:
        mu = np.clip(mean - reduction, 0.0, 1.0)
        bound = WIDEST * np.sqrt(mu * (1 - mu))
        sd = np.minimum(spread, bound)
        certain = sd < SLACK
        safe = np.where(certain, 1.0, sd)
        scale = np.where(certain, 1.0, mu * (1 - mu) / safe**2 - 1)
        edge = max(limit - SLACK, 0.0)
        below = special.betainc(np.maximum(mu * scale, 1e-300), np.maximum((1 - mu) * scale, 1e-300), edge)
        return np.where(certain, (mu < limit - SLACK).astype(float), below)

    return probability
