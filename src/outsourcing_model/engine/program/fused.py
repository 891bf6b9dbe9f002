"""Neighbours in a program that are executed as one, because what stands between them is read by nobody else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from outsourcing_model.engine.program.assembly import Instruction


def fused(steps: Sequence[Instruction]) -> list[Instruction]:
    """Return the instructions with each level's credit found and added to that of all levels in one go.

    Its share of the charge, too, is found in the same go where it is drawn month by month.
    """
    reads = Counter(tile for step in steps for tile in step.tiles)
    found: list[Instruction] = []
    for step in steps:
        found.append(step)
        if _is_passed_on(found, ("level_credit", "add"), reads):
            found[-2:] = [replace(found[-2], rule="added_credit", out=step.out)]
            if _is_passed_on(found, ("credit_share", "added_credit"), reads):
                share, credit = found[-2:]
                found[-2:] = [replace(share, rule="added_share", out=credit.out, tiles=credit.tiles[1:])]
    return found


def _is_passed_on(found: Sequence[Instruction], rules: tuple[str, str], reads: Mapping[str, int]) -> bool:
    """Return whether the last two instructions are of these rules, and nobody but the second reads the first's tile."""
    if tuple(step.rule for step in found[-2:]) != rules:
        return False
    out = found[-2].out
    return found[-1].tiles[0] == out and reads[out] == 1
