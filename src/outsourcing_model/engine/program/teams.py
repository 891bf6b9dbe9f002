"""Teams: heads by month, their pay, and what hiring costs."""

from outsourcing_model.case.cost import CostLine, Staff
from outsourcing_model.engine.program import demand, prices
from outsourcing_model.engine.program.assembly import Assembly


def heads(assembly: Assembly, path: str, line: CostLine) -> str:
    """Return the tile of a team's people, whoever delivers."""
    name, staff = f"{path}.heads", f"{path}.staff"
    if assembly.has(name) or line.staff is None:
        return name
    if line.staff.headcount is not None:
        return assembly.apply("team_heads", name, rows=(assembly.row(f"{staff}.headcount"),), path=staff, unit="people")
    rows = [assembly.row(f"{staff}.{field}") for field in ("units_per_month", "shrinkage", "productivity_growth")]
    real = (line.staff.step, line.staff.at_least)
    tiles = (demand.volume(assembly, line.services[0]),)
    return assembly.apply("staff_heads", name, tiles, rows, real=real, path=staff, unit="people")


def pay(assembly: Assembly, path: str, line: CostLine) -> str:
    """Return the tile of a team's pay."""
    rows = [assembly.row(f"{path}.staff.{field}") for field in ("annual_wage", "loading")]
    tiles = (heads(assembly, path, line), prices.index(assembly, line.index))
    return assembly.apply("team_pay", path, tiles, rows, path=path)


def hires(staff: Staff | None) -> bool:
    """Return whether a team costs something to hire: it loses people, or follows a volume."""
    if staff is None or staff.hiring_cost is None:
        return False
    return staff.headcount is None or staff.attrition.span()[1] > 0


def hiring(assembly: Assembly, path: str, line: CostLine) -> str:
    """Return the tile of what hiring for a team costs, whoever delivers."""
    name, staff = f"{path}.hiring", f"{path}.staff"
    if assembly.has(name):
        return name
    rows = [assembly.row(f"{staff}.{field}") for field in ("attrition", "hiring_cost")]
    tiles = (heads(assembly, path, line), prices.index(assembly, line.index))
    return assembly.apply("hires", name, tiles, rows, path=f"{staff}.hiring_cost")
