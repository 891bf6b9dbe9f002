"""Tables of quantiles by what is believed on average and by normal score: what a level is when luck is so and so."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.engine.attainment import deviation, shapes
from outsourcing_model.engine.normal import SCORES

Array = NDArray[np.float64]
NODES = 129
"""Means at which quantiles are tabulated, evenly over what is believed possible."""
EDGE = 1e-6
"""Means of shares are tabulated no nearer than this to 0 and 1."""
POINTS = 1024
"""Numbers at which a distribution of events is reckoned before it is turned into quantiles."""


@dataclass(frozen=True)
class Table:
    """Quantiles ``[node, score]``, with the place of the first node and how far the others are apart."""

    values: tuple[float, ...]
    nodes: int
    low: float
    step: float


def nodes(low: float, high: float, count: int = NODES) -> tuple[Array, float]:
    """Return evenly spread nodes, one if there is nothing between, and how far they are apart."""
    if high - low < 1e-12 * max(abs(low), 1.0):
        return np.array([low]), 1.0
    return np.linspace(low, high, count), (high - low) / (count - 1)


@lru_cache(maxsize=64)
def shares(spread: float, low: float, high: float, concentration: float | None = None) -> Table:
    """Return logits of the quantiles of beta shares, by logit of their mean between two means.

    All have one spread, or with a `concentration` the one that follows from their mean.

    The logit is all but straight between nodes, also where all but a few months are at 100 %.
    """
    first, last = (float(special.logit(min(max(end, EDGE), 1 - EDGE))) for end in (low, high))
    places, step = nodes(first, last)
    mean = special.expit(places)[:, None]
    a, b = shapes(mean, deviation(mean, spread, concentration))
    luck = special.ndtr(SCORES)[None, :]
    part = special.betaincinv(a, b, luck)
    lack = special.betaincinv(b, a, luck[:, ::-1])
    tiny = 1e-300
    return Table(_flat(np.log(np.maximum(part, tiny)) - np.log(np.maximum(lack, tiny))), len(places), places[0], step)


@lru_cache(maxsize=64)
def events(spread: float, low: float, high: float) -> Table:
    """Return where numbers of events reach each score, by root of their mean between two means, with one spread.

    The distribution is made continuous (its closed form is one in the number too): the number itself is that rounded
    up. Poisson, or negative binomial with a spread of the rate.
    """
    places, step = nodes(math.sqrt(low), math.sqrt(high))
    rows = [_reached(float(place) ** 2, spread) for place in places]
    return Table(_flat(np.array(rows)), len(places), float(places[0]), step)


def _reached(mean: float, spread: float) -> Array:
    """Return where the distribution of events with a mean reaches each score."""
    if mean == 0.0:
        return np.full(SCORES.size, -1.0)
    sd = math.sqrt(mean + spread * spread)
    top = mean + 8 * sd
    while _score_at(np.array([top]), mean, spread)[0] < SCORES[-1]:
        top *= 2
    wide = 5 * sd / math.sqrt(mean)
    number = np.linspace(max(math.sqrt(mean) - wide, 0.0), math.sqrt(top + 1), POINTS)[1:] ** 2 - 1
    score = _score_at(number, mean, spread)
    held = np.isfinite(score)
    return np.interp(SCORES, score[held], number[held], left=-1.0)


def _score_at(number: Array, mean: float, spread: float) -> Array:
    """Return the normal scores that numbers of events, whole or not, have as their limit."""
    if spread == 0.0:
        up_to, beyond = special.gammaincc(number + 1, mean), special.gammainc(number + 1, mean)
    else:
        shape = (mean / spread) ** 2
        part = shape / (shape + mean)
        up_to, beyond = special.betainc(shape, number + 1, part), special.betaincc(shape, number + 1, part)
    return np.asarray(np.where(up_to < 0.5, special.ndtri(up_to), -special.ndtri(beyond)))


def _flat(table: Array) -> tuple[float, ...]:
    """Return a table row by row."""
    return tuple(table.ravel().tolist())
