"""The trace of a run with one draw: every series by name, with the rule and the inputs that made it."""

from collections.abc import Iterator, Mapping

import numpy as np

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.flows import Array, Step
from outsourcing_model.engine.program.assembly import FIRST, Derived, Instruction, fill_rows
from outsourcing_model.engine.program.translate import Program

STEPPED = ("credit_share", "missed_by_luck", "missed_by_level")
"""Rules that give a step for the deepest limit missed."""
STEPS = {"missed": ("missed", "share"), "points": ("points_due", "points")}
"""What the steps are, by how the name of the tile goes on after its offer, where they are no share of a charge."""
MISSED = ("credit_share", "missed_by_luck", "missed_by_level")
"""Rules that read the probabilities to miss the tiers of a level."""


def trace(program: Program, draws: Draws, values: Array) -> dict[str, Step]:
    """Return every tile of a program as a step, `values` being ``[tile, month]``."""
    steps: dict[str, Step] = {}
    for instruction in program.instructions:
        if instruction.out:
            steps[instruction.out] = _joined(steps.get(instruction.out), instruction, program, values)
        if instruction.rule in MISSED and instruction.path.count(".credits."):
            steps.update((step.name, step) for step in _misses(instruction, program, draws, values))
    return steps


def _joined(before: Step | None, now: Instruction, program: Program, values: Array) -> Step:
    """Return the step of a tile, what was added to it joined to what was there."""
    inputs = tuple(sorted({path for row in now.rows for path in _beliefs(row, program)}))
    name, unit = _stepped(now)
    name = name if before is None or before.rule in ("clear", "level") else before.rule
    return Step(
        name=now.out,
        rule=name,
        steps=tuple(dict.fromkeys((*(before.steps if before else ()), *now.tiles))),
        inputs=tuple(dict.fromkeys((*(before.inputs if before else ()), *inputs))),
        path=before.path if before else now.path,
        unit=unit,
        values=values[program.tiles[now.out]].copy(),
    )


def _stepped(now: Instruction) -> tuple[str, str]:
    """Return what an instruction is told as, and its unit: the steps of a level may be misses or points."""
    parts = now.out.split(".")
    if now.rule in STEPPED and len(parts) > 3:
        return STEPS.get(parts[2].partition(" ")[0], (now.rule, now.unit))
    return now.rule, now.unit


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


def _misses(instruction: Instruction, program: Program, draws: Draws, values: Array) -> Iterator[Step]:
    """Yield the probability of missing each tier of a credited level, month by month."""
    if ".missed " in instruction.out:
        return
    rows = fill_rows(program.rows, draws, 0, 1)
    for tier, chances in enumerate(_chances(instruction, program, rows, values)):
        yield Step(
            name=f"{instruction.path.replace('.credits.', '.missed.')}.{tier}",
            rule="missed",
            steps=(),
            inputs=tuple(sorted(set(_beliefs(instruction.rows[0], program)))),
            path=instruction.path,
            unit="share",
            values=chances,
        )


def _chances(instruction: Instruction, program: Program, rows: Mapping[str, Array], values: Array) -> Iterator[Array]:
    """Yield the probabilities ``[month]`` to miss each tier."""
    count, months = instruction.whole[1], np.arange(program.case.term)

    def row(block: int, number: int) -> float:
        return float(rows[instruction.rows[block].replace(FIRST, f" [{number}]")][0])

    for tier in range(count):
        if instruction.rule == "credit_share":
            weak = months - instruction.whole[2] < rows[instruction.rows[2]][0]
            yield np.where(weak, row(1, tier), row(0, tier))
        else:
            kinds = [int(kind) for kind in program.series[instruction.whole[2]]]
            chances = [row(0, kind * count + tier) if kind >= 0 else 0.0 for kind in kinds]
            yield np.array(chances) * values[program.tiles[instruction.tiles[1]]]
