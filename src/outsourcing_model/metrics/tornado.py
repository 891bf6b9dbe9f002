"""Tornado: how far each belief, moved alone between its 10th and 90th percentile, moves the gain of an alternative."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.engine.draws import expected_draws
from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.insight import gains
from outsourcing_model.metrics.settings import play

ENDS = (0.1, 0.9)


@dataclass(frozen=True)
class Bar:
    """One belief of the tornado.

    Parameters
    ----------
    path : str
        The belief.
    low, high : float
        Its 10th and 90th percentile.
    at_low, at_high : float
        Gain in net benefit at either, all other beliefs at their means.
    swing : float
        From the least to the greatest of the two and the gain at the means: both ends may lie on one side of it.
    """

    path: str
    low: float
    high: float
    at_low: float
    at_high: float
    swing: float


@dataclass(frozen=True)
class Tornado:
    """The bars of an alternative, the longest first, and the gain at the means from which they start."""

    alternative: str
    base: float
    bars: tuple[Bar, ...]


def tornado(case: Case, alternative: str) -> Tornado:
    """Return the tornado of the gain in net benefit of an alternative on the reference.

    Parameters
    ----------
    case : Case
        Its uncertain beliefs are moved one at a time; those that are correlated too, the others staying at their means.
    alternative : str
        Whose gain is measured, present money.
    """
    base = expected_draws(case)
    stated = beliefs(case)
    count = len(base.paths)
    ends = np.array([quantile(stated[path], np.array(ENDS)) for path in base.paths]).reshape(count, 2)
    values = np.repeat(base.values, 2 * count + 1, axis=1)
    for row in range(count):
        values[row, [2 * row, 2 * row + 1]] = ends[row]
    found = gains(play(case, base, values), alternative)
    at_base = float(found[-1])
    bars = [_bar(path, ends[row], found[2 * row : 2 * row + 2], at_base) for row, path in enumerate(base.paths)]
    return Tornado(alternative, at_base, tuple(sorted(bars, key=lambda bar: (-bar.swing, bar.path))))


def _bar(path: str, ends: Array, found: Array, base: float) -> Bar:
    """Return one bar."""
    (low, high), (at_low, at_high) = ends.tolist(), found.tolist()
    return Bar(path, low, high, at_low, at_high, max(at_low, at_high, base) - min(at_low, at_high, base))
