"""The formulas of the monthly cap, delay and termination, over cells by role; their only numbers are 0 and 1."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import Transition
from outsourcing_model.presentation.terms.cells import Cells


def monthly_cap(_scheme: CreditScheme, cells: Cells) -> str:
    """Return the credits received: at most the cap on the invoice, as far as they are claimed if that is believed."""
    claimed = "*{claimed}" if "claimed" in cells else ""
    return ("MIN({due},{cap}*MAX({invoice},{slack}))" + claimed).format(**cells)


def delay_damages(terms: DelayDamages, cells: Cells) -> str:
    """Return the delay damages of so many days: days or weeks that count, the cap, nothing up to the exemption."""
    late = "ROUNDUP(MAX({days}-{slack},0),0)"
    late = f"MIN({late},{{longstop}})" if "longstop" in cells else late
    late = f"MAX({late}-{{grace}},0)" if "grace" in cells else late
    if terms.is_weekly:
        late = f"{'ROUNDUP' if terms.part_week == 'counts' else 'ROUNDDOWN'}(({late})/{{week}},0)"
    each = "{rate}*{value}" if "rate" in cells else "{amount}"
    due = f"MIN({late}*{each},{{cap}})".format(**cells)
    return "IF({due}>{exempt}+{slack},{due},0)".format(due=due, **cells)


def termination_fee(offer: Offer, cells: Cells) -> str:
    """Return the fee for leaving at the end of a month: its parts, then its cap; 0 at expiry.

    What is not written off, wind-down, months of the invoice, months of the fixed charges, a share of what remains.
    """
    terms, left = offer.exit, "({term}-{month})/{term}"
    remaining = "{reference}*MAX({term}-MAX({month},{takeover}),0)"
    fee = "{unamortised}*" + left + "+{wind_down}+{months_of_charges}*{invoice}"
    fee += "+{months_of_base}*{base}" if terms.months_of_base else ""
    fee += "+{share_of_remaining}*" + remaining if terms.share_of_remaining else ""
    if terms.cap is not None:
        fee = "MIN(" + fee + ",{cap}*" + left + ")"
    if terms.cap_share is not None:
        fee = "MIN(" + fee + ",{cap_share}*" + remaining + ")"
    return ("IF({month}<{term}," + fee + ",0)").format(**cells)


def milestone(_terms: Milestone, cells: Cells) -> str:
    """Return the contract month in which a milestone so many days late is paid, at the latest the last."""
    late = "ROUNDUP(MAX({days}*{months_a_year}/{days_a_year}-{slack},0),0)"
    return ("MIN({month}+" + late + ",{term})").format(**cells)


def ramp(_terms: Transition, cells: Cells) -> str:
    """Return the share of a month that the provider delivers while the volumes move to it: less what is to move."""
    there = "MIN(MAX({month}-{takeover},0),1)"
    first, last = "MAX({ramp}-MAX({month}-1-{takeover},0),0)", "MAX({ramp}-MAX({month}-{takeover},0),0)"
    left = f"({first}-{last})*({first}+{last})/({{ramp}}+{{ramp}})"
    return ("IF({ramp}>0," + there + "-" + left + "," + there + ")").format(**cells)


def delivering(terms: Transition, cells: Cells) -> str:
    """Return the share of a month that the provider delivers: from the takeover to the last month."""
    there = ramp(terms, cells) if "ramp" in cells else "MIN(MAX({month}-{takeover},0),1)".format(**cells)
    return "IF({month}<={last},{there},0)".format(there=there, **cells)


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
