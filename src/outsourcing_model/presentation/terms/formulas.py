"""The formula of each kind of term, over cells given by their role; its only numbers are 0 and 1.

A role is the name of a cell, of a range or of a place in a row of months: ``{"base": "desk_base", "volume": "F$9"}``.
"""

from collections.abc import Mapping

from outsourcing_model.case.charges import Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages

Cells = Mapping[str, str]


def _base(cells: Cells) -> str:
    """Return the fixed part of a charge with its plus, nothing where none is stated."""
    return f"{cells['base']}+" if "base" in cells else ""


def unit_price(charge: ServiceCharge, cells: Cells) -> str:
    """Return base + price x volume; the base alone where no unit is priced."""
    return _base(cells) + "{price}*{volume}".format(**cells) if charge.price is not None else cells["base"]


def graduated_bands(charge: ServiceCharge, cells: Cells) -> str:
    """Return base + each unit at the price of its own band: what a band adds counts above its lower limit."""
    if charge.graduated is None or not charge.graduated.up_to:
        return _base(cells) + "{first}*{volume}".format(**cells)
    above = "{first}*{volume}+SUMPRODUCT(({volume}>{limits})*({volume}-{limits})*({upper}-{lower}))"
    return _base(cells) + above.format(**cells)


def volume_bands(charge: ServiceCharge, cells: Cells) -> str:
    """Return base + all units at the price of the band reached; a limit belongs to one of its two bands."""
    if charge.volume is None or not charge.volume.up_to:
        return _base(cells) + "{first}*{volume}".format(**cells)
    sign = "+" if charge.volume.limit == "included" else "-"
    reached = "({first}+SUMPRODUCT(({volume}>{limits}" + sign + "{slack})*({upper}-{lower})))"
    return _base(cells) + (reached + "*{volume}").format(**cells)


def minimum_commitment(_offer: Offer, cells: Cells) -> str:
    """Return what the charges miss of the committed share of the charges at reference volumes."""
    return "MAX({share}*{reference}-{charges},0)".format(**cells)


def indexation(terms: Indexation, cells: Cells) -> str:
    """Return the revision factor of a month from that of the month before: it moves in the first month of a year."""
    now = "((1-{share})+{share}*(1+{growth})^({year}-1))"
    before = "((1-{share})+{share}*(1+{growth})^({year_before}-1))"
    step = "((1-{share})+{share}*(1+{growth}))" if terms.method == "chained" else f"{now}/{before}"
    limited = "MIN(MAX(" + step + ",1+{floor}),1+{cap})"
    return ("IF({year}=1,1,IF({year}={year_before},{before},{before}*" + limited + "))").format(**cells)


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
