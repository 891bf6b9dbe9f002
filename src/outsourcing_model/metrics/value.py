"""Present value: what flows in time are worth today."""

from collections.abc import Mapping, Sequence

import numpy as np

from outsourcing_model.engine.discounting import discount_factor

_OFFSET = {"start": 0.0, "mid": 0.5, "end": 1.0}


def present_value(
    flows: Sequence[float], rate: float | Mapping[int, float], timing: str = "end", periods_per_year: int = 1
) -> float:
    """Return the present value of flows that follow one another at equal periods.

    Parameters
    ----------
    flows : sequence of float
        One a period, the first period beginning at the valuation date.
    rate : float or mapping
        Effective annual rate, or first year to rate (chained).
    timing : {"start", "mid", "end"}
        When in its period a flow falls.
    periods_per_year : int
        1 for years, 12 for months.

    Notes
    -----
    PV = sum of flow_t D((t + offset)/periods_per_year), offset 0, 1/2 or 1. A flow at the start of the first year is
    not discounted: an outlay today and returns at the ends of years are two series, or one with ``start`` that
    begins with the outlay.

    Raises
    ------
    ValueError
        If the rate is -100 % or less, or the timing is unknown.

    Examples
    --------
    >>> round(present_value([-100, 50, 150], 0.10, "start"), 3)
    69.421
    """
    rates = rate.values() if isinstance(rate, Mapping) else (rate,)
    if min(rates) <= -1:
        message = "a discount rate of -100 % or less has no present value"
        raise ValueError(message)
    if timing not in _OFFSET:
        message = f"timing must be one of {', '.join(_OFFSET)}, not {timing!r}"
        raise ValueError(message)
    offset = _OFFSET[timing]
    factors = [discount_factor(rate, (t + offset) / periods_per_year) for t in range(len(flows))]
    return float(np.dot(flows, factors))
