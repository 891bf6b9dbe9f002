"""Service credits of an offer: what its levels are due, summed in the month, and what the steps of its scheme leave."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.engine.program import charges, demand
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly
from outsourcing_model.engine.program.books import book_offer
from outsourcing_model.engine.program.credited import Party, credited, missed
from outsourcing_model.engine.program.prices import converted

CAPS = ("monthly_cap", "rolling_cap", "yearly_cap", "contract_cap")
REPEATS, MONTH, ROLLING, YEAR, TERM, AMOUNT, EARN_BACK, AT_RISK = map(float, range(8))
"""Kinds of steps, as the rule of the caps numbers them."""


def returned(assembly: Assembly, alternative: str, offer: str, performers: dict[str, str], invoiced: str) -> str:
    """Book the service credits of an offer in an alternative; return the tile of their sum before the caps, if any."""
    scheme = assembly.case.offers[offer].credits
    if scheme is None or not (due := credited_levels(assembly, offer, performers)):
        return ""
    party = Party(alternative, offer, invoiced)
    total = _summed(assembly, party, scheme, due)
    tile = _kept(assembly, party, scheme, due, total)
    lag = assembly.case.offers[offer].payment_months + 1
    book_offer(assembly, alternative, offer, "credits", "credits", tile, f"offers.{offer}.credits", lag, -1.0)
    return total


def credited_levels(assembly: Assembly, offer: str, performers: dict[str, str]) -> dict[str, LevelCredit]:
    """Return the levels that an offer is credited for: both what they measure and what they return is with it."""
    scheme, promised = assembly.case.offers[offer].credits, assembly.case.service_levels
    found = {name: t for name, t in (scheme.levels if scheme else {}).items()
             if performers.get(promised[name].service) == offer}  # fmt: skip
    return {name: t for name, t in found.items() if t.of == INVOICE or performers.get(t.of) == offer}


def steps_of(scheme: CreditScheme, due: dict[str, LevelCredit], term: int) -> list[tuple[float, float, float]]:
    """Return the steps of a scheme that do something, in their order: kind, limit, months.

    Repeated misses are a step only where a cap stands before them; otherwise they count in what each level is due.
    """
    found: list[tuple[float, float, float]] = []
    for step in scheme.order:
        if step == "multiplier" and _repeats_late(found, due):
            found.append((REPEATS, 0.0, 0.0))
        elif step == "monthly_cap" and scheme.monthly_cap is not None:
            found.append((MONTH, scheme.monthly_cap, 1.0))
        elif step == "rolling_cap" and scheme.rolling_cap is not None:
            found.append((ROLLING, scheme.rolling_cap.share, scheme.rolling_cap.months))
        elif step == "yearly_cap" and scheme.yearly_cap is not None:
            found.append((YEAR, scheme.yearly_cap, 12.0))
        elif step == "contract_cap" and scheme.contract_cap is not None:
            found.append((TERM, scheme.contract_cap, term))
        elif step == "contract_cap" and scheme.contract_cap_amount is not None:
            found.append((AMOUNT, scheme.contract_cap_amount, term))
        elif step == "earn_back" and scheme.earn_back is not None:
            found.append((EARN_BACK, float(scheme.earn_back.frees_caps), scheme.earn_back.months))
    pooled = all(terms.way == "allocation" for terms in due.values())
    if pooled and scheme.at_risk is not None and scheme.monthly_cap is None:
        found.insert(0, (AT_RISK, scheme.at_risk, 1.0))
    return found


def _repeats_late(before: list[tuple[float, float, float]], due: dict[str, LevelCredit]) -> bool:
    """Return whether repeated misses act after a cap, given the steps before theirs."""
    return any(kind != EARN_BACK for kind, *_ in before) and any(terms.repeat for terms in due.values())


def _late(scheme: CreditScheme, due: dict[str, LevelCredit], term: int) -> bool:
    """Return whether repeated misses act on what a cap has left."""
    return REPEATS in [kind for kind, *_ in steps_of(scheme, due, term)]


def _summed(assembly: Assembly, party: Party, scheme: CreditScheme, due: dict[str, LevelCredit]) -> str:
    """Return the tile of what all levels are due together in a month; keep what each is due before any cap."""
    path, lag = f"offers.{party.offer}.credits", assembly.case.offers[party.offer].payment_months + 1
    total = assembly.cleared(f"{party.prefix}.credits_due", path=path)
    late = _late(scheme, due, assembly.case.term)
    parts: dict[str, str] = {}
    for level, terms in due.items():
        if terms.way == "points":
            continue
        tile = credited(assembly, party, level)
        _remember(assembly, party, level, tile, lag)
        parts[level] = credited(assembly, party, level, repeats=False) if late else tile
        if _alone(assembly, scheme, level):
            assembly.apply("add", total, (parts.pop(level),), path=f"{path}.{level}")
    pointed = [level for level, terms in due.items() if terms.way == "points"]
    if pointed:
        shares = _pointed(assembly, party, scheme, pointed, True)
        for level, tile in shares.items():
            _remember(assembly, party, level, tile, lag)
        parts |= _pointed(assembly, party, scheme, pointed, False) if late else shares
    _add_limited(assembly, party, scheme, parts, total)
    return total


def _remember(assembly: Assembly, party: Party, level: str, tile: str, lag: int) -> None:
    """Keep the sums of what a level is due before any cap."""
    account = assembly.detail("credit", party.alternative, party.offer, level)
    assembly.book(converted(assembly, party.offer, tile), account, 1.0, lag)


def _alone(assembly: Assembly, scheme: CreditScheme, level: str) -> bool:
    """Return whether a level's credit goes straight into the month's sum: no pool, and no cap of its service."""
    service = assembly.case.service_levels[level].service
    return scheme.levels[level].way != "allocation" and service not in scheme.service_caps


def _pointed(
    assembly: Assembly, party: Party, scheme: CreditScheme, pointed: list[str], repeats: bool
) -> dict[str, str]:
    """Return the tiles of what each level's points bring: its part of what the table returns for their sum."""
    path = f"offers.{party.offer}.credits"
    kind = "credit" if repeats else "credit without repeats"
    tiles = {level: credited(assembly, party, level, repeats) for level in pointed}
    total = f"{party.prefix}.points{'' if repeats else ' without repeats'}"
    if not assembly.has(total):
        assembly.cleared(total, path=f"{path}.points_table", unit="points")
        for level, tile in tiles.items():
            assembly.apply("add", total, (tile,), path=f"{path}.{level}", unit="points")
    together = f"{total}, in money"
    table = scheme.points_table
    if not assembly.has(together) and table is not None:
        start, count = assembly.limits(table.at)
        whole = (start, count, assembly.limits(table.credit)[0])
        tiles_read = (total, party.invoiced)
        assembly.apply("points_credit", together, tiles_read, whole=whole, path=f"{path}.points_table")
    found = {}
    for level, tile in tiles.items():
        name = f"{party.prefix}.{kind}.{level}"
        found[level] = assembly.apply("part_of_points", name, (tile, total, together), path=f"{path}.{level}")
    return found


def _add_limited(assembly: Assembly, party: Party, scheme: CreditScheme, parts: dict[str, str], total: str) -> None:
    """Add to the month's sum the levels under a cap of their service, then those of the pool, limited together."""
    path = f"offers.{party.offer}.credits"
    promised = assembly.case.service_levels
    for service, cap in scheme.service_caps.items():
        levels = [level for level in parts if promised[level].service == service]
        if levels:
            together = _sum_of(assembly, f"{party.prefix}.credits of {service}", [parts[level] for level in levels], path)
            charge = charges.charge(assembly, party.offer, service)
            for level in levels:
                name = f"{parts[level]} within the cap of its service"
                tiles = (parts[level], together, charge)
                parts[level] = assembly.apply("within_cap", name, tiles, real=(cap,), path=f"{path}.service_caps")
    pool = [tile for level, tile in parts.items() if scheme.levels[level].way == "allocation"]
    for level, tile in parts.items():
        if scheme.levels[level].way != "allocation":
            assembly.apply("add", total, (tile,), path=f"{path}.{level}")
    if pool and scheme.at_risk is not None:
        together = _sum_of(assembly, f"{party.prefix}.credits of the pool", pool, path)
        uncapped = scheme.monthly_cap is None
        counter = (assembly.counter(f"{party.alternative}.{'capped' if uncapped else 'pool'}"),)
        tile, tiles = f"{together}, at most what is at risk", (together, party.invoiced)
        assembly.apply("pooled_credit", tile, tiles, whole=counter, real=(scheme.at_risk,), path=f"{path}.at_risk")
        assembly.apply("add", total, (tile,), path=path)


def _sum_of(assembly: Assembly, name: str, tiles: list[str], path: str) -> str:
    """Return the tile of a sum."""
    assembly.cleared(name, path=path)
    for tile in tiles:
        assembly.apply("add", name, (tile,), path=path)
    return name


def _kept(assembly: Assembly, party: Party, scheme: CreditScheme, due: dict[str, LevelCredit], total: str) -> str:
    """Return the tile of the credits received: what the steps leave, as far as claimed; keep its sums before that."""
    path, steps = f"offers.{party.offer}.credits", steps_of(scheme, due, assembly.case.term)
    capped, idle = (assembly.counter(f"{party.alternative}.{name}") for name in ("capped", "idle"))
    claimed, name = (assembly.row(f"{path}.claimed"),), f"{party.prefix}.credits"
    kept = total
    if {kind for kind, *_ in steps} <= {MONTH}:
        cap = NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap
        tile = assembly.apply("capped_credit", name, (total, party.invoiced), claimed, (capped,), (cap,), path=path)
        if steps:
            tiles, whole = (total, party.invoiced), (idle,)
            kept = assembly.apply("kept_credit", f"{name}_kept", tiles, whole=whole, real=(cap,), path=path)
    else:
        start, count = assembly.limits(number for step in steps for number in step)
        whole = (start, count, demand.exit_month(assembly.case), capped, idle)
        tiles = (total, party.invoiced, _ratio(assembly, party, due, steps), _clean(assembly, party, due, steps))
        kept = assembly.apply("kept_credits", f"{name}_kept", tiles, whole=whole, path=path)
        tile = assembly.apply("claimed_credit", name, (kept,), claimed, path=path)
    lag = assembly.case.offers[party.offer].payment_months + 1
    account = assembly.detail("kept", party.alternative, party.offer)
    assembly.book(converted(assembly, party.offer, kept), account, 1.0, lag)
    return tile


def _ratio(
    assembly: Assembly, party: Party, due: dict[str, LevelCredit], steps: list[tuple[float, float, float]]
) -> str:
    """Return the tile of the credits due with repeated misses over those without, if that is a step."""
    if REPEATS not in [kind for kind, *_ in steps]:
        return party.invoiced
    path, sums = f"offers.{party.offer}.credits", []
    for kind in ("credit", "credit without repeats"):
        names = [f"{party.prefix}.{kind}.{level}" for level in due]
        tiles = [name if assembly.has(name) else name.replace(f".{kind}.", ".credit.") for name in names]
        sums.append(_sum_of(assembly, f"{party.prefix}.{kind}s of all levels", tiles, path))
    return assembly.apply("repeat_ratio", f"{party.prefix}.repeats", sums, path=path, unit="factor")


def _clean(
    assembly: Assembly, party: Party, due: dict[str, LevelCredit], steps: list[tuple[float, float, float]]
) -> str:
    """Return the tile of the probability that no credited level is missed, if credits can be earned back."""
    if EARN_BACK not in [kind for kind, *_ in steps]:
        return party.invoiced
    path = f"offers.{party.offer}.credits.earn_back"
    rows = (assembly.constant(1.0),)
    tile = assembly.apply("level", f"{party.prefix}.no_miss", rows=rows, path=path, unit="share")
    for level in due:
        assembly.apply("no_miss", tile, (missed(assembly, party.offer, level),), path=path, unit="share")
    return tile
