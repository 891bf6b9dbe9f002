"""The formula of each way to charge, over cells given by their role; its only numbers are 0 and 1."""

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.charges import GainShare, ServiceCharge
from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.price_terms import PassThrough, TotalDiscount
from outsourcing_model.presentation.terms.cells import Cells


def _base(cells: Cells) -> str:
    """Return the fixed part of a charge with its plus, nothing where none is stated."""
    return f"{cells['base']}+" if "base" in cells else ""


def unit_price(charge: ServiceCharge, cells: Cells) -> str:
    """Return base + price x volume; the base alone where no unit is priced."""
    return _base(cells) + "{price}*{volume}".format(**cells) if charge.price is not None else cells["base"]


def packages(_charge: ServiceCharge, cells: Cells) -> str:
    """Return the units billed: whole packages, the last one started counts."""
    return "ROUNDUP(MAX({volume}/{package}-{slack},0),0)*{package}".format(**cells)


def _sign(bands: Bands) -> str:
    """Return on which side of a limit its slack lies."""
    return "+" if bands.limit == "included" else "-"


def _fees(bands: Bands, each: bool, cells: Cells) -> str:
    """Return the flat fees of bands with their plus: of each band entered, or of the band reached."""
    if bands.fee is None:
        return ""
    if not bands.up_to:
        return "+{first_fee}".format(**cells)
    step = "{fees_above}" if each else "({fees_above}-{fees_below})"
    return ("+{first_fee}+SUMPRODUCT(({volume}>{limits}" + _sign(bands) + "{slack})*" + step + ")").format(**cells)


def graduated_bands(charge: ServiceCharge, cells: Cells) -> str:
    """Return base + each unit at the price of its own band: what a band adds counts above its lower limit."""
    bands = charge.graduated
    fees = _fees(bands, True, cells) if bands else ""
    if bands is None or not bands.up_to:
        return _base(cells) + "{first}*{volume}".format(**cells) + fees
    above = "{first}*{volume}+SUMPRODUCT(({volume}>{limits})*({volume}-{limits})*({upper}-{lower}))"
    return _base(cells) + above.format(**cells) + fees


def volume_bands(charge: ServiceCharge, cells: Cells) -> str:
    """Return base + all units at the price of the band reached; a limit belongs to one of its two bands."""
    bands = charge.volume
    fees = _fees(bands, False, cells) if bands else ""
    if bands is None or not bands.up_to:
        return _base(cells) + "{first}*{volume}".format(**cells) + fees
    reached = "({first}+SUMPRODUCT(({volume}>{limits}" + _sign(bands) + "{slack})*({upper}-{lower})))"
    return _base(cells) + (reached + "*{volume}").format(**cells) + fees


def dead_band(_charge: ServiceCharge, cells: Cells) -> str:
    """Return base + additional charges above the dead band - reduced charges below it, not below zero."""
    more = (
        "({volume}>{upper_edge}+{slack})*SUMPRODUCT({arc_rates}*(({volume}>{arc_from})*({volume}-{arc_from})"
        "-({volume}>{arc_to})*({volume}-{arc_to})))"
    )
    less = (
        "({volume}<{lower_edge}-{slack})*SUMPRODUCT({rrc_rates}*(({volume}<{rrc_from})*({rrc_from}-{volume})"
        "-({volume}<{rrc_to})*({rrc_to}-{volume})))"
    )
    return ("MAX(" + _base(cells) + more + "-" + less + ",0)").format(**cells)


def time_and_materials(_charge: ServiceCharge, cells: Cells) -> str:
    """Return base + the days of each role at its rate, at most the ceiling."""
    days = "({days}+{days_per_unit}*{volume})" if cells.get("volume") else "{days}"
    work = ("SUMPRODUCT({rates}*" + days + ")").format(**cells)
    return _base(cells) + ("MIN(" + work + ",{ceiling})" if "ceiling" in cells else work).format(**cells)


def at_cost(_charge: ServiceCharge, cells: Cells) -> str:
    """Return base + cost and fee of a month before the gain is shared."""
    units = "+{actual_per_unit}*{volume}" if cells.get("volume") else ""
    return (_base(cells) + "{actual_fixed}+{fee}" + units).format(**cells)


def gain_share(terms: GainShare, cells: Cells) -> str:
    """Return the provider's share of target less actual cost at a settlement, its fee kept within limits.

    Cells hold the sums of target, actual cost and fee since the settlement before.
    """

    def shared(side: str) -> str:
        first = f"{{{side}_first}}*ABS({{target}}-{{actual}})"
        if not terms.up_to:
            return first
        above = "(ABS({target}-{actual})>{limits}*{target})*(ABS({target}-{actual})-{limits}*{target})"
        return first + "+SUMPRODUCT(" + above + f"*({{{side}_upper}}-{{{side}_lower}}))"

    part = "IF({target}>{actual}," + shared("gain") + ",-(" + shared("overrun") + "))"
    fee = "{fee}+" + part
    fee = "MAX(" + fee + ",{least})" if terms.least_fee is not None else fee
    fee = "MIN(" + fee + ",{most})" if terms.most_fee is not None else fee
    return ("IF({target}+{actual}>0," + fee + "-{fee},0)").format(**cells)


def shortfall(_terms: Commitment | UnitCommitment, cells: Cells) -> str:
    """Return what is missing of the commitment in a month."""
    return "MAX({committed}-{used},0)".format(**cells)


def set_off(_terms: Commitment | UnitCommitment, cells: Cells) -> str:
    """Return what earlier shortfalls bring back in a month: those not lapsed and not set off yet, as far as used."""
    return (
        "MIN(MAX({used}-{committed},0),SUMPRODUCT(({months}<{month})*{missing})-MAX({gone_before},"
        "SUMPRODUCT(({months}<{month}-{carry})*{missing})))"
    ).format(**cells)


def gone(_terms: Commitment | UnitCommitment, cells: Cells) -> str:
    """Return what has lapsed or been set off up to a month."""
    return "MAX({gone_before},SUMPRODUCT(({months}<{month}-{carry})*{missing}))+{set_off}".format(**cells)


def minimum_commitment(terms: Commitment, cells: Cells) -> str:
    """Return what a month's charges miss of the commitment, less what is set off if shortfalls are carried forward."""
    back = "-{set_off}" if terms.carry_forward_months else ""
    return ("MAX({committed}-{used},0)" + back).format(**cells)


def unit_commitment(terms: UnitCommitment, cells: Cells) -> str:
    """Return the price of the units missing in a month, less those set off if they are carried forward."""
    back = "-{set_off}" if terms.carry_forward_months else ""
    return ("{rate}*(MAX({committed}-{used},0)" + back + ")").format(**cells)


def total_discount(terms: TotalDiscount, cells: Cells) -> str:
    """Return the discount on a total: each part at that of its own band, or all of it at that of the band reached."""
    if not terms.up_to:
        return "{first}*{total}".format(**cells)
    if terms.method == "graduated":
        above = "{first}*{total}+SUMPRODUCT(({total}>{limits})*({total}-{limits})*({upper}-{lower}))"
        return above.format(**cells)
    return "({first}+SUMPRODUCT(({total}>{limits}+{slack})*({upper}-{lower})))*{total}".format(**cells)


def pass_through(terms: PassThrough, cells: Cells) -> str:
    """Return a cost of third parties with its handling fee, before its index."""
    amount = "{monthly}" if terms.monthly is not None else "{per_unit}*{volume}"
    return (amount + "*(1+{markup})").format(**cells)
