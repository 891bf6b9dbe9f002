"""Tables of the probability to miss a limit, by the logarithm of what the mean level lacks: cubics, their error known.

Where luck is drawn they stand for the exact probability; the expected run always has the exact one.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.derived import LEAST

Array = NDArray[np.float64]
WANTED, TOLERANCE = 1e-8, 1e-6
"""Error of a probability, found between the points of a table, with which no finer table is made; the greatest that the
finest may have, else the exact probability is used."""
CELLS = (64, 128, 256, 512, 1024)
_NODES = np.array([0.0, 1 / 3, 2 / 3, 1.0])
_CUBIC = np.linalg.inv(np.vander(_NODES, increasing=True))
_BETWEEN = np.array([1 / 6, 1 / 2, 5 / 6])


@lru_cache(maxsize=4096)
def table(
    spread: float, concentration: float | None, limit: float, span: tuple[float, float]
) -> tuple[float, ...] | None:
    """Return low end, cells for each unit, cells, and four coefficients a cell; None if the error would be too great.

    Cells are as wide as one another on the axis log(1 - mean) between the ends of `span`; in a cell, at the share t of
    its width, the probability is c0 + c1 t + c2 t^2 + c3 t^3, exact at t = 0, 1/3, 2/3 and 1.
    """
    low, high = (math.log(max(1 - end, LEAST)) for end in reversed(span))
    if high - low < 1e-9:
        return None
    exact = missed(spread, limit, concentration)
    none = np.zeros(1)
    for cells in CELLS:
        width = (high - low) / cells
        starts = low + width * np.arange(cells)[:, None]
        coefficients = exact(-np.expm1(starts + width * _NODES), none) @ _CUBIC.T
        found = coefficients @ np.vander(_BETWEEN, 4, increasing=True).T
        error = np.abs(np.clip(found, 0.0, 1.0) - exact(-np.expm1(starts + width * _BETWEEN), none)).max()
        if error <= (WANTED if cells < CELLS[-1] else TOLERANCE):
            return (low, cells / (high - low), float(cells), *coefficients.ravel().tolist())
    return None
