"""Time of each stage of a run on the shipped cases, and the engine against a plain month-by-month loop.

Run with the test extra installed: ``python benchmarks/stages.py``. Machines are noisy: trust the ratio, not the times.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from oracle.naive import play_case

from outsourcing_model.case.paths import beliefs
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_cases
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.compare import compare

DRAWS, ROUNDS = 5_000, 5


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


for name, path in shipped_cases().items():
    case = read_case(path)
    expected_run(case)
    draws = draw(case, DRAWS)
    flows = simulate(case, draws, noise=False, workers=1)
    values = {path: belief.mean for path, belief in beliefs(case).items()}
    stages = {
        "draw": seconds(lambda case=case: draw(case, DRAWS)),
        "simulate, 1 thread": seconds(lambda case=case, draws=draws: simulate(case, draws, workers=1)),
        "simulate, 2 threads": seconds(lambda case=case, draws=draws: simulate(case, draws, workers=2)),
        "compare": seconds(lambda flows=flows: compare(flows)),
    }
    engine = seconds(lambda case=case, draws=draws: simulate(case, draws, noise=False, workers=1)) / DRAWS
    loop = seconds(lambda case=case, values=values: play_case(case, values))
    print(f"{name}: {DRAWS:,} draws")
    for stage, taken in stages.items():
        print(f"  {stage:<20} {taken * 1e3:8.1f} ms")
    print(f"  a draw: engine {engine * 1e6:.1f} us, plain loop {loop * 1e6:,.0f} us, ratio {loop / engine:,.0f}")
