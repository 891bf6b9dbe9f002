"""The levels that a provider attains, month by month: its luck, and the quantile at that luck of what is believed."""

from outsourcing_model.engine import outages, quantiles
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program import demand, means
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.measured import Measured, measured
from outsourcing_model.engine.quantiles import Table


def luck(assembly: Assembly, subject: Measured) -> str:
    """Return the tile of the month's luck of a level, as a normal score."""
    name = f"offers.{subject.offer}.luck.{subject.owner}"
    if assembly.has(name):
        return name
    keys = (key("month", subject.offer, subject.owner), key("month", subject.offer))
    real = (subject.belief.memory, subject.common)
    return assembly.apply("luck", name, whole=keys, real=real, path=subject.path, unit="factor")


def monthly(assembly: Assembly, subject: Measured) -> str:
    """Return the tile of the level attained in each month; with `by_units`, of the chance of each unit."""
    if subject.belief.parts:
        return _composed(assembly, subject)
    name = f"offers.{subject.offer}.attained.{subject.owner}"
    if assembly.has(name):
        return name
    if subject.belief.basis == "outages":
        return _outages(assembly, subject, name)
    if subject.belief.basis == "number":
        return _number(assembly, subject, name)
    return _share(assembly, subject, name)


def in_time(assembly: Assembly, subject: Measured) -> str:
    """Return the tile of the units in time in each month, drawn one by one."""
    name = f"offers.{subject.offer}.in_time.{subject.owner}"
    if assembly.has(name):
        return name
    tiles = (monthly(assembly, subject), units(assembly, subject.owner))
    whole = (key("units", subject.offer, subject.owner),)
    return assembly.apply("units_in_time", name, tiles, whole=whole, path=subject.path, unit="units")


def units(assembly: Assembly, level: str) -> str:
    """Return the tile of the whole units that a level covers in each month."""
    name = f"service_levels.{level}.units"
    if assembly.has(name):
        return name
    path = f"service_levels.{level}"
    volume = demand.volume(assembly, assembly.case.service_levels[level].service)
    rows = (assembly.row(f"{path}.share_of_volume"),)
    return assembly.apply("units_counted", name, (volume,), rows, path=path, unit="units")


def _share(assembly: Assembly, subject: Measured, name: str) -> str:
    """Return the tile of a share with a believed mean."""
    belief = subject.belief
    mean = means.tile(assembly, subject.path, belief, subject.start, subject.stop)
    if belief.spread == 0.0 and belief.concentration is None:
        return mean
    table = quantiles.shares(belief.spread, *means.span(belief), belief.concentration)
    tiles = (mean, luck(assembly, subject))
    whole = (*assembly.limits(table.values), table.nodes)
    return assembly.apply("share_attained", name, tiles, (), whole, (table.low, table.step), subject.path, "share")


def _number(assembly: Assembly, subject: Measured, name: str) -> str:
    """Return the tile of a number of events, or of hours."""
    believed, belief = assembly.row(f"{subject.path}.number"), subject.belief
    if subject.promise.metric == "duration":
        tiles, real = (luck(assembly, subject),), (belief.number_spread,)
        return assembly.apply("duration_attained", name, tiles, (believed,), real=real, path=subject.path, unit="hours")
    span = belief.number.span() if belief.number else (0.0, 0.0)
    table = quantiles.events(belief.number_spread, *span)
    return _by_table(assembly, "number_attained", name, table, subject, believed)


def _outages(assembly: Assembly, subject: Measured, name: str) -> str:
    """Return the tile of the availability that failures and repairs leave."""
    believed = assembly.row(f"{subject.path}.outages.a_month")
    held = means.outages(subject.belief)
    table = outages.quantiles(held, subject.promise.agreed_hours, held.a_month.span())
    down = means.down(subject.belief, subject.promise)
    return _by_table(assembly, "availability_attained", name, table, subject, believed, down)


def _composed(assembly: Assembly, subject: Measured) -> str:
    """Return the tile of a level that is made of others."""
    tiles = [monthly(assembly, measured(assembly.case, subject.offer, part)) for part in subject.belief.parts]
    return means.composed(assembly, tiles, bool(subject.belief.in_parallel), subject.path)


def _by_table(
    assembly: Assembly, rule: str, name: str, table: Table, subject: Measured, believed: str, *real: float
) -> str:
    """Return the tile of a level that a rule looks up in a table, by a row of beliefs and the month's luck."""
    whole = (*assembly.limits(table.values), table.nodes)
    given = (table.low, table.step, *real)
    unit = "share" if real else "events"
    tiles = (luck(assembly, subject),)
    return assembly.apply(rule, name, tiles, (believed,), whole, given, subject.path, unit)
