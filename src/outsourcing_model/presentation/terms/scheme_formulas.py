"""The formulas of a credit scheme and of what stands beside it, over cells given by their role."""

from outsourcing_model.case.credits import CreditScheme, EarnBack, PointsTable, RollingCap
from outsourcing_model.case.liability import LatePayment
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.presentation.terms.cells import Cells


def points_table(_terms: PointsTable, cells: Cells) -> str:
    """Return the credit of the points of a month: the step of the greatest total reached, of the invoice."""
    return "SUMPRODUCT(({points}>={totals}-{slack})*{steps})*MAX({invoice},0)".format(**cells)


def expected_points(cells: Cells) -> str:
    """Return what an expected number of points returns: the table read between its steps, from no points."""
    reached = "({points}>={totals}-{slack})*{steps}"
    on_the_way = "({points}<{totals}-{slack})*({points}>{since})*({points}-{since})*{slopes}"
    return ("SUMPRODUCT(" + reached + "+" + on_the_way + ")*MAX({invoice},0)").format(**cells)


def pool(_scheme: CreditScheme, cells: Cells) -> str:
    """Return what the allocations of a month return together: at most the amount at risk."""
    return "MIN({due},{at_risk}*MAX({invoice},0))".format(**cells)


def service_cap(_scheme: CreditScheme, cells: Cells) -> str:
    """Return what the levels of a service return together in a month."""
    return "MIN({due},{cap}*MAX({charge},0))".format(**cells)


def rolling_cap(_terms: RollingCap, cells: Cells) -> str:
    """Return what a cap on several months leaves, given what was kept and invoiced in them."""
    return "MIN({due},MAX({share}*{invoices}-{before},0))".format(**cells)


def yearly_cap(_scheme: CreditScheme, cells: Cells) -> str:
    """Return what the cap of a contract year leaves, given what was kept before and all invoices of the year."""
    return "MIN({due},MAX({share}*{invoices}-{before},0))".format(**cells)


def contract_cap(scheme: CreditScheme, cells: Cells) -> str:
    """Return what the cap of the whole term leaves: a share of all invoices, or an amount."""
    cap = "{amount}" if scheme.contract_cap_amount is not None else "{share}*{invoices}"
    return ("MIN({due},MAX(" + cap + "-{before},0))").format(**cells)


def earn_back(_terms: EarnBack, cells: Cells) -> str:
    """Return what goes back of what was kept so many months ago: all of it if nothing was missed since."""
    return "IF({missed}>0,0,{kept})".format(**cells)


def trigger(terms: Trigger, cells: Cells) -> str:
    """Return 1 if the right to terminate exists: misses in the months that count, or months in a row at the cap."""
    needed = "{misses}" if terms.misses is not None else "{months}"
    return ("IF({found}>=" + needed + ",1,0)").format(**cells)


def late_payment(_terms: LatePayment, cells: Cells) -> str:
    """Return what an invoice paid so many days late costs besides; as far as that is believed, its share."""
    share = "{share}*" if "share" in cells else ""
    cost = "IF({invoice}>0,{invoice}*{rate}*{days}/{days_a_year}+{indemnity},0)"
    return (share + cost).format(**cells)
