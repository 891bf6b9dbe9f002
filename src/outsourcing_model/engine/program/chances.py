"""How likely a limit is to be missed in each window, and how far on average: rows in closed form for every draw."""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from outsourcing_model.engine.attainment import deviation, share_missed, share_shortfall
from outsourcing_model.engine.program import means
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.engine.program.measured import Measured

Formula = Callable[..., Array]
"""From rows of beliefs to a row."""


@dataclass(frozen=True)
class Law:
    """What is believed of a window.

    Parameters
    ----------
    rows : tuple of str
        Beliefs that its formulas read.
    kind : callable
        From the month in which a window ends to what its distribution depends on; equal ones are reckoned once.
    missed, shortfall : callable
        From a kind and a limit to the formula of the probability to miss it, and of the mean shortfall.
    """

    rows: tuple[str, ...]
    kind: Callable[[int], Hashable]
    missed: Callable[[Any, float], Formula]
    shortfall: Callable[[Any, float], Formula]


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


def width(memory: float, months: int) -> float:
    """Return the standard deviation of the sum of some months' shares over that of a month.

    The root of the sum of memory^|i - j| over all pairs of months.

    Examples
    --------
    >>> width(0.0, 4), width(0.5, 2)
    (2.0, 1.7320508075688772)
    """
    return math.sqrt(math.fsum(memory ** abs(i - j) for i in range(months) for j in range(months)))


def law(assembly: Assembly, measured: Measured) -> Law:
    """Return what is believed of the windows of a level."""
    return _share(assembly, measured)


def _share(assembly: Assembly, measured: Measured) -> Law:
    """Return the law of a share with a believed mean: beta in a month and, with the same moments, in a window."""
    belief, narrow = measured.belief, width(measured.belief.memory, measured.months) / measured.months

    def kind(end: int) -> tuple[means.Month, ...]:
        window = range(end + 1 - measured.months, end + 1)
        return tuple(sorted(means.month(belief, m, measured.start, measured.stop) for m in window))

    def moments(months: Sequence[means.Month], rows: Sequence[Array]) -> tuple[Array, Array]:
        each = [means.mean_of(month, *rows) for month in months]
        mean = np.asarray(sum(each) / len(each))
        return mean, deviation(mean, belief.spread) * narrow

    def missed(months: tuple[means.Month, ...], limit: float) -> Formula:
        return lambda *rows: share_missed(*moments(months, rows), limit)

    def shortfall(months: tuple[means.Month, ...], limit: float) -> Formula:
        return lambda *rows: share_shortfall(*moments(months, rows), limit)

    return Law(means.rows(assembly, measured.path, belief), kind, missed, shortfall)


def missed(assembly: Assembly, name: str, measured: Measured, limits: Sequence[float]) -> Chances:
    """Return the probabilities to miss each limit in each window."""
    held = law(assembly, measured)
    return _block(assembly, name, measured, held, held.missed, limits)


def shortfall(assembly: Assembly, name: str, measured: Measured, limit: float) -> Chances:
    """Return by how much each window is expected to stay below a limit."""
    held = law(assembly, measured)
    return _block(assembly, name, measured, held, held.shortfall, (limit,))


def scores(assembly: Assembly, name: str, block: str, count: int) -> str:
    """Return the first of as many rows as a block of probabilities has, with their normal scores."""
    stem = block.removesuffix("[0]")
    return assembly.block(name, [assembly.derived(f"{name} of {n}", _score, f"{stem}[{n}]") for n in range(count)])


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
