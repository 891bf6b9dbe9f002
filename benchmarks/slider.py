"""Time of a slider's move at 5,000 draws: everything found again, and only what the move reaches.

Run with ``python benchmarks/slider.py [case.yaml ...]``; without a case, the reference workload and the shipped service
desk. Both ways alternate, in one thread, and give the same numbers. Times are those of the processor, which hardly
depend on what else the machine does; trust the ratio more than the times.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.quantities import Exact
from outsourcing_model.session.session import Session
from outsourcing_model.session.study import evaluate

DRAWS, ROUNDS = 5_000, 7
ROOT = Path(__file__).parents[1]
CASES = (ROOT / "benchmarks" / "workload" / "case.yaml", ROOT / "data" / "service-desk-and-hosting" / "case.yaml")


def answer(comparison: Comparison) -> tuple[float, ...]:
    """Return the numbers that a slider shows: the saving of the alternative in question and its range."""
    saving = comparison.saving[comparison.shown]
    return saving.mean or 0.0, saving.p10 or 0.0, saving.p50 or 0.0, saving.p90 or 0.0


def sliders(case: Case) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield kind, path and settings of the sliders that a case has."""
    known = beliefs(case)
    offer = next(name for name, terms in case.offers.items() if terms.credits)
    steps = [Exact(round(0.002 * number, 6)) for number in range(1, ROUNDS + 3)]
    relative = [{"change": step} for step in steps]
    yield "discount rate", "discount_rate", [Exact(round(0.0711 + step, 6)) for step in steps]
    yield "credit cap", f"offers.{offer}.credits.monthly_cap", [Exact(round(0.1 + step, 6)) for step in steps]
    price = next(path for path in known if path.startswith(f"offers.{offer}.charges.") and "price" in path)
    yield "price", price, relative
    yield "volume growth", next(path for path in known if path.endswith("volume.growth") and known[path].mean), relative
    yield "claimed share", f"offers.{offer}.credits.claimed", [Exact(round(0.7 + step, 6)) for step in steps]
    yield "wages", next(path for path in known if path.startswith("indices.")), relative


def timed(work: Any) -> tuple[float, tuple[float, ...]]:
    """Return milliseconds and the numbers of one move."""
    start = time.process_time()
    found = answer(work())
    return (time.process_time() - start) * 1e3, found


def measured(case: Case, path: str, settings: list[Any]) -> str:
    """Return one slider's times as text."""
    session = Session(case, DRAWS, workers=1)
    answer(session.study.comparison)
    first = 0.0
    full, moved = [], []
    for number, value in enumerate(settings):
        session_time, here = timed(lambda value=value: _moved(session, path, value))
        whole_time, there = timed(lambda: evaluate(session.case, DRAWS, workers=1).comparison)
        np.testing.assert_allclose(here, there, rtol=1e-9)
        first = session_time if number == 0 else first
        if number > 1:
            full.append(whole_time)
            moved.append(session_time)
    ratios = [whole / part for whole, part in zip(full, moved, strict=True)]
    return f"{_range(full)}  {first:7.1f}  {_range(moved)}  {_range(ratios)}"


def _moved(session: Session, path: str, value: Any) -> Comparison:
    """Return the comparison after a move."""
    session.set(path, value)
    return session.study.comparison


def _range(values: list[float]) -> str:
    """Return median and range."""
    return f"{statistics.median(values):7.1f} ({min(values):6.1f} to {max(values):6.1f})"


if __name__ == "__main__":
    for place in [Path(name) for name in sys.argv[1:]] or CASES:
        stated = read_case(place)
        print(f"{stated.case}: {DRAWS:,} draws, processor ms; median (range) of {ROUNDS} moves")
        print(f"  {'slider':<14} {'everything':<26} {'first':>7}  {'only what it reaches':<26} ratio")
        for kind, path, settings in sliders(stated):
            try:
                print(f"  {kind:<14} {measured(stated, path, settings)}   {path}", flush=True)
            except CaseError as error:
                print(f"  {kind:<14} {error}")
