"""Service credits of an offer: what its levels are due in a month, by themselves, in points and from a pool."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.engine.program import charges, keeping
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.books import book_offer
from outsourcing_model.engine.program.credited import Party, credited
from outsourcing_model.engine.program.prices import converted


def returned(assembly: Assembly, alternative: str, offer: str, performers: dict[str, str], invoiced: str) -> str:
    """Book the service credits of an offer in an alternative; return the tile of their sum before the caps, if any."""
    scheme = assembly.case.offers[offer].credits
    if scheme is None or not (due := credited_levels(assembly, offer, performers)):
        return ""
    party = Party(alternative, offer, invoiced)
    total = _summed(assembly, party, scheme, due)
    tile = keeping.kept(assembly, party, scheme, due, total)
    lag = assembly.case.offers[offer].payment_months + 1
    book_offer(assembly, alternative, offer, "credits", "credits", tile, f"offers.{offer}.credits", lag, -1.0)
    return total


def credited_levels(assembly: Assembly, offer: str, performers: dict[str, str]) -> dict[str, LevelCredit]:
    """Return the levels that an offer is credited for: both what they measure and what they return is with it.

    In the order of their names, so that the order in a file decides no sum.
    """
    scheme, promised = assembly.case.offers[offer].credits, assembly.case.service_levels
    found = {name: t for name, t in sorted(scheme.levels.items() if scheme else ())
             if performers.get(promised[name].service) == offer}  # fmt: skip
    return {name: t for name, t in found.items() if t.of == INVOICE or performers.get(t.of) == offer}


def _summed(assembly: Assembly, party: Party, scheme: CreditScheme, due: dict[str, LevelCredit]) -> str:
    """Return the tile of what all levels are due together in a month; keep what each is due before any cap."""
    path, lag = f"offers.{party.offer}.credits", assembly.case.offers[party.offer].payment_months + 1
    total = assembly.cleared(f"{party.prefix}.credits_due", path=path)
    late = keeping.repeats_late(scheme, due, assembly.case.term)
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
    kind = "credit" if repeats else "credit_without_repeats"
    tiles = {level: credited(assembly, party, level, repeats) for level in pointed}
    total = f"{party.prefix}.points{'' if repeats else ' without repeats'}"
    if not assembly.has(total):
        assembly.cleared(total, path=f"{path}.points_table", unit="points")
        for level, tile in tiles.items():
            assembly.apply("add", total, (tile,), path=f"{path}.{level}", unit="points")
    together = f"{total}, in money"
    table = scheme.points_table
    if not assembly.has(together) and table is not None:
        whole = (*assembly.limits(table.at), assembly.limits(table.credit)[0])
        assembly.apply("points_credit", together, (total, party.invoiced), whole=whole, path=f"{path}.points_table")
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
            together = keeping.sum_of(
                assembly, f"{party.prefix}.credits of {service}", [parts[level] for level in levels], path
            )
            charge = charges.charge(assembly, party.offer, service)
            for level in levels:
                name = f"{parts[level]} within the cap of its service"
                tiles_of = (parts[level], together, charge)
                parts[level] = assembly.apply("within_cap", name, tiles_of, real=(cap,), path=f"{path}.service_caps")
    pool = [tile for level, tile in parts.items() if scheme.levels[level].way == "allocation"]
    for level, tile in parts.items():
        if scheme.levels[level].way != "allocation":
            assembly.apply("add", total, (tile,), path=f"{path}.{level}")
    if pool and scheme.at_risk is not None:
        together = keeping.sum_of(assembly, f"{party.prefix}.credits of the pool", pool, path)
        uncapped = scheme.monthly_cap is None
        counter = (assembly.counter(f"{'capped' if uncapped else 'pool'} {party.alternative} {party.offer}"),)
        tile, tiles = f"{together}, at most what is at risk", (together, party.invoiced)
        assembly.apply("pooled_credit", tile, tiles, whole=counter, real=(scheme.at_risk,), path=f"{path}.at_risk")
        assembly.apply("add", total, (tile,), path=path)
