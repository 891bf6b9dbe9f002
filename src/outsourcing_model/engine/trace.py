"""The trace of a run with one draw: every series by name, with the rule and the inputs that made it."""

from collections.abc import Iterator

import numpy as np

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.flows import Array, Step
from outsourcing_model.engine.program.assembly import Derived, Instruction, fill_rows
from outsourcing_model.engine.program.translate import Program

FIRST = " [0]"


def trace(program: Program, draws: Draws, values: Array) -> dict[str, Step]:
    """Return every tile of a program as a step, `values` being ``[tile, month]``."""
    steps: dict[str, Step] = {}
    for instruction in program.instructions:
        if instruction.out:
            steps[instruction.out] = _joined(steps.get(instruction.out), instruction, program, values)
        if instruction.rule == "credit_share":
            steps.update((step.name, step) for step in _misses(instruction, program, draws))
    return steps


def _joined(before: Step | None, now: Instruction, program: Program, values: Array) -> Step:
    """Return the step of a tile, what was added to it joined to what was there."""
    inputs = tuple(sorted({path for row in now.rows for path in _beliefs(row, program)}))
    name = now.rule if before is None or before.rule in ("clear", "level") else before.rule
    return Step(
        name=now.out,
        rule=name,
        steps=tuple(dict.fromkeys((*(before.steps if before else ()), *now.tiles))),
        inputs=tuple(dict.fromkeys((*(before.inputs if before else ()), *inputs))),
        path=before.path if before else now.path,
        unit=now.unit,
        values=values[program.tiles[now.out]].copy(),
    )


def _beliefs(row: str, program: Program) -> Iterator[str]:
    """Yield the paths of the beliefs that a row is made of; the first row of a block stands for all of them."""
    if row.endswith(FIRST) and (following := f"{row.removesuffix(FIRST)} [1]") in program.rows:
        yield from _beliefs_of_block(following, program)
    content = program.rows[row]
    if isinstance(content, Derived):
        for part in content.rows:
            yield from _beliefs(part, program)
    elif isinstance(content, Uncertain) and not row.startswith("constant "):
        yield row


def _beliefs_of_block(row: str, program: Program) -> Iterator[str]:
    """Yield the paths of the beliefs of a block, from one of its rows on."""
    stem, number = row.rsplit(" [", 1)
    position = int(number[:-1])
    while f"{stem} [{position}]" in program.rows:
        yield from _beliefs(f"{stem} [{position}]", program)
        position += 1


def _misses(instruction: Instruction, program: Program, draws: Draws) -> Iterator[Step]:
    """Yield the probability of missing each tier of a level, month by month."""
    rows = fill_rows(program.rows, draws, 0, 1)
    weak_months = rows[instruction.rows[2]][0]
    count, start = instruction.whole[1], instruction.whole[2]
    months = np.arange(program.case.term)
    prefix = instruction.out.replace(".credit_share.", ".missed.")
    for tier in range(count):
        normal, weak = (rows[block.replace("[0]", f"[{tier}]")][0] for block in instruction.rows[:2])
        yield Step(
            name=f"{prefix}.{tier}",
            rule="missed",
            steps=(),
            inputs=tuple(sorted(set(_beliefs(instruction.rows[0], program)))),
            path=instruction.path,
            unit="share",
            values=np.where(months - start < weak_months, weak, normal),
        )
