"""What a program need not execute: costs that run only while nothing is needed, and their entries in the books."""

from collections.abc import Mapping

import numpy as np

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.program.assembly import Assembly, Derived, Instruction


def pruned(assembly: Assembly) -> list[Instruction]:
    """Return the instructions without those that would add nothing but zeros, of work that is handed over at once.

    A line of the books stays, empty.
    """
    nothing = _zeros(assembly)
    kept = [step for step in assembly.instructions if not (step.rule in ("book", "add") and step.tiles[0] in nothing)]
    found: list[Instruction] = []
    read: set[str] = set()
    for step in reversed(kept):
        if step.out not in nothing or step.out in read:
            read.update(step.tiles)
            found.append(step)
    return found[::-1]


def _zeros(assembly: Assembly) -> set[str]:
    """Return the tiles that are zero in every month of every draw."""
    zero: set[str] = set()
    for step in assembly.instructions:
        if step.rule == "needed":
            known = [_constant(assembly.rows, row) for row in step.rows]
            never = [value for value in known if value is not None]
            if len(never) == len(known) and sum(never) <= 0 and step.whole[0] >= assembly.case.term:
                zero.add(step.out)
        elif step.rule == "own_cost" and step.tiles[1] in zero:
            zero.add(step.out)
    return zero


def _constant(rows: Mapping[str, Uncertain | Derived], name: str) -> float | None:
    """Return the number of a row that is the same in every draw, else None."""
    content = rows[name]
    if not isinstance(content, Derived):
        return float(content.values[0]) if content.is_constant else None
    known = [_constant(rows, row) for row in content.rows]
    if None in known:
        return None
    return float(content.formula(*(np.full(1, value) for value in known))[0])
