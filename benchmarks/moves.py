"""A slider's move on workload W until its numbers are there: everything found anew, and only what the move reaches.

``python benchmarks/moves.py``. The sliders and their settings are those of ``slider.py``, which shows them by case.
"""

from collections.abc import Iterator
from typing import Any

from figures import Figure, figure, tell
from from_case import case_of_workload
from slider import DRAWS, answer, sliders, timed
from timing import Spread, ratio, spread

from outsourcing_model.case.case import Case
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.session.session import Session
from outsourcing_model.session.study import evaluate

WARM = 2
"""Moves of each slider that are not counted."""


def moved(session: Session, path: str, value: Any) -> Comparison:
    """Return the comparison after a move."""
    session.set(path, value)
    return session.study.comparison


def times(case: Case, path: str, settings: list[Any]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each move of one slider: everything anew, and only what it reaches, in turn."""
    session = Session(case, DRAWS, workers=1)
    answer(session.study.comparison)
    anew, reached = [], []
    for value in settings:
        reached.append(timed(lambda value=value: moved(session, path, value))[0])
        anew.append(timed(lambda: evaluate(session.case, DRAWS, workers=1).comparison)[0])
    return anew[WARM:], reached[WARM:]


def measure() -> Iterator[Figure]:
    """Measure every slider; the slowest of them is what is promised about."""
    slowest: dict[str, Spread] = {}
    for kind, path, settings in sliders(case := case_of_workload()):
        anew, reached = times(case, path, settings)
        for key, what, taken in (("slider_anew", "anew", anew), ("slider", "what it reaches", reached)):
            found = spread(taken)
            yield figure(f"{key}_{kind}", f"{kind}, {DRAWS:,} draws, {what}", found, "ms")
            slowest[key] = max(slowest.get(key, found), found, key=lambda each: each.median)
        yield figure(f"slider_gain_{kind}", f"{kind}, anew over what it reaches", ratio(anew, reached))
    yield figure("slider_anew", f"slowest slider, {DRAWS:,} draws, everything anew", slowest["slider_anew"], "ms")
    yield figure("slider", f"slowest slider, {DRAWS:,} draws, what it reaches", slowest["slider"], "ms")


if __name__ == "__main__":
    tell(measure)
