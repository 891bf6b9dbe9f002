"""Beliefs that go together: a Gaussian copula on ranks, for each connected group of paths by itself."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.errors import CaseError, Problem

Array = NDArray[np.float64]
Pairs = tuple[tuple[str, str, float], ...]
"""Pairs of paths that go together, with their rank correlation."""
REFUSED_BELOW = -0.05
"""A matrix whose least eigenvalue is lower is a contradiction, not a rounding."""


@dataclass(frozen=True)
class Pair:
    """Two paths that go together: their rank correlation as stated, and as found in the draws."""

    between: tuple[str, str]
    stated: float
    found: float


def held(case: Case, drawn: Container[str]) -> Pairs:
    """Return the pairs that are both drawn; a scenario may fix one of them, and the pair is then void."""
    both = [pair for pair in case.correlations if pair.between[0] in drawn and pair.between[1] in drawn]
    return tuple([(*pair.between, pair.rank) for pair in both])


def groups(case: Case) -> list[tuple[str, ...]]:
    """Return the connected groups of correlated paths, each sorted, in order of their first paths."""
    return list(connected(_pairs(case)))


@lru_cache(maxsize=64)
def connected(pairs: Pairs) -> tuple[tuple[str, ...], ...]:
    """Return the connected groups of pairs, each sorted, in order of their first paths."""
    found: list[set[str]] = []
    for one, other, _ in pairs:
        joined = {one, other}.union(*(group for group in found if group & {one, other}))
        found = [group for group in found if not group & joined] + [joined]
    return tuple(sorted(tuple(sorted(group)) for group in found))


def factor(case: Case, paths: Sequence[str]) -> tuple[Array, float]:
    """Return the lower triangular factor of a group of a case, and the largest change a repair made.

    Raises
    ------
    CaseError
        If the stated correlations contradict one another.
    """
    return factor_of(_pairs(case), tuple(paths))


def _pairs(case: Case) -> Pairs:
    """Return the pairs of a case that are both uncertain."""
    stated = beliefs(case) if case.correlations else {}
    return held(case, {path for path, belief in stated.items() if not belief.is_constant})


@lru_cache(maxsize=64)
def factor_of(pairs: Pairs, paths: tuple[str, ...]) -> tuple[Array, float]:
    """Return the lower triangular factor of a group's normal correlations, and the largest change a repair made.

    A rank correlation s is the normal correlation 2 sin(pi s / 6). Slightly impossible matrices are repaired by
    clipping eigenvalues and scaling the diagonal back to one.

    Raises
    ------
    CaseError
        If the stated correlations contradict one another.
    """
    place = {path: position for position, path in enumerate(paths)}
    matrix = np.eye(len(paths))
    for one, other, rank in pairs:
        if one in place:
            i, j = place[one], place[other]
            matrix[i, j] = matrix[j, i] = 2 * np.sin(np.pi * rank / 6)
    values, vectors = np.linalg.eigh(matrix)
    if values[0] < REFUSED_BELOW:
        raise CaseError(
            [
                Problem(
                    ("correlations",),
                    "impossible_correlations",
                    {"found": ", ".join(paths), "eigenvalue": f"{values[0]:.2f}"},
                )
            ]
        )
    if values[0] > 1e-10:
        return _cholesky(matrix), 0.0
    repaired = vectors @ np.diag(np.maximum(values, 1e-8)) @ vectors.T
    scale = 1 / np.sqrt(np.diag(repaired))
    repaired *= np.outer(scale, scale)
    return _cholesky(repaired), float(np.abs(repaired - matrix).max())


def _cholesky(matrix: Array) -> Array:
    """Return the factor by a fixed loop, the same bytes whatever linear algebra library is there."""
    size = len(matrix)
    lower = np.zeros_like(matrix)
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i, j] - sum(lower[i, k] * lower[j, k] for k in range(j))
            lower[i, j] = np.sqrt(rest) if i == j else rest / lower[j, j]
    return lower


def achieved(one: Array, other: Array) -> float:
    """Return the rank correlation of two rows of draws, equal values sharing their mean rank."""
    ranks = np.array([_ranks(one), _ranks(other)])
    spread = ranks.std(axis=1)
    return float(((ranks[0] - ranks[0].mean()) * (ranks[1] - ranks[1].mean())).mean() / (spread[0] * spread[1] or 1.0))


def _ranks(row: Array) -> Array:
    """Return the rank of each value, equal ones sharing their mean rank."""
    _, place, count = np.unique(row, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place.ravel()])
