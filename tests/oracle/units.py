"""What a month of one service costs at so many units, before any price factor."""

import math

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.charges import DeadBand, ServiceCharge, Steps, TimeAndMaterials

from .world import SLACK, World


def month_cost(world: World, offer: str, service: str, units: float) -> float:
    """Return what the month costs at so many units: the base and the units."""
    charge, path = world.case.offers[offer].charges[service], f"offers.{offer}.charges.{service}"
    base, billed = world.values[f"{path}.base"], billed_units(charge, units)
    if charge.price is not None:
        return base + world.values[f"{path}.price"] * billed
    if charge.graduated is not None:
        return base + _graduated(world, f"{path}.graduated", charge.graduated, billed)
    if charge.volume is not None:
        return base + _at_band_reached(world, f"{path}.volume", charge.volume, billed)
    if charge.dead_band is not None:
        baseline = world.reference_volume(offer, service)
        return max(base + _outside(world, f"{path}.dead_band", charge.dead_band, baseline, billed), 0.0)
    if charge.time_and_materials is not None:
        return base + _work(world, f"{path}.time_and_materials", charge.time_and_materials, billed)
    if charge.gain_share is not None:
        gain = f"{path}.gain_share"
        cost = world.values[f"{gain}.actual_fixed"] + world.values[f"{gain}.actual_per_unit"] * billed
        return base + cost + world.values[f"{gain}.fee"]
    return base


def billed_units(charge: ServiceCharge, units: float) -> float:
    """Return the units billed: whole packages where there are packages."""
    if charge.package is None:
        return units
    return math.ceil(units / charge.package - SLACK) * charge.package


def band_reached(bands: Bands, units: float) -> int:
    """Return the band that units reach."""
    for band, limit in enumerate(bands.up_to):
        if units <= limit + SLACK if bands.limit == "included" else units < limit - SLACK:
            return band
    return len(bands.up_to)


def _graduated(world: World, path: str, bands: Bands, units: float) -> float:
    """Return the price of units that each cost their own band's price, and the fees of the bands entered."""
    total, lower = 0.0, 0.0
    for band, upper in enumerate((*bands.up_to, math.inf)):
        total += world.values[f"{path}.price[{band}]"] * max(min(units, upper) - lower, 0.0)
        lower = upper
    if bands.fee is not None:
        for band in range(band_reached(bands, units) + 1):
            total += world.values[f"{path}.fee[{band}]"]
    return total


def _at_band_reached(world: World, path: str, bands: Bands, units: float) -> float:
    """Return all units at the price of the band reached, and its fee."""
    band = band_reached(bands, units)
    fee = 0.0 if bands.fee is None else world.values[f"{path}.fee[{band}]"]
    return units * world.values[f"{path}.price[{band}]"] + fee


def _outside(world: World, path: str, terms: DeadBand, baseline: float, units: float) -> float:
    """Return what units outside the band cost besides, or bring back (below zero)."""
    upper, lower = (1 + terms.width) * baseline, (1 - terms.width) * baseline
    if units > upper + SLACK:
        edge = upper if terms.counted_from == "edge" else baseline
        return _between(world, f"{path}.additional", terms.additional, baseline, edge, units)
    if units < lower - SLACK:
        edge = lower if terms.counted_from == "edge" else baseline
        return -_between(world, f"{path}.reduced", terms.reduced, baseline, edge, units)
    return 0.0


def _between(world: World, path: str, steps: Steps, baseline: float, edge: float, units: float) -> float:
    """Return the rates of the units between an edge and a volume, on either side of the baseline."""
    total, last = 0.0, edge
    for band in range(len(steps.rate)):
        end = units
        if band < len(steps.to):
            limit = steps.to[band] * baseline
            end = min(limit, units) if units > edge else max(limit, units)
        inside = end - last if units > edge else last - end
        if inside > 0:
            total += world.values[f"{path}.rate[{band}]"] * inside
            last = end
    return total


def _work(world: World, path: str, terms: TimeAndMaterials, units: float) -> float:
    """Return the days at their rates, at most the ceiling."""
    total = 0.0
    for role in terms.roles:
        place = f"{path}.roles.{role}"
        days = world.values[f"{place}.days"] + world.values[f"{place}.days_per_unit"] * units
        total += world.values[f"{place}.rate"] * days
    return total if terms.ceiling is None else min(total, world.values[f"{path}.ceiling"])
