"""One evaluation of a case, complete and immutable."""

from collections.abc import Callable
from dataclasses import dataclass

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import with_scenarios
from outsourcing_model.engine.draws import DEFAULT_DRAWS, DEFAULT_SEED, Draws, draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.partial import Played, play
from outsourcing_model.engine.redraw import Drawn, drawn, redraw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison


@dataclass(frozen=True)
class Study:
    """A case as it was evaluated, with what chance decided, what happened and what it is worth."""

    case: Case
    draws: Draws
    flows: CashFlows
    comparison: Comparison


@dataclass(frozen=True)
class Found:
    """A study with what of it can be used again for a case that differs a little.

    Parameters
    ----------
    study : Study
        What was found.
    drawn : Drawn
        How its beliefs were drawn.
    played : Played
        How its case was played.
    """

    study: Study
    drawn: Drawn
    played: Played


def find(case: Case, of: tuple[int, int, str], last: Found | None = None, workers: int | None = None) -> Found:
    """Return the study of a case, drawing and playing only what differs from the last one.

    Parameters
    ----------
    case : Case
        What is evaluated.
    of : tuple of int, int and str
        Number of draws, seed and kind of points.
    last : Found, optional
        A study of the same number of draws, seed and points.
    workers : int, optional
        Threads.
    """
    now = redraw(case, last.drawn) if last else drawn(case, *of)
    played = play(case, now.draws, last.played if last else None, workers)
    return Found(Study(case, now.draws, played.flows, compare(played.flows)), now, played)


def evaluate(
    case: Case,
    n: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    scenarios: tuple[str, ...] = (),
    workers: int | None = None,
    progress: Callable[[int], object] | None = None,
    points: str = "keyed",
) -> Study:
    """Return the evaluation of a case under its named scenarios, applied in the order given.

    Parameters
    ----------
    case : Case
        The base case.
    n, seed : int
        Number of draws and what they depend on.
    scenarios : tuple of str
        Names of scenarios of the case.
    workers : int, optional
        Threads.
    progress : callable, optional
        Told the number of draws done.
    points : {"keyed", "sobol", "plain"}
        How the draws fill the range of what is believed.

    Raises
    ------
    CaseError
        If a scenario is not there or makes a case that can't be.
    """
    changed = with_scenarios(case, scenarios)
    draws = draw(changed, n, seed, points)
    flows = simulate(changed, draws, workers=workers, progress=progress)
    return Study(changed, draws, flows, compare(flows))
