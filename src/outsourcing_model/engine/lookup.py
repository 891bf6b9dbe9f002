"""Tables of the probability to miss a limit, by the octave of what the mean level lacks: cubics, their error known.

Where luck is drawn they stand for the exact probability; the expected run always has the exact one.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.derived import octave

Array = NDArray[np.float64]
WANTED, TOLERANCE = 1e-8, 1e-6
"""Error of a probability, found between the points of a table, with which no finer table is made; the greatest that the
finest may have, else the exact probability is used."""
CELLS = (10, 20, 40, 80)
"""Cells of an octave, from the coarsest table to the finest."""
_NODES = np.array([0.0, 1 / 3, 2 / 3, 1.0])
_CUBIC = np.linalg.inv(np.vander(_NODES, increasing=True))
_BETWEEN = np.array([1 / 6, 1 / 2, 5 / 6])


@lru_cache(maxsize=4096)
def table(
    spread: float, concentration: float | None, limit: float, span: tuple[float, float]
) -> tuple[float, ...] | None:
    """Return low end, cells of an octave, cells, and four coefficients a cell; None if the error would be too great.

    Cells are as wide as one another on the axis of :func:`~outsourcing_model.engine.derived.octave`, none of them in
    two octaves, and cover the means of `span`. In a cell, at the share t of its width, the probability is
    c0 + c1 t + c2 t^2 + c3 t^3, exact at t = 0, 1/3, 2/3 and 1.
    """
    low, high = (float(end) for end in octave(np.array(span[::-1]), np.zeros(2)))
    if high - low < 1e-9:
        return None
    exact = missed(spread, limit, concentration)
    none = np.zeros(1)
    for each in CELLS:
        first = math.floor(low * each)
        cells = math.ceil(high * each) - first
        starts = np.arange(first, first + cells)[:, None]
        coefficients = exact(_mean((starts + _NODES) / each), none) @ _CUBIC.T
        found = coefficients @ np.vander(_BETWEEN, 4, increasing=True).T
        error = np.abs(np.clip(found, 0.0, 1.0) - exact(_mean((starts + _BETWEEN) / each), none)).max()
        if error <= (WANTED if each < CELLS[-1] else TOLERANCE):
            return (first / each, float(each), float(cells), *coefficients.ravel().tolist())
    return None


def _mean(place: Array) -> Array:
    """Return the mean level whose lack lies at a place of the axis: 1 - 2^e (1 + m) with m + m (1 - m)/3 above e."""
    exponent = np.floor(place)
    return np.asarray(1 - np.ldexp(3 - np.sqrt(4 - 3 * (place - exponent)), exponent.astype(int)))
