"""What an offer costs and returns: charges, commitment, credits, transition, delay, exit."""

import math

import numpy as np

from outsourcing_model.case.case import IN_HOUSE
from outsourcing_model.case.charges import Bands
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.engine.program.books import NO_CAP, book_offer
from outsourcing_model.engine.program.leaving import Charged, leaving
from outsourcing_model.engine.program.turning_points import transition


def revision(assembly: Assembly, offer: str) -> str:
    """Return the tile of the yearly revision of an offer's prices."""
    name = f"offers.{offer}.revision"
    if assembly.has(name):
        return name
    terms = assembly.case.offers[offer].indexation
    if terms is None:
        return assembly.always(1.0)
    path = f"offers.{offer}.indexation"
    growth = assembly.row(f"indices.{terms.index}.growth" if terms.index else f"{path}.fixed_rate")
    cap = NO_CAP if terms.cap is None else terms.cap
    floor = -1.0 if terms.floor is None else terms.floor
    whole = (int(terms.method == "chained"),)
    return assembly.apply(
        "revision_factor", name, rows=(growth,), whole=whole, real=(terms.share, cap, floor), path=path, unit="factor"
    )


def _units(assembly: Assembly, offer: str, service: str, volume: str, out: str) -> str:
    """Return the tile of a service's charge at a volume, before revision and for a full month."""
    path = f"offers.{offer}.charges.{service}"
    terms = assembly.case.offers[offer].charges[service]
    base = assembly.row(f"{path}.base")
    if terms.price is not None:
        return assembly.apply("flat_charge", out, (volume,), (base, assembly.row(f"{path}.price")), path=path)
    for way, bands in (("graduated", terms.graduated), ("volume", terms.volume)):
        if bands is not None:
            return _banded(assembly, f"{path}.{way}", way, bands, volume, base, out)
    return assembly.apply("level", out, rows=(base,), path=path)


def _banded(assembly: Assembly, path: str, way: str, bands: Bands, volume: str, base: str, out: str) -> str:
    """Return the tile of a charge by bands."""
    prices = assembly.block(f"{path}.prices", [assembly.row(f"{path}.price[{b}]") for b in range(len(bands.price))])
    whole = (*assembly.limits(bands.up_to), int(bands.limit == "included"))
    return assembly.apply(f"{way}_charge", out, (volume,), (base, prices), whole, path=path)


def charge(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of a service's charge as invoiced."""
    name = f"offers.{offer}.charges.{service}"
    if assembly.has(name):
        return name
    terms = assembly.case.offers[offer].charges[service]
    volume = demand.volume(assembly, service) if terms.per_unit else ""
    full = _units(assembly, offer, service, volume, f"{name} a full month")
    tiles = (full, revision(assembly, offer), demand.delivering(assembly, offer))
    return assembly.apply("billed", name, tiles, path=name)


def _reference(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of a service's charge at its reference volume."""
    name = f"offers.{offer}.charges.{service} at reference volume"
    if assembly.has(name):
        return name
    full = _units(assembly, offer, service, _baseline(assembly, offer, service), f"{name}, a full month")
    tiles = (full, revision(assembly, offer), demand.delivering(assembly, offer))
    return assembly.apply("billed", name, tiles, path=f"offers.{offer}.minimum_commitment")


def _baseline(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of a service's reference volume."""
    terms = assembly.case.offers[offer].charges[service]
    stated = assembly.case.services[service].volume
    return assembly.always(terms.baseline if terms.baseline is not None else stated.month_1.mean if stated else 0.0)


def invoice(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...]) -> str:
    """Return the tile of an offer's monthly invoice in an alternative, its charges and shortfall booked."""
    terms = assembly.case.offers[offer]
    lag = terms.payment_months
    prefix = f"alternatives.{alternative}.offers.{offer}"
    total = assembly.cleared(f"{prefix}.invoice", path=f"offers.{offer}.charges")
    for service in services:
        tile = charge(assembly, offer, service)
        label = ("line.charges", {"offer": offer, "service": service})
        assembly.book_line(
            CashLine(alternative, f"charges.{offer}.{service}", "charges", "incremental", label, tile, 0.0, lag, tile)
        )
        assembly.apply("add", total, (tile,), path=f"offers.{offer}.charges")
    if terms.minimum_commitment > 0:
        path = f"offers.{offer}.minimum_commitment"
        reference = assembly.cleared(f"{prefix}.reference", path=path)
        for service in services:
            assembly.apply("add", reference, (_reference(assembly, offer, service),), path=path)
        short = f"{prefix}.shortfall"
        assembly.apply("commitment_shortfall", short, (reference, total), real=(terms.minimum_commitment,), path=path)
        book_offer(assembly, alternative, offer, "minimum_commitment", "charges", short, path, lag)
        assembly.apply("add", total, (short,), path=path)
    return total


def _share(assembly: Assembly, offer: str, level: str, tiers: Tiers) -> str:
    """Return the tile of the share of its charge that a level returns."""
    name = f"offers.{offer}.credit_share.{level}"
    if assembly.has(name):
        return name
    path = f"offers.{offer}.attainment.{level}"
    terms = assembly.case.offers[offer]
    belief = terms.attainment[level]
    mean = assembly.row(f"{path}.mean")
    weak = belief.weak_start
    lower = assembly.row(f"{path}.weak_start.lower_by") if weak else assembly.constant(0.0)
    months = assembly.row(f"{path}.weak_start.months") if weak else assembly.constant(0.0)
    none = assembly.constant(0.0)
    blocks = []
    for kind, reduction in (("normal", none), ("weak", lower)):
        rows = [
            assembly.derived(f"{path} {kind} below {limit!r}", missed(belief.spread, limit), mean, reduction)
            for limit in tiers.below
        ]
        blocks.append(assembly.block(f"offers.{offer}.missed.{level} {kind}", rows))
    steps = (now - before for now, before in zip(tiers.credit, (0.0, *tiers.credit), strict=False))
    whole = (*assembly.limits(steps), math.floor(terms.transition.months), key("month", offer, level))
    return assembly.apply(
        "credit_share", name, rows=(*blocks, months), whole=whole, path=f"offers.{offer}.credits.{level}", unit="share"
    )


def returned(assembly: Assembly, alternative: str, offer: str, performers: dict[str, str], invoiced: str) -> None:
    """Book the service credits of an offer in an alternative."""
    scheme = assembly.case.offers[offer].credits
    levels = assembly.case.service_levels
    if scheme is None:
        return
    due = {name: t for name, t in scheme.tiers.items() if performers.get(levels[name].service) == offer}
    due = {name: t for name, t in due.items() if t.of == "invoice" or performers.get(t.of) == offer}
    if due:
        tile = _capped(assembly, alternative, offer, scheme, due, invoiced)
        lag = assembly.case.offers[offer].payment_months + 1
        book_offer(assembly, alternative, offer, "credits", "credits", tile, f"offers.{offer}.credits", lag, -1.0)


def _capped(
    assembly: Assembly, alternative: str, offer: str, scheme: CreditScheme, due: dict[str, Tiers], invoiced: str
) -> str:
    """Return the tile of the credits received: summed over the levels, capped, as far as claimed."""
    prefix = f"alternatives.{alternative}.offers.{offer}"
    path = f"offers.{offer}.credits"
    total = assembly.cleared(f"{prefix}.credits_due", path=path)
    for level, tiers in due.items():
        base = invoiced if tiers.of == "invoice" else charge(assembly, offer, tiers.of)
        one = assembly.apply(
            "level_credit",
            f"{prefix}.credit.{level}",
            (_share(assembly, offer, level, tiers), base),
            path=f"{path}.{level}",
        )
        assembly.apply("add", total, (one,), path=f"{path}.{level}")
    cap = NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap
    whole = (assembly.counter(f"{alternative}.capped"),)
    return assembly.apply(
        "capped_credit",
        f"{prefix}.credits",
        (total, invoiced),
        (assembly.row(f"{path}.claimed"),),
        whole,
        (cap,),
        path=path,
    )


def _ahead(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], invoiced: str) -> Charged:
    """Return the invoice and, where the fee for leaving counts them, full months at reference volumes."""
    if not assembly.case.offers[offer].exit.looks_ahead:
        return Charged(invoiced)
    path, prefix = f"offers.{offer}.exit", f"alternatives.{alternative}.offers.{offer}"
    fixed = assembly.derived(
        f"{prefix} fixed", _sum, *(assembly.row(f"offers.{offer}.charges.{s}.base") for s in services)
    )
    prices = revision(assembly, offer)
    base = assembly.apply("fixed_cost", f"{prefix}.fixed_month", (prices,), (fixed,), real=(1.0,), path=path)
    reference = assembly.cleared(f"{prefix}.reference_month", path=path)
    for service in services:
        name = f"offers.{offer}.charges.{service} of a reference month"
        if not assembly.has(name):
            full = _units(assembly, offer, service, _baseline(assembly, offer, service), f"{name}, unrevised")
            assembly.apply("billed", name, (full, prices, assembly.always(1.0)), path=path)
        assembly.apply("add", reference, (name,), path=path)
    return Charged(invoiced, base, reference)


def _sum(*rows: Array) -> Array:
    """Return the sum of some rows."""
    return np.asarray(np.add.reduce(rows))


def outsourced(assembly: Assembly, alternative: str, performers: dict[str, str]) -> dict[str, str]:
    """Book all that the offers of an alternative cost and return; return service to the tile of its charge."""
    tiles: dict[str, str] = {}
    for offer in dict.fromkeys(name for name in performers.values() if name != IN_HOUSE):
        services = tuple(service for service, performer in performers.items() if performer == offer)
        invoiced = invoice(assembly, alternative, offer, services)
        tiles.update({service: charge(assembly, offer, service) for service in services})
        returned(assembly, alternative, offer, performers, invoiced)
        transition(assembly, alternative, offer, services)
        leaving(assembly, alternative, offer, services, _ahead(assembly, alternative, offer, services, invoiced))
    return tiles
