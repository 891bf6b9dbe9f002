"""The levels that a provider attains, month by month: its luck, and the quantile at that luck of what is believed."""

from outsourcing_model.engine import quantiles
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program import demand, means
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.measured import Measured
from outsourcing_model.engine.quantiles import Table


def luck(assembly: Assembly, measured: Measured) -> str:
    """Return the tile of the month's luck of a level, as a normal score."""
    name = f"offers.{measured.offer}.luck.{measured.owner}"
    if assembly.has(name):
        return name
    keys = (key("month", measured.offer, measured.owner), key("month", measured.offer))
    real = (measured.belief.memory, measured.common)
    return assembly.apply("luck", name, whole=keys, real=real, path=measured.path, unit="factor")


def monthly(assembly: Assembly, measured: Measured) -> str:
    """Return the tile of the level attained in each month."""
    name = f"offers.{measured.offer}.attained.{measured.owner}"
    return name if assembly.has(name) else _share(assembly, measured, name)


def units(assembly: Assembly, level: str) -> str:
    """Return the tile of the whole units that a level covers in each month."""
    name = f"service_levels.{level}.units"
    if assembly.has(name):
        return name
    path = f"service_levels.{level}"
    volume = demand.volume(assembly, assembly.case.service_levels[level].service)
    rows = (assembly.row(f"{path}.share_of_volume"),)
    return assembly.apply("units_counted", name, (volume,), rows, path=path, unit="units")


def _share(assembly: Assembly, measured: Measured, name: str) -> str:
    """Return the tile of a share with a believed mean."""
    belief = measured.belief
    mean = means.tile(assembly, measured.path, belief, measured.start, measured.stop)
    if belief.spread == 0.0:
        return mean
    table = quantiles.shares(belief.spread, *means.span(belief))
    tiles = (mean, luck(assembly, measured))
    return _by_table(assembly, "share_attained", name, table, tiles=tiles, path=measured.path)


def _by_table(
    assembly: Assembly, rule: str, name: str, table: Table, *, tiles: tuple[str, ...], path: str,
    rows: tuple[str, ...] = (), real: tuple[float, ...] = (), unit: str = "share",
) -> str:  # fmt: skip
    """Return the tile of a level that a rule looks up in a table."""
    whole = (*assembly.limits(table.values), table.nodes)
    real = (table.low, table.step, *real)
    return assembly.apply(rule, name, tiles, rows, whole, real, path, unit)
