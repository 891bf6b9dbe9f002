"""Acceptability: how likely each alternative is to be the best at each price that good service may be worth."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.ranking import probability_of_greatest

POINTS, TIMES = "points", "times"
PARTS = 40
"""The axis is cut into so many equal parts."""


@dataclass(frozen=True)
class Acceptability:
    """Chance of being best over the price of service.

    Parameters
    ----------
    axis : str
        ``points``: money for a quality point of the evaluation. ``times``: how many times over what the case says
        service is worth (value delivered, and harm); 1 is the case as it stands.
    prices : ndarray [price]
        Where the chances are taken, from zero.
    chances : mapping
        Alternative to its chance of being best at each price; ties are shared.
    changes : tuple of (float, str, str)
        Prices at which the alternative with the best mean changes, from which one to which.
    even : tuple of (float, str, str)
        Prices at which the alternative that is most often best changes, from which one to which.
    stated : float or None
        The price that the case states, within the axis.
    """

    axis: str
    prices: Array
    chances: Mapping[str, Array]
    changes: tuple[tuple[float, str, str], ...]
    even: tuple[tuple[float, str, str], ...]
    stated: float | None


def acceptability(flows: CashFlows) -> Acceptability | None:
    """Return the chances of being best over the price of service; None where no price could change anything.

    Notes
    -----
    Of the alternatives that state quality points, if two or more do: price times points, less relevant present cost and
    harm. Else of all: price times (value delivered less harm), less relevant present cost, if harm differs anywhere.
    Fenwick, Claxton and Sculpher, Representing uncertainty: the role of cost-effectiveness acceptability curves (2001).
    """
    cost = flows.npv - flows.irrelevant_npv
    names = tuple(flows.case.alternatives)
    points = {name: row for name in names if (row := _points(flows, name)) is not None}
    if len(points) > 1:
        rows = [flows.alternatives.index(name) for name in points]
        stated = flows.case.evaluation and (
            flows.case.evaluation.value_per_point or flows.case.evaluation.willingness_to_pay
        )
        good, bad = np.array(list(points.values())), (cost + flows.harm_npv)[rows]
        return _curves(POINTS, tuple(points), good, bad, stated or None)
    if np.ptp(flows.harm_npv, axis=0).max(initial=0.0) > 0:
        rows = [flows.alternatives.index(name) for name in names]
        return _curves(TIMES, names, np.asarray(flows.value_npv - flows.harm_npv)[rows], cost[rows], 1.0)
    return None


def _points(flows: CashFlows, alternative: str) -> Array | None:
    """Return an alternative's quality points in each draw."""
    stated = flows.case.alternatives[alternative].quality_points
    return None if stated is None else flows.draws.of(f"alternatives.{alternative}.quality_points", stated)


def _curves(axis: str, names: tuple[str, ...], good: Array, bad: Array, stated: float | None) -> Acceptability:
    """Return the curves of what is good and what it costs, each ``[alternative, draw]``."""
    slopes, costs = good.mean(axis=1), bad.mean(axis=1)
    changes = envelope(slopes, costs)
    top = 2 * max([price for price, _, _ in changes] + ([stated] if stated else []) or [_price(slopes, costs)])
    prices = np.linspace(0, top, PARTS + 1)
    chances = np.array([probability_of_greatest(price * good - bad) for price in prices]).T
    return Acceptability(
        axis,
        prices,
        dict(zip(names, chances, strict=True)),
        tuple((price, names[before], names[after]) for price, before, after in changes),
        tuple((price, names[before], names[after]) for price, before, after in _leads(prices, chances)),
        stated,
    )


def _price(slopes: Array, costs: Array) -> float:
    """Return what a point costs on average, the end of an axis on which nothing else ends."""
    spread = np.abs(costs).max() / max(np.abs(slopes).max(), 1e-12)
    return float(spread) or 1.0


def envelope(slopes: Array, costs: Array) -> list[tuple[float, int, int]]:
    """Return the prices from zero on at which the best of ``price * slope - cost`` changes, from which to which row.

    Examples
    --------
    >>> envelope(np.array([1.0, 2.0, 3.0]), np.array([0.0, 10.0, 40.0]))
    [(10.0, 0, 1), (30.0, 1, 2)]
    """
    now = int(max(range(len(slopes)), key=lambda row: (-costs[row], slopes[row])))
    found: list[tuple[float, int, int]] = []
    price = 0.0
    while True:
        steeper = [row for row in range(len(slopes)) if slopes[row] > slopes[now]]
        if not steeper:
            return found
        at = {row: float((costs[row] - costs[now]) / (slopes[row] - slopes[now])) for row in steeper}
        after = min(steeper, key=lambda row: (at[row], -slopes[row]))
        price = max(at[after], price)
        found.append((price, now, after))
        now = after


def _leads(prices: Array, chances: Array) -> list[tuple[float, int, int]]:
    """Return the prices at which the most likely best changes, on straight lines between the prices taken."""
    leaders = chances.argmax(axis=0)
    found = []
    for at in np.flatnonzero(leaders[1:] != leaders[:-1]):
        before, after = int(leaders[at]), int(leaders[at + 1])
        left, right = (chances[before, k] - chances[after, k] for k in (at, at + 1))
        part = left / (left - right) if left > right else 1.0
        found.append((float(prices[at] + part * (prices[at + 1] - prices[at])), before, after))
    return found
