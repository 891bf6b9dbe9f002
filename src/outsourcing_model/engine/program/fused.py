"""Neighbours in a program that are executed as one, because what stands between them is read by nobody else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from outsourcing_model.engine.program.assembly import Instruction

SUMMED = ("level_credit", "book", "add")
"""The credit of a level, its sums for each draw, and the month's sum of all levels."""


def fused(steps: Sequence[Instruction]) -> list[Instruction]:
    """Return the instructions with each level's credit found, booked and added in one go."""
    reads = Counter(tile for step in steps for tile in step.tiles)
    found: list[Instruction] = []
    for step in steps:
        found.append(step)
        if tuple(each.rule for each in found[-3:]) == SUMMED and _is_passing(found[-3:], reads):
            credit, book, add = found[-3:]
            lag, _, _, account, _ = book.whole
            found[-3:] = [replace(credit, rule="summed_credit", out=add.out, whole=(lag, account))]
    return found


def _is_passing(steps: Sequence[Instruction], reads: Counter[str]) -> bool:
    """Return whether a credit is booked as it is, as a sum for each draw only, and added, and read by nothing else."""
    credit, book, add = steps
    alone = book.tiles == add.tiles == (credit.out,) and reads[credit.out] == len(steps) - 1
    _, line, cash, _, years = book.whole
    return alone and book.real == (1.0,) and line < 0 and cash < 0 and years == 0
