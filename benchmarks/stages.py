"""Time of each stage of a run on the shipped cases, and the engine against a plain month-by-month loop.

``python benchmarks/stages.py``. The loop is the one that the tests hold against the engine.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, figure, tell
from timing import Work, in_turn, ratio, spread

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_cases
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from oracle.naive import play_case

DRAWS, ROUNDS = 5_000, 5


def answer(flows: CashFlows) -> Comparison:
    """Return the comparison, its answer found: the saving of every alternative and which one is recommended."""
    found = compare(flows)
    if not (found.saving and found.recommended):
        message = "nothing is recommended"
        raise ValueError(message)
    return found


def stages(case: Case) -> dict[str, Work]:
    """Return what a run does, one after the other, and the loop with every belief at its mean."""
    drawn = [draw(case, DRAWS, seed) for seed in range(ROUNDS + 1)]
    flows = [simulate(case, draws) for draws in drawn]
    values = {path: belief.mean for path, belief in beliefs(case).items()}
    return {
        "draw": lambda number: draw(case, DRAWS, 1_000 + number),
        "expected run": lambda _: expected_run(case),
        "simulate, 1 thread": lambda number: simulate(case, drawn[number], workers=1),
        "simulate, 2 threads": lambda number: simulate(case, drawn[number], workers=2),
        "compare": lambda number: answer(flows[number]),
        "loop": lambda _: play_case(case, values),
        "engine": lambda number: simulate(case, drawn[number], noise=False, workers=1),
    }


def measure() -> Iterator[Figure]:
    """Measure every shipped case."""
    for name, path in shipped_cases().items():
        taken = in_turn(stages(read_case(path)), ROUNDS)
        loop, engine = taken.pop("loop"), [seconds / DRAWS for seconds in taken.pop("engine")]
        for stage, seconds in taken.items():
            yield figure(f"{name} {stage}", f"{name}, {DRAWS:,} draws: {stage}", spread(seconds).times(1e3), "ms")
        yield figure(f"{name} loop", f"{name}: a plain loop over the engine, for one draw", ratio(loop, engine))


if __name__ == "__main__":
    tell(measure)
