"""Worked examples of charges: the number in a clause is computed by the rule that the engine plays, never typed."""

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.charges import GainShare, ServiceCharge
from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.price_terms import PassThrough, TotalDiscount
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.engine.program.charges import edges
from outsourcing_model.engine.rules import charges, totals, units
from outsourcing_model.presentation.terms.tiles import Array, column, line, row, tile


def unit_price(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs at a base and one price."""
    price = charge.price.mean if charge.price else 0.0
    charges.flat_charge(tile(volume), row(charge.base.mean), row(price), out := tile())
    return float(out[0, 0])


def packages(charge: ServiceCharge, volume: float) -> float:
    """Return the units billed of a volume."""
    if charge.package is None:
        return volume
    units.whole_packages(tile(volume), charge.package, out := tile())
    return float(out[0, 0])


def _banded(bands: Bands | None) -> tuple[Array, Array]:
    """Return prices ``[band, draw]`` and limits of bands."""
    if bands is None:
        message = "the charge has no such bands"
        raise ValueError(message)
    return column([price.mean for price in bands.price]), line(bands.up_to)


def _fees(bands: Bands | None, volume: float, each: int, out: Array) -> float:
    """Return a month's charge with the flat fees of its bands."""
    if bands is not None and bands.fee is not None:
        fees = column([fee.mean for fee in bands.fee])
        units.band_fees(tile(volume), fees, line(bands.up_to), int(bands.limit == "included"), each, out)
    return float(out[0, 0])


def graduated_bands(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs with each unit at the price of its band."""
    charges.graduated_charge(tile(volume), row(charge.base.mean), *_banded(charge.graduated), out := tile())
    return _fees(charge.graduated, volume, 1, out)


def volume_bands(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs with all units at the price of the band reached."""
    prices, limits = _banded(charge.volume)
    included = int(charge.volume is not None and charge.volume.limit == "included")
    charges.volume_charge(tile(volume), row(charge.base.mean), prices, limits, included, out := tile())
    return _fees(charge.volume, volume, 0, out)


def dead_band(charge: ServiceCharge, volume: float, baseline: float) -> float:
    """Return what a month costs beside a baseline."""
    band = charge.dead_band
    if band is None:
        return unit_price(charge, volume)
    upper, lower = baseline * (1 + band.width), baseline * (1 - band.width)
    at_edge = band.counted_from == "edge"
    above = line(edges(band.additional, upper if at_edge else baseline, baseline, NO_CAP))
    below = line(edges(band.reduced, lower if at_edge else baseline, baseline, 0.0))
    rates = (column([rate.mean for rate in steps.rate]) for steps in (band.additional, band.reduced))
    units.dead_band_charge(tile(volume), row(charge.base.mean), *rates, above, below, upper, lower, out := tile())
    return float(out[0, 0])


def time_and_materials(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs at the rates of its roles."""
    work = charge.time_and_materials
    if work is None:
        return unit_price(charge, volume)
    fields = [[getattr(role, name).mean for role in work.roles.values()] for name in ("days", "days_per_unit", "rate")]
    ceiling = row(NO_CAP if work.ceiling is None else work.ceiling.mean)
    units.days_charge(
        tile(volume), row(charge.base.mean), *(column(values) for values in fields), ceiling, out := tile()
    )
    return float(out[0, 0])


def at_cost(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs before its gain is shared."""
    terms = charge.gain_share
    if terms is None:
        return unit_price(charge, volume)
    fixed = terms.actual_fixed.mean + terms.fee.mean + charge.base.mean
    charges.flat_charge(tile(volume), row(fixed), row(terms.actual_per_unit.mean), out := tile())
    return float(out[0, 0])


def charge_of(charge: ServiceCharge, volume: float, baseline: float) -> float:
    """Return what a full month costs before revision, whatever the way units are priced."""
    billed = packages(charge, volume)
    if charge.dead_band is not None:
        return dead_band(charge, billed, baseline)
    ways = {
        "graduated": graduated_bands, "volume": volume_bands, "time_and_materials": time_and_materials,
        "gain_share": at_cost,
    }  # fmt: skip
    return ways.get(charge.way, unit_price)(charge, billed)


def gain_share(terms: GainShare, target: float, actual: float, fee: float) -> float:
    """Return the provider's share of target less actual cost at a settlement."""
    overrun = terms.provider_share if terms.overrun_share is None else terms.overrun_share
    least = -NO_CAP if terms.least_fee is None else terms.least_fee
    most = NO_CAP if terms.most_fee is None else terms.most_fee
    sums = (tile(target), tile(actual), tile(fee))
    shares = (line(terms.up_to), line(terms.provider_share), line(overrun))
    units.gain_share(*sums, line([1.0]), *shares, float(least), float(most), out := tile())
    return float(out[0, 0])


def minimum_commitment(_terms: Commitment, committed: float, used: float) -> float:
    """Return the shortfall of a month."""
    totals.commitment_shortfall(tile(committed), tile(used), 1.0, out := tile())
    return float(out[0, 0])


def carried(terms: Commitment | UnitCommitment, committed: float, used: list[float]) -> list[float]:
    """Return the shortfall of each month less what earlier ones bring back, for what is used month by month."""
    totals.carried_shortfall(
        tile(committed, len(used)), column(used), 1.0, terms.carry_forward_months, out := tile(months=len(used))
    )
    return [float(value) for value in out[:, 0]]


def unit_commitment(terms: UnitCommitment, used: float) -> float:
    """Return the price of the units missing in a month."""
    totals.commitment_shortfall(tile(terms.units), tile(used), 1.0, missing := tile())
    charges.flat_charge(missing, row(0.0), row(terms.rate.mean), out := tile())
    return float(out[0, 0])


def total_discount(terms: TotalDiscount, total: float) -> float:
    """Return the discount on a total."""
    each = int(terms.method == "graduated")
    totals.total_discount(tile(total), line([1.0]), line(terms.up_to), line(terms.share), each, out := tile())
    return float(out[0, 0])


def pass_through(terms: PassThrough, volume: float) -> float:
    """Return what a month of a cost passed through costs, before its index."""
    amount = (
        terms.monthly.mean if terms.monthly is not None else (terms.per_unit.mean if terms.per_unit else 0.0) * volume
    )
    totals.at_cost(tile(amount), row(terms.markup.mean), tile(1.0), tile(1.0), out := tile())
    return float(out[0, 0])
