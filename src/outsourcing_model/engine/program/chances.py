"""How likely a limit is to be missed in each window, and how far on average: rows in closed form for every draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from outsourcing_model.engine.program import laws
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.engine.program.laws import Formula, Law
from outsourcing_model.engine.program.measured import Measured


@dataclass(frozen=True)
class Chances:
    """A block of rows, one for each kind of window and limit, and which kind ends in each month.

    Parameters
    ----------
    rows : str
        Name of the first row: kinds one after another, the limits of a kind side by side.
    which : int
        Number of the pattern that holds each month's kind, -1 where nothing is measured.
    kinds : int
        How many kinds of window there are.
    """

    rows: str
    which: int
    kinds: int


def missed(assembly: Assembly, name: str, measured: Measured, limits: Sequence[float]) -> Chances:
    """Return the probabilities to miss each limit in each window."""
    held = laws.law(assembly, measured)
    return _block(assembly, name, measured, held, held.missed, limits)


def shortfall(assembly: Assembly, name: str, measured: Measured, limit: float) -> Chances:
    """Return by how much each window is expected to stay below a limit."""
    held = laws.law(assembly, measured)
    return _block(assembly, name, measured, held, held.shortfall, (limit,))


def scores(assembly: Assembly, name: str, block: str, count: int) -> str:
    """Return the first of as many rows of normal scores as a block has of probabilities, one if nothing is measured."""
    stem, several = block.removesuffix("[0]"), range(max(count, 1))
    return assembly.block(name, [assembly.derived(f"{name} of {n}", _score, f"{stem}[{n}]") for n in several])


def _score(probability: Array) -> Array:
    """Return the normal score of probabilities."""
    return np.asarray(special.ndtri(probability))


def _block(
    assembly: Assembly, name: str, measured: Measured, held: Law, formula: Callable[[Any, float], Formula],
    limits: Sequence[float],
) -> Chances:  # fmt: skip
    """Return a block with one row for each kind of window and limit."""
    kinds = {end: held.kind(end) for end in measured.ends}
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds.values()))}
    rows = [
        assembly.derived(
            f"{name} {number}, {limit!r}", formula(kind, limit), *held.rows, expected=not measured.is_direct
        )
        for kind, number in numbers.items()
        for limit in limits
    ]
    which = [numbers[kinds[m]] if m in kinds else -1 for m in range(assembly.case.term)]
    rows = rows or [assembly.constant(0.0)]
    return Chances(assembly.block(name, rows), assembly.pattern(which), len(numbers))
