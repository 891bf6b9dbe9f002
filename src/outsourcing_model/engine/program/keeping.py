"""What is kept of the credits due: the steps of a scheme in their order, and the share really claimed."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly
from outsourcing_model.engine.program.credited import Party, missed
from outsourcing_model.engine.program.prices import converted

REPEATS, MONTH, ROLLING, YEAR, TERM, AMOUNT, EARN_BACK, AT_RISK = map(float, range(8))
"""Kinds of steps, as the rule of the caps numbers them."""
Kind = tuple[float, float, float]
"""A step: its kind, its limit, the months it looks at."""


def steps_of(scheme: CreditScheme, due: dict[str, LevelCredit], term: int) -> list[Kind]:
    """Return the steps of a scheme that do something, in their order: kind, limit, months.

    Repeated misses are a step only where a cap stands before them; otherwise they count in what each level is due.
    """
    found: list[Kind] = []
    for step in scheme.order:
        if step == "multiplier" and _after_a_cap(found, due):
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


def _after_a_cap(before: list[Kind], due: dict[str, LevelCredit]) -> bool:
    """Return whether repeated misses act after a cap, given the steps before theirs."""
    return any(kind != EARN_BACK for kind, *_ in before) and any(terms.repeat for terms in due.values())


def repeats_late(scheme: CreditScheme, due: dict[str, LevelCredit], term: int) -> bool:
    """Return whether repeated misses act on what a cap has left."""
    return REPEATS in [kind for kind, *_ in steps_of(scheme, due, term)]


def kept(assembly: Assembly, party: Party, scheme: CreditScheme, due: dict[str, LevelCredit], total: str) -> str:
    """Return the tile of the credits received: what the steps leave, as far as claimed; keep its sums before that."""
    path, steps = f"offers.{party.offer}.credits", steps_of(scheme, due, assembly.case.term)
    capped, idle = (assembly.counter(f"{name} {party.alternative} {party.offer}") for name in ("capped", "idle"))
    claimed, name = (assembly.row(f"{path}.claimed"),), f"{party.prefix}.credits"
    left = total
    if {kind for kind, *_ in steps} <= {MONTH}:
        cap = NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap
        tile = assembly.apply("capped_credit", name, (total, party.invoiced), claimed, (capped,), (cap,), path=path)
        if steps:
            tiles = (total, party.invoiced)
            left = assembly.apply("kept_credit", f"{name}_kept", tiles, whole=(idle,), real=(cap,), path=path)
    else:
        start, count = assembly.limits(number for step in steps for number in step)
        whole = (start, count, demand.exit_month(assembly.case), capped, idle)
        beside = (_ratio(assembly, party, due, steps), _clean(assembly, party, due, steps))
        read = (total, party.invoiced, *beside)
        left = assembly.apply("kept_credits", f"{name}_kept", read, whole=whole, path=path)
        tile = assembly.apply("claimed_credit", name, (left,), claimed, path=path)
    lag = assembly.case.offers[party.offer].payment_months + 1
    account = assembly.detail("kept", party.alternative, party.offer)
    assembly.book(converted(assembly, party.offer, left), account, 1.0, lag)
    return tile


def _ratio(assembly: Assembly, party: Party, due: dict[str, LevelCredit], steps: list[Kind]) -> str:
    """Return the tile of the credits due with repeated misses over those without, if that is a step."""
    if REPEATS not in [kind for kind, *_ in steps]:
        return party.invoiced
    path, sums = f"offers.{party.offer}.credits", []
    for kind in ("credit", "credit_without_repeats"):
        names = [f"{party.prefix}.{kind}.{level}" for level in due]
        tiles = [name if assembly.has(name) else name.replace(f".{kind}.", ".credit.") for name in names]
        sums.append(sum_of(assembly, f"{party.prefix}.{kind}s of all levels", tiles, path))
    return assembly.apply("repeat_ratio", f"{party.prefix}.repeats", sums, path=path, unit="factor")


def _clean(assembly: Assembly, party: Party, due: dict[str, LevelCredit], steps: list[Kind]) -> str:
    """Return the tile of the probability that no credited level is missed, if credits can be earned back."""
    if EARN_BACK not in [kind for kind, *_ in steps]:
        return party.invoiced
    path = f"offers.{party.offer}.credits.earn_back"
    rows = (assembly.constant(1.0),)
    tile = assembly.apply("level", f"{party.prefix}.no_miss", rows=rows, path=path, unit="share")
    for level in due:
        assembly.apply("no_miss", tile, (missed(assembly, party.offer, level),), path=path, unit="share")
    return tile


def sum_of(assembly: Assembly, name: str, tiles: list[str], path: str) -> str:
    """Return the tile of a sum."""
    assembly.cleared(name, path=path)
    for tile in tiles:
        assembly.apply("add", name, (tile,), path=path)
    return name
