"""Break-even: where a figure, or a volume, makes one alternative as good as another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.figure import Figure, figure_at
from outsourcing_model.case.paths import unknown
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import CaseError
from outsourcing_model.metrics.crossing import Array, Function, Turn, turns
from outsourcing_model.metrics.searched_range import searched_range
from outsourcing_model.metrics.settings import scores_at

EQUAL = 1e-13
"""Part of the amounts below which two alternatives are equal."""
PARTS = 256
"""Equal parts of the range in which each change of sides is refined."""
FEW_PARTS, HALVINGS = 32, 38
"""The same for numbers that are no beliefs, each of which is a case of its own, and how often a part is halved."""


def break_even_volume(fixed_in: float, unit_in: float, fixed_out: float, unit_out: float) -> float | None:
    """Return the volume at which two straight lines of cost meet; None if they never do above zero.

    Parameters
    ----------
    fixed_in, fixed_out : float
        Fixed cost of either side, per period.
    unit_in, unit_out : float
        Cost of a unit.

    Notes
    -----
    Q* = (F_in - F_out) / (v_out - v_in).

    Examples
    --------
    >>> break_even_volume(40_000, 5.5, 0, 8)
    16000.0
    """
    if unit_out == unit_in:
        return None
    volume = (fixed_in - fixed_out) / (unit_out - unit_in)
    return volume if volume > 0 else None


def break_even_volumes(case: Case, alternative: str, service: str, low: float, high: float) -> tuple[float, ...]:
    """Return the volumes of the first month at which an alternative saves nothing against the reference, ascending.

    Parameters
    ----------
    case : Case
        Played at its expected run.
    service : str
        Whose volume moves; all others stay, and so does what the contract calls the reference volume.
    low, high : float
        Range that is searched, in units a month.

    Returns
    -------
    tuple of float
        None, one or several: a price in bands may meet a stepped cost more than once.
    """
    path = f"services.{service}.volume.month_1"
    found = break_evens(case, path, [(alternative, case.reference)], (low, high), measure="present_cost")
    return tuple(turn.at for turn in found[0].turns)


@dataclass(frozen=True)
class BreakEven:
    """Where one figure makes one alternative as good as another.

    Parameters
    ----------
    path : str
        The figure.
    first, second : str
        The alternatives.
    low, high : float
        Range that was searched.
    now : float
        Where the figure stands today, a belief at its mean.
    turns : tuple of Turn
        Every value at which the better of the two changes, ascending: a root, or a jump over zero. Empty if there is
        none in the range.
    at_low, at_high : float
        Advantage of the first over the second at either end, present money: who stays ahead where nothing turns.
    """

    path: str
    first: str
    second: str
    low: float
    high: float
    now: float
    turns: tuple[Turn, ...]
    at_low: float
    at_high: float


def break_evens(
    case: Case,
    path: str,
    pairs: Sequence[tuple[str, str]],
    searched: tuple[float, float] | None = None,
    measure: str = "net_benefit",
) -> tuple[BreakEven, ...]:
    """Return where a figure makes the alternatives of each pair equally good, in the expected run.

    Parameters
    ----------
    case : Case
        All other beliefs stand at their means.
    path : str
        Any number of the case: a belief, a constant, months, a rate.
    pairs : sequence of (str, str)
        Alternatives, all searched at once.
    searched : (float, float), optional
        Ends of the range; see :func:`searched_range` when absent.
    measure : str
        ``net_benefit``, on which alternatives are ranked, or ``present_cost``.

    Raises
    ------
    CaseError
        If the path is no number of the case, an end is not allowed there, or no range is usual.
    """
    _check_names(case, pairs)
    figure = figure_at(case, path)
    low, high = searched or searched_range(figure)

    def ahead(values: Array) -> Array:
        scores = scores_at(case, [path], values[None], 0.0)
        found = scores.net_benefit if measure == "net_benefit" else -scores.present_cost
        return np.array([_clear(found[scores.row(first)], found[scores.row(second)]) for first, second in pairs])

    at_ends = ahead(np.array([low, high]))
    found = _turns(ahead, figure, low, high)
    return tuple(
        BreakEven(path, first, second, low, high, figure.now, turned, *map(float, ends))
        for (first, second), turned, ends in zip(pairs, found, at_ends, strict=True)
    )


def _clear(first: Array, second: Array) -> Array:
    """Return how far the first is ahead, nothing where the two are equal but for rounding."""
    ahead = first - second
    return np.where(np.abs(ahead) > EQUAL * np.maximum(np.abs(first), np.abs(second)), ahead, 0.0)


def _turns(ahead: Function, figure: Figure, low: float, high: float) -> list[tuple[Turn, ...]]:
    """Return the turns of each pair: finely for beliefs, which are played together, whole steps for whole numbers."""
    if isinstance(figure.stated, Uncertain):
        return turns(ahead, np.linspace(low, high, PARTS + 1))
    if not figure.is_whole:
        return turns(ahead, np.linspace(low, high, FEW_PARTS + 1), HALVINGS, 2)
    grid = np.arange(np.ceil(low), np.floor(high) + 1)
    above = ahead(grid) >= 0
    return [tuple(Turn(float(grid[at + 1]), True) for at in np.flatnonzero(row[1:] != row[:-1])) for row in above]


def _check_names(case: Case, pairs: Sequence[tuple[str, str]]) -> None:
    """Raise if a name is no alternative of the case."""
    names = dict.fromkeys(name for pair in pairs for name in pair)
    problems = [unknown(("alternatives",), name, case.alternatives) for name in names if name not in case.alternatives]
    if problems:
        raise CaseError(problems)
