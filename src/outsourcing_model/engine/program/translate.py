"""Translation of a case into a program: instructions over numbered tiles and rows, ready to be executed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.discounting import discount_factors
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program import freed, offers, own, tax, worth
from outsourcing_model.engine.program.assembly import Array, Assembly, Derived, Instruction
from outsourcing_model.engine.program.fused import fused
from outsourcing_model.engine.program.lean import lean
from outsourcing_model.engine.program.pruned import pruned
from outsourcing_model.engine.program.soon import soon
from outsourcing_model.engine.step import N0, OUT, R0, REAL, WIDTH, A

T = TypeVar("T")


@dataclass(frozen=True)
class Program:
    """A case as the executor wants it.

    Parameters
    ----------
    case : Case
        With its maps in sorted order, so that the order in a file decides no sum.
    instructions : tuple of Instruction
        By name, for explanations.
    code : ndarray of int64 [instruction, WIDTH]
        By number.
    real : ndarray [instruction, REAL]
        Constants that are not whole.
    tiles : mapping
        Name of a tile to its number; numbers are used again once a tile is read for the last time, unless kept.
    rows : mapping
        Name of a row to what it holds, in the order of their numbers.
    details : mapping
        Name of an account behind the measures to what it is the sum of.
    """

    case: Case
    instructions: tuple[Instruction, ...]
    code: NDArray[np.int64]
    real: Array
    series: Array
    edges: Array
    tiles: Mapping[str, int]
    tile_count: int
    rows: Mapping[str, Uncertain | Derived]
    lines: tuple[CashLine, ...]
    accounts: tuple[str, ...]
    counts: tuple[str, ...]
    details: Mapping[str, tuple[str, ...]]
    discount: Array

    @property
    def measured(self) -> tuple[str, ...]:
        """Return the accounts that measures are made of; they are kept for every draw."""
        return tuple(name for name in self.accounts if name not in self.details)


def ordered(case: Case) -> Case:
    """Return the case with its maps in the order of their names."""
    in_house = case.in_house.model_copy(
        update={
            "costs": _sorted(case.in_house.costs),
            "variants": {
                k: v.model_copy(update={"costs": _sorted(v.costs)}) for k, v in _sorted(case.in_house.variants).items()
            },
        }
    )
    maps = ("services", "service_levels", "offers", "alternatives", "risks", "freed")
    update = {name: _sorted(getattr(case, name)) for name in maps}
    retained = case.retained.model_copy(update={"costs": _sorted(case.retained.costs)})
    return case.model_copy(update={**update, "in_house": in_house, "retained": retained})


def _sorted(mapping: Mapping[str, T]) -> dict[str, T]:
    """Return a map in the order of its keys."""
    return dict(sorted(mapping.items()))


def translate(case: Case, keep: bool = False, measures_only: bool = False) -> Program:
    """Return the program that plays the case.

    With `keep` every tile has its own place, to be read afterwards; with `measures_only` the sums behind the measures
    are left out.
    """
    assembly = assembled(case, keep)
    if measures_only:
        assembly = lean(assembly)
        assembly = replace(assembly, instructions=soon(fused(assembly.instructions)))
    return numbered(assembly, keep)


UNTOLD = ("discount_rate", "hurdle")
"""Fields of a case that no instruction depends on."""


def assembled(case: Case, keep: bool = False) -> Assembly:
    """Return all that is stated of the program that plays the case, by name; with `keep` also what adds nothing."""
    case = ordered(case)
    assembly = Assembly(case)
    assembly.account("irrelevant")
    assembly.account("value")
    for name in ("cost", "harm", "received", "owed"):
        for alternative in case.alternatives:
            assembly.account(f"{alternative}.{name}")
    own.irrelevant(assembly)
    tax.irrelevant(assembly)
    worth.value(assembly)
    worth.units(assembly)
    for alternative in case.alternatives:
        performers = case.performers(alternative)
        own.in_house(assembly, alternative, performers)
        charges = offers.outsourced(assembly, alternative, performers)
        own.retained(assembly, alternative, performers, charges)
        worth.harm(assembly, alternative, performers)
        worth.risks(assembly, alternative, performers)
        freed.book(assembly, alternative, performers)
        tax.book(assembly, alternative)
    return assembly if keep else replace(assembly, instructions=pruned(assembly))


def numbered(assembly: Assembly, keep: bool = False, fixed: Sequence[str] = ()) -> Program:
    """Return the program with names replaced by numbers; the tiles that are `fixed` have the first places for good."""
    case = assembly.case
    tiles, count = _places(assembly.instructions, keep, fixed)
    rows = {name: number for number, name in enumerate(assembly.rows)}
    code = np.zeros((len(assembly.instructions), WIDTH), dtype=np.int64)
    real = np.zeros((len(assembly.instructions), REAL))
    for number, step in enumerate(assembly.instructions):
        code[number, OUT] = tiles[step.out] if step.out else 0
        code[number, A : A + len(step.tiles)] = [tiles[name] for name in step.tiles]
        code[number, R0 : R0 + len(step.rows)] = [rows[name] for name in step.rows]
        code[number, N0 : N0 + len(step.whole)] = step.whole
        real[number, : len(step.real)] = step.real
    lag = max((line.lag for line in assembly.lines), default=0)
    return Program(
        case=case,
        instructions=tuple(assembly.instructions),
        code=code,
        real=real,
        series=np.array(assembly.series).reshape(-1, case.term),
        edges=np.array(assembly.edges, dtype=float),
        tiles=tiles,
        tile_count=count,
        rows=assembly.rows,
        lines=tuple(assembly.lines),
        accounts=tuple(assembly.accounts),
        counts=tuple(assembly.counts),
        details=assembly.details,
        discount=discount_factors(case.nominal_rate, case.term + lag, case.timing),
    )


def _places(instructions: list[Instruction], keep: bool, fixed: Sequence[str]) -> tuple[dict[str, int], int]:
    """Return a number for each tile and how many are needed at once, a place being free after its last reading."""
    last = {name: number for number, step in enumerate(instructions) for name in (*step.tiles, step.out) if name}
    places = {name: number for number, name in enumerate(fixed)}
    held = frozenset(fixed)
    free: list[int] = []
    count = len(held)
    for number, step in enumerate(instructions):
        if step.out and step.out not in places:
            if free:
                places[step.out] = free.pop()
            else:
                places[step.out] = count
                count += 1
        if not keep:
            free += [places[name] for name in {*step.tiles, step.out} - held if name and last[name] == number]
    return places, count
