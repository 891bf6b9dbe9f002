"""The space in which beliefs are stressed: their normal scores, how far each may go, and what counts as far."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.correlation import factor, groups
from outsourcing_model.engine.draws import expected_draws
from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.standing import score_of, value_at_score

REACH = float(special.ndtri(0.99))
"""Normal score up to which a belief is moved: its 1st and 99th percentile."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Space:
    """The normal scores of the uncertain beliefs of a case.

    Parameters
    ----------
    paths : tuple of str
        The beliefs, sorted.
    stated : tuple of Uncertain
        What is believed of each.
    means : ndarray [belief]
        Where each stands in the expected run.
    base : ndarray [belief]
        The scores of the means.
    correlation : ndarray [belief, belief]
        Of the scores, by the copula.
    """

    paths: tuple[str, ...]
    stated: tuple[Uncertain, ...]
    means: Array
    base: Array
    correlation: Array

    @cached_property
    def precision(self) -> Array:
        """Return the inverse of the correlation."""
        return np.asarray(np.linalg.inv(self.correlation))

    @property
    def low(self) -> Array:
        """Return the lowest score to which each belief is moved."""
        return np.minimum(-REACH, self.base)

    @property
    def high(self) -> Array:
        """Return the highest score to which each belief is moved."""
        return np.maximum(REACH, self.base)

    def values(self, scores: Array) -> Array:
        """Return the values at scores ``[belief, setting]``; the mean itself where a score is that of the mean."""
        return np.array([self._row(row, np.asarray(scores[row])) for row in range(len(self.paths))])

    def _row(self, row: int, scores: Array) -> Array:
        """Return the values of one belief, each score taken once: most settings leave it where it is."""
        taken, place = np.unique(scores, return_inverse=True)
        found: Array = np.where(taken == self.base[row], self.means[row], value_at_score(self.stated[row], taken))
        return np.asarray(found[place.ravel()])

    def steepest(self, slope: Array, active: Mask) -> Array:
        """Return the way down a slope that covers least distance, moving only the active beliefs."""
        way = np.zeros_like(slope)
        rows = np.flatnonzero(active)
        way[rows] = -np.linalg.solve(self.precision[np.ix_(rows, rows)], slope[rows])
        return way

    def shares(self, away: Array, active: Mask) -> Array:
        """Return the part that each belief has in the squared distance; they add up to one."""
        parts = np.where(active, away * (self.precision @ np.where(active, away, 0.0)), 0.0)
        total = parts.sum()
        return np.asarray(parts / total if total > 0 else parts)

    def distance(self, away: Array, active: Mask) -> float:
        """Return how far a move is, the other beliefs staying: 1 is one standard score of a single belief."""
        moved = np.where(active, away, 0.0)
        return math.sqrt(max(float(moved @ self.precision @ moved), 0.0))


def space(case: Case) -> Space:
    """Return the space of the uncertain beliefs of a case."""
    base = expected_draws(case)
    known = beliefs(case)
    stated = tuple(known[path].own for path in base.paths)
    scores = np.array([score_of(belief, belief.mean) for belief in stated])
    correlation = np.eye(len(stated))
    for group in groups(case):
        lower, _ = factor(case, group)
        rows = [base.rows[path] for path in group]
        correlation[np.ix_(rows, rows)] = lower @ lower.T
    return Space(base.paths, stated, base.values[:, 0], scores, correlation)
