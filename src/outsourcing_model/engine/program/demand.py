"""Volumes, indices and who delivers when, as tiles of the program."""

import numpy as np

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.factors import FACTORS
from outsourcing_model.case.service import Volume
from outsourcing_model.engine.derived import grown
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.quantities import SLACK
from outsourcing_model.timeline import MONTH_NAMES


def volume(assembly: Assembly, service: str) -> str:
    """Return the tile of a service's units a month."""
    name = f"volume.{service}"
    if assembly.has(name):
        return name
    path = f"services.{service}.volume"
    stated = assembly.case.services[service].volume
    if stated is None:
        message = f"{service} has no volume: the case's checks ask for one"
        raise ValueError(message)
    number = assembly.pattern(pattern(assembly.case, service))
    rows = (assembly.row(f"{path}.month_1"), growth(assembly, service))
    return assembly.apply("volume_path", name, rows=rows, whole=(number,), path=path, unit="units")


def growth(assembly: Assembly, service: str) -> str:
    """Return the row of the growth a year of a service's volume, the shared factor that it names included."""
    path = f"services.{service}.volume"
    stated, own = assembly.case.services[service].volume, assembly.row(f"{path}.growth")
    if stated is None or stated.growth_factor is None:
        return own
    factor = assembly.row(f"{FACTORS}.{stated.growth_factor}")
    return assembly.derived(f"{path} grows with {stated.growth_factor}", grown, own, factor)


def pattern(case: Case, service: str) -> list[float]:
    """Return season times steps for each month of a service with a volume."""
    stated = case.services[service].volume
    return [] if stated is None else _pattern(case, stated)


def _pattern(case: Case, stated: Volume) -> list[float]:
    """Return season times steps for each month."""
    year, first = [1 + stated.season.get(name, 0.0) for name in MONTH_NAMES], case.start.month - 1
    factors = [year[(first + month) % 12] for month in range(case.term)]
    for step in sorted(stated.changes, key=lambda step: (step.start or case.start, step.change)):
        begins = 0 if step.start is None else max(step.start - case.start, 0)
        for month in range(begins, case.term):
            factors[month] *= 1 + step.change
    return factors


def exit_month(case: Case) -> int:
    """Return the last contract month with providers."""
    return case.exit_month or case.term


def milestone_delay(assembly: Assembly, offer: str, name: str) -> str:
    """Return the row of days by which a milestone is late: its own slip and the greatest delay of what it awaits."""
    path = f"offers.{offer}.transition.milestones.{name}"
    own = assembly.row(f"{path}.slip_days")
    after = assembly.case.offers[offer].transition.named[name].after
    delays = [milestone_delay(assembly, offer, before) for before in after]
    return assembly.derived(f"{path}.delay", _late, own, *delays) if delays else own


def milestone_month(assembly: Assembly, offer: str, name: str) -> str:
    """Return the row of the month, counted from 0, at whose end a milestone is reached."""
    planned = assembly.constant(assembly.case.offers[offer].transition.named[name].month)
    days = milestone_delay(assembly, offer, name)
    return assembly.derived(f"offers.{offer}.transition.milestones.{name}.month", reached, planned, days)


def takeover_delay(assembly: Assembly, offer: str) -> str:
    """Return the row of days by which the takeover is late: its own slip and the greatest delay of what it awaits."""
    transition = f"offers.{offer}.transition"
    own = assembly.row(f"{transition}.slip_days")
    delays = [milestone_delay(assembly, offer, name) for name in assembly.case.offers[offer].transition.awaited]
    return assembly.derived(f"{transition}.delay", _late, own, *delays) if delays else own


def _late(own: Array, *before: Array) -> Array:
    """Return the days late of a step that waits for others."""
    return np.asarray(own + np.maximum.reduce(before))


def reached(planned: Array, delay_days: Array) -> Array:
    """Return the month, counted from 0, in which a step planned for the end of a contract month is reached."""
    return np.asarray(planned - 1 + np.ceil(delay_days * 12 / 365 - SLACK))


def takeover(assembly: Assembly, offer: str) -> str:
    """Return the row of months until an offer delivers: planned months plus the delay."""
    planned = assembly.constant(assembly.case.offers[offer].transition.months)
    delay = takeover_delay(assembly, offer)
    return assembly.derived(f"offers.{offer}.transition.takeover", _takeover, planned, delay)


def _takeover(planned: Array, delay_days: Array) -> Array:
    """Return planned months plus the days of delay as months."""
    return planned + delay_days * 12 / 365


def first_takeover(assembly: Assembly, offers: list[str]) -> str:
    """Return the row of the month, counted from 0, in which the first of some offers takes over.

    At the latest the last month of the term.
    """
    last = assembly.constant(assembly.case.term - 1)
    rows = [takeover(assembly, offer) for offer in offers]
    return assembly.derived(f"first takeover of {', '.join(offers)}", _first_month, last, *rows)


def _first_month(last: Array, *takeovers: Array) -> Array:
    """Return the month in which the earliest of some times falls."""
    return np.minimum(np.floor(np.minimum.reduce(takeovers)), last)


def _is_ramped(assembly: Assembly, offer: str) -> bool:
    """Return whether volumes move to a provider over some time."""
    return assembly.case.offers[offer].transition.ramp_months.span()[1] > 0


def _ramping(assembly: Assembly, offer: str, start: str, name: str) -> str:
    """Return the tile of the share of each month that has moved if the volumes begin to move at a time."""
    transition = f"offers.{offer}.transition"
    rows = (start, assembly.row(f"{transition}.ramp_months"))
    return assembly.apply("ramping", name, rows=rows, whole=(exit_month(assembly.case),), path=transition, unit="share")


def delivering(assembly: Assembly, offer: str) -> str:
    """Return the tile of the share of each month in which an offer delivers."""
    name = f"offers.{offer}.delivering"
    if assembly.has(name):
        return name
    start = takeover(assembly, offer)
    if _is_ramped(assembly, offer):
        return _ramping(assembly, offer, start, name)
    whole = (exit_month(assembly.case),)
    return assembly.apply(
        "delivering", name, rows=(start,), whole=whole, path=f"offers.{offer}.transition", unit="share"
    )


def _needed_for(assembly: Assembly, offer: str, beside: bool) -> str:
    """Return the tile of the share of each month in which the company still runs what an offer takes over."""
    name = f"offers.{offer}.{'beside' if beside else 'needed'}"
    if assembly.has(name):
        return name
    transition, whole = f"offers.{offer}.transition", (exit_month(assembly.case),)
    parallel = assembly.row(f"{transition}.parallel_months") if beside else assembly.constant(0.0)
    rows = (takeover(assembly, offer), parallel)
    if not _is_ramped(assembly, offer):
        return assembly.apply("needed", name, rows=rows, whole=whole, path=transition, unit="share")
    moved = delivering(assembly, offer)
    if beside:
        released = assembly.derived(f"{transition}.released", _sum, *rows)
        moved = _ramping(assembly, offer, released, f"{name}, released")
    return assembly.apply("complement", name, (moved,), whole=whole, path=transition, unit="share")


def _sum(one: Array, other: Array) -> Array:
    """Return the sum of two rows."""
    return one + other


def needed(assembly: Assembly, performers: dict[str, str], services: tuple[str, ...], beside: bool = False) -> str:
    """Return the tile of the share of each month in which an in-house line of these services runs.

    The greatest over its services: a line ends when all have left. With `beside` the parallel run counts too.
    """
    offers = {performers[service] for service in services}
    if not offers or IN_HOUSE in offers:
        return assembly.always(1.0)
    first, *others = sorted(offers)
    tile = _needed_for(assembly, first, beside)
    for offer in others:
        name = f"{tile} or {offer}"
        if not assembly.has(name):
            assembly.apply("greatest", name, (tile, _needed_for(assembly, offer, beside)), unit="share")
        tile = name
    return tile
