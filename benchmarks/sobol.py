"""First and total Sobol indices of 25 inputs with intervals of 1,000 resamples: ours against SALib.

``python benchmarks/sobol.py``. Both make their samples and analyse the same number of results; playing the model is
apart from both. Inputs are independent, as SALib has them.
"""

from collections.abc import Iterator

import numpy as np
from figures import Figure, figure, tell
from from_case import case_of_workload
from SALib.analyze import sobol as salib_analyse
from SALib.sample import sobol as salib_sample
from timing import in_turn, ratio, spread

from outsourcing_model.engine.draws import draw
from outsourcing_model.metrics.sobol import indices, swapped

BASE, RESAMPLES, ROUNDS = 1_024, 1_000, 5


def result(table: np.ndarray) -> np.ndarray:
    """Return a model's results at settings [setting, input]: a sum with interactions, so that no index is nothing."""
    weights = np.linspace(1, 3, table.shape[1])
    return table @ weights + table[:, 0] * table[:, 1] + table[:, 2] ** 2


def measure() -> Iterator[Figure]:
    """Measure both in turn."""
    case = case_of_workload().model_copy(update={"correlations": ()})
    drawn = draw(case, BASE)
    count = len(drawn.paths)
    spans = np.column_stack([drawn.values.min(1), drawn.values.max(1)])
    problem = {"num_vars": count, "names": list(drawn.paths), "bounds": spans.tolist()}

    def settings(seed: int) -> np.ndarray:
        one, other = draw(case, BASE, seed), draw(case, BASE, seed + 1_000)
        mixed = swapped(one.values, other.values, [[row] for row in range(count)])
        return np.concatenate([one.values, other.values, *mixed], axis=1)

    unit = (drawn.values.mean(1), drawn.values.std(1))
    results = result((settings(1).T - unit[0]) / unit[1]).reshape(count + 2, BASE)
    sampled = salib_sample.sample(problem, BASE, calc_second_order=False, seed=1)
    theirs = result((sampled - unit[0]) / unit[1])

    def ours(seed: int) -> None:
        settings(seed)
        indices(results, [(path,) for path in drawn.paths], seed)

    def salib(seed: int) -> None:
        salib_sample.sample(problem, BASE, calc_second_order=False, seed=seed + 1)
        salib_analyse.analyze(problem, theirs, calc_second_order=False, num_resamples=RESAMPLES, seed=seed + 1)

    taken = in_turn({"ours": ours, "salib": salib}, ROUNDS)
    for name, who in (("ours", "ours"), ("salib", "SALib")):
        what = f"{who}: samples and indices of {BASE * (count + 2):,} settings, {RESAMPLES:,} resamples"
        yield figure(f"sobol_{name}", what, spread(taken[name]).times(1e3), "ms")
    yield figure("sobol", "SALib over ours", ratio(taken["salib"], taken["ours"]))


if __name__ == "__main__":
    tell(measure)
