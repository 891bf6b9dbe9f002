"""Cautions about beliefs: risk or money counted twice, chances that are none, figures that nobody stands for."""

from collections.abc import Iterator
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.paths import beliefs, children, parse, value_at
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import Path, Problem, Share
from outsourcing_model.quantities import SLACK

RARE = 0.001
"""Chance below which ten thousand draws hold fewer than ten of an event."""
WIDE = 10
"""How many times the least value the greatest is in a range that needs a source."""
SEVERAL = 5


def governance_twice(case: Case) -> Iterator[Problem]:
    """Warn of governance as a team and as a percentage: it is probably the same money twice."""
    lines = case.retained.costs
    teams = [name for name, line in lines.items() if line.staff is not None]
    shares = [
        name for name, line in lines.items() if line.share_of_charges is not None and line.heading == "governance"
    ]
    if teams and shares:
        values = {"share": ", ".join(shares), "team": ", ".join(teams)}
        yield warn(("retained", "costs", shares[0]), "governance_twice", **values)


def change_orders_twice(case: Case) -> Iterator[Problem]:
    """Warn of more than one reserve for change orders that the same alternative pays."""
    lines = case.retained.costs
    reserves = [name for name, line in lines.items() if line.heading == "change_orders"]
    for position, name in enumerate(reserves):
        mine = set(lines[name].services)
        for other in reserves[:position]:
            theirs = set(lines[other].services)
            if not mine or not theirs or mine & theirs:
                yield warn(("retained", "costs", name), "change_orders_twice", line=name, other=other)
                break


def optimism_and_range(case: Case) -> Iterator[Problem]:
    """Warn of an optimism bias beside events, or beside ranges that lean to the dear side: the same risk counted twice.

    A range whose mean lies above its likely value has raised the cost already.
    """
    leaning = [
        path for path, belief in beliefs(case).items()
        if belief.family in ("pert", "triangular") and belief.own.mean > belief.values[1] * (1 + 1e-9)
        and _is_cost(path)
    ]  # fmt: skip
    events = [f"risks.{name}" for name, event in case.risks.items() if event.cost is not None]
    for name in case.optimism_bias if leaning or events else ():
        yield warn(("optimism_bias", name), "optimism_and_range", also=", ".join([*events, *leaning][:3]))


def _is_cost(path: str) -> bool:
    """Return whether a belief is a cost of ours or a charge of a provider."""
    return path.startswith(("in_house.costs.", "in_house.variants.", "retained.costs.")) or ".charges." in path


def likely_is_least(case: Case) -> Iterator[Problem]:
    """Warn of a cost or a price whose likely value is the least one possible: it can only get dearer."""
    for path, belief in beliefs(case).items():
        ordered = belief.family in ("pert", "triangular") and _is_cost(path) and not path.endswith("from_month")
        if ordered and belief.values[1] <= belief.values[0] + SLACK:
            yield warn(parse(path), "likely_is_least", value=belief.values[0])


def certain_event(case: Case) -> Iterator[Problem]:
    """Warn of a risk that is certain: it is a cost line."""
    for name, event in case.risks.items():
        if event.probability >= 1 - SLACK:
            yield warn(("risks", name, "probability"), "certain_event", event=name)


def rare_event(case: Case) -> Iterator[Problem]:
    """Warn of a risk so rare that a run holds too few of it."""
    for name, event in case.risks.items():
        if event.probability < RARE - SLACK:
            yield warn(("risks", name, "probability"), "rare_event", event=name, chance=Share(event.probability))


def _statuses(node: object) -> Iterator[str]:
    """Yield every status that is stated below a node."""
    status: Any = getattr(node, "status", "")
    if isinstance(status, str) and status:
        yield status
    for _, child in children(node):
        yield from _statuses(child)


def only_estimates(case: Case) -> Iterator[Problem]:
    """Warn of a case whose figures are all estimates: nothing in it was quoted, agreed or measured."""
    found = [*_statuses(case)]
    if len(found) >= SEVERAL and set(found) == {"estimate"}:
        yield warn((), "only_estimates", count=len(found))


def _has_source(case: Case, path: Path) -> bool:
    """Return whether a belief, or a record above it, names its source."""
    places = [path[:length] for length in range(1, len(path) + 1)]
    return any(getattr(value_at(case, place), "source", "") for place in places)


def _is_wide(belief: Uncertain) -> bool:
    """Return whether the greatest value of a range with ends is a great multiple of the least."""
    low, high = belief.span()
    return belief.family in ("pert", "triangular", "uniform") and 0 < low * WIDE <= high


def wide_without_source(case: Case) -> Iterator[Problem]:
    """Warn of ranges as wide as one to ten for which no source is named; told once, at the first."""
    paths = [parse(path) for path, belief in beliefs(case).items() if _is_wide(belief)]
    bare = [path for path in paths if not _has_source(case, path)]
    if bare:
        yield warn(bare[0], "wide_without_source", count=len(bare))


def idle_factor(case: Case) -> Iterator[Problem]:
    """Warn of a shared belief that no number names: it is drawn and moves nothing."""
    grown = {service.volume.growth_factor for service in case.services.values() if service.volume}
    named = grown | {belief.times for belief in beliefs(case).values()} if case.factors else grown
    for name in case.factors:
        if name not in named:
            yield warn(("factors", name), "idle_factor", factor=name)


RULES = (
    governance_twice, change_orders_twice, optimism_and_range, likely_is_least, certain_event, rare_event,
    only_estimates, wide_without_source, idle_factor,
)  # fmt: skip
