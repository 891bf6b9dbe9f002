"""What would flip the answer, and what the bad draws look like."""

from dataclasses import replace

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.engine.draws import Draws, expected_draws
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.crossing import GRID, nearest_crossings
from outsourcing_model.metrics.results import Flip, WorstCase

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
    grids = np.linspace(ends[:, 0], ends[:, 1], GRID).T
    crossings = nearest_crossings(
        lambda rows: _gains_alone(case, base, rows, alternative) - hurdle, grids, base.values[:, 0]
    )
    found = [
        Flip(path, float(now), value)
        for path, now, value in zip(base.paths, base.values[:, 0], crossings, strict=True)
        if value is not None
    ]
    width = dict(zip(base.paths, ends[:, 1] - ends[:, 0], strict=True))
    return tuple(sorted(found, key=lambda flip: abs(flip.value - flip.now) / width[flip.path]))


def _gains_alone(case: Case, base: Draws, grids: Array, alternative: str) -> Array:
    """Return the gain with each belief moved alone to each value of its row ``[path, value]``, all in one run."""
    count, size = grids.shape
    values = np.repeat(base.values, count * size, axis=1)
    for row in range(count):
        values[row, row * size : (row + 1) * size] = grids[row]
    flows = simulate(case, replace(base, values=values), noise=False, workers=1)
    return gains(flows, alternative).reshape(count, size)


def gains(flows: CashFlows, alternative: str) -> Array:
    """Return the gain in net benefit of an alternative on the reference, draw by draw."""
    scores = net_benefits(flows)
    return np.asarray(
        scores[flows.alternatives.index(alternative)] - scores[flows.alternatives.index(flows.case.reference)]
    )


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
