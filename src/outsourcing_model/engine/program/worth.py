"""Value, harm and risk events of the alternatives."""

from collections.abc import Iterator

import numpy as np

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.risk import RiskEvent
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.engine.program.believed import Believed, believed, level_of


def value(assembly: Assembly) -> None:
    """Book the value at target of every service that states one; it is the same in every alternative."""
    for name, service in assembly.case.services.items():
        if service.value_per_unit is not None:
            path = f"services.{name}.value_per_unit"
            tiles = (demand.volume(assembly, name), assembly.always(1.0))
            tile = assembly.apply("unit_cost", f"value.{name}", tiles, (assembly.row(path),), path=path)
            assembly.book(tile, "value", years=("value",))


def units(assembly: Assembly) -> None:
    """Book the units delivered, if there is only one thing to count."""
    counted = [name for name, service in assembly.case.services.items() if service.volume is not None]
    if len(counted) == 1:
        assembly.book(demand.volume(assembly, counted[0]), "units")


def harmful_levels(assembly: Assembly) -> dict[str, ServiceLevel]:
    """Return the levels whose misses cost the business something."""
    levels = assembly.case.service_levels.items()
    return {name: level for name, level in levels if level.is_harmful(assembly.case.services[level.service])}


def _downtime_cost(assembly: Assembly, service: str) -> str:
    """Return the row of what an hour without a service costs: one amount, or business lost and people idle."""
    stated, path = assembly.case.services[service].downtime, f"services.{service}"
    if stated is None:
        return assembly.row(f"{path}.downtime_cost_per_hour")
    rows = [assembly.row(f"{path}.downtime.revenue_per_hour")] if stated.revenue_per_hour else []
    if stated.people is not None:
        people = (assembly.row(f"{path}.downtime.people"), assembly.row(f"{path}.downtime.hourly_cost"))
        effect = assembly.constant(stated.effect)
        rows.append(assembly.derived(f"{path}.downtime idle an hour", _times, effect, *people))
    return assembly.derived(f"{path}.downtime an hour", _sum, assembly.constant(0.0), *rows)


def _times(*rows: Array) -> Array:
    """Return the product of rows."""
    return np.asarray(np.multiply.reduce(np.array(rows)))


def _sum(*rows: Array) -> Array:
    """Return the sum of rows."""
    return np.asarray(np.add.reduce(np.array(rows)))


def _harm(assembly: Assembly, name: str, held: Believed, presence: str, out: str) -> None:
    """Fill a tile with the harm of one level by one performer, of whom something is believed."""
    level, path = assembly.case.service_levels[name], f"service_levels.{name}"
    service = f"services.{level.service}"
    stated, attained = held.beliefs[name], level_of(assembly, held, name)
    assembly.cleared(out, path=path)
    if level.metric != "availability":
        late = (assembly.row(f"{path}.share_of_volume"), assembly.row(f"{service}.late_cost"))
        assembly.apply("late_harm", out, (attained, presence, demand.volume(assembly, level.service)), late, path=path)
        return
    cost = _downtime_cost(assembly, level.service)
    assembly.apply("downtime_harm", out, (attained, presence), (cost,), real=(level.agreed_hours,), path=path)
    parts = assembly.case.services[level.service].downtime
    if parts is not None and parts.recovery is not None and stated.outages is not None:
        outages = (assembly.row(f"{held.places[name]}.outages.a_month"), assembly.row(f"{service}.downtime.recovery"))
        each = assembly.derived(f"{held.places[name]} recovery of {service}", _times, *outages)
        assembly.apply("downtime_harm", out, (assembly.always(0.0), presence), (each,), real=(1.0,), path=path)


def believers(case: Case, alternative: str, level: str) -> Iterator[tuple[str, str]]:
    """Yield performer and path of the belief of each that delivers what a level measures: ourselves, then the offer."""
    variant = case.alternatives[alternative].in_house
    changed = bool(variant and level in case.in_house.variants[variant].attainment)
    if changed or level in case.in_house.attainment:
        yield IN_HOUSE, f"in_house.variants.{variant}.attainment.{level}" if changed else f"in_house.attainment.{level}"
    offer = case.performers(alternative)[case.service_levels[level].service]
    if offer != IN_HOUSE and level in case.offers[offer].attainment:
        yield offer, f"offers.{offer}.attainment.{level}"


def harm(assembly: Assembly, alternative: str, performers: dict[str, str]) -> None:
    """Book the expected harm of misses in an alternative, in all and of each level by whoever delivers."""
    case = assembly.case
    total = ""
    for name, level in harmful_levels(assembly).items():
        for performer, _ in believers(case, alternative, name):
            total = total or assembly.cleared(f"alternatives.{alternative}.harm", path="service_levels")
            own, services = performer == IN_HOUSE, (level.service,)
            presence = demand.needed(assembly, performers, services) if own else demand.delivering(assembly, performer)
            tile = f"alternatives.{alternative}.harm.{name}.{performer}"
            _harm(assembly, name, believed(case, alternative, performer), presence, tile)
            assembly.apply("add", total, (tile,), path=f"service_levels.{name}")
            assembly.book(tile, assembly.detail("harm", alternative, name, performer))
    if total:
        assembly.book(total, f"{alternative}.harm", years=(alternative, "harm"))


def concerns(event: RiskEvent, alternative: str, performers: dict[str, str]) -> bool:
    """Return whether an event can happen in an alternative."""
    outside = any(performer != IN_HOUSE for performer in performers.values())
    if isinstance(event.applies_to, tuple):
        return alternative in event.applies_to
    return {"all": True, "outsourced": outside, "in_house": not outside}[event.applies_to]


def risks(assembly: Assembly, alternative: str, performers: dict[str, str]) -> None:
    """Book the events that may happen in an alternative; every alternative sees the same luck."""
    for name, event in assembly.case.risks.items():
        if not concerns(event, alternative, performers):
            continue
        path = f"risks.{name}"
        money = "cost" if event.cost is not None else "harm"
        if not assembly.has(path):
            first, last = event.months or (1, assembly.case.term)
            whole = (first - 1, last - 1, int(event.each_year), key("event", name))
            assembly.apply(
                "risk_event",
                path,
                rows=(assembly.row(f"{path}.{money}"),),
                whole=whole,
                real=(event.probability,),
                path=path,
            )
        if money == "harm":
            assembly.book(path, f"{alternative}.harm", years=(alternative, "harm"))
        else:
            label = ("line.risk", {"name": name})
            assembly.book_line(CashLine(alternative, f"risk.{name}", "risk", "incremental", label, path, 0.0, 0, path))
