"""The fee for leaving in one month, by the same rules that the simulation applies."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.engine.rules.leaving import cap_on_remaining, declining_cap, lost_charges, termination_fee


@dataclass(frozen=True)
class FeeDrivers:
    """What a fee depends on besides its terms.

    Parameters
    ----------
    unamortised : float
        Investment to write off, currency.
    month, term : float
        Contract month at whose end the contract is left, and its length.
    invoice : float
        Invoice of that month.
    base, reference : float
        Fixed charges, and charges at reference volumes, of a full month at the prices of the time.
    takeover : float
        Months from the start until the provider delivers.
    """

    unamortised: float
    month: float
    term: float
    invoice: float
    base: float = 0.0
    reference: float = 0.0
    takeover: float = 0.0


def fee_for_leaving(terms: ExitTerms, at: FeeDrivers) -> float:
    """Return the fee for leaving for convenience, wind-down at its mean: its parts, then the cap; nothing at the end.

    Examples
    --------
    >>> terms = ExitTerms(wind_down=120_000)
    >>> fee_for_leaving(terms, FeeDrivers(unamortised=600_000, month=24, term=60, invoice=0))
    480000.0
    """
    months, month = int(at.term), int(at.month)

    def tile(value: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        return np.full((months, 1), value)

    fee, takeover = tile(0.0), np.array([at.takeover])
    wind_down, charges = np.array([terms.wind_down.mean]), float(terms.months_of_charges)
    termination_fee(float(at.unamortised), wind_down, charges, tile(at.invoice), month, fee)
    share, base = float(terms.share_of_remaining), float(terms.months_of_base)
    lost_charges(tile(at.base), base, tile(at.reference), share, takeover, month, fee)
    if terms.cap is not None:
        declining_cap(float(terms.cap), month, fee)
    if terms.cap_share is not None:
        cap_on_remaining(tile(at.reference), float(terms.cap_share), takeover, month, fee)
    return float(fee.sum())
