"""What would flip the answer, and what the bad draws look like."""

from dataclasses import replace

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.engine.draws import Draws, expected_draws
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.results import Flip, WorstCase

GRID = 33
TAIL = 0.005
DRIVERS = 3


def net_benefits(flows: CashFlows, zero_credits: bool = False) -> Array:
    """Return ``[alternative, draw]`` present value delivered less relevant cost; without a stated value that is 0."""
    cost = flows.npv - flows.irrelevant_npv
    if zero_credits:
        cost = cost + flows.received_npv
    return np.asarray(flows.value_npv - flows.harm_npv - cost)


def flips(case: Case, alternative: str, hurdle: float) -> tuple[Flip, ...]:
    """Return the beliefs that, moved alone within their range, flip the choice.

    Each is moved between its 0.5th and 99.5th percentile in the expected run; the value found is where the gain in net
    benefit crosses the hurdle, nearest to the mean first in units of the belief's range.
    """
    base = expected_draws(case)
    if not base.paths or alternative == case.reference:
        return ()
    stated = beliefs(case)
    ends = np.array([quantile(stated[path], np.array([TAIL, 1 - TAIL])) for path in base.paths])
    grids = np.linspace(ends[:, 0], ends[:, 1], GRID)
    found = []
    for row, path in enumerate(base.paths):
        crossing = _crossing(case, alternative, hurdle, base, row, grids[:, row])
        if crossing is not None:
            found.append(Flip(path, float(base.values[row, 0]), crossing))
    width = dict(zip(base.paths, ends[:, 1] - ends[:, 0], strict=True))
    return tuple(sorted(found, key=lambda flip: abs(flip.value - flip.now) / width[flip.path]))


def _gains(case: Case, alternative: str, base: Draws, row: int, grid: Array) -> Array:
    """Return the gain in net benefit on the reference with one belief at each value of a grid."""
    values = np.repeat(base.values, len(grid), axis=1)
    values[row] = grid
    flows = simulate(case, replace(base, values=values), noise=False, workers=1)
    scores = net_benefits(flows)
    return np.asarray(scores[flows.alternatives.index(alternative)] - scores[flows.alternatives.index(case.reference)])


def _crossing(case: Case, alternative: str, hurdle: float, base: Draws, row: int, grid: Array) -> float | None:
    """Return the value nearest to the mean at which the gain crosses the hurdle, searched twice as finely each time."""
    for _ in range(3):
        above = _gains(case, alternative, base, row, grid) >= hurdle
        cells = np.flatnonzero(above[1:] != above[:-1])
        if cells.size == 0:
            return None
        now = base.values[row, 0]
        cell = min(cells, key=lambda at: abs((grid[at] + grid[at + 1]) / 2 - now))
        grid = np.linspace(grid[cell], grid[cell + 1], GRID)
    return float((grid[0] + grid[-1]) / 2)


def worst_cases(flows: CashFlows, alternative: str, saving: Array, count: int = 3) -> tuple[WorstCase, ...]:
    """Return the draws in which an alternative saves least, with the beliefs that did most of the damage.

    The damage of a belief is its share of the shortfall in a linear fit of the saving on all beliefs.
    """
    worst = np.argsort(saving, kind="stable")[:count]
    values = flows.draws.values
    if values.size == 0 or flows.draws.count < 2 * len(values):
        return tuple(WorstCase(alternative, int(d), float(saving[d]), ()) for d in worst)
    away = values - values.mean(axis=1, keepdims=True)
    slopes = np.linalg.lstsq(away.T, saving - saving.mean(), rcond=None)[0]
    damage = slopes[:, None] * away[:, worst]
    cases = []
    for column, number in enumerate(worst):
        order = [row for row in np.argsort(damage[:, column], kind="stable")[:DRIVERS] if damage[row, column] < 0]
        drivers = tuple((flows.draws.paths[r], float(values[r, number]), float(values[r].mean())) for r in order)
        cases.append(WorstCase(alternative, int(number), float(saving[number]), drivers))
    return tuple(cases)
