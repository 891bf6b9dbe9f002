"""Tiles of one draw, in which a worked example is computed by the rule that the engine plays."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def tile(value: float = 0.0, months: int = 1) -> Array:
    """Return the tile of some months of one draw."""
    return np.full((months, 1), float(value))


def row(*values: float) -> Array:
    """Return one draw of a belief."""
    return np.array(values, dtype=np.float64)


def column(values: list[float]) -> Array:
    """Return one draw of beliefs that stand one after another, as rows."""
    return np.array(values, dtype=np.float64).reshape(-1, 1)


def line(values: tuple[float, ...] | list[float]) -> Array:
    """Return limits, shares or a pattern of months."""
    return np.array(values, dtype=np.float64)
