"""Neighbours in a program that are executed as one, because what stands between them is read by nobody else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from outsourcing_model.engine.program.assembly import Instruction


def fused(steps: Sequence[Instruction]) -> list[Instruction]:
    """Return the instructions with each level's credit found and added to that of all levels in one go."""
    reads = Counter(tile for step in steps for tile in step.tiles)
    found: list[Instruction] = []
    for step in steps:
        credit = found[-1] if found else step
        passing = credit.rule == "level_credit" and step.tiles == (credit.out,) and reads[credit.out] == 1
        if step.rule == "add" and passing:
            found[-1] = replace(credit, rule="added_credit", out=step.out)
        else:
            found.append(step)
    return found
