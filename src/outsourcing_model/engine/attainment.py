"""How likely a level is to be missed and how far, given what is believed of it: exact, for rows of draws."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.quantities import SLACK

Array = NDArray[np.float64]
WIDEST = 0.999
"""A spread is kept below this part of the greatest that a share with its mean can have."""
LEAST = 1e-300


def deviation(mean: Array, spread: Array | float, concentration: float | None = None) -> Array:
    """Return the standard deviation of a month's share: the spread, as far as a share with this mean can have it.

    With a concentration c it is the root of mean (1 - mean)/(c + 1), so that both shapes of the beta add up to c.
    """
    most = np.sqrt(mean * (1 - mean))
    wide = spread if concentration is None else most / np.sqrt(concentration + 1)
    return np.asarray(np.minimum(wide, WIDEST * most))


def shapes(mean: Array, sd: Array) -> tuple[Array, Array]:
    """Return both shapes of the beta distribution with this mean and standard deviation; any where `sd` is none.

    Shapes mean c and (1 - mean) c with c = mean (1 - mean)/sd^2 - 1.
    """
    certain = sd < SLACK
    scale = np.where(certain, 1.0, mean * (1 - mean) / np.where(certain, 1.0, sd) ** 2 - 1)
    return np.maximum(mean * scale, LEAST), np.maximum((1 - mean) * scale, LEAST)


def share_missed(mean: Array, sd: Array, limit: float) -> Array:
    """Return the probability that a share stays below `limit` by more than 1e-9.

    Beta with this mean and standard deviation; the mean itself where the latter is below 1e-9.
    """
    below = special.betainc(*shapes(mean, sd), min(max(limit - SLACK, 0.0), 1.0))
    return np.where(sd < SLACK, (mean < limit - SLACK).astype(float), below)


def share_shortfall(mean: Array, sd: Array, limit: float) -> Array:
    """Return the expectation of how far such a share stays below `limit`.

    limit I(limit; a, b) - mean I(limit; a + 1, b) with the shapes a and b.
    """
    a, b = shapes(mean, sd)
    edge = min(max(limit, 0.0), 1.0)
    short = limit * special.betainc(a, b, edge) - mean * special.betainc(a + 1, b, edge)
    certain = np.where(mean < limit - SLACK, limit - mean, 0.0)
    return np.where(sd < SLACK, certain, np.maximum(short, 0.0))


def missed(spread: float, limit: float, concentration: float | None = None) -> Callable[[Array, Array], Array]:
    """Return the function of mean and reduction (rows by draw) that gives the probability to stay below `limit`.

    The attained level of a month is beta distributed with mean mu = mean - reduction and standard deviation `spread`:
    shapes mu c and (1 - mu) c with c = mu (1 - mu)/spread^2 - 1, or the stated `concentration` for c. Without either
    the level is mu itself. A limit met exactly, or missed by no more than 1e-9, is a pass.
    """

    def probability(mean: Array, reduction: Array) -> Array:
        mu = np.clip(mean - reduction, 0.0, 1.0)
        return share_missed(mu, deviation(mu, spread, concentration), limit)

    return probability
