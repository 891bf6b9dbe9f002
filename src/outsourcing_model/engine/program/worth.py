"""Value, harm and risk events of the alternatives."""

from outsourcing_model.case.case import IN_HOUSE, RiskEvent
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program import believed, demand
from outsourcing_model.engine.program.assembly import Assembly


def value(assembly: Assembly) -> None:
    """Book the value at target of every service that states one; it is the same in every alternative."""
    for name, service in assembly.case.services.items():
        if service.value_per_unit is not None:
            path = f"services.{name}.value_per_unit"
            tiles = (demand.volume(assembly, name), assembly.always(1.0))
            tile = assembly.apply("unit_cost", f"value.{name}", tiles, (assembly.row(path),), path=path)
            assembly.book(tile, "value")


def units(assembly: Assembly) -> None:
    """Book the units delivered, if there is only one thing to count."""
    counted = [name for name, service in assembly.case.services.items() if service.volume is not None]
    if len(counted) == 1:
        assembly.book(demand.volume(assembly, counted[0]), "units")


def harmful_levels(assembly: Assembly) -> dict[str, ServiceLevel]:
    """Return the levels whose misses cost the business something."""
    levels = assembly.case.service_levels.items()
    return {name: level for name, level in levels if level.is_harmful(assembly.case.services[level.service])}


def _harm(assembly: Assembly, level: ServiceLevel, attained: str, presence: str, out: str, path: str) -> None:
    """Add the harm of one level by one performer."""
    service = f"services.{level.service}"
    if level.metric == "availability":
        cost = assembly.row(f"{service}.downtime_cost_per_hour")
        assembly.apply("downtime_harm", out, (attained, presence), (cost,), real=(level.agreed_hours,), path=path)
    else:
        late = (assembly.row(f"{path}.share_of_volume"), assembly.row(f"{service}.late_cost"))
        assembly.apply("late_harm", out, (attained, presence, demand.volume(assembly, level.service)), late, path=path)


def harm(assembly: Assembly, alternative: str, performers: dict[str, str]) -> None:
    """Book the expected harm of misses in an alternative, by whoever delivers."""
    total = ""
    for name, level in harmful_levels(assembly).items():
        offer = performers[level.service]
        parts = [(IN_HOUSE, demand.needed(assembly, performers, (level.service,)))]
        if offer != IN_HOUSE:
            parts.append((offer, demand.delivering(assembly, offer)))
        for performer, presence in parts:
            held = believed.of(assembly, alternative, performer)
            if name in held.beliefs:
                total = total or assembly.cleared(f"alternatives.{alternative}.harm", path="service_levels")
                _harm(assembly, level, believed.level(assembly, held, name), presence, total, f"service_levels.{name}")
    if total:
        assembly.book(total, f"{alternative}.harm")


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
            assembly.book(path, f"{alternative}.harm")
        else:
            label = ("line.risk", {"name": name})
            assembly.book_line(CashLine(alternative, f"risk.{name}", "risk", "incremental", label, path, 0.0, 0, path))
