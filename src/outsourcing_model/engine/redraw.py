"""Draws of a changed case from those of the case before: only what the change touches is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.correlation import groups
from outsourcing_model.engine.draws import Draws, draw


@dataclass(frozen=True)
class Chance:
    """All that the draws of a case depend on, beside number and seed.

    Parameters
    ----------
    beliefs : mapping
        Path to uncertain belief.
    groups : mapping
        Path to the group it goes together with and all that is stated of how; absent of those that stand alone.
    """

    beliefs: Mapping[str, Uncertain]
    groups: Mapping[str, tuple[object, ...]]


def chance(case: Case) -> Chance:
    """Return all that the draws of a case depend on."""
    uncertain = {path: belief.own for path, belief in beliefs(case).items() if not belief.is_constant}
    found = {}
    for group in groups(case) if case.correlations else ():
        stated = tuple(pair for pair in case.correlations if not set(pair.between).isdisjoint(group))
        found.update(dict.fromkeys(group, (group, *stated)))
    return Chance(uncertain, found)


def redraw(case: Case, now: Chance, draws: Draws, before: Chance) -> Draws:
    """Return the draws of a case, the very same rows for every belief that is as it was before.

    Parameters
    ----------
    case : Case
        What is drawn for.
    now : Chance
        What its draws depend on.
    draws, before
        The draws of another case, and what they depend on; number and seed stay.

    Raises
    ------
    CaseError
        If the stated correlations contradict one another.
    """
    moved = frozenset(path for path, belief in now.beliefs.items() if not _stays(path, belief, now, before))
    if not moved and len(now.beliefs) == len(draws.paths):
        return draws
    if draws.points == "sobol" and tuple(now.beliefs) != draws.paths:
        return draw(case, draws.count, draws.seed, draws.points)
    fresh = draw(case, draws.count, draws.seed, draws.points, only=moved)
    values = [
        fresh.values[fresh.rows[path]] if path in moved else draws.values[draws.rows[path]] for path in now.beliefs
    ]
    return replace(fresh, paths=tuple(now.beliefs), values=np.array(values).reshape(len(values), draws.count))


def _stays(path: str, belief: Uncertain, now: Chance, before: Chance) -> bool:
    """Return whether a belief is drawn as it was before: itself, and its place in what goes together."""
    return before.beliefs.get(path) == belief and now.groups.get(path) == before.groups.get(path)
