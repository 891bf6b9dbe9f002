"""Switching values: how far a price, the volumes, a date or an index may move before the recommendation changes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, children, parse
from outsourcing_model.case.record import Record
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.crossing import all_crossings
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.insight import gains
from outsourcing_model.metrics.sweep import Sweep, sweep

DAYS_A_MONTH = 365 / 12
RELATIVE, MONTHS, POINTS = "relative", "months", "points"
SHARE = (-0.9, 2.0)
LATEST = 24.0
GROWTH = (-0.1, 0.2)
ROUNDS, PARTS = 4, 64


@dataclass(frozen=True)
class Switching:
    """Where one variable, moved alone, changes the choice between an alternative and the reference.

    Parameters
    ----------
    variable : str
        ``price``, ``volume``, ``takeover`` or ``index``.
    name : str
        Name of the index, else empty.
    measure : str
        ``relative`` (a change as a share), ``months`` later, or ``points`` of growth a year.
    low, high : float
        Ends of the range that was searched, in the same measure.
    values : tuple of float
        Changes at which the choice changes, ascending; empty if there is none in the range.
    """

    variable: str
    name: str
    measure: str
    low: float
    high: float
    values: tuple[float, ...]


def switching_values(case: Case, alternative: str, personnel_cost: float = 0.0) -> tuple[Switching, ...]:
    """Return where price, volume, takeover and each index change the choice; empty for the reference itself.

    Parameters
    ----------
    case : Case
        What is played, at its expected run.
    alternative : str
        Compared with the reference; chosen while its gain in net benefit is at least the hurdle.
    personnel_cost : float
        Present cost of the reference's staff, on which a hurdle may rest; it stays while the variable moves.
    """
    if alternative == case.reference:
        return ()

    def above(moved: Sweep, grid: Array) -> Array:
        flows = moved.play(grid)
        return gains(flows, alternative) - _hurdles(flows, personnel_cost)

    found = []
    for variable, name, measure, (low, high), moved in _variables(case, alternative):
        values = all_crossings(lambda grid, moved=moved: above(moved, grid), low, high, ROUNDS, PARTS)  # type: ignore[misc]
        found.append(Switching(variable, name, measure, low, high, values))
    return tuple(found)


def _hurdles(flows: CashFlows, personnel_cost: float) -> Array:
    """Return the hurdle at each value, the reference's cost moving with it."""
    case = flows.case
    costs = flows.npv[flows.alternatives.index(case.reference)]
    return np.array([case.hurdle.value(float(cost), personnel_cost) for cost in costs])


def _variables(case: Case, alternative: str) -> Iterator[tuple[str, str, str, tuple[float, float], Sweep]]:
    """Yield what can be moved: its name, how it is measured, its range and the sweep."""
    known = beliefs(case)
    offers = tuple(offers_in_use(case, alternative))
    prices = [path for path in known if _is_price(case, path, offers) and known[path].mean != 0]
    volumes = [path for path in known if path.startswith("services.") and path.endswith(".volume.month_1")]
    if prices:
        yield "price", "", RELATIVE, SHARE, sweep(case, prices, _times)
    if volumes:
        yield "volume", "", RELATIVE, SHARE, sweep(case, volumes, _times)
    if offers:
        slips = [f"offers.{offer}.transition.slip_days" for offer in offers]
        yield "takeover", "", MONTHS, (0.0, min(LATEST, float(case.term))), sweep(case, slips, _later)
    for name in (name for name, index in case.indices.items() if index.growth is not None):
        yield "index", name, POINTS, GROWTH, sweep(case, [f"indices.{name}.growth"], _plus)


def _times(now: Array, grid: Array) -> Array:
    """Return values changed by a share."""
    return now * (1 + grid)


def _plus(now: Array, grid: Array) -> Array:
    """Return values with so much added."""
    return now + grid


def _later(now: Array, grid: Array) -> Array:
    """Return days of slip with so many months added."""
    return now + grid * DAYS_A_MONTH


def _is_price(case: Case, path: str, offers: tuple[str, ...]) -> bool:
    """Return whether a belief is an amount that an offer in use charges."""
    parts = parse(path)
    if parts[0] != "offers" or parts[1] not in offers or parts[2] != "charges":
        return False
    node: object = case
    kind = ""
    for part in parts:
        if isinstance(node, Record) and part in type(node).model_fields:
            extra = type(node).model_fields[str(part)].json_schema_extra
            kind = str(extra.get("kind", kind)) if isinstance(extra, dict) else kind
        node = dict(children(node))[part]
    return kind == "amount"
