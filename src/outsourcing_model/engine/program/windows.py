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


def level(assembly: Assembly, subject: Measured) -> str:
    """Return the tile of a level at the end of each window."""
    if subject.belief.by_units:
        return _of_units(assembly, subject)
    scale = 1.0 if subject.promise.metric == "count" else 1 / subject.months
    return _over(assembly, subject, attained.monthly(assembly, subject), scale)


def _over(assembly: Assembly, subject: Measured, tile: str, scale: float = 1.0) -> str:
    """Return the tile of the sum over each window of a level, times `scale`."""
    if subject.months == 1:
        return tile
    return total(assembly, tile, subject.months, subject.is_rolling, scale)


def _of_units(assembly: Assembly, subject: Measured) -> str:
    """Return the tile of units in time over units at the end of each window."""
    tiles = [
        _over(assembly, subject, tile)
        for tile in (attained.in_time(assembly, subject), attained.units(assembly, subject.owner))
    ]
    name = f"{tiles[0]} over units"
    if assembly.has(name):
        return name
    return assembly.apply("share_of_units", name, tiles, path=subject.path, unit="share")


def counted(assembly: Assembly, subject: Measured) -> str:
    """Return the tile that is 1 where a window has enough units to be measured, 0 where it hasn't."""
    least = subject.promise.least_events
    if not least:
        return assembly.always(1.0)
    units = _over(assembly, subject, attained.units(assembly, subject.level))
    name = f"{units} at least {least}"
    if assembly.has(name):
        return name
    path = f"service_levels.{subject.level}"
    return assembly.apply("enough_units", name, (units,), real=(float(least),), path=path, unit="factor")


def delivered(assembly: Assembly, subject: Measured, tile: str) -> str:
    """Return a tile, 0 in the months in which the offer doesn't deliver yet or any more."""
    name = f"{tile} while delivering"
    if assembly.has(name):
        return name
    return assembly.apply("within_delivery", name, (tile,), whole=(subject.start, subject.stop), unit="share")
