"""The same draws by two libraries that run models: ema_workbench and monaco, each in sequence, against `simulate`.

``python benchmarks/peers.py``. Neither library has a model of outsourcing: the model is what their user writes, in
numpy for one draw. Their 25 inputs are independent, since neither joins inputs by ranks. What they take includes the
drawing of inputs; ratios are given to `simulate` alone, as it is promised, and to `draw` and `simulate` together.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial

import ema_workbench
import monaco
import numpy as np
from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator, perform_experiments
from figures import Figure, figure, tell
from from_case import case_of_workload, frozen, workload
from monaco.mc_enums import SimFunctions
from one_draw import Luck, OneDraw
from scipy.stats._distn_infrastructure import rv_frozen
from timing import in_turn, ratio, spread

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate

OURS, THEIRS, ROUNDS = 10_000, 1_000, 5
COSTS = ("in_house", "first", "second")
Play = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def nothing(_: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a result at once: what is left is the library's own time."""
    return np.zeros(3), np.zeros(2)


def by_ema_workbench(play: Play, inputs: dict[str, rv_frozen], draws: int, seed: int) -> np.ndarray:
    """Return the present costs [draw, alternative]."""
    np.random.seed(seed)  # noqa: NPY002  what the library draws from

    def costs(**values: float) -> dict[str, float]:
        return dict(zip(COSTS, play(np.array([values[name] for name in inputs]))[0].tolist(), strict=True))

    stated = Model("workload", function=costs)
    stated.uncertainties = [RealParameter.from_dist(name, of) for name, of in inputs.items()]
    stated.outcomes = [ScalarOutcome(name) for name in COSTS]
    with SequentialEvaluator(stated) as evaluator:
        _, outcomes = perform_experiments(stated, draws, evaluator=evaluator, log_progress=True)
    return np.column_stack([outcomes[name] for name in COSTS])


def by_monaco(play: Play, inputs: dict[str, rv_frozen], draws: int, seed: int) -> np.ndarray:
    """Return the present costs [draw, alternative]."""

    def before(case: monaco.Case) -> tuple[np.ndarray]:
        return (np.array([case.invals[name].val for name in inputs]),)

    def after(case: monaco.Case, costs: np.ndarray, _: np.ndarray) -> None:
        for name, cost in zip(COSTS, costs.tolist(), strict=True):
            case.addOutVal(name, cost)

    steps = {SimFunctions.PREPROCESS: before, SimFunctions.RUN: play, SimFunctions.POSTPROCESS: after}
    sim = monaco.Sim("workload", draws, steps, seed=seed, singlethreaded=True, verbose=False, debug=True)
    for name, of in inputs.items():
        parameters, place, scale = of.dist._parse_args(*of.args, **of.kwds)
        named = dict(zip((of.dist.shapes or "").split(", "), parameters, strict=False))
        sim.addInVar(name, dist=of.dist, distkwargs={**named, "loc": place, "scale": scale})
    sim.runSim()
    return np.column_stack([sim.outvars[name].nums for name in COSTS])


LIBRARIES = {"ema_workbench": by_ema_workbench, "monaco": by_monaco}
MODELS: dict[str, Luck | None] = {"": "levels", ", tiers drawn at once": "tiers", ", a model that does nothing": None}
"""Way of the user's model to the luck that it draws; the first is the one that is promised about."""


def measure() -> Iterator[Figure]:
    """Measure the libraries in turn with `simulate`, in one process."""
    logging.getLogger(ema_workbench.__name__).setLevel(logging.ERROR)
    case = case_of_workload()
    inputs, fixed = frozen(case), workload()
    drawn = [draw(case, OURS, seed) for seed in range(ROUNDS + 1)]
    for way, luck in MODELS.items():
        play = OneDraw(fixed, luck) if luck else nothing
        works = {
            "simulate": lambda number: simulate(case, drawn[number], workers=1),
            "draw": lambda number: draw(case, OURS, 1_000 + number).values,
        }
        for name, run in LIBRARIES.items():
            works[name] = partial(run, play, inputs, THEIRS)
        taken = in_turn(works, ROUNDS)
        ours = [seconds / OURS for seconds in taken.pop("simulate")]
        both = [one + seconds / OURS for one, seconds in zip(ours, taken.pop("draw"), strict=True)]
        yield figure(f"peers_ours{way}", f"simulate beside libraries{way}", spread(ours).times(1e6), "us/draw")
        for name, seconds in taken.items():
            each = [second / THEIRS for second in seconds]
            yield figure(f"{name}_time{way}", f"{name}{way}", spread(each).times(1e6), "us/draw")
            yield figure(f"{name}{way}", f"{name}{way} over simulate", ratio(each, ours))
            yield figure(f"{name}_both{way}", f"{name}{way} over draw and simulate together", ratio(each, both))


if __name__ == "__main__":
    tell(measure)
