"""How long it takes to draw correlated beliefs, beside the usual way with scipy, and how far both are apart.

    python benchmarks/drawing.py [draws]

Twenty-five beliefs of five families, all correlated with one another (rank 0.3), one thread. Both ways are timed in
pairs, turn by turn; printed are nanoseconds a draw, the median of the pairs' ratios and their range. The usual way is
given its uniform numbers for nothing in a second line.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.engine.drawing import Group, Source

PAIRS = 9
FAMILIES = [
    ({"pert": [80, 100, 150]}, stats.beta(1 + 80 / 70, 1 + 200 / 70, 80, 70)),
    ({"triangular": [0, 2, 10]}, stats.triang(0.2, 0, 10)),
    ({"lognormal": {"mean": 100, "sd": 15}}, stats.lognorm(np.sqrt(np.log1p(0.0225)), scale=100 / np.sqrt(1.0225))),
    ({"normal": {"mean": 5, "sd": 2}}, stats.norm(5, 2)),
    ({"uniform": [2, 9]}, stats.uniform(2, 7)),
]


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    laws, known = {}, []
    for number in range(25):
        raw, law = FAMILIES[number % len(FAMILIES)]
        laws[f"input {number:02}"] = read_uncertain(raw, "number", None, None).distribution
        known.append(law)
    matrix = np.full((25, 25), 2 * np.sin(np.pi * 0.3 / 6))
    np.fill_diagonal(matrix, 1.0)
    lower = np.linalg.cholesky(matrix)
    source = Source(laws, 1, "keyed", (Group(np.arange(25), lower),), draws)
    generator = np.random.default_rng(1)
    uniform = generator.random((draws, 25))

    def usual(shares: np.ndarray) -> list[np.ndarray]:
        together = stats.norm.cdf(stats.norm.ppf(shares) @ lower.T)
        return [law.ppf(together[:, row]) for row, law in enumerate(known)]

    ways = {
        "scipy": lambda: usual(generator.random((draws, 25))),
        "scipy, uniform numbers given": lambda: usual(uniform),
    }
    ours = lambda: source.block(0, draws)  # noqa: E731
    print(f"{draws:,} draws of 25 correlated beliefs; at first, with tables and compilation, {seconds(ours):.2f} s")
    for name, way in ways.items():
        way()
        pairs = [(seconds(way), seconds(ours)) for _ in range(PAIRS)]
        ratios = sorted(theirs / mine for theirs, mine in pairs)
        theirs, mine = (statistics.median(column) / draws * 1e9 for column in zip(*pairs, strict=True))
        print(
            f"{name}: {theirs:,.0f} ns a draw, here {mine:,.0f}; ratio {statistics.median(ratios):.1f} "
            f"({ratios[0]:.1f} to {ratios[-1]:.1f})"
        )
    errors = [read.error for read in source.reads.values()]
    print(f"greatest error of a table: {max(errors):.1e} standard deviations")


if __name__ == "__main__":
    main()
