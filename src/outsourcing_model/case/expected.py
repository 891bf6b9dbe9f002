"""What is expected of volumes and charges: the means of all beliefs in plain arithmetic, enough to warn by."""

from itertools import pairwise

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.quantities import SLACK
from outsourcing_model.timeline import MONTH_NAMES


def handed_over(case: Case) -> dict[str, tuple[str, ...]]:
    """Return each offer in use, with the services that it takes in some alternative in the case's order."""
    found = {(offer, name) for each in case.alternatives for name, offer in case.performers(each).items()}
    offers = sorted({offer for offer, _ in found} - {IN_HOUSE})
    return {offer: tuple(name for name in case.services if (offer, name) in found) for offer in offers}


def units_at(case: Case, service: str, month: int, seasonal: bool = False) -> float:
    """Return the units expected in a month counted from 0, with its season or without; 0 if nothing is counted."""
    volume = case.services[service].volume
    if volume is None:
        return 0.0
    calendar = case.start + month
    shared = case.factors[volume.growth_factor].mean if volume.growth_factor in case.factors else 1.0
    units: float = volume.month_1.mean * ((1 + volume.growth.mean) * shared) ** (month / 12)
    for change in volume.changes:
        units *= 1 + change.change if change.start is None or change.start <= calendar else 1.0
    return units * (1 + volume.season.get(MONTH_NAMES[calendar.month - 1], 0.0)) if seasonal else units


def charge_at(charge: ServiceCharge, units: float) -> float | None:
    """Return the charge of a month for so many units, without revision; None where it takes more than a price list.

    Examples
    --------
    >>> charge_at(ServiceCharge.model_validate({"base": 10, "graduated": {"up_to": [5], "price": [2, 1]}}), 8)
    23.0
    """
    if charge.package is not None or charge.dead_band or charge.time_and_materials or charge.gain_share:
        return None
    bands = charge.graduated or charge.volume
    if bands is None:
        return charge.base.mean + (charge.price.mean if charge.price else 0.0) * units
    return charge.base.mean + (_by_part(bands, units) if charge.graduated else _by_band(bands, units))


def _by_part(bands: Bands, units: float) -> float:
    """Return each unit at the price of its band, with the fee of every band entered."""
    edges = (0.0, *bands.up_to, float("inf"))
    parts = [max(min(units, high) - low, 0.0) for low, high in pairwise(edges)]
    fees = [fee.mean for fee in bands.fee or ()][: _reached(bands, units) + 1]
    return sum(part * price.mean for part, price in zip(parts, bands.price, strict=True)) + sum(fees)


def _by_band(bands: Bands, units: float) -> float:
    """Return all units at the price of the band reached, with its fee."""
    reached = _reached(bands, units)
    return units * bands.price[reached].mean + (bands.fee[reached].mean if bands.fee else 0.0)


def _reached(bands: Bands, units: float) -> int:
    """Return the position of the band in which so many units lie."""
    slack = SLACK if bands.limit == "included" else -SLACK
    return sum(units > limit + slack for limit in bands.up_to)


def charges_at(case: Case, offer: str, month: int, seasonal: bool = False) -> float | None:
    """Return the charges expected for all that an offer covers in a month, without revision; None if unknown."""
    found = [
        charge_at(charge, units_at(case, name, month, seasonal)) for name, charge in case.offers[offer].charges.items()
    ]
    return None if None in found else sum(each for each in found if each is not None)


def reference_charges(case: Case, offer: str) -> float | None:
    """Return the charges of a month at reference volumes for all that an offer covers; None if unknown."""
    charges = case.offers[offer].charges
    found = [charge_at(charge, case.baseline(offer, name)) for name, charge in charges.items()]
    return None if None in found else sum(each for each in found if each is not None)


def contract_value(case: Case, offer: str) -> float | None:
    """Return the charges expected over the term for all that an offer covers, without revision; None if unknown."""
    months = [charges_at(case, offer, month) for month in range(case.term)]
    return None if None in months else sum(each for each in months if each is not None)
