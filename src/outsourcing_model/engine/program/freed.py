"""Freed resources: what is received once a service has left, and what is missed while it stays."""

import numpy as np

from outsourcing_model.case.case import IN_HOUSE
from outsourcing_model.case.freed import Freed
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program import demand, prices
from outsourcing_model.engine.program.assembly import Array, Assembly


def book(assembly: Assembly, alternative: str, performers: dict[str, str]) -> None:
    """Book what freed resources bring an alternative, or what it misses because it keeps them busy."""
    for name, freed in assembly.case.freed.items():
        path = f"freed.{name}"
        offers = sorted({performers[service] for service in freed.services})
        missed = freed.kind == "opportunity"
        if not missed and IN_HOUSE in offers:
            continue
        beside = demand.needed(assembly, performers, freed.services, beside=True)
        tile = path if IN_HOUSE in offers else f"{path} of {', '.join(offers)}"
        if not assembly.has(tile):
            _fill(assembly, path, freed, beside, offers, tile)
        label = (f"line.freed_{freed.kind}", {"name": name, "path": path})
        relevance = "opportunity" if missed else "incremental"
        heading = "sold" if freed.kind == "sale" else "freed"
        line = CashLine(alternative, path, heading, relevance, label, path, 0.0, 0, tile)
        assembly.book_line(line, 1.0 if missed else -1.0)


def _fill(assembly: Assembly, path: str, freed: Freed, beside: str, offers: list[str], tile: str) -> None:
    """Fill the tile of what a resource brings, or of what is missed of it."""
    index = prices.index(assembly, freed.index)
    if freed.monthly is not None:
        rows = (assembly.row(f"{path}.monthly"), assembly.row(f"{path}.from_month"))
        rule = "sublet" if freed.kind == "sublet" else "foregone"
        assembly.apply(rule, tile, (index, beside), rows, path=path)
    elif freed.kind == "sale":
        _sold(assembly, path, index, _month_of_sale(assembly, path, offers), tile)
    else:
        once = f"{path} at once"
        if not assembly.has(once):
            month = assembly.derived(f"{path}.month", _first_month, assembly.row(f"{path}.from_month"))
            _sold(assembly, path, index, month, once)
        assembly.apply("own_cost", tile, (once, beside), path=path)


def _sold(assembly: Assembly, path: str, index: str, month: str, tile: str) -> None:
    """Fill the tile of an amount received once."""
    assembly.apply("sold", tile, (index,), (assembly.row(f"{path}.amount"), month), path=path)


def _month_of_sale(assembly: Assembly, path: str, offers: list[str]) -> str:
    """Return the row of the month, counted from 0, in which a resource is free and may be sold; beyond the exit never.

    It is free when the parallel run of the last of some offers has ended.
    """
    leave, never = assembly.constant(demand.exit_month(assembly.case)), assembly.constant(assembly.case.term)
    rows = [assembly.row(f"{path}.from_month"), *(demand.takeover(assembly, offer) for offer in offers)]
    rows += [assembly.row(f"offers.{offer}.transition.parallel_months") for offer in offers]
    return assembly.derived(f"{path}.month of {', '.join(offers)}", _last_release, leave, never, *rows)


def _first_month(from_month: Array) -> Array:
    """Return the month, counted from 0, that a contract month falls in; the next one if it is a fraction."""
    return np.ceil(from_month) - 1


def _last_release(leave: Array, never: Array, from_month: Array, *rows: Array) -> Array:
    """Return the month in which the last of some takeovers has ended its parallel run, not before a contract month."""
    count = len(rows) // 2
    free = np.maximum.reduce(
        [takeover + parallel for takeover, parallel in zip(rows[:count], rows[count:], strict=True)]
    )
    month = np.maximum(np.floor(free), _first_month(from_month))
    return np.where(month < leave, month, never)
