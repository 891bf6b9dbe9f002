"""Holds the workload's case against the same decision written directly with numpy, where that lies beside the project.

``python benchmarks/workload/agree.py`` draws the uncertain figures with the other program, plays our case with these
very draws, and prints how far the results are apart and what a draw costs. Machines are noisy: trust the ratio.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate

sys.path.insert(0, str(Path(__file__).parent))
from write_case import BELIEFS, CASE, PROVIDERS, TAKEOVER, WAGE

Array = NDArray[np.float64]

OTHER = Path(__file__).parents[3] / "shared" / "bench"
"""Where the other program lies."""
DRAWS, ROUNDS = 10_000, 3


@dataclass(frozen=True)
class Agreement:
    """How far our results are from the other program's.

    Parameters
    ----------
    in_house : float
        Greatest relative difference of the in-house present cost over all draws.
    penalties : tuple of float
        Difference of the mean present penalties of each provider, in standard errors of that difference.
    costs : tuple of float
        The same for the present cost of each provider.
    """

    in_house: float
    penalties: tuple[float, ...]
    costs: tuple[float, ...]


def beside() -> bool:
    """Return whether the other program lies beside the project."""
    return (OTHER / "workload.py").is_file()


def other(module: str) -> Any:
    """Return a module of the other program."""
    if str(OTHER) not in sys.path:
        sys.path.append(str(OTHER))
    return import_module(module)


def inputs(n: int, seed: int) -> Array:
    """Return the other program's draws ``[draw, figure]``."""
    workload = other("workload")
    spec = workload.make_spec()
    scores = np.random.default_rng(seed).standard_normal((n, len(BELIEFS)))
    return np.asarray(workload.inputs_exact(spec, scores))


def drawn(x: Array, seed: int = 1) -> Draws:
    """Return the same draws as those of our case, whose paths are sorted.

    The market's growth g is the factor 1 + g, the shift s of what is missing the factor exp(s), the wage a multiple of
    the likely one, and the price of the takeover the least one with an overrun.
    """
    columns = dict(zip(BELIEFS, x.T, strict=True))
    columns["factors.market"] = 1 + columns["factors.market"]
    columns["factors.pay"] = columns["factors.pay"] / WAGE[1]
    for provider in PROVIDERS:
        overrun, incidents = f"offers.{provider}.transition.overrun", f"factors.{provider}_incidents"
        columns[overrun] = columns[overrun] / TAKEOVER[0] - 1
        columns[incidents] = np.exp(columns[incidents])
    paths = tuple(sorted(columns))
    return Draws(paths, np.ascontiguousarray([columns[path] for path in paths]), seed)


def agreement(n: int, seed: int = 3) -> Agreement:
    """Return how far `n` draws of our case are from the other program's results with the same draws.

    Our credits are set off against the next invoice, those of the other program in the month of the miss.
    """
    workload = other("workload")
    case, x = read_case(CASE), inputs(n, seed)
    flows = simulate(case, drawn(x), workers=1)
    cost, penalty, _ = workload.eval_numpy(workload.make_spec(), x, np.random.default_rng(seed), "beta")
    later = (1 + float(case.discount_rate)) ** (1 / 12)  # type: ignore[arg-type]
    received = _of(flows, flows.received_npv)
    apart = _of(flows, flows.npv)[0] / cost[0] - 1
    penalties = received[1:] * later - penalty
    costs = _of(flows, flows.npv)[1:] - received[1:] * (later - 1) - cost[1:]
    return Agreement(float(np.abs(apart).max()), _in_errors(penalties), _in_errors(costs))


def _of(flows: CashFlows, values: Array) -> Array:
    """Return values of the in-house alternative and of each provider, in this order."""
    return values[[flows.alternatives.index(name) for name in ("in_house", *PROVIDERS)]]


def _in_errors(differences: Array) -> tuple[float, ...]:
    """Return the means of differences, each over its standard error."""
    errors = differences.std(axis=1) / np.sqrt(differences.shape[1])
    return tuple(float(each) for each in differences.mean(axis=1) / errors)


def microseconds(work: Callable[[], object], n: int) -> float:
    """Return the least time of a few rounds, by draw."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) / n * 1e6


def main() -> None:
    """Print how far the results are apart and what a draw costs."""
    if not beside():
        print("The other program does not lie beside the project (../shared/bench): nothing to hold the case against")
        return
    found = agreement(DRAWS)
    print(f"in-house present cost: greatest relative difference {found.in_house:.1e}")
    for provider, penalties, costs in zip(PROVIDERS, found.penalties, found.costs, strict=True):
        print(f"{provider}: mean penalties {penalties:+.2f} standard errors apart, mean cost {costs:+.2f}")
    workload, kernel = other("workload"), other("kernel")
    spec, x = workload.make_spec(), inputs(DRAWS, 3)
    tables, case = workload.tier_table(spec), read_case(CASE)
    draws = drawn(x)
    ours = microseconds(lambda: simulate(case, draws, workers=1), DRAWS)
    fused = microseconds(lambda: kernel.run(spec, x, 5, tables=tables, parallel=False), DRAWS)
    print(f"{DRAWS:,} draws, one thread: {ours:.1f} us a draw, hand-fused kernel {fused:.1f}, ratio {ours / fused:.2f}")


if __name__ == "__main__":
    main()
