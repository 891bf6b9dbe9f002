"""What the first run costs in an empty folder for compiled code, above the same run when everything is compiled.

``python benchmarks/compiling.py``.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, figure, tell
from timing import processor_seconds

from outsourcing_model.engine.compiled import VARIABLE

PROGRAM = """
from from_case import case_of_workload
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
case = case_of_workload()
simulate(case, draw(case, 64))
"""


def run(folder: str) -> tuple[float, float]:
    """Return the seconds, by the clock and by the processor, of a small run with its compiled code in a folder."""
    command, environment = [sys.executable, "-c", PROGRAM], {**os.environ, VARIABLE: folder}
    start = time.perf_counter()
    processor = processor_seconds(command, cwd=Path(__file__).parent, env=environment)
    return time.perf_counter() - start, processor


def measure() -> Iterator[Figure]:
    """Measure one run in an empty folder, and one after it."""
    with tempfile.TemporaryDirectory() as folder:
        first, again = run(folder), run(folder)
    yield figure("compiling_clock", "first run over later runs, by the clock", first[0] - again[0], "s")
    yield figure("compiling", "first run over later runs, by the processor", first[1] - again[1], "s")
    yield figure("warm_clock", "a small run when everything is compiled, by the clock", again[0], "s")


if __name__ == "__main__":
    tell(measure)
