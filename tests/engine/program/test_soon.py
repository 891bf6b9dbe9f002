"""Another order of instructions gives every tile the same value, and most free their places earlier."""

from collections import defaultdict
from pathlib import Path

import pytest

from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.program.assembly import Instruction
from outsourcing_model.engine.program.soon import ADDING, soon
from outsourcing_model.engine.program.translate import assembled, numbered, translate

CASES = sorted(Path(__file__).parents[3].glob("data/*/case.yaml")) + sorted(
    Path(__file__).parents[3].glob("benchmarks/workload/case.yaml")
)


def meaning(steps):
    """Return what each tile holds in the end, and what is entered in each account, as terms of what was read."""
    holds, entered = {}, defaultdict(list)
    for step in steps:
        term = hash((step.rule, step.rows, step.whole, step.real, *(holds[tile] for tile in step.tiles)))
        if step.out:
            holds[step.out] = hash((term, holds.get(step.out)))
        else:
            entered[step.rule, step.whole].append(term)
    return holds, entered


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_same_is_found(path):
    assembly = assembled(read_case(path))
    found = soon(assembly.instructions)
    assert sorted(map(id, found)) == sorted(map(id, assembly.instructions))
    assert meaning(found) == meaning(assembly.instructions)
    assert any(a is not b for a, b in zip(found, assembly.instructions, strict=True))


def test_the_workload_needs_no_place_for_every_charge():
    case = read_case(CASES[-1])
    program = translate(case, measures_only=True)
    assert program.tile_count <= 20 < numbered(assembled(case)).tile_count
    rules = [step.rule for step in program.instructions]
    assert rules.index("added_share") < len(rules) - rules[::-1].index("billed"), "credits of one before charges of all"


def test_an_addition_waits_for_all_that_it_needs_and_for_those_who_read_its_sum():
    steps = [
        Instruction("level", "a"),
        Instruction("level", "b"),
        Instruction("clear", "sum"),
        Instruction("added_credit", "sum", ("a", "b")),
        Instruction("level", "c"),
        Instruction("book", "", ("sum",)),
        Instruction("add", "sum", ("c",)),
        Instruction("add", "sum", ("a",)),
        Instruction("book", "", ("sum",)),
    ]
    assert list(map(id, soon(steps))) == list(map(id, steps))
    early = [steps[0], steps[2], Instruction("level", "far"), Instruction("add", "sum", ("a",)), steps[8]]
    assert [step.rule for step in soon(early)] == ["level", "clear", "add", "level", "book"]


def test_what_only_adds_is_known():
    assert {"add", "subtract", "added_credit", "added_share"} == set(ADDING)
