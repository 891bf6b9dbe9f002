"""The level believed of each month: its mean, with a weak start, a learning curve and a weak end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.attainment import Attainment, Outages
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.attainment import deviation as spread_of
from outsourcing_model.engine.derived import left
from outsourcing_model.engine.program.assembly import Array, Assembly


@dataclass(frozen=True, order=True)
class Month:
    """How a month differs from the others: the part of the learning curve and of the weak end that lies in it.

    Parameters
    ----------
    since : int
        Months since the start of delivery if it depends on a belief whether the weak start lasts so long, else 0 in the
        weak start and `NORMAL` after it.
    learning : float
        Part of the learning curve that is still to come.
    ending : bool
        Whether it is one of the last months.
    """

    since: int
    learning: float
    ending: bool


NORMAL = 10**6


def month(belief: Attainment, m: int, start: int, stop: int) -> Month:
    """Return how a month of delivery differs, months that are alike being equal."""
    low, high = belief.weak_start.months.span() if belief.weak_start else (0.0, 0.0)
    since = 0 if m - start < low else NORMAL if m - start >= high else m - start
    learning = max(0.0, 1 - (m - start) / belief.learning.months) if belief.learning else 0.0
    return Month(since, learning, belief.weak_end is not None and stop - belief.weak_end.months <= m < stop)


def mean(assembly: Assembly, path: str, belief: Attainment) -> str:
    """Return the row of the mean level: as stated, or what the lack leaves of it."""
    if belief.lack is None:
        return assembly.row(f"{path}.mean")
    return assembly.derived(f"{path}.lack taken off", left, assembly.row(f"{path}.lack"))


def deviation(belief: Attainment, mean: Array) -> Array:
    """Return the standard deviation of a month with a mean."""
    return spread_of(mean, belief.spread, belief.concentration)


def rows(assembly: Assembly, path: str, belief: Attainment) -> tuple[str, ...]:
    """Return the rows of the mean and of what lowers it: at the start, for how long, while learning, at the end."""
    none = assembly.constant(0.0)
    weak = f"{path}.weak_start"
    return (
        mean(assembly, path, belief),
        assembly.row(f"{weak}.lower_by") if belief.weak_start else none,
        assembly.row(f"{weak}.months") if belief.weak_start else none,
        assembly.row(f"{path}.learning.lower_by") if belief.learning else none,
        assembly.row(f"{path}.weak_end.lower_by") if belief.weak_end else none,
    )


def mean_of(kind: Month, mean: Array, weak: Array, weak_months: Array, learning: Array, end: Array) -> Array:
    """Return the mean believed of a month of a kind, from the rows of the belief."""
    less = np.where(kind.since < weak_months, weak, 0.0) + learning * kind.learning + end * float(kind.ending)
    return np.asarray(np.clip(mean - less, 0.0, 1.0))


def outages(belief: Attainment) -> Outages:
    """Return the failures and repairs of a belief that states them."""
    if belief.outages is None:
        message = "the belief states no outages: the case's checks ask for one way"
        raise ValueError(message)
    return belief.outages


def down(belief: Attainment, promise: ServiceLevel) -> float:
    """Return the share of a month's agreed hours that each failure takes on average: R / H."""
    return (outages(belief).repair.mean or 0.0) / promise.agreed_hours


def span(belief: Attainment) -> tuple[float, float]:
    """Return the least and the greatest mean that a month can have."""
    low, high = belief.mean_span
    for lowering in (belief.weak_start, belief.learning, belief.weak_end):
        low -= lowering.lower_by.span()[1] if lowering else 0.0
    return max(low, 0.0), min(high, 1.0)


def tile(assembly: Assembly, path: str, belief: Attainment, start: int, stop: int) -> str:
    """Return the tile of the level believed of each month."""
    name = f"{path}.level"
    if assembly.has(name):
        return name
    read = rows(assembly, path, belief)
    if belief.learning is None and belief.weak_end is None:
        return assembly.apply("believed_level", name, rows=read[:3], whole=(start,), path=path, unit="share")
    learning = belief.learning.months if belief.learning else 0
    first = stop - belief.weak_end.months if belief.weak_end else stop
    whole = (start, learning, first, stop)
    return assembly.apply("changing_level", name, rows=read, whole=whole, path=path, unit="share")


def composed(assembly: Assembly, tiles: Sequence[str], parallel: bool, path: str) -> str:
    """Return the tile of a level made of others that must all be up, or of which one must be up (`parallel`)."""
    tile, *others = tiles
    for other in others:
        name = f"{tile} {'or' if parallel else 'and'} {other}"
        if not assembly.has(name):
            rule = "in_parallel" if parallel else "product"
            assembly.apply(rule, name, (tile, other), path=path, unit="share")
        tile = name
    return tile
