"""Whether `simulate` and the numpy version say the same of workload W: nothing is timed before they do.

``python benchmarks/agreement.py``. What has no luck has to be equal; penalties depend on the luck of months, which
another generator draws, so that their means have to lie within a few standard errors of one another.
"""

from collections.abc import Iterator

import numpy as np
from figures import Figure, figure, tell
from from_case import LATER, PROVIDERS, case_of_workload, inputs_of_draws, workload
from tiers import Tiers

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate

DRAWS, SEED = 10_000, 11


def differences(case: Case, draws: int = DRAWS) -> Iterator[Figure]:
    """Yield the greatest relative difference of in-house present costs, and that of mean penalties in standard errors.

    Raises
    ------
    ValueError
        If the versions do not agree.
    """
    drawn = draw(case, draws, SEED)
    flows = simulate(case, drawn)
    costs, penalties, _ = Tiers(workload()).play(inputs_of_draws(drawn), np.random.default_rng(SEED))
    in_house = np.abs(flows.npv[flows.alternatives.index("in_house")] / costs[0] - 1).max()
    yield figure("in_house", "in-house present cost, greatest relative difference in any draw", float(in_house), "")
    apart = []
    for provider, penalty in zip(PROVIDERS, penalties, strict=True):
        gap = flows.received_npv[flows.alternatives.index(provider)] * LATER - penalty
        apart.append(abs(gap.mean()) / (gap.std(ddof=1) / np.sqrt(draws)))
    yield figure("penalties", "mean penalties, difference in standard errors", float(max(apart)), "")
    if in_house > 1e-12 or max(apart) > 4:
        message = f"the versions do not agree: {in_house:.1e} in-house, {max(apart):.1f} standard errors of penalties"
        raise ValueError(message)


if __name__ == "__main__":
    tell(lambda: differences(case_of_workload()))
