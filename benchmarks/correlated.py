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

PROMISED = 10_000
ROUNDS = {PROMISED: 15, 100_000: 5}
"""Draws to rounds."""


def measure() -> Iterator[Figure]:
    """Measure both in turn."""
    case = case_of_workload()
    paths, inputs = zip(*frozen(case).items(), strict=True)
    lower = np.linalg.cholesky(normal_correlation())

    def by_scipy(draws: int, seed: int) -> np.ndarray:
        scores = np.random.default_rng(seed).standard_normal((draws, len(inputs))) @ lower.T
        shares = special.ndtr(scores)
        return np.column_stack([of.ppf(shares[:, column]) for column, of in enumerate(inputs)])

    for draws, rounds in ROUNDS.items():
        works = {
            "draw": lambda seed, draws=draws: draw(case, draws, seed).values,
            "points": lambda seed, draws=draws: [points(seed, path, draws) for path in paths],
            "scipy": lambda seed, draws=draws: by_scipy(draws, seed),
        }
        taken = in_turn(works, rounds)
        mark = "" if draws == PROMISED else f"_{draws}"
        for name, what in WHAT.items():
            each = spread(taken[name]).times(1e6 / draws)
            yield figure(f"{name}_inputs{mark}", f"{what}, {draws:,} draws", each, "us/draw")
        yield figure(f"correlated{mark}", f"scipy over draw, {draws:,} draws", ratio(taken["scipy"], taken["draw"]))


WHAT = {
    "draw": "draw, 25 correlated inputs",
    "points": "of which the points, by seed and path",
    "scipy": "scipy, 25 correlated inputs",
}


if __name__ == "__main__":
    tell(measure)
