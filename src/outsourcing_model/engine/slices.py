"""A program cut in two: what a change does not reach, played once, and what it reaches, played at every change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.changes import Reach, Told, rows_of
from outsourcing_model.engine.program.assembly import Assembly, Derived, Instruction
from outsourcing_model.engine.program.lean import lean, no_cash
from outsourcing_model.engine.program.translate import Program, numbered


@dataclass(frozen=True)
class Cut:
    """Where a program is cut.

    Parameters
    ----------
    reach : Reach
        Instructions that a change reaches.
    begun : mapping
        Tile to the last instruction beyond the reach that fills it, where others within go on filling it.
    edge : tuple of int
        Instructions beyond the reach that fill a tile which one within reads or goes on filling.
    """

    reach: Reach
    begun: Mapping[str, int]
    edge: tuple[int, ...]

    @property
    def moving(self) -> frozenset[int]:
        """Return the instructions that are played at every change."""
        return self.reach.moving


def cut(told: Told, reach: Reach) -> Cut:
    """Return the cut between the instructions that a change reaches and the rest."""
    steps, links = told.assembly.instructions, told.links
    begun = {steps[number].out: links[number][1] for number in sorted(reach.moving, reverse=True) if steps[number].out}
    begun.update({steps[number].out: number for number in sorted(reach.apart)})
    begun = {tile: number for tile, number in begun.items() if number >= 0}
    read = {number for step in reach.moving for number in links[step][0]} - reach.moving - reach.apart
    return Cut(reach, begun, tuple(sorted(read.union(begun.values()))))


def resting(told: Told, where: Cut) -> tuple[Program, tuple[int, ...]]:
    """Return the program of what does not move, and the accounts of measures that it books.

    Its first tiles are those of the edge, and the cash of those accounts takes the place of the alternatives' cash.
    """
    steps = told.assembly.instructions
    last = {step.out: number for number, step in enumerate(steps) if number not in where.moving}
    found: list[Instruction] = []
    fixed = {}
    for number, step in enumerate(steps):
        if number in where.moving:
            continue
        found.append(step)
        if number in where.edge:
            fixed[number] = step.out
            if last[step.out] != number:
                fixed[number] = f"{step.out} @{number}"
                found += _copied(step.out, fixed[number])
    booked = sorted({step.whole[3] for step in _some(told.assembly, found).instructions if step.rule == "book"})
    assembly = _some(told.assembly, found, lambda _, account: booked.index(account))
    return numbered(assembly, fixed=[fixed[number] for number in where.edge]), tuple(booked)


def moving(told: Told, where: Cut, cash: bool = False) -> Program:
    """Return the program of what moves: its first tiles are those of the edge, filled before it begins.

    With `cash` it books the cash of the alternatives too.
    """
    steps, links = told.assembly.instructions, told.links
    within = where.reach.moving | where.reach.apart | frozenset(where.begun.values())

    def tile(number: int) -> str:
        return steps[number].out if number in within else f"{steps[number].out} @{number}"

    found = [
        replace(steps[number], tiles=tuple(tile(read) for read in links[number][0])) for number in sorted(where.moving)
    ]
    assembly = _some(told.assembly, found, (lambda alternative, _: alternative) if cash else no_cash)
    return numbered(assembly, fixed=[tile(number) for number in where.edge])


def _copied(tile: str, name: str) -> list[Instruction]:
    """Return the instructions that keep a tile as it is at this point."""
    return [Instruction("clear", name), Instruction("add", name, (tile,))]


def _some(assembly: Assembly, steps: Sequence[Instruction], cash: Callable[[int, int], int] = no_cash) -> Assembly:
    """Return an assembly with some of the instructions, the rows that they read, and the accounts of the measures.

    `cash` says, of alternative and account, as what its cash by month is booked.
    """
    measured = lean(replace(assembly, instructions=list(steps)), cash)
    return replace(measured, rows=_needed(assembly, measured.instructions))


def _needed(assembly: Assembly, steps: Iterable[Instruction]) -> dict[str, Uncertain | Derived]:
    """Return the rows that some instructions read, and those that they are derived from, in their order."""
    wanted: set[str] = set()
    waiting = [row for step in steps for row in rows_of(step, assembly.rows)]
    while waiting:
        row = waiting.pop()
        if row not in wanted:
            wanted.add(row)
            content = assembly.rows[row]
            waiting += content.rows if isinstance(content, Derived) else ()
    return {name: content for name, content in assembly.rows.items() if name in wanted}
