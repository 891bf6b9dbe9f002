"""How likely a number is above a limit: events and hours in closed form, and units in time out of some."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.engine.attainment import deviation, shapes, share_missed, share_shortfall
from outsourcing_model.quantities import SLACK

Array = NDArray[np.float64]
MANY = 20_000
"""Units from which chance among them is left out: it is far smaller than what is shown."""


def events_above(mean: Array, spread: float, limit: float) -> Array:
    """Return the probability of more events than a limit: Poisson, its rate gamma with a mean and a deviation."""
    most = math.floor(limit + SLACK)
    if most < 0:
        return np.ones_like(mean)
    if spread == 0:
        return np.asarray(special.gammainc(most + 1, mean))
    safe = np.maximum(mean, 1e-100)
    shape = (safe / spread) ** 2
    return np.where(mean > 0, special.betaincc(shape, most + 1, shape / (shape + safe)), 0.0)


def hours_above(mean: Array, spread: float, limit: float) -> Array:
    """Return the probability that something takes longer than a limit: lognormal with a mean and a deviation."""
    if spread == 0:
        return np.asarray((mean > limit + SLACK).astype(float))
    safe = np.maximum(mean, 1e-100)
    variance = np.log1p(np.minimum(spread / safe, 1e150) ** 2)
    score = (math.log(limit + SLACK) - np.log(safe) + variance / 2) / np.sqrt(variance)
    return np.where(mean > 0, special.ndtr(-score), 0.0)


def units_missed(count: Array, mean: Array, sd: Array, limit: float) -> Array:
    """Return the probability that the part in time of some units stays below a limit, 0 without units.

    Binomial, the chance of a unit being beta with a mean and a standard deviation.
    """

    def one(n: float, mu: float, spread: float) -> float:
        found = np.arange(n + 1)
        return float(_chances(found, n, mu, spread) @ (found / n < limit - SLACK))

    return _each(one, share_missed, count, mean, sd, limit)


def units_shortfall(count: Array, mean: Array, sd: Array, limit: float) -> Array:
    """Return the expectation of how far the part in time of some units stays below a limit, 0 without units."""

    def one(n: float, mu: float, spread: float) -> float:
        found = np.arange(n + 1)
        return float(_chances(found, n, mu, spread) @ np.maximum(limit - found / n, 0.0))

    return _each(one, share_shortfall, count, mean, sd, limit)


def _chances(found: Array, count: float, mean: float, sd: float) -> Array:
    """Return the probability of each number of units in time."""
    ways = -special.betaln(found + 1, count - found + 1) - math.log(count + 1)
    if sd < SLACK:
        return np.asarray(np.exp(ways + special.xlogy(found, mean) + special.xlog1py(count - found, -mean)))
    a, b = (float(shape) for shape in shapes(np.asarray(mean), np.asarray(sd)))
    return np.asarray(np.exp(ways + special.betaln(found + a, count - found + b) - special.betaln(a, b)))


def _each(
    one: Callable[[float, float, float], float], many: Callable[[Array, Array, float], Array], count: Array,
    mean: Array, sd: Array, limit: float,
) -> Array:  # fmt: skip
    """Return what `one` gives for each draw, reckoned once for draws that are alike, by `many` where units are many."""
    alike, place = np.unique(np.stack((count, mean, deviation(mean, sd))), axis=1, return_inverse=True)
    found = np.zeros(alike.shape[1])
    for number, (n, mu, spread) in enumerate(alike.T):
        if n > MANY:
            found[number] = many(np.array([mu]), np.array([spread]), limit)[0]
        elif n > 0:
            found[number] = one(n, mu, spread)
    return np.asarray(found[place.ravel()])
