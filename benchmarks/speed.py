"""Workload W by `simulate` against a loop, a numpy version and a kernel fused by hand, all on the same inputs.

``python benchmarks/speed.py``. First the versions have to agree, then they are timed in turn in one process. The numpy
version and the kernel of the prototypes take part where they lie beside the project.
"""

import os
import random
from collections.abc import Callable, Iterator

import numpy as np
from agreement import differences
from figures import Figure, figure, tell
from from_case import case_of_workload, inputs_of_draws, workload
from loop import Loop
from machine import busy
from prototypes import prototypes
from tiers import Tiers
from timing import Work, in_turn, ratio, spread

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.program.translate import translate
from outsourcing_model.engine.simulate import simulate

DRAWS, LOOPED, FEW, ROUNDS = 10_000, 20, 64, 7


def measure() -> Iterator[Figure]:
    """Measure every version in turn."""
    case = case_of_workload()
    yield from differences(case)
    drawn = [draw(case, DRAWS, seed) for seed in range(ROUNDS + 1)]
    inputs = [inputs_of_draws(draws) for draws in drawn]
    renamed = [case.model_copy(update={"case": f"case {number}"}) for number in range(ROUNDS + 1)]
    few = [draw(case, FEW, seed) for seed in range(ROUNDS + 1)]
    tiers, loop = Tiers(workload()), Loop(workload())

    def looped(number: int) -> None:
        luck = random.Random(number)
        for at in range(LOOPED):
            loop.play(inputs[number], at, luck)

    works: dict[str, Work] = {
        "simulate": lambda number: simulate(case, drawn[number], workers=1),
        "threads": lambda number: simulate(case, drawn[number], workers=2),
        "tiers": lambda number: tiers.play(inputs[number], np.random.default_rng(number)),
        "loop": looped,
        **beside([part.columns() for part in inputs]),
        "draw": lambda number: draw(case, DRAWS, 1_000 + number),
        "fixed": lambda number: simulate(case, few[number], workers=1),
        "first": lambda number: simulate(renamed[number], few[number], workers=1),
    }
    taken = in_turn(works, ROUNDS)
    for name, what in WHAT.items():
        if name in taken:
            draws = LOOPED if name == "loop" else DRAWS
            yield figure(f"{name}_time", what, spread(taken[name]).times(1e6 / draws), "us/draw")
    for name, what in SMALL.items():
        yield figure(f"{name}_time", f"simulate of {FEW} draws{what}", spread(taken[name]).times(1e3), "ms")
    count = len(translate(case, measures_only=True).code)
    yield figure("instructions", "instructions that simulate applies", count, "")
    ours = taken["simulate"]
    yield figure("tiers", "numpy version over simulate", ratio(taken["tiers"], ours))
    if "prototype" in taken:
        yield figure("prototype", "numpy version of the prototypes over simulate", ratio(taken["prototype"], ours))
        yield figure("kernel", "simulate over the kernel fused by hand", ratio(ours, taken["kernel"]))
    yield figure("loop", "loop over simulate", ratio([each * DRAWS / LOOPED for each in taken["loop"]], ours))
    yield figure("threads", "simulate on one thread over two", ratio(ours, taken["threads"]))
    yield figure("busy", "processes that wanted a processor meanwhile", busy(), "")
    yield figure("processors", "processors", os.cpu_count() or 1, "")


WHAT = {
    "loop": "plain loop over months, one draw after the other",
    "tiers": "numpy version, 32 draws at a time",
    "prototype": "numpy version of the prototypes, 32 draws at a time",
    "kernel": "kernel fused by hand",
    "simulate": "simulate, 1 thread",
    "threads": "simulate, 2 threads",
    "draw": "draw, apart from all of these",
}
SMALL = {"fixed": ": what does not depend on their number", "first": " of a case that was not played before"}


def beside(tables: list[np.ndarray]) -> dict[str, Work]:
    """Return the versions of the prototypes, none if they are not there."""
    found = prototypes()
    if found is None:
        return {}
    module, kernel = found
    spec = module.make_spec()
    chances = module.tier_table(spec)
    played: Callable[[int], object] = lambda number: module.eval_numpy(  # noqa: E731
        spec, tables[number], np.random.default_rng(number), "tier", 32, chances
    )
    return {
        "prototype": played,
        "kernel": lambda number: kernel.run(spec, tables[number], number, tables=chances, parallel=False),
    }


if __name__ == "__main__":
    tell(measure)
