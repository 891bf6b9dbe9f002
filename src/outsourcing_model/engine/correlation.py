"""Beliefs that go together: a Gaussian copula on ranks, for each connected group of paths by itself."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.together import Correlation
from outsourcing_model.errors import CaseError, Problem

Array = NDArray[np.float64]
REFUSED_BELOW = -0.05
"""A matrix whose least eigenvalue is lower is a contradiction, not a rounding."""


def groups(case: Case) -> list[tuple[str, ...]]:
    """Return the connected groups of correlated paths, each sorted, in order of their first paths."""
    found: list[set[str]] = []
    for pair in _held(case):
        joined = set(pair.between).union(*(group for group in found if group & set(pair.between)))
        found = [group for group in found if not group & joined] + [joined]
    return sorted(tuple(sorted(group)) for group in found)


def _held(case: Case) -> list[Correlation]:
    """Return the pairs that are both uncertain; a scenario may fix one of them, and the pair is then void."""
    stated = beliefs(case) if case.correlations else {}
    return [pair for pair in case.correlations if not any(stated[path].is_constant for path in pair.between)]


def factor(case: Case, paths: Sequence[str]) -> tuple[Array, float]:
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
    for pair in _held(case):
        if pair.between[0] in place:
            i, j = (place[path] for path in pair.between)
            matrix[i, j] = matrix[j, i] = 2 * np.sin(np.pi * pair.rank / 6)
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


def together(lower: Array, scores: Mapping[str, Array]) -> dict[str, Array]:
    """Return correlated normal scores from independent ones, path by path in the order given."""
    independent = list(scores.values())
    result = {}
    for i, path in enumerate(scores):
        total = np.zeros_like(independent[i])
        for j in range(i + 1):
            total += lower[i, j] * independent[j]
        result[path] = total
    return result
