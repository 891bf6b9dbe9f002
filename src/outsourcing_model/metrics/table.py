"""Tables of one or two figures: which alternative is best, and what each gains, as the figures move over a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.figure import figure_at
from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.settings import scores_at

MOST = 10_000
"""Cells of a table at most."""


@dataclass(frozen=True)
class Axis:
    """One figure of a table: its path, its values, and where it stands today (a belief at its mean)."""

    path: str
    values: tuple[float, ...]
    now: float

    @property
    def base(self) -> int | None:
        """Return the position of the value nearest to today's, None if today's is outside the grid."""
        away = [abs(value - self.now) for value in self.values]
        inside = min(self.values) - 1e-12 <= self.now <= max(self.values) + 1e-12
        return away.index(min(away)) if inside else None


@dataclass(frozen=True)
class Table:
    """What happens as one or two figures move.

    Parameters
    ----------
    axes : tuple of Axis
        One or two.
    alternatives : tuple of str
        In the order of the first axis of `gains`.
    reference : str
        What gains are measured against.
    gains, savings : ndarray [alternative, value, ...]
        Gain in net benefit and present saving on the reference, expected run.
    chosen : ndarray [value, ...] of int
        Row of the alternative that is recommended, after the hurdle.
    """

    axes: tuple[Axis, ...]
    alternatives: tuple[str, ...]
    reference: str
    gains: Array
    savings: Array
    chosen: NDArray[np.intp]

    @property
    def base(self) -> tuple[int, ...] | None:
        """Return the cell nearest to today's figures, None if they are outside the grid."""
        places = [axis.base for axis in self.axes]
        return tuple(place for place in places if place is not None) if None not in places else None


def axis(case: Case, path: str, values: Sequence[float]) -> Axis:
    """Return an axis of a table over a number of the case."""
    return Axis(path, tuple(map(float, values)), figure_at(case, path).now)


def table(case: Case, axes: Sequence[Axis]) -> Table:
    """Return the expected run at every combination of the values of one or two axes.

    Raises
    ------
    CaseError
        If a value is not allowed at its path.
    ValueError
        If there are more than two axes, the same twice, or too many cells.
    """
    shape = tuple(len(each.values) for each in axes)
    if len({each.path for each in axes}) != len(axes) or len(axes) not in (1, 2) or np.prod(shape) > MOST:
        message = f"a table has one or two different paths and at most {MOST} cells"
        raise ValueError(message)
    grid = np.meshgrid(*(each.values for each in axes), indexing="ij")
    scores = scores_at(case, [each.path for each in axes], np.array([part.ravel() for part in grid]))
    row = scores.row(scores.reference)
    benefit, cost = scores.net_benefit, scores.present_cost
    cells = (len(scores.alternatives), *shape)
    return Table(
        axes=tuple(axes),
        alternatives=scores.alternatives,
        reference=scores.reference,
        gains=(benefit - benefit[row]).reshape(cells),
        savings=(cost[row] - cost).reshape(cells),
        chosen=scores.chosen.reshape(shape),
    )
