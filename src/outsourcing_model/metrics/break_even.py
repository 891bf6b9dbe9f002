"""Break-even volume: where the company's own work and a provider's price cost the same."""

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.crossing import all_crossings
from outsourcing_model.metrics.sweep import sweep


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
    moved = sweep(case, [f"services.{service}.volume.month_1"], _stated)

    def saving(grid: Array) -> Array:
        flows = moved.play(grid)
        own, other = (flows.npv[flows.alternatives.index(name)] for name in (case.reference, alternative))
        return np.asarray(own - other)

    return all_crossings(saving, low, high)


def _stated(now: Array, grid: Array) -> Array:  # noqa: ARG001 (what moves takes the values of the grid)
    """Return the values of the grid themselves."""
    return grid
