"""Parting with people: how many go, what each costs, and when that is paid."""

import numpy as np

from outsourcing_model.case.cost import CostLine
from outsourcing_model.engine.program import demand, prices
from outsourcing_model.engine.program.assembly import Array, Assembly

WEEKS_A_YEAR = 52.0


def payment(assembly: Assembly, path: str, line: CostLine, offers: list[str]) -> str:
    """Return the tile of a severance, paid when the first of some offers has taken over, or in its own month."""
    own = f"{path}.severance"
    month = line.severance.month if line.severance else None
    name = path if month is not None else f"{path} of {', '.join(offers)}"
    if assembly.has(name):
        return name
    dismissed = assembly.derived(
        f"{own} dismissed", _dismissed, *_rows(assembly, own, "people", "transferred", "redeployed")
    )
    each = assembly.derived(
        f"{own} each", _each, *_rows(assembly, own, "weeks", "annual_wage", "loading", "per_person")
    )
    when = assembly.constant(month - 1) if month is not None else first_release(assembly, offers)
    rows = (dismissed, each, *_rows(assembly, own, "transferred", "transfer_payment"), when)
    return assembly.apply("severance", name, (prices.index(assembly, line.index),), rows, path=own)


def _rows(assembly: Assembly, path: str, *fields: str) -> list[str]:
    """Return the rows of some fields of a record."""
    return [assembly.row(f"{path}.{field}") for field in fields]


def _dismissed(people: Array, transferred: Array, redeployed: Array) -> Array:
    """Return the people for whom there is no other work."""
    return np.maximum(people - transferred - redeployed, 0.0)


def _each(weeks: Array, annual_wage: Array, loading: Array, per_person: Array) -> Array:
    """Return what the dismissal of one person costs."""
    return weeks / WEEKS_A_YEAR * annual_wage * loading + per_person


def first_release(assembly: Assembly, offers: list[str]) -> str:
    """Return the row of the month, counted from 0, in which the parallel run of the earliest takeover ends.

    At the latest the last month of the term.
    """
    last = assembly.constant(assembly.case.term - 1)
    rows = [demand.takeover(assembly, offer) for offer in offers]
    rows += [assembly.row(f"offers.{offer}.transition.parallel_months") for offer in offers]
    return assembly.derived(f"first release of {', '.join(offers)}", _first_release, last, *rows)


def _first_release(last: Array, *rows: Array) -> Array:
    """Return the month in which the earliest takeover has ended its parallel run."""
    takeovers, parallel = np.array(rows[: len(rows) // 2]), np.array(rows[len(rows) // 2 :])
    first = np.argmin(takeovers, axis=0)[None]
    ends = np.take_along_axis(takeovers, first, 0) + np.take_along_axis(parallel, first, 0)
    return np.asarray(np.minimum(np.floor(ends[0]), last))
