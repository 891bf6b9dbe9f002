"""Service credits of an offer: what each level returns, summed in the month and capped."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.engine.program import charges, levels
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly
from outsourcing_model.engine.program.books import book_offer
from outsourcing_model.engine.program.prices import converted


def returned(assembly: Assembly, alternative: str, offer: str, performers: dict[str, str], invoiced: str) -> None:
    """Book the service credits of an offer in an alternative."""
    scheme = assembly.case.offers[offer].credits
    promised = assembly.case.service_levels
    if scheme is None:
        return
    due = {name: t for name, t in scheme.levels.items() if performers.get(promised[name].service) == offer}
    due = {name: t for name, t in due.items() if t.of == INVOICE or performers.get(t.of) == offer}
    if due:
        lag = assembly.case.offers[offer].payment_months + 1
        tile = _capped(assembly, alternative, offer, scheme, due, invoiced)
        _remember(assembly, alternative, offer, scheme, due, invoiced, lag)
        book_offer(assembly, alternative, offer, "credits", "credits", tile, f"offers.{offer}.credits", lag, -1.0)


def _capped(
    assembly: Assembly, alternative: str, offer: str, scheme: CreditScheme, due: dict[str, LevelCredit], invoiced: str
) -> str:
    """Return the tile of the credits received: summed over the levels, capped, as far as claimed."""
    prefix = f"alternatives.{alternative}.offers.{offer}"
    path = f"offers.{offer}.credits"
    total = assembly.cleared(f"{prefix}.credits_due", path=path)
    for level, tiers in due.items():
        base = invoiced if tiers.of == INVOICE else charges.charge(assembly, offer, tiers.of)
        one = assembly.apply(
            "level_credit",
            f"{prefix}.credit.{level}",
            (levels.stepped(assembly, offer, level, "credit_share", (tiers.limits, tiers.steps)), base),
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


def _remember(
    assembly: Assembly,
    alternative: str,
    offer: str,
    scheme: CreditScheme,
    due: dict[str, LevelCredit],
    invoiced: str,
    lag: int,
) -> None:
    """Keep the sums of what each level is due and of what the caps leave, which exposure and coverage are told from."""
    prefix = f"alternatives.{alternative}.offers.{offer}"
    for level in due:
        tile = converted(assembly, offer, f"{prefix}.credit.{level}")
        assembly.book(tile, assembly.detail("credit", alternative, offer, level), 1.0, lag)
    kept = f"{prefix}.credits_due"
    if scheme.monthly_cap is not None:
        idle = (assembly.counter(f"{alternative}.idle"),)
        tiles, real = (kept, invoiced), (scheme.monthly_cap,)
        path = f"offers.{offer}.credits"
        kept = assembly.apply("kept_credit", f"{prefix}.credits_kept", tiles, whole=idle, real=real, path=path)
    assembly.book(converted(assembly, offer, kept), assembly.detail("kept", alternative, offer), 1.0, lag)
