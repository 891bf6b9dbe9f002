"""Worked examples: the number in a clause is computed by the rule that the engine plays, never typed."""

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.charges import Bands, Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.fee import FeeDrivers, fee_for_leaving
from outsourcing_model.engine.program.books import NO_CAP
from outsourcing_model.engine.rules import turning_points
from outsourcing_model.engine.rules.charges import commitment_shortfall, flat_charge, graduated_charge, volume_charge
from outsourcing_model.engine.rules.credits import capped_credit, credit_share, level_credit
from outsourcing_model.engine.rules.demand import revision_factor

Array = NDArray[np.float64]


def _tile(value: float = 0.0, months: int = 1) -> Array:
    """Return the tile of some months of one draw."""
    return np.full((months, 1), value)


def _row(*values: float) -> Array:
    """Return one draw of a belief."""
    return np.array(values)


def unit_price(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs at a base and one price."""
    price = charge.price.mean if charge.price else 0.0
    flat_charge(_tile(volume), _row(charge.base.mean), _row(price), out := _tile())
    return float(out[0, 0])


def _banded(bands: Bands | None) -> tuple[Array, Array]:
    """Return prices ``[band, draw]`` and limits of bands."""
    if bands is None:
        message = "the charge has no such bands"
        raise ValueError(message)
    return np.array([[price.mean] for price in bands.price]), np.array(bands.up_to, dtype=np.float64)


def graduated_bands(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs with each unit at the price of its band."""
    graduated_charge(_tile(volume), _row(charge.base.mean), *_banded(charge.graduated), out := _tile())
    return float(out[0, 0])


def volume_bands(charge: ServiceCharge, volume: float) -> float:
    """Return what a month costs with all units at the price of the band reached."""
    prices, limits = _banded(charge.volume)
    included = int(charge.volume is not None and charge.volume.limit == "included")
    volume_charge(_tile(volume), _row(charge.base.mean), prices, limits, included, out := _tile())
    return float(out[0, 0])


def charge_of(charge: ServiceCharge, volume: float) -> float:
    """Return what a full month costs before revision, whatever the way units are priced."""
    if charge.graduated is not None:
        return graduated_bands(charge, volume)
    return volume_bands(charge, volume) if charge.volume is not None else unit_price(charge, volume)


def minimum_commitment(offer: Offer, reference: float, charges: float) -> float:
    """Return the shortfall of a month."""
    commitment_shortfall(_tile(reference), _tile(charges), offer.minimum_commitment, out := _tile())
    return float(out[0, 0])


def indexation(terms: Indexation, growth: float, year: float) -> float:
    """Return the revision factor of a contract year, 1 for the first, when the index grows alike every year."""
    months = 12 * (int(year) - 1) + 1
    cap = NO_CAP if terms.cap is None else terms.cap
    floor = -1.0 if terms.floor is None else terms.floor
    chained = int(terms.method == "chained")
    revision_factor(_row(growth), terms.share, cap, floor, chained, out := _tile(months=months))
    return float(out[-1, 0])


def steps(tiers: Tiers) -> Array:
    """Return what each further tier adds to the share returned."""
    return np.diff(np.array(tiers.credit, dtype=np.float64), prepend=0.0)


def credit_tiers(tiers: Tiers, attained: float, charge: float) -> float:
    """Return the credit of a month in which a level was attained."""
    none = _row(0.0)
    lost = np.array([missed(0.0, limit)(_row(attained), none) for limit in tiers.below])
    credit_share(lost, lost, none, 0, steps(tiers), 0, 0, 0, share := _tile())
    level_credit(share, _tile(charge), out := _tile())
    return float(out[0, 0])


def monthly_cap(scheme: CreditScheme, due: float, invoice: float) -> float:
    """Return what is paid of the credits due in a month, all of them claimed."""
    cap = NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap
    capped_credit(_tile(due), _tile(invoice), cap, _row(1.0), _row(0.0), out := _tile())
    return float(out[0, 0])


def cap_of_damages(terms: DelayDamages) -> float:
    """Return the most that delay damages can come to; a very large number if they are not capped."""
    base = terms.value if terms.cap_base is None else terms.cap_base
    return NO_CAP if terms.cap is None else terms.cap * base


def delay_damages(terms: DelayDamages, days: float) -> float:
    """Return the delay damages of so many days."""
    turning_points.delay_damages(
        _row(days),
        _row(0.0),
        terms.value,
        terms.rate_per_day,
        cap_of_damages(terms),
        terms.exempt_up_to,
        out := _tile(),
    )
    return float(out[0, 0])


def termination_fee(offer: Offer, **drivers: float) -> float:
    """Return the fee for leaving at the end of a contract month; the drivers are those of :class:`FeeDrivers`."""
    return fee_for_leaving(offer.exit, FeeDrivers(**drivers))
