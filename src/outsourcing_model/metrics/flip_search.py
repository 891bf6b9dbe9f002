"""The search for the nearest place at which a rival is as good: along rays from the means, by the slopes found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.stress_space import Mask, Space

Short = Callable[[Array], Mapping[str, Array]]
"""Values ``[belief, setting]`` to how much each rival falls short ``[setting]``."""

STEP = 0.2
"""Scores to either side over which a slope is taken: wide enough to see steps as slopes."""
ON_THE_WAY, BEYOND = 64, 16
"""Points along a ray, and from its end to the corner where all active beliefs are as far out as they go."""
NEGLIGIBLE, ENOUGH = 0.05, 0.6
"""Part of the squared distance below which a belief is left out, unless those that stay would make up too little."""
SLOPES, PASSES = 2, 2
FAR = 2.0
"""How many times as far as the nearest rival another may be and still be followed."""


@dataclass(frozen=True)
class Route:
    """How far the way to one rival leads.

    Parameters
    ----------
    rival : str
        Towards what.
    active : ndarray of bool [belief]
        What moves.
    scores : ndarray [belief]
        Where the way ends: the first place at which the rival is as good, or the furthest if there is none.
    crosses : bool
        Whether it is as good there.
    left : float
        How much it falls short there.
    """

    rival: str
    active: Mask
    scores: Array
    crosses: bool
    left: float


def cheapest(space: Space, short: Short, rivals: Sequence[str]) -> Route:
    """Return the shortest way to any rival that crosses; if none does, the one that comes nearest."""
    everything = np.ones(len(space.paths), dtype=bool)
    routes = [Route(rival, everything, space.base, False, np.inf) for rival in rivals]
    routes = _settled(space, short, routes)
    for _ in range(PASSES):
        fewer = [replace(route, active=_kept(space, route)) for route in _near(space, routes)]
        fewer = [route for route in fewer if not np.array_equal(route.active, _of(routes, route.rival).active)]
        if not fewer:
            break
        again = {route.rival: route for route in _settled(space, short, fewer) if route.crosses}
        routes = [again.get(route.rival, route) for route in routes]
    crossing = [route for route in routes if route.crosses]
    if not crossing:
        return min(routes, key=lambda route: route.left)
    best = min(crossing, key=lambda route: space.distance(route.scores - space.base, route.active))
    return _exact(space, short, best)


def _near(space: Space, routes: list[Route]) -> list[Route]:
    """Return the routes that cross and may still be the shortest when what counts little is left out."""
    crossing = [(space.distance(route.scores - space.base, route.active), route) for route in routes if route.crosses]
    limit = FAR * min((distance for distance, _ in crossing), default=0.0)
    return [route for distance, route in crossing if distance <= limit]


def _of(routes: list[Route], rival: str) -> Route:
    """Return the route to a rival."""
    return next(route for route in routes if route.rival == rival)


def _kept(space: Space, route: Route) -> Mask:
    """Return what still moves: beliefs with a part that counts, and always those that make up most of the distance."""
    shares = space.shares(route.scores - space.base, route.active)
    order = np.argsort(-shares, kind="stable")
    before = np.concatenate([[0.0], np.cumsum(shares[order])[:-1]])
    kept = np.zeros_like(route.active)
    kept[order] = (shares[order] >= NEGLIGIBLE) | (before < ENOUGH)
    return np.asarray(kept & route.active)


def _settled(space: Space, short: Short, routes: list[Route]) -> list[Route]:
    """Return the routes after a few slopes, each the shortest found."""
    best = list(routes)
    at = routes
    for number in range(SLOPES):
        ways = _ways(space, short, at)
        at = _walked(space, short, at, ways)
        best = [new if number == 0 or _better(space, new, old) else old for new, old in zip(at, best, strict=True)]
    return best


def _better(space: Space, new: Route, old: Route) -> bool:
    """Return whether a route is shorter, or comes nearer where none crosses."""
    if new.crosses and old.crosses:
        return space.distance(new.scores - space.base, new.active) < space.distance(old.scores - space.base, old.active)
    return new.crosses or (not old.crosses and new.left < old.left)


def _ways(space: Space, short: Short, routes: list[Route]) -> list[Array]:
    """Return for each route the steepest way by the slope at its end, all slopes taken in one run."""
    count = len(space.paths)
    points = np.concatenate(
        [route.scores[:, None] + STEP * np.hstack([np.eye(count), -np.eye(count)]) for route in routes], axis=1
    )
    found = short(space.values(points))
    ways = []
    for number, route in enumerate(routes):
        taken = found[route.rival][2 * count * number : 2 * count * (number + 1)]
        way = space.steepest((taken[:count] - taken[count:]) / (2 * STEP), route.active)
        size = space.distance(way, route.active)
        ways.append(way / size if size > 0 else way)
    return ways


def _walked(space: Space, short: Short, routes: list[Route], ways: list[Array]) -> list[Route]:
    """Return each route led along its way as far as its rival is as good, all ways played in one run."""
    tracks = [_track(space, way) for way in ways]
    found = short(space.values(np.concatenate(tracks, axis=1)))
    walked = []
    for number, (route, track) in enumerate(zip(routes, tracks, strict=True)):
        size = track.shape[1]
        taken = found[route.rival][number * size : (number + 1) * size]
        walked.append(_first(route, track, taken))
    return walked


def _track(space: Space, way: Array) -> Array:
    """Return the points of a way from the means, kept within reach, and on to the corner that it heads for."""
    longest = 2 * np.sqrt(max(int((way != 0).sum()), 1)) * np.abs(space.high - space.low).max()
    lengths = np.linspace(0, longest, ON_THE_WAY + 1) ** 2 / max(longest, 1e-300)
    track = np.clip(space.base[:, None] + way[:, None] * lengths, space.low[:, None], space.high[:, None])
    corner = np.where(way > 0, space.high, np.where(way < 0, space.low, space.base))
    beyond = track[:, -1:] + (corner[:, None] - track[:, -1:]) * np.linspace(0, 1, BEYOND + 1)[1:]
    return np.concatenate([track, beyond], axis=1)


def _first(route: Route, track: Array, taken: Array) -> Route:
    """Return the route up to the first point at which its rival is as good, between two points in a straight line."""
    over = np.flatnonzero(taken <= 0)
    if not over.size:
        nearest = int(taken.argmin())
        return replace(route, scores=track[:, nearest], crosses=False, left=float(taken[nearest]))
    after = max(int(over[0]), 1)
    before, beyond = taken[after - 1], taken[after]
    part = before / (before - beyond) if before > beyond else 1.0
    scores = track[:, after - 1] + (track[:, after] - track[:, after - 1]) * min(max(part, 0.0), 1.0)
    return replace(route, scores=scores, crosses=True, left=float(beyond))


def _exact(space: Space, short: Short, route: Route) -> Route:
    """Return a route that ends just where its rival is as good, on the straight line to where it ended before."""
    low, high = 0.0, 1.25
    for _ in range(3):
        parts = np.linspace(low, high, 65)
        points = space.base[:, None] + (route.scores - space.base)[:, None] * parts
        points = np.clip(points, space.low[:, None], space.high[:, None])
        taken = short(space.values(points))[route.rival]
        over = np.flatnonzero(taken <= 0)
        if not over.size:
            return route
        at = max(int(over[0]), 1)
        low, high = float(parts[at - 1]), float(parts[at])
        end = replace(route, left=float(taken[at]), scores=points[:, at])
    return end
