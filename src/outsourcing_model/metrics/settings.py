"""Settings: figures of a case set to chosen values, and what each alternative is worth in the expected run at each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.figure import figure_at
from outsourcing_model.case.paths import override
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import Draws, expected_draws
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.insight import net_benefits
from outsourcing_model.metrics.sweep import opened
from outsourcing_model.quantities import Exact

Progress = Callable[[int], object]


@dataclass(frozen=True)
class Scores:
    """What each alternative costs and is worth at each setting, present money.

    Parameters
    ----------
    alternatives : tuple of str
        In the order of the rows.
    reference : str
        What the others are compared with.
    present_cost, net_benefit : ndarray [alternative, setting]
        Of the expected run.
    hurdle : ndarray [setting]
        What a switch must gain; its share of the reference's cost moves along, its share of staff cost stays.
    """

    alternatives: tuple[str, ...]
    reference: str
    present_cost: Array
    net_benefit: Array
    hurdle: Array

    def row(self, alternative: str) -> int:
        """Return the row of an alternative."""
        return self.alternatives.index(alternative)

    def gain(self, alternative: str) -> Array:
        """Return the gain in net benefit of an alternative on the reference."""
        return np.asarray(self.net_benefit[self.row(alternative)] - self.net_benefit[self.row(self.reference)])

    @cached_property
    def chosen(self) -> NDArray[np.intp]:
        """Return the row of the alternative that is recommended at each setting."""
        gains = self.net_benefit - self.net_benefit[self.row(self.reference)]
        leader = gains.argmax(axis=0)
        enough = np.take_along_axis(gains, leader[None], axis=0)[0] >= self.hurdle
        return np.where(enough & (gains.max(axis=0) > 0), leader, self.row(self.reference))


def scores_of(flows: CashFlows, staff: float = 0.0) -> Scores:
    """Return what each alternative costs and is worth in each draw of some flows, `staff` being its present cost."""
    case = flows.case
    costs = flows.npv[flows.alternatives.index(case.reference)]
    hurdle = np.array([case.hurdle.value(float(cost), staff) for cost in costs])
    return Scores(flows.alternatives, case.reference, flows.npv, net_benefits(flows), hurdle)


def staff_cost(case: Case) -> float:
    """Return the reference's present cost of staff in the expected run, 0 where no hurdle rests on it."""
    if not case.hurdle.personnel_percent:
        return 0.0
    flows = expected_run(case)
    lines = zip(flows.lines, flows.line_means @ flows.discount, strict=True)
    return float(sum(npv for line, npv in lines if (line.alternative, line.category) == (case.reference, "staff")))


def play(case: Case, base: Draws, values: Array, progress: Progress | None = None) -> CashFlows:
    """Return the expected run at each setting, one draw each: `values` are those of the beliefs ``[path, setting]``."""
    return simulate(case, replace(base, values=np.ascontiguousarray(values)), noise=False, progress=progress)


def scores_at(case: Case, paths: Sequence[str], values: Array, staff: float | None = None) -> Scores:
    """Return what each alternative costs and is worth with the figures at some paths set to values.

    Parameters
    ----------
    case : Case
        All other beliefs stand at their means.
    paths : sequence of str
        Beliefs, constants, or other numbers of the case such as months and rates.
    values : ndarray [path, setting]
        In the units of the case.
    staff : float, optional
        The reference's present cost of staff, on which a hurdle may rest; reckoned when absent.

    Raises
    ------
    CaseError
        If a path is no number of the case, or a value is not allowed there.
    """
    staff = staff_cost(case) if staff is None else staff
    free = [row for row, path in enumerate(paths) if isinstance(figure_at(case, path).stated, Uncertain)]
    stated = [row for row in range(len(paths)) if row not in free]
    _check_ends(case, [paths[row] for row in free], values[free])
    columns, which = np.unique(values[stated], axis=1, return_inverse=True)
    parts: list[tuple[NDArray[np.intp], Scores]] = []
    for number, column in enumerate(columns.T):
        changed = override(case, {paths[row]: Exact(value) for row, value in zip(stated, column, strict=True)})
        settings = np.flatnonzero(which.ravel() == number)
        flows = _played(changed, [paths[row] for row in free], values[free][:, settings])
        parts.append((settings, scores_of(flows, staff)))
    return _joined(parts, values.shape[1])


def _check_ends(case: Case, paths: Sequence[str], values: Array) -> None:
    """Raise if the least or the greatest value of a path is not allowed there."""
    for path, row in zip(paths, values, strict=True):
        for end in (row.min(), row.max()):
            override(case, {path: Exact(end)})


def _played(case: Case, paths: Sequence[str], values: Array) -> CashFlows:
    """Return the expected run with some beliefs or constants set to values ``[path, setting]``."""
    for path, row in zip(paths, values, strict=True):
        case = opened(case, path, float(row.min()), float(row.max()))
    base = expected_draws(case)
    moved = np.repeat(base.values, values.shape[1], axis=1)
    moved[[base.rows[path] for path in paths]] = values
    return play(case, base, moved)


def _joined(parts: Sequence[tuple[NDArray[np.intp], Scores]], count: int) -> Scores:
    """Return the scores of several cases as one, each setting at its place."""
    first = parts[0][1]
    rows = len(first.alternatives)
    cost, benefit, hurdle = np.empty((rows, count)), np.empty((rows, count)), np.empty(count)
    for settings, found in parts:
        cost[:, settings], benefit[:, settings], hurdle[settings] = found.present_cost, found.net_benefit, found.hurdle
    return Scores(first.alternatives, first.reference, cost, benefit, hurdle)
