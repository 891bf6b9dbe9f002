"""Reverse stress: the least surprising set of changes of beliefs, together, that flips the recommendation."""

from dataclasses import dataclass

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import expected_draws
from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.flip_search import Route, cheapest
from outsourcing_model.metrics.settings import Scores, play, scores_of, staff_cost
from outsourcing_model.metrics.standing import chance_beyond
from outsourcing_model.metrics.stress_space import Space, space


@dataclass(frozen=True)
class Driver:
    """One belief that moves: its mean, the value at which the recommendation flips, and how likely that is or beyond.

    Parameters
    ----------
    path : str
        The belief.
    now, value : float
        Its mean, and where it stands at the flip.
    chance : float
        How likely it is, taken alone, to be at least as far out.
    share : float
        Its part of the squared distance.
    """

    path: str
    now: float
    value: float
    chance: float
    share: float


@dataclass(frozen=True)
class ReverseStress:
    """What it takes to flip the recommendation in the expected run.

    Parameters
    ----------
    recommended : str
        What is recommended.
    becomes : str or None
        What is recommended once the drivers stand at their values; None where nothing within the 1st to the 99th
        percentile of all beliefs flips it.
    drivers : tuple of Driver
        The greatest share first.
    distance : float or None
        How far the drivers are out together, in normal scores.
    margin : float
        By how much the nearest rival falls short at the means, present money; below zero if the expected run already
        recommends it.
    left : float
        The same after the drivers have moved; where nothing flips, with all beliefs as far against it as they go.
    """

    recommended: str
    becomes: str | None
    drivers: tuple[Driver, ...]
    distance: float | None
    margin: float
    left: float


def margins(scores: Scores, recommended: str) -> dict[str, Array]:
    """Return by how much each rival falls short of being recommended instead, setting by setting."""
    others = [name for name in scores.alternatives if name != recommended]
    own = scores.gain(recommended)
    if recommended == scores.reference:
        return {name: scores.hurdle - scores.gain(name) for name in others}
    return {name: own - (scores.hurdle if name == scores.reference else scores.gain(name)) for name in others}


def reverse_stress(case: Case, recommended: str) -> ReverseStress | None:
    """Return the cheapest set of changes that flips the recommendation; None with nothing to choose from.

    Notes
    -----
    Beliefs are moved on their normal scores; the distance is that of the copula (Mahalanobis), beliefs that are not
    drivers staying at their means. The first-order reliability iteration of Hasofer, Lind, Rackwitz and Fiessler:
    from the means along the steepest way to where a rival's margin is zero, again from the slope found there; then
    without the beliefs that make up less than 5 % of the squared distance.
    """
    around = space(case)
    staff = staff_cost(case)
    base = expected_draws(case)

    def short(values: Array) -> dict[str, Array]:
        return margins(scores_of(play(case, base, values), staff), recommended)

    if len(case.alternatives) < 2:
        return None
    at_means = {name: float(row[0]) for name, row in short(base.values).items()}
    margin = min(at_means.values())
    if margin <= 0 or not base.paths:
        first = min(at_means, key=lambda name: at_means[name])
        return ReverseStress(
            recommended, first if margin <= 0 else None, (), 0.0 if margin <= 0 else None, margin, margin
        )
    route = cheapest(around, short, list(at_means))
    return _told(recommended, around, route, margin)


def _told(recommended: str, around: Space, route: Route, margin: float) -> ReverseStress:
    """Return a route as its drivers."""
    if not route.crosses:
        return ReverseStress(recommended, None, (), None, margin, route.left)
    away = route.scores - around.base
    shares = around.shares(away, route.active)
    values = around.values(route.scores[:, None])[:, 0]
    drivers = [
        Driver(
            path=path,
            now=float(around.means[row]),
            value=float(values[row]),
            chance=chance_beyond(around.stated[row], float(values[row]), bool(away[row] > 0)),
            share=float(shares[row]),
        )
        for row, path in enumerate(around.paths)
        if route.active[row] and abs(away[row]) > 1e-9
    ]
    drivers.sort(key=lambda driver: (-driver.share, driver.path))
    return ReverseStress(
        recommended, route.rival, tuple(drivers), around.distance(away, route.active), margin, route.left
    )
