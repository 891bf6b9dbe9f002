"""What a switch earns on the money laid out: return on investment, discounted payback, internal rate of return."""

from dataclasses import dataclass

import numpy as np
import pyxirr
from numpy.typing import NDArray

from outsourcing_model.metrics.cash import HALF_A_CENT, payback_month

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Returns:
    """What an alternative earns against the reference; what can't be computed is None with a reason.

    Parameters
    ----------
    roi : float or None
        Present saving over the present one-time outlay that it takes.
    discounted_payback_month : int or None
        First month (1 for the first) from which the cumulated present saving of the expected run stays above zero.
    irr : float or None
        Effective annual rate at which the switch breaks even, expected run.
    roi_reason, discounted_payback_reason, irr_reason : str
        Wording keys; empty where the figure is there.
    sign_changes : int
        How often what the switch brings changes its sign; only flows that change once have one rate.
    """

    roi: float | None = None
    discounted_payback_month: int | None = None
    irr: float | None = None
    roi_reason: str = "reason.same_alternative"
    discounted_payback_reason: str = "reason.same_alternative"
    irr_reason: str = "reason.same_alternative"
    sign_changes: int = 0


OF_THE_REFERENCE = Returns()
"""The reference is no switch: it earns nothing on itself."""


def returns(cost: Array, reference: Array, discount: Array, timing: str, gain: tuple[float, float]) -> Returns:
    """Return what a switch earns.

    Parameters
    ----------
    cost, reference : ndarray [month]
        Undiscounted net cost by month of payment, expected run.
    discount : ndarray [month]
        Discount factors.
    timing : str
        When in the month or year flows fall, as the case says.
    gain : tuple of float
        Present saving, and the present one-time outlay that it takes (mean over the draws).
    """
    saving, outlay = gain
    month = payback_month(cost * discount, reference * discount)
    flows = by_period(reference - cost, timing)
    rate, why = internal_rate(flows, 1 if timing.startswith("year") else 12)
    earns = outlay > HALF_A_CENT
    return Returns(
        saving / outlay if earns else None, month, rate,
        "" if earns else "reason.no_outlay", "" if month else "reason.never_pays_back", why,
        sign_changes(flows),
    )  # fmt: skip


def by_period(flows: Array, timing: str) -> Array:
    """Return flows by month, or by year where the case's timing is yearly."""
    if not timing.startswith("year"):
        return flows
    return np.asarray(np.pad(flows, (0, -len(flows) % 12)).reshape(-1, 12).sum(axis=1))


def internal_rate(flows: Array, periods_per_year: int = 12) -> tuple[float | None, str]:
    """Return the effective annual rate of flows that begin as an outlay, or None and the wording key that says why not.

    Parameters
    ----------
    flows : ndarray [period]
        Received above zero, paid below.
    periods_per_year : int
        12 for months, 1 for years.

    Notes
    -----
    i solves sum of flow_t / (1 + i)^t = 0; the year's rate is (1 + i)^periods - 1. Only flows that change sign once,
    from paid to received, have one rate that means a return.

    Examples
    --------
    >>> rate, why = internal_rate(np.array([-100.0, 60.0, 60.0]), 1)
    >>> round(rate, 4), why
    (0.1307, '')
    >>> internal_rate(np.array([-100.0, 230.0, -132.0]), 1)
    (None, 'reason.several_sign_changes')
    """
    changes = sign_changes(flows)
    if changes == 0:
        return None, "reason.no_sign_change"
    if changes > 1:
        return None, "reason.several_sign_changes"
    if _signs(flows)[0] > 0:
        return None, "reason.received_first"
    rate = pyxirr.irr(flows)
    if rate is None:
        return None, "reason.no_rate_found"
    return float((1 + rate) ** periods_per_year - 1), ""


def sign_changes(flows: Array) -> int:
    """Return how often flows change their sign; less than half a cent has none.

    Examples
    --------
    >>> sign_changes(np.array([-100.0, 0.0, 230.0, -132.0]))
    2
    """
    signs = _signs(flows)
    return int((signs[1:] != signs[:-1]).sum())


def _signs(flows: Array) -> Array:
    """Return the signs of the flows that have one."""
    return np.sign(flows[np.abs(flows) > HALF_A_CENT])
