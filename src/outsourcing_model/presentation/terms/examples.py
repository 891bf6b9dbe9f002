"""Worked examples of credits, delay and leaving: the number is computed by the rule that the engine plays."""

import numpy as np

from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.engine.rules import turning_points
from outsourcing_model.engine.rules.credits import capped_credit, credit_share, level_credit
from outsourcing_model.presentation.terms.tiles import Array, row, tile


def steps(tiers: Tiers) -> Array:
    """Return what each further tier adds to the share returned."""
    return np.diff(np.array(tiers.credit, dtype=np.float64), prepend=0.0)


def credit_tiers(tiers: Tiers, attained: float, charge: float) -> float:
    """Return the credit of a month in which a level was attained."""
    none = row(0.0)
    lost = np.array([missed(0.0, limit)(row(attained), none) for limit in tiers.below])
    credit_share(lost, lost, none, 0, steps(tiers), 0, 0, 0, share := tile())
    level_credit(share, tile(charge), out := tile())
    return float(out[0, 0])


def monthly_cap(scheme: CreditScheme, due: float, invoice: float) -> float:
    """Return what is paid of the credits due in a month, all of them claimed."""
    cap = NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap
    capped_credit(tile(due), tile(invoice), cap, row(1.0), row(0.0), out := tile())
    return float(out[0, 0])


def cap_of_damages(terms: DelayDamages) -> float:
    """Return the most that delay damages can come to; a very large number if they are not capped."""
    base = terms.value if terms.cap_base is None else terms.cap_base
    return NO_CAP if terms.cap is None else terms.cap * base


def delay_damages(terms: DelayDamages, days: float) -> float:
    """Return the delay damages of so many days."""
    turning_points.delay_damages(
        row(days),
        row(0.0),
        terms.value,
        terms.rate_per_day,
        cap_of_damages(terms),
        terms.exempt_up_to,
        out := tile(),
    )
    return float(out[0, 0])


def termination_fee(offer: Offer, unamortised: float, month: float, term: float, invoice: float) -> float:
    """Return the fee for leaving at the end of a contract month in which so much is invoiced."""
    out = tile(months=int(term))
    wind_down = row(offer.exit.wind_down.mean)
    charges = float(offer.exit.months_of_charges)
    turning_points.termination_fee(float(unamortised), wind_down, charges, tile(invoice, int(term)), int(month), out)
    return float(out.sum())
