"""What is measured over windows of several months."""

from outsourcing_model.engine.program import attained
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.measured import Measured


def total(assembly: Assembly, tile: str, months: int, rolling: bool, scale: float = 1.0) -> str:
    """Return the tile of the sum of a window's months at its end, times `scale`; 0 where no window ends."""
    name = f"{tile} over {months} months{' rolling' if rolling else ''} times {scale!r}"
    if assembly.has(name):
        return name
    return assembly.apply("window_total", name, (tile,), whole=(months, int(rolling)), real=(scale,))


def level(assembly: Assembly, measured: Measured) -> str:
    """Return the tile of a level at the end of each window."""
    monthly = attained.monthly(assembly, measured)
    if measured.months == 1:
        return monthly
    scale = 1.0 if measured.promise.metric == "count" else 1 / measured.months
    return total(assembly, monthly, measured.months, measured.is_rolling, scale)


def counted(assembly: Assembly, measured: Measured) -> str:
    """Return the tile that is 1 where a window has enough units to be measured, 0 where it hasn't."""
    least = measured.promise.least_events
    if not least:
        return assembly.always(1.0)
    units = attained.units(assembly, measured.level)
    if measured.months > 1:
        units = total(assembly, units, measured.months, measured.is_rolling)
    name = f"{units} at least {least}"
    if assembly.has(name):
        return name
    path = f"service_levels.{measured.level}"
    return assembly.apply("enough_units", name, (units,), real=(float(least),), path=path, unit="factor")


def delivered(assembly: Assembly, measured: Measured, tile: str) -> str:
    """Return a tile, 0 in the months in which the offer doesn't deliver yet or any more."""
    name = f"{tile} while delivering"
    if assembly.has(name):
        return name
    return assembly.apply("within_delivery", name, (tile,), whole=(measured.start, measured.stop), unit="share")
