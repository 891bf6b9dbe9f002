"""Draws of a changed case from those of the case before: what did not change is not drawn again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.distribution import Distribution
from outsourcing_model.case.together import Correlation
from outsourcing_model.engine.drawing import Source
from outsourcing_model.engine.draws import HELD, Array, Draws, draw, laws_of, sourced


@dataclass(frozen=True, eq=False)
class Drawn:
    """Draws with what they were made from.

    Parameters
    ----------
    draws : Draws
        All of them at once, at most 200,000.
    laws : mapping
        Path to distribution.
    correlations : tuple of Correlation
        As the case states them.
    scores : ndarray [path, draw] or None
        Their normal scores, which stay while only distributions change; None until they were asked for.
    """

    draws: Draws
    laws: Mapping[str, Distribution]
    correlations: tuple[Correlation, ...]
    scores: Array | None = None


def drawn(case: Case, n: int, seed: int, points: str = "keyed") -> Drawn:
    """Return the draws of a case, ready to be drawn again for another."""
    return Drawn(draw(case, n, seed, points), laws_of(case), case.correlations)


def redraw(case: Case, last: Drawn) -> Drawn:
    """Return the draws of a case, the very same rows for every belief that is as it was before.

    Parameters
    ----------
    case : Case
        What is drawn for.
    last : Drawn
        The draws of another case; number, seed and kind of points stay.

    Raises
    ------
    CaseError
        If the stated correlations contradict one another.
    """
    laws, draws = laws_of(case), last.draws
    if laws == last.laws and case.correlations == last.correlations:
        return last
    n, seed, points = draws.count, draws.seed, draws.points
    if laws.keys() != last.laws.keys() or case.correlations != last.correlations or n > HELD:
        return Drawn(draw(case, n, seed, points), laws, case.correlations)
    whole, _ = sourced(laws, draws.pairs, n, seed, points)
    scores = whole.scores(0, n) if last.scores is None else last.scores
    moved = [path for path, law in laws.items() if law != last.laws[path]]
    rows = [draws.rows[path] for path in moved]
    source = Source({path: laws[path] for path in moved}, seed, points, (), n)
    values, errors = draws.values.copy(), list(draws.errors)
    values[rows] = source.valued(np.ascontiguousarray(scores[rows]))
    for row, read in zip(rows, source.reads.values(), strict=True):
        errors[row] = read.error
    return Drawn(replace(draws, values=values, errors=tuple(errors)), laws, case.correlations, scores)
