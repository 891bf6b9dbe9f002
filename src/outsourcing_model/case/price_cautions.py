"""Cautions about price lists: where one unit more makes the total jump or fall, and what is committed beyond need."""

from collections.abc import Iterator
from itertools import pairwise

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.case.expected import charges_at, reference_charges, units_at
from outsourcing_model.errors import Path, Problem, Share
from outsourcing_model.quantities import SLACK

FAR = 0.25
"""How far a reference volume may lie from the expected one without a word, as a share of it."""


def _charges(case: Case) -> Iterator[tuple[Path, str, str, ServiceCharge]]:
    """Yield every charge with its path, its offer and its service."""
    for name, offer in case.offers.items():
        for service, charge in offer.charges.items():
            yield ("offers", name, "charges", service), name, service, charge


def _drops(case: Case) -> Iterator[tuple[Path, float, tuple[float, float], float]]:
    """Yield, for each limit of prices by the band reached, the prices at both sides and the fall of the total there."""
    for path, _, _, charge in _charges(case):
        if charge.volume is not None:
            prices = pairwise(price.mean for price in charge.volume.price)
            fees = pairwise(fee.mean for fee in charge.volume.fee or charge.volume.price)
            for limit, (before, after), fee in zip(charge.volume.up_to, prices, fees, strict=True):
                lower = fee[0] - fee[1] if charge.volume.fee else 0.0
                yield (*path, "volume"), limit, (before, after), limit * (before - after) + lower


def volume_cliff(case: Case) -> Iterator[Problem]:
    """Warn where all units get the price of the band reached: the total can fall as the volume rises."""
    for path, limit, (before, after), drop in _drops(case):
        if drop > SLACK and after < before:
            even = limit + drop / after if after else "∞"
            yield warn(path, "volume_cliff", limit=limit, drop=drop, even=even)


def fee_cliff(case: Case) -> Iterator[Problem]:
    """Warn where the flat fee of the next band is so much lower that the total falls, though its price does not."""
    for path, limit, (before, after), drop in _drops(case):
        if drop > SLACK and after >= before:
            yield warn((*path, "fee"), "fee_cliff", limit=limit, drop=drop)


def dead_band_cliff(case: Case) -> Iterator[Problem]:
    """Warn where units outside a dead band count from the baseline: at its edge the whole band is charged at once."""
    for path, offer, service, charge in _charges(case):
        band = charge.dead_band
        if band is not None and band.counted_from == "baseline":
            units = band.width * case.baseline(offer, service)
            rate = max(band.additional.rate[0].mean, band.reduced.rate[0].mean)
            if units * rate > SLACK:
                place = (*path, "dead_band", "counted_from")
                yield warn(place, "dead_band_cliff", units=units, jump=units * rate)


def discount_cliff(case: Case) -> Iterator[Problem]:
    """Warn of a discount on the whole total at each limit: above it more use costs less."""
    for name, offer in case.offers.items():
        terms = offer.discount
        if terms is not None and terms.method == "volume":
            for limit, (before, after) in zip(terms.up_to, pairwise(terms.share), strict=True):
                if limit * (after - before) > SLACK:
                    drop = limit * (after - before)
                    yield warn(("offers", name, "discount"), "discount_cliff", limit=limit, drop=drop)


def baseline_far_off(case: Case) -> Iterator[Problem]:
    """Warn of a reference volume far from the expected one."""
    for path, _, service, charge in _charges(case):
        volume = case.services[service].volume
        if volume is not None and charge.baseline:
            off = volume.month_1.mean / charge.baseline - 1
            if abs(off) > FAR + SLACK:
                values = {"baseline": charge.baseline, "expected": volume.month_1.mean}
                yield warn((*path, "baseline"), "baseline_far_off", **values)


def _least(case: Case, name: str) -> float | None:
    """Return the least monthly charge of an offer before revision; None if there is none or it takes more to know."""
    terms, reference = case.offers[name].minimum_commitment, reference_charges(case, name)
    if terms is None or not terms.binds:
        return None
    if terms.share is not None:
        return None if reference is None else terms.share * reference
    return terms.amount


def commitment_above_charges(case: Case) -> Iterator[Problem]:
    """Warn of a minimum commitment above what is expected to be charged, in the first or in the last month."""
    for name in case.offers:
        least = _least(case, name)
        for month in (0, case.term - 1) if least is not None else ():
            charges = charges_at(case, name, month)
            if least is not None and charges is not None and charges < least - SLACK:
                values = {"least": least, "charges": charges, "month": month + 1}
                yield warn(("offers", name, "minimum_commitment"), "commitment_above_charges", **values)
                break


def commitment_and_season(case: Case) -> Iterator[Problem]:
    """Warn of a commitment by the month that the year reaches but the low season doesn't, without carry-forward."""
    for name, offer in case.offers.items():
        least, terms = _least(case, name), offer.minimum_commitment
        if least is None or terms is None or terms.carry_forward_months > 0:
            continue
        months = [charges_at(case, name, month, seasonal=True) for month in range(min(case.term, 12))]
        known = [each for each in months if each is not None]
        if known and min(known) < least - SLACK and sum(known) / len(known) >= least:
            values = {"least": least, "low": min(known)}
            yield warn(("offers", name, "minimum_commitment"), "commitment_and_season", **values)


def units_above_volume(case: Case) -> Iterator[Problem]:
    """Warn of more units committed than are expected, in the first or in the last month."""
    for path, _, service, charge in _charges(case):
        terms = charge.commitment
        for month in (0, case.term - 1) if terms is not None else ():
            expected = units_at(case, service, month)
            if terms is not None and expected < terms.units - SLACK:
                values = {"units": terms.units, "expected": expected, "month": month + 1}
                yield warn((*path, "commitment", "units"), "units_above_volume", **values)
                break


def fully_committed(case: Case) -> Iterator[Problem]:
    """Warn of a commitment to nearly all of the reference charges: the unit prices are then a fixed price."""
    for name, offer in case.offers.items():
        terms = offer.minimum_commitment
        if terms is not None and terms.share is not None and terms.share > 0.9 + SLACK:
            yield warn(("offers", name, "minimum_commitment"), "fully_committed", share=Share(terms.share))


RULES = (
    volume_cliff, fee_cliff, dead_band_cliff, discount_cliff, baseline_far_off, commitment_above_charges,
    commitment_and_season, units_above_volume, fully_committed,
)  # fmt: skip
