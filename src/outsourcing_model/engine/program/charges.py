"""What an offer charges for a service: units, the way they are priced, and what is invoiced of a full month."""

from collections.abc import Iterable

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.charges import DeadBand, GainShare, Steps, TimeAndMaterials
from outsourcing_model.engine.program import demand, prices
from outsourcing_model.engine.program.assembly import NO_CAP, Array, Assembly


def charge(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of a service's charge as invoiced."""
    name = f"offers.{offer}.charges.{service}"
    if assembly.has(name):
        return name
    terms = assembly.case.offers[offer].charges[service]
    units = _billed_units(assembly, offer, service) if terms.per_unit else ""
    full = _full_month(assembly, offer, service, units, f"{name} a full month")
    return billed(assembly, offer, service, full, name)


def billed(assembly: Assembly, offer: str, service: str | None, full: str, name: str, path: str = "") -> str:
    """Return the tile of a full month's amount at the prices of the time, for the part of the month delivered."""
    tiles = (full, prices.price_factor(assembly, offer, service), demand.delivering(assembly, offer))
    return assembly.apply("billed", name, tiles, path=path or name)


def at_reference(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of a service's charge at its reference volume, as it would be invoiced."""
    name = f"offers.{offer}.charges.{service} at reference volume"
    if assembly.has(name):
        return name
    units = assembly.always(assembly.case.baseline(offer, service))
    full = _full_month(assembly, offer, service, _packed(assembly, offer, service, units), f"{name}, a full month")
    return billed(assembly, offer, service, full, name, f"offers.{offer}.minimum_commitment")


def _billed_units(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of the units that are billed."""
    return _packed(assembly, offer, service, demand.volume(assembly, service))


def _packed(assembly: Assembly, offer: str, service: str, units: str) -> str:
    """Return the tile of units in whole packages, the units themselves without packages."""
    size = assembly.case.offers[offer].charges[service].package
    name = f"{units} in packages of {size!r}"
    if size is None:
        return units
    path = f"offers.{offer}.charges.{service}.package"
    return name if assembly.has(name) else assembly.apply("whole_packages", name, (units,), real=(size,), path=path)


def _full_month(assembly: Assembly, offer: str, service: str, units: str, out: str) -> str:
    """Return the tile of a full month's charge before revision."""
    path = f"offers.{offer}.charges.{service}"
    terms = assembly.case.offers[offer].charges[service]
    base = assembly.row(f"{path}.base")
    if terms.price is not None:
        return assembly.apply("flat_charge", out, (units,), (base, assembly.row(f"{path}.price")), path=path)
    if terms.graduated is not None:
        return _banded(assembly, f"{path}.graduated", terms.graduated, units, base, out)
    if terms.volume is not None:
        return _banded(assembly, f"{path}.volume", terms.volume, units, base, out)
    if terms.dead_band is not None:
        baseline = assembly.case.baseline(offer, service)
        return _dead_band(assembly, f"{path}.dead_band", terms.dead_band, baseline, (units, base, out))
    if terms.time_and_materials is not None:
        return _days(assembly, f"{path}.time_and_materials", terms.time_and_materials, (units, base, out))
    if terms.gain_share is not None:
        return _at_cost(assembly, path, units, out)
    return assembly.apply("level", out, rows=(base,), path=path)


def _block(assembly: Assembly, name: str, paths: Iterable[str]) -> str:
    """Return the first of the rows of some beliefs that stand one after another."""
    return assembly.block(name, [assembly.row(path) for path in paths])


def _banded(assembly: Assembly, path: str, bands: Bands, units: str, base: str, out: str) -> str:
    """Return the tile of a charge by bands, with their fees."""
    way = path.rpartition(".")[2]
    rates = _block(assembly, f"{path}.prices", (f"{path}.price[{b}]" for b in range(len(bands.price))))
    limits = (*assembly.limits(bands.up_to), int(bands.limit == "included"))
    assembly.apply(f"{way}_charge", out, (units,), (base, rates), limits, path=path)
    if bands.fee is not None:
        fees = _block(assembly, f"{path}.fees", (f"{path}.fee[{b}]" for b in range(len(bands.fee))))
        whole = (*limits, int(way == "graduated"))
        assembly.apply("band_fees", out, (units,), (fees,), whole, path=f"{path}.fee")
    return out


def edges(steps: Steps, start: float, baseline: float, open_end: float) -> list[float]:
    """Return where the bands beside a dead band begin and end, in units."""
    ends = [share * baseline for share in steps.to]
    return [start, *ends, *([open_end] if len(ends) < len(steps.rate) else [])]


def _dead_band(assembly: Assembly, path: str, band: DeadBand, baseline: float, parts: tuple[str, str, str]) -> str:
    """Return the tile of a base with additional and reduced charges."""
    units, base, out = parts
    upper, lower = baseline * (1 + band.width), baseline * (1 - band.width)
    at_edge = band.counted_from == "edge"
    above = edges(band.additional, upper if at_edge else baseline, baseline, NO_CAP)
    below = edges(band.reduced, lower if at_edge else baseline, baseline, 0.0)
    blocks = [
        _block(assembly, f"{path}.{side}", (f"{path}.{side}.rate[{b}]" for b in range(len(steps.rate))))
        for side, steps in (("additional", band.additional), ("reduced", band.reduced))
    ]
    whole = (*assembly.limits(above), *assembly.limits(below))
    return assembly.apply("dead_band_charge", out, (units,), (base, *blocks), whole, (upper, lower), path)


def _days(assembly: Assembly, path: str, work: TimeAndMaterials, parts: tuple[str, str, str]) -> str:
    """Return the tile of days at the rates of their roles."""
    units, base, out = parts
    blocks = [
        _block(assembly, f"{path} {field}", (f"{path}.roles.{role}.{field}" for role in work.roles))
        for field in ("days", "days_per_unit", "rate")
    ]
    ceiling = assembly.constant(NO_CAP) if work.ceiling is None else assembly.row(f"{path}.ceiling")
    tiles = (units or assembly.always(0.0),)
    return assembly.apply("days_charge", out, tiles, (base, *blocks, ceiling), (len(work.roles),), path=path)


def _at_cost(assembly: Assembly, path: str, units: str, out: str) -> str:
    """Return the tile of actual cost, fee and base; the share of the gain is a line of its own."""
    fixed = (f"{path}.gain_share.actual_fixed", f"{path}.gain_share.fee", f"{path}.base")
    base = assembly.derived(f"{path} fixed", _sum, *(assembly.row(row) for row in fixed))
    rows = (base, assembly.row(f"{path}.gain_share.actual_per_unit"))
    return assembly.apply("flat_charge", out, (units or assembly.always(0.0),), rows, path=f"{path}.gain_share")


def _sum(base: Array, *others: Array) -> Array:
    """Return the sum of rows."""
    return sum(others, base)


def settlements(assembly: Assembly, period: str) -> int:
    """Return the pattern of the months in which a period is settled: each, or the last of each contract year."""
    case = assembly.case
    last = demand.exit_month(case) - 1
    return assembly.pattern(
        float(month == last or (month < last and (period == "month" or month % 12 == 11))) for month in range(case.term)
    )


def gain(assembly: Assembly, offer: str, service: str) -> str:
    """Return the tile of the provider's share of what its cost is below (or above) the target."""
    path = f"offers.{offer}.charges.{service}.gain_share"
    name = f"offers.{offer}.gain_share.{service}"
    terms = assembly.case.offers[offer].charges[service].gain_share
    if assembly.has(name) or terms is None:
        return name
    units = _billed_units(assembly, offer, service) if assembly.case.services[service].volume else assembly.always(0.0)
    rows = {
        "target": (assembly.constant(terms.target_fixed), assembly.constant(terms.target_per_unit)),
        "actual": (assembly.row(f"{path}.actual_fixed"), assembly.row(f"{path}.actual_per_unit")),
        "fee": (assembly.row(f"{path}.fee"), assembly.constant(0.0)),
    }
    tiles = []
    for part, of in rows.items():
        full = assembly.apply("flat_charge", f"{name}.{part} a full month", (units,), of, path=path)
        tiles.append(billed(assembly, offer, service, full, f"{name}.{part}", path))
    return assembly.apply("gain_share", name, tiles, whole=_shares(assembly, terms), real=_fees(terms), path=path)


def _shares(assembly: Assembly, terms: GainShare) -> tuple[int, ...]:
    """Return months of settlement, limits and shares of a gain share as the rule reads them."""
    overrun = terms.provider_share if terms.overrun_share is None else terms.overrun_share
    limits = assembly.limits(terms.up_to)
    shares, overruns = (assembly.limits(values)[0] for values in (terms.provider_share, overrun))
    return (settlements(assembly, terms.settled), *limits, shares, overruns)


def _fees(terms: GainShare) -> tuple[float, float]:
    """Return the least and the greatest fee of a settlement."""
    return (
        -NO_CAP if terms.least_fee is None else terms.least_fee,
        NO_CAP if terms.most_fee is None else terms.most_fee,
    )
