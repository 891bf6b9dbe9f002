"""Worked examples of a credit scheme and of what stands beside it: computed by the rules that the engine plays."""

from collections.abc import Sequence

import numpy as np

from outsourcing_model.case.credits import CreditScheme, EarnBack, PointsTable, RollingCap
from outsourcing_model.case.liability import LatePayment
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.engine.program import keeping
from outsourcing_model.engine.rules import totals
from outsourcing_model.engine.rules.repeats import at_cap, first_met, often_missed
from outsourcing_model.engine.rules.scheme import kept_credits, points_credit, pooled_credit, within_cap
from outsourcing_model.presentation.terms.tiles import Array, column, line, row, tile


def points_table(terms: PointsTable, points: float, invoice: float) -> float:
    """Return the credit of the points of a month."""
    points_credit(tile(points), tile(invoice), line(terms.at), line(terms.credit), 1, out := tile())
    return float(out[0, 0])


def expected_points(terms: PointsTable, points: Sequence[float], invoices: Sequence[float]) -> list[float]:
    """Return what expected points return month by month: the table read between its steps."""
    out = tile(months=len(points))
    points_credit(column(list(points)), column(list(invoices)), line(terms.at), line(terms.credit), 0, out)
    return [float(value) for value in out[:, 0]]


def pool(scheme: CreditScheme, due: float, invoice: float) -> float:
    """Return what the allocations of a month return together."""
    pooled_credit(tile(due), tile(invoice), scheme.at_risk or 0.0, row(0.0), out := tile())
    return float(out[0, 0])


def service_cap(_scheme: CreditScheme, due: float, charge: float, cap: float) -> float:
    """Return what the levels of a service return together in a month."""
    within_cap(tile(due), tile(due), tile(charge), cap, out := tile())
    return float(out[0, 0])


def rolling_cap(terms: RollingCap, due: float, invoices: float, before: float) -> float:
    """Return what a cap on several months leaves of the credits of the last."""
    return _left((keeping.ROLLING, terms.share, 2.0), due, invoices, before)


def yearly_cap(scheme: CreditScheme, due: float, invoices: float, before: float) -> float:
    """Return what the cap of a contract year leaves of the credits of a month."""
    return _left((keeping.YEAR, scheme.yearly_cap or 0.0, 12.0), due, invoices, before)


def contract_cap(scheme: CreditScheme, due: float, invoices: float, before: float) -> float:
    """Return what the cap of the whole term leaves of the credits of a month."""
    if scheme.contract_cap_amount is not None:
        return _left((keeping.AMOUNT, scheme.contract_cap_amount, 2.0), due, invoices, before)
    return _left((keeping.TERM, scheme.contract_cap or 0.0, 2.0), due, invoices, before)


def earn_back(terms: EarnBack, month: float) -> float:
    """Return the contract month in which what is kept for a month goes back if nothing is missed after it."""
    last = int(month) + terms.months
    due = tile(months=last)
    due[int(month) - 1] = 1.0
    step = (keeping.EARN_BACK, float(terms.frees_caps), float(terms.months))
    return float(_kept(step, due, tile(months=last)).argmin() + 1)


def trigger(terms: Trigger, every: float) -> float:
    """Return the contract month at whose end the right arises if each measurement, one in so many months, misses.

    0 if so many misses never fall within the months that count.
    """
    needed = terms.months_at_cap or terms.misses or 1
    months = needed * int(every)
    met = tile(months=months)
    if terms.months_at_cap is not None:
        at_cap(tile(1.0, months), tile(1.0, months), 1.0, terms.months_at_cap, met)
    else:
        often_missed(
            column([float(month % every == 0) for month in range(1, months + 1)]), needed, terms.within, 0, met
        )
    first_met(met, first := row(0.0))
    return float(first[0])


def late_payment(terms: LatePayment, invoice: float, days: float) -> float:
    """Return what an invoice paid so many days late costs besides."""
    totals.late_payment(row(1.0), row(days), tile(invoice), terms.rate, terms.indemnity, out := tile())
    return float(out[0, 0])


def _left(step: tuple[float, float, float], due: float, invoices: float, before: float) -> float:
    """Return what a cap leaves of the second of two months, all of their invoices being in the first."""
    return float(_kept(step, column([before, due]), column([invoices, 0.0]))[-1, 0])


def _kept(step: tuple[float, float, float], due: Array, invoice: Array) -> Array:
    """Return what one step of a scheme leaves month by month, nothing being missed after it."""
    kept_credits(due, invoice, due, np.ones_like(due), line(step), due.shape[0], row(0.0), row(0.0), out := due.copy())
    return out
