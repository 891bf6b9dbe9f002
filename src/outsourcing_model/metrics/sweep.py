"""The expected run at many values at once: one figure, or several together, moved along a grid."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import children, parse
from outsourcing_model.case.record import Record
from outsourcing_model.engine.draws import Draws, expected_draws
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.errors import Path


@dataclass(frozen=True)
class Sweep:
    """A case some of whose figures can be moved together.

    Parameters
    ----------
    case : Case
        With the figures that move written as beliefs, their means unchanged.
    base : Draws
        The expected run.
    paths : tuple of str
        What moves.
    moved : callable
        Their base values ``[path, 1]`` and a grid ``[value]`` to their values ``[path, value]``.
    """

    case: Case
    base: Draws
    paths: tuple[str, ...]
    moved: Callable[[Array, Array], Array]

    def play(self, grid: Array) -> CashFlows:
        """Return the expected run at each value of a grid, one draw each."""
        values = np.repeat(self.base.values, len(grid), axis=1)
        rows = [self.base.rows[path] for path in self.paths]
        values[rows] = self.moved(self.base.values[rows], grid)
        return simulate(self.case, replace(self.base, values=values), noise=False, workers=1)


def sweep(case: Case, paths: Iterable[str], moved: Callable[[Array, Array], Array]) -> Sweep:
    """Return the sweep of the figures at some paths, constants or beliefs."""
    names = tuple(paths)
    opened: Any = case
    for name in names:
        opened = _opened(opened, parse(name))
    return Sweep(opened, expected_draws(opened), names, moved)


def opened(case: Case, path: str, low: float, high: float) -> Case:
    """Return the case in which the number at a path may stand anywhere between two ends, its mean unchanged."""
    found: Case = _opened(case, parse(path), (low, high))
    return found


def _opened(node: Any, path: Path, ends: tuple[float, ...] = ()) -> Any:
    """Return a node in which the number at the rest of a path is a belief with the same mean, nothing checked again."""
    if not path and ends:
        values = (node.mean, *ends)
        return replace(node.own, family="discrete", values=values, weights=(1.0, 0.0, 0.0))
    if not path:
        moves = node.is_constant or node.times
        return replace(node.own, family="sample", values=(node.mean,), weights=()) if moves else node
    part, rest = path[0], path[1:]
    new = _opened(dict(children(node))[part], rest, ends)
    if isinstance(node, Record):
        return node.model_copy(update={str(part): new})
    if isinstance(node, tuple):
        return tuple(new if at == part else item for at, item in enumerate(node))
    return {**node, part: new}
