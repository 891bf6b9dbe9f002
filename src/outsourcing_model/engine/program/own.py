"""In-house and retained lines: their full monthly amount, and what of it an alternative bears."""

import math
from collections.abc import Mapping

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.cost import CostLine
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program import demand, prices, severance, teams
from outsourcing_model.engine.program.assembly import Assembly


def amount(assembly: Assembly, path: str, line: CostLine) -> str:
    """Return the tile of a line's full monthly amount, whoever delivers."""
    if assembly.has(path):
        return path
    if line.staff is not None:
        return teams.pay(assembly, path, line)
    index = prices.index(assembly, line.index)
    if line.unit_cost is not None:
        tiles = (demand.volume(assembly, line.services[0]), index)
        return assembly.apply("unit_cost", path, tiles, (assembly.row(f"{path}.unit_cost"),), path=path)
    if line.one_off is not None:
        month = assembly.constant((line.one_off.month or 1) - 1)
        return single_payment(assembly, path, month)
    period = "monthly" if line.monthly is not None else "yearly"
    real = (1.0 if period == "monthly" else 12.0,)
    return assembly.apply("fixed_cost", path, (index,), (assembly.row(f"{path}.{period}"),), real=real, path=path)


def single_payment(assembly: Assembly, path: str, month: str) -> str:
    """Return the tile of one payment in the month that a row gives."""
    rows = (assembly.row(f"{path}.one_off.amount"), assembly.row(f"{path}.one_off.pieces"), month)
    return assembly.apply("single_payment", path, rows=rows, path=path)


def line_path(case: Case, alternative: str, name: str) -> str:
    """Return the place of an in-house line that holds in an alternative."""
    variant = case.alternatives[alternative].in_house
    if variant and name in case.in_house.variants[variant].costs:
        return f"in_house.variants.{variant}.costs.{name}"
    return f"in_house.costs.{name}"


def irrelevant(assembly: Assembly) -> None:
    """Book what is alike in every alternative: the part of each in-house line that can never be ended."""
    for name, line in assembly.case.in_house.costs.items():
        rest = 1 - line.relevance.ending_share
        if rest > 0:
            path = f"in_house.costs.{name}"
            whole = _asset(assembly, path, line, assembly.always(1.0)) if line.asset else amount(assembly, path, line)
            assembly.book(whole, "irrelevant", rest)
            if teams.hires(line.staff):
                assembly.book(teams.hiring(assembly, path, line), "irrelevant", rest)


def _asset(assembly: Assembly, path: str, line: CostLine, needed: str) -> str:
    """Return the tile of an asset's purchases and residual value under a presence."""
    tile = path if needed == assembly.always(1.0) else f"{path} while {needed}"
    if assembly.has(tile) or line.asset is None:
        return tile
    rows = (assembly.row(f"{path}.asset.price"), assembly.row(f"{path}.asset.pieces"))
    whole = (line.asset.month - 1, math.ceil(line.asset.life), int(line.asset.residual))
    return assembly.apply("asset_cost", tile, (prices.index(assembly, line.index), needed), rows, whole, path=path)


def in_house(assembly: Assembly, alternative: str, performers: dict[str, str]) -> None:
    """Book the in-house lines of an alternative, and what of them runs in parallel or is stranded."""
    case = assembly.case
    shared = {name: f"alternatives.{alternative}.{name}" for name in _LEFT_OVER}
    booked: dict[str, str] = {}
    for name, line in case.in_house_costs(alternative).items():
        path = line_path(case, alternative, name)
        ending = line.relevance.ending_share
        needed = demand.needed(assembly, performers, line.services if ending > 0 or not line.asset else ())
        for whole, part in _parts(assembly, path, line, needed):
            tile = whole
            if not line.asset and needed != assembly.always(1.0):
                _left_over(assembly, path, line, whole, performers, shared, booked)
                own = f"{whole} while {needed}"
                tile = own if assembly.has(own) else assembly.apply("own_cost", own, (whole, needed), path=path)
            identity, heading, label = part
            kind = line.relevance.kind
            assembly.book_line(CashLine(alternative, identity, heading, kind, label, path, 1 - ending, 0, tile))
    for name, tile in booked.items():
        relevance, category, share = _LEFT_OVER[name]
        assembly.book_line(
            CashLine(alternative, name, category, relevance, (f"line.{name}", {}), "in_house.costs", share, 0, tile)
        )


Heading = tuple[str, str, tuple[str, Mapping[str, str]]]
"""What a line in the books is called: its name, its category, its label."""


def _parts(assembly: Assembly, path: str, line: CostLine, needed: str) -> list[tuple[str, Heading]]:
    """Return the full amounts that a line consists of, each with its heading in the books: its cost, and its hires."""
    name = path.rpartition(".")[2]
    about = {"name": name, "path": path}
    whole = _asset(assembly, path, line, needed) if line.asset else amount(assembly, path, line)
    parts: list[tuple[str, Heading]] = [(whole, (name, line.heading, ("line.own", about)))]
    if teams.hires(line.staff):
        parts.append((teams.hiring(assembly, path, line), (f"hiring.{name}", "staff", ("line.hiring", about))))
    return parts


_LEFT_OVER = {
    "parallel_running": ("incremental", "parallel", 0.0),
    "stranded": ("unavoidable", "stranded", 1.0),
    "stranded_until_avoidable": ("partly", "stranded", 0.0),
}


def _left_over(
    assembly: Assembly,
    path: str,
    line: CostLine,
    whole: str,
    performers: dict[str, str],
    shared: dict[str, str],
    booked: dict[str, str],
) -> None:
    """Add what remains of a line's amount when its service leaves to the alternative's parallel and stranded tiles."""
    ending = line.relevance.ending_share
    needed = demand.needed(assembly, performers, line.services)
    beside = demand.needed(assembly, performers, line.services, beside=True)

    def tile(name: str) -> str:
        if name not in booked:
            booked[name] = assembly.cleared(shared[name], path="in_house.costs")
        return booked[name]

    offers = {performers[service] for service in line.services}
    runs_beside = any(assembly.case.offers[offer].transition.parallel_months.span()[1] > 0 for offer in offers)
    if ending > 0 and runs_beside:
        assembly.apply("parallel_running", tile("parallel_running"), (whole, needed, beside), real=(ending,), path=path)
    if ending < 1:
        assembly.apply("stranded", tile("stranded"), (whole, needed), real=(ending,), path=path)
    if ending > 0 and line.relevance.kind == "partly":
        at = f"{path}.relevance"
        over = assembly.constant(1.0) if line.relevance.fades_over is None else assembly.row(f"{at}.fades_over")
        rows = (assembly.row(f"{at}.from_month"), over)
        assembly.apply(
            "stranded_until_avoidable",
            tile("stranded_until_avoidable"),
            (whole, beside),
            rows,
            real=(ending,),
            path=path,
        )


def retained(assembly: Assembly, alternative: str, performers: dict[str, str], charges: dict[str, str]) -> None:
    """Book what the company pays on its own side while something is outsourced; `charges` is service to tile."""
    case = assembly.case
    for name, line in case.retained.costs.items():
        concerned = [
            s for s in case.services if performers[s] != IN_HOUSE and (not line.services or s in line.services)
        ]
        if not concerned:
            continue
        path = f"retained.costs.{name}"
        tile = _retained_amount(assembly, alternative, path, line, {s: performers[s] for s in concerned}, charges)
        label = ("line.own", {"name": name, "path": path})
        assembly.book_line(CashLine(alternative, name, line.heading, "incremental", label, path, 0.0, 0, tile))
        if teams.hires(line.staff):
            tile = _until_exit(assembly, teams.hiring(assembly, path, line), path)
            label = ("line.hiring", {"name": name, "path": path})
            assembly.book_line(
                CashLine(alternative, f"hiring.{name}", "staff", "incremental", label, path, 0.0, 0, tile)
            )


def _retained_amount(
    assembly: Assembly, alternative: str, path: str, line: CostLine, concerned: dict[str, str], charges: dict[str, str]
) -> str:
    """Return the tile of a retained line, nothing after the exit."""
    offers = sorted(set(concerned.values()))
    if line.share_of_charges is not None:
        total = assembly.cleared(f"alternatives.{alternative}.charges of {path}", path=path)
        for service in concerned:
            assembly.apply("add", total, (charges[service],), path=path)
        name = f"alternatives.{alternative}.{path}"
        return assembly.apply(
            "share_of_charges", name, (total,), (assembly.row(f"{path}.share_of_charges"),), path=path
        )
    if line.one_off is not None and line.one_off.month is None:
        tile = f"{path} of {', '.join(offers)}"
        if not assembly.has(tile):
            month = demand.first_takeover(assembly, offers)
            rows = (assembly.row(f"{path}.one_off.amount"), assembly.row(f"{path}.one_off.pieces"), month)
            assembly.apply("single_payment", tile, rows=rows, path=path)
    elif line.severance is not None:
        tile = severance.payment(assembly, path, line, offers)
    else:
        tile = _asset(assembly, path, line, assembly.always(1.0)) if line.asset else amount(assembly, path, line)
    return _until_exit(assembly, tile, path)


def _until_exit(assembly: Assembly, tile: str, path: str) -> str:
    """Return the tile of an amount that is not paid after the exit."""
    leave = demand.exit_month(assembly.case)
    if leave == assembly.case.term:
        return tile
    cut = f"{tile} until exit"
    return cut if assembly.has(cut) else assembly.apply("until_exit", cut, (tile,), whole=(leave,), path=path)
