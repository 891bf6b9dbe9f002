"""The formulas of credits, delay and termination, over cells given by their role; their only numbers are 0 and 1."""

from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.presentation.terms.cells import Cells


def credit_tiers(_tiers: Tiers, cells: Cells) -> str:
    """Return the credit of a month: each tier missed adds its step; by its probability where the level is not known."""
    share = "({attained}<{limits}-{slack})" if "attained" in cells else "{missed}"
    return ("SUMPRODUCT(" + share + "*{steps})*{charge}").format(**cells)


def monthly_cap(_scheme: CreditScheme, cells: Cells) -> str:
    """Return the credits received: at most the cap on the invoice, as far as they are claimed if that is believed."""
    claimed = "*{claimed}" if "claimed" in cells else ""
    return ("MIN({due},{cap}*{invoice})" + claimed).format(**cells)


def delay_damages(_terms: DelayDamages, cells: Cells) -> str:
    """Return the delay damages of so many days: whole days, the cap, and nothing at all up to the exemption."""
    due = "MIN(ROUNDUP(MAX({days}-{slack},0),0)*{rate}*{value},{cap})".format(**cells)
    return "IF({due}>{exempt}+{slack},{due},0)".format(due=due, **cells)


def termination_fee(_offer: Offer, cells: Cells) -> str:
    """Return the fee for leaving at the end of a month: what is not written off, wind-down, charges; 0 at expiry."""
    left = "{unamortised}*({term}-{month})/{term}"
    return ("IF({month}<{term}," + left + "+{wind_down}+{months_of_charges}*{invoice},0)").format(**cells)


def delivering(cells: Cells) -> str:
    """Return the share of a month that the provider delivers: from the takeover to the last month."""
    return "IF({month}<={last},MIN(MAX({month}-{takeover},0),1),0)".format(**cells)


def discount(timing: str, schedule: bool, cells: Cells) -> str:
    """Return the discount factor of a month of payment.

    `shift` is what the timing takes off the end of the month or year; a schedule of rates is chained year by year, a
    part of a year by its part.
    """
    yearly = timing.startswith("year")
    years = "(INT(({month}-1)/{months_a_year})+1-{shift})" if yearly else "(({month}-{shift})/{months_a_year})"
    if not schedule:
        return ("(1+{rate})^-" + years).format(**cells)
    part = "((YY>{from_year})*(YY-{from_year})-(YY>{from_year}+1)*(YY-{from_year}-1))".replace("YY", years)
    return ("EXP(-SUMPRODUCT({log_rates}*" + part + "))").format(**cells)
