"""An order of instructions in which what one fills is added to sums while it is near, and its place free again."""

from collections import defaultdict
from collections.abc import Sequence

from outsourcing_model.engine.program.assembly import ADDITIONS, Instruction

ADDING = (*ADDITIONS, "added_credit", "added_share")
"""Rules that only change a sum by what they read, among them those that were joined with an addition."""


def soon(steps: Sequence[Instruction]) -> list[Instruction]:
    """Return the instructions with every addition right behind the last one that it needs.

    What is read, filled and added to stays the same, and in the same order for each tile, so that the numbers do too.
    """
    needs = _needs(steps)
    users = defaultdict[int, list[int]](list)
    for number, needed in enumerate(needs):
        if steps[number].rule in ADDING:
            for each in needed:
                users[each].append(number)
    found: dict[int, Instruction] = {}
    for number in range(len(steps)):
        waiting = [number]
        while waiting:
            now = waiting.pop()
            if now in found or not needs[now] <= found.keys():
                continue
            found[now] = steps[now]
            for user in reversed(users[now]):
                missing = needs[user] - found.keys()
                # A sum that nothing was added to yet is begun when it is wanted.
                if all(steps[each].rule == "clear" for each in missing):
                    waiting += [user, *missing]
    return list(found.values())


def _needs(steps: Sequence[Instruction]) -> list[set[int]]:
    """Return for each instruction those that come before it: what fills its tiles, and what reads or filled its own."""
    filled: dict[str, int] = {}
    read = defaultdict[str, set[int]](set)
    needs = []
    for number, step in enumerate(steps):
        needed = {filled[tile] for tile in step.tiles}
        for tile in step.tiles:
            read[tile].add(number)
        if step.out:
            needed |= read[step.out] | {filled.get(step.out, number)}
            filled[step.out] = number
            read[step.out] = set()
        needs.append(needed - {number})
    return needs
