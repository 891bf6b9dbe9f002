"""Where a function of one number crosses zero: the crossing nearest to where one stands, or all of them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array], Array]

GRID = 33
"""Values at which the function is taken at a time."""


def cells(function: Function, grid: Array) -> NDArray[np.intp]:
    """Return the positions in a grid after which the function changes between below zero and not below it."""
    above = function(grid) >= 0
    return np.flatnonzero(above[1:] != above[:-1])


def nearest_crossing(function: Function, grid: Array, now: float, rounds: int = 3) -> float | None:
    """Return the crossing nearest to `now`, searched thirty-two times as finely each round; None if there is none.

    Examples
    --------
    >>> round(nearest_crossing(lambda x: x * x - 2, np.linspace(0, 4, 33), 1.0, 6), 6)
    1.414214
    """
    return nearest_crossings(lambda rows: function(rows[0])[None], grid[None], np.array([now]), rounds)[0]


def nearest_crossings(function: Function, grids: Array, now: Array, rounds: int = 3) -> list[float | None]:
    """Return for each of several rows the crossing nearest to its `now`, None where there is none.

    Parameters
    ----------
    function : callable
        Grids ``[row, value]`` to values of the same shape, all rows taken at once.
    """
    grids = grids.copy()
    found = np.ones(len(grids), dtype=bool)
    for _ in range(rounds):
        above = function(grids) >= 0
        for row, signs in enumerate(above):
            places = np.flatnonzero(signs[1:] != signs[:-1])
            found[row] &= places.size > 0
            if found[row]:
                grid = grids[row]
                cell = min(places, key=lambda at: abs((grid[at] + grid[at + 1]) / 2 - now[row]))
                grids[row] = np.linspace(grid[cell], grid[cell + 1], grids.shape[1])
        if not found.any():
            break
    return [float((grid[0] + grid[-1]) / 2) if there else None for grid, there in zip(grids, found, strict=True)]


def all_crossings(function: Function, low: float, high: float, rounds: int = 6, parts: int = 256) -> tuple[float, ...]:
    """Return every crossing in a range that lies a part of it from the next, each as fine as its number's precision.

    Examples
    --------
    >>> [round(root, 6) for root in all_crossings(lambda x: (x - 1) * (x - 2), 0, 4)]
    [1.0, 2.0]
    """
    grid = np.linspace(low, high, parts + 1)
    found = []
    for cell in cells(function, grid):
        left, right = grid[cell], grid[cell + 1]
        root = nearest_crossing(function, np.linspace(left, right, GRID), (left + right) / 2, rounds)
        if root is not None:
            found.append(root)
    return tuple(found)
