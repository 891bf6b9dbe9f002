"""The most memory that drawing and simulating workload W takes above what the imports take, by number of draws.

``python benchmarks/memory.py``. Each number of draws has a process of its own.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, figure, tell

DRAWS = (10_000, 100_000, 1_000_000)
KIBIBYTES = 1 if sys.platform.startswith("linux") else 1024
"""What the system counts peak memory in: kibibytes, or bytes."""

PROGRAM = """
import resource, sys
from from_case import case_of_workload
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
case = case_of_workload()
simulate(case, draw(case, 64))
warm = peak()
flows = simulate(case, draw(case, int(sys.argv[1])))
print(before, warm, peak())
"""


def peaks(draws: int) -> list[float]:
    """Return the peak memory in MiB of a process after its imports, after a small run, and after that many draws."""
    command = [sys.executable, "-c", PROGRAM, str(draws)]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    return [int(word) / 1024 / KIBIBYTES for word in done.stdout.split()]


def measure() -> Iterator[Figure]:
    """Measure one process for each number of draws."""
    peaks(1)
    for draws in DRAWS:
        imports, warm, most = peaks(draws)
        key = "memory" if draws == DRAWS[-1] else f"memory_{draws}"
        yield figure(key, f"above the imports, {draws:,} draws", most - imports, "MiB")
        if draws == DRAWS[-1]:
            yield figure("memory_warm", "of which the case and the compiled engine, 64 draws", warm - imports, "MiB")
            yield figure("memory_imports", "the imports themselves", imports, "MiB")


if __name__ == "__main__":
    tell(measure)
