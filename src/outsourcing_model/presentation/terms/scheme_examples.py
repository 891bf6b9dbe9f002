"""Worked examples of a credit scheme and of what stands beside it: computed by the rules that the engine plays."""

from outsourcing_model.case.credits import CreditScheme, EarnBack, PointsTable, RollingCap
from outsourcing_model.case.liability import LatePayment
from outsourcing_model.case.trigger import Trigger


def points_table(terms: PointsTable, points: float, invoice: float) -> float:
    """Return the credit of the points of a month."""
    reached = [credit for at, credit in zip(terms.at, terms.credit, strict=True) if points >= at - 1e-9]
    return (reached[-1] if reached else 0.0) * max(invoice, 0.0)


def pool(scheme: CreditScheme, due: float, invoice: float) -> float:
    """Return what the allocations of a month return together."""
    return min(due, (scheme.at_risk or 0.0) * max(invoice, 0.0))


def service_cap(_scheme: CreditScheme, due: float, charge: float, cap: float) -> float:
    """Return what the levels of a service return together in a month."""
    return min(due, cap * max(charge, 0.0))


def rolling_cap(terms: RollingCap, due: float, invoices: float, before: float) -> float:
    """Return what a cap on several months leaves of the credits of the last."""
    return min(due, max(terms.share * invoices - before, 0.0))


def yearly_cap(scheme: CreditScheme, due: float, invoices: float, before: float) -> float:
    """Return what the cap of a contract year leaves of the credits of a month."""
    return min(due, max((scheme.yearly_cap or 0.0) * invoices - before, 0.0))


def contract_cap(scheme: CreditScheme, due: float, invoices: float, before: float) -> float:
    """Return what the cap of the whole term leaves of the credits of a month."""
    amount = scheme.contract_cap_amount
    return min(due, max((amount if amount is not None else (scheme.contract_cap or 0.0) * invoices) - before, 0.0))


def earn_back(terms: EarnBack, month: float) -> float:
    """Return the contract month in which what is kept for a month goes back if nothing is missed after it."""
    return month + terms.months


def trigger(terms: Trigger, every: float) -> float:
    """Return the contract month at whose end the right arises if each measurement, one in so many months, misses.

    0 if so many misses never fall within the months that count.
    """
    if terms.months_at_cap is not None:
        return float(terms.months_at_cap)
    needed = terms.misses or 1
    return every * needed if every * (needed - 1) < terms.within else 0.0


def late_payment(terms: LatePayment, invoice: float, days: float) -> float:
    """Return what an invoice paid so many days late costs besides."""
    return invoice * terms.rate * days / 365 + terms.indemnity if invoice > 0 else 0.0
