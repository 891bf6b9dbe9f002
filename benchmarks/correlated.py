"""Drawing the 25 correlated inputs of workload W: `draw` against frozen distributions of scipy and a Gaussian copula.

``python benchmarks/correlated.py``.
"""

from collections.abc import Iterator

import numpy as np
from figures import Figure, figure, tell
from from_case import case_of_workload, frozen, normal_correlation
from scipy import special
from timing import in_turn, ratio, spread

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.points import points

DRAWS, ROUNDS = 10_000, 15
WHAT = {
    "draw": "draw, 25 correlated inputs",
    "points": "of which the points, by seed and path",
    "scipy": "scipy, 25 correlated inputs",
}


def measure() -> Iterator[Figure]:
    """Measure both in turn."""
    case = case_of_workload()
    paths, inputs = zip(*frozen(case).items(), strict=True)
    lower = np.linalg.cholesky(normal_correlation())

    def by_scipy(seed: int) -> np.ndarray:
        scores = np.random.default_rng(seed).standard_normal((DRAWS, len(inputs))) @ lower.T
        shares = special.ndtr(scores)
        return np.column_stack([of.ppf(shares[:, column]) for column, of in enumerate(inputs)])

    def only_points(seed: int) -> None:
        for path in paths:
            points(seed, path, DRAWS)

    works = {"draw": lambda number: draw(case, DRAWS, number), "scipy": by_scipy, "points": only_points}
    taken = in_turn(works, ROUNDS)
    for name, what in WHAT.items():
        yield figure(f"{name}_inputs", what, spread(taken[name]).times(1e6 / DRAWS), "us/draw")
    yield figure("correlated", "scipy over draw", ratio(taken["scipy"], taken["draw"]))


if __name__ == "__main__":
    tell(measure)
