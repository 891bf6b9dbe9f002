"""Worked examples of the monthly cap, delay and leaving: the number is computed by the rule that the engine plays."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import Transition
from outsourcing_model.engine.fee import FeeDrivers, fee_for_leaving
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.engine.program.demand import reached
from outsourcing_model.engine.rules import turning_points
from outsourcing_model.engine.rules.credits import capped_credit
from outsourcing_model.engine.rules.presence import ramping
from outsourcing_model.presentation.terms.tiles import row, tile


def monthly_cap(scheme: CreditScheme, due: float, invoice: float) -> float:
    """Return what is paid of the credits due in a month, all of them claimed."""
    cap = NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap
    capped_credit(tile(due), tile(invoice), cap, row(1.0), row(0.0), out := tile())
    return float(out[0, 0])


def cap_of_damages(terms: DelayDamages) -> float:
    """Return the most that delay damages can come to; a very large number if they are not capped."""
    return NO_CAP if terms.most is None else terms.most


def delay_damages(terms: DelayDamages, days: float) -> float:
    """Return the delay damages of so many days."""
    turning_points.delay_damages(
        row(days), row(0.0), *terms.basis, cap_of_damages(terms), terms.exempt_up_to, *terms.counting, out := tile()
    )
    return float(out[0, 0])


def milestone(terms: Milestone, days: float, term: float) -> float:
    """Return the contract month in which a milestone so many days late is paid."""
    month = reached(row(float(terms.month)), row(days))
    turning_points.milestone(row(1.0), month, 1.0, out := tile(months=int(term)))
    return float(out[:, 0].argmax() + 1)


def ramp(terms: Transition, takeover: float, month: float) -> float:
    """Return the share of a contract month that a provider delivers who takes over after so many months."""
    ramping(row(takeover), row(terms.ramp_months.mean), int(month), out := tile(months=int(month)))
    return float(out[-1, 0])


def termination_fee(offer: Offer, **drivers: float) -> float:
    """Return the fee for leaving at the end of a contract month; the drivers are those of :class:`FeeDrivers`."""
    return fee_for_leaving(offer.exit, FeeDrivers(**drivers))
