"""Where a function of one number crosses zero: the crossing nearest to where one stands, or all of them."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Turn:
    """A place where a function changes between below zero and not below it: it crosses zero there, or jumps over it."""

    at: float
    jump: bool


ROUNDS = 7
"""Rounds that find a crossing in a 256th of the range as finely as its number's precision."""
TOUCHES = 3
"""Rounds that look between values where the function might come to zero and turn back."""
_JUMP = 1e-9
"""Part of the greatest amount in the range by which a function that still differs at the last round is said to jump."""


def turns(function: Function, grid: Array, rounds: int = ROUNDS, parts: int = GRID - 1) -> list[tuple[Turn, ...]]:
    """Return for each of several functions every place in a range where it crosses zero or jumps over it, ascending.

    Parameters
    ----------
    function : callable
        Values ``[value]`` to ``[row, value]``, all functions taken at once.
    grid : ndarray
        Ascending; two crossings between neighbours are found where the function comes nearest to zero there.
    rounds, parts : int
        How often, and into how many parts, what is found is divided again.

    Examples
    --------
    >>> turns(lambda x: np.array([x * x - 2, np.where(x < 1, -1.0, 1.0)]), np.linspace(0, 4, 9))
    [(Turn(at=1.4142135623730951, jump=False),), (Turn(at=1.0, jump=True),)]
    """
    values = function(grid)
    scale = np.abs(values).max(axis=1)
    found = _brackets(values, grid)
    found = np.concatenate([found, _touching(function, values, grid, TOUCHES, parts)])
    for _ in range(rounds if len(found) else 0):
        found = _narrowed(function, found, parts)
    ends = function(found[:, 1:3].ravel()) if len(found) else np.empty((len(values), 0))
    result: list[dict[float, Turn]] = [{} for _ in values]
    for number, (row, left, right) in enumerate(found):
        before, after = ends[int(row), 2 * number : 2 * number + 2]
        jump = bool(abs(after - before) > _JUMP * scale[int(row)])
        at = right if jump or after == before else left + (right - left) * before / (before - after)
        result[int(row)].setdefault(float(f"{at:.10g}"), Turn(float(at), jump))
    return [tuple(sorted(row.values(), key=lambda turn: turn.at)) for row in result]


def _brackets(values: Array, grid: Array) -> Array:
    """Return row, left and right end of every cell at whose ends a function stands on different sides of zero."""
    above = values >= 0
    rows, cells_found = np.nonzero(above[:, 1:] != above[:, :-1])
    return np.column_stack([rows, grid[cells_found], grid[cells_found + 1]])


def _touching(function: Function, values: Array, grid: Array, rounds: int, parts: int) -> Array:
    """Return the brackets near the places where a function comes close to zero and turns back at the grid's values."""
    size, above = np.abs(values), values >= 0
    near = (size[:, 1:-1] <= size[:, :-2]) & (size[:, 1:-1] <= size[:, 2:])
    same = (above[:, 1:-1] == above[:, :-2]) & (above[:, 1:-1] == above[:, 2:])
    bend = np.maximum(size[:, :-2], size[:, 2:]) - size[:, 1:-1]
    bent = (bend > 0) & (size[:, 1:-1] <= bend)
    rows, places = np.nonzero(near & same & bent)
    if not rows.size:
        return np.empty((0, 3))
    ends = np.column_stack([rows, grid[places], grid[places + 2]])
    found = []
    for _ in range(rounds):
        fine = np.linspace(ends[:, 1], ends[:, 2], 2 * parts + 1, axis=1)
        taken = function(fine.ravel()).reshape(len(values), *fine.shape)[ends[:, 0].astype(int), np.arange(len(ends))]
        crossed = [_brackets(row[None], places) for row, places in zip(taken, fine, strict=True)]
        for row, brackets in zip(ends[:, 0], crossed, strict=True):
            brackets[:, 0] = row
        found.extend(crossed)
        nearest = np.clip(np.abs(taken).argmin(axis=1), 1, 2 * parts - 1)
        open_still = np.array([not brackets.size for brackets in crossed])
        order = np.arange(len(ends))
        ends = np.column_stack([ends[:, 0], fine[order, nearest - 1], fine[order, nearest + 1]])[open_still]
        if not len(ends):
            break
    return np.concatenate(found)


def _narrowed(function: Function, found: Array, parts: int) -> Array:
    """Return the brackets narrowed to one of so many parts each: the first in which the side changes."""
    fine = np.linspace(found[:, 1], found[:, 2], parts + 1, axis=1)
    taken = function(fine.ravel())
    taken = taken.reshape(len(taken), *fine.shape)[found[:, 0].astype(int), np.arange(len(found))]
    above = taken >= 0
    cell = (above[:, 1:] != above[:, :-1]).argmax(axis=1)
    rows = np.arange(len(found))
    return np.column_stack([found[:, 0], fine[rows, cell], fine[rows, cell + 1]])
