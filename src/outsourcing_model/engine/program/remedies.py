"""What stands beside the credits of an offer: rights to end the contract, and what paying late costs the company."""

from outsourcing_model.engine.program import levels
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.books import book_offer
from outsourcing_model.engine.program.credited import Party, often_missed


def triggers(assembly: Assembly, party: Party, performers: dict[str, str], due: str) -> None:
    """Keep for each trigger of an offer the first month in which it is met in an alternative.

    Parameters
    ----------
    due : str
        Tile of the sum of its credits before the caps; empty if it owes none.
    """
    scheme = assembly.case.offers[party.offer].credits
    for name, trigger in assembly.case.offers[party.offer].triggers.items():
        path = f"offers.{party.offer}.triggers.{name}"
        counter = assembly.counter(f"trigger {party.alternative} {party.offer} {name}")
        met = []
        if trigger.months_at_cap is None:
            for level in _watched(assembly, party.offer, performers, trigger.level):
                promise = assembly.case.service_levels[level]
                limit = promise.minimum if trigger.below_minimum else promise.goal
                if limit is not None and trigger.misses is not None:
                    miss = levels.missed(assembly, party.offer, level, limit)
                    met.append(often_missed(assembly, miss, (trigger.misses, trigger.within, 0), path))
        elif due and scheme is not None:
            cap = scheme.at_risk if scheme.monthly_cap is None else scheme.monthly_cap
            tile, whole = f"{party.prefix}.triggers.{name}", (trigger.months_at_cap,)
            tiles, real = (due, party.invoiced), (cap or 0.0,)
            met.append(assembly.apply("at_cap", tile, tiles, whole=whole, real=real, path=path, unit="share"))
        for tile in met:
            assembly.apply("first_met", "", (tile,), whole=(counter,), path=path)


def _watched(assembly: Assembly, offer: str, performers: dict[str, str], level: str | None) -> list[str]:
    """Return the levels whose misses count: the one named, else each critical one, as far as with the offer."""
    promised, believed = assembly.case.service_levels, assembly.case.offers[offer].attainment
    names = [level] if level else [name for name in promised if promised[name].critical and name in believed]
    return [name for name in names if performers.get(promised[name].service) == offer]


def late_payment(assembly: Assembly, party: Party) -> None:
    """Book what paying the invoices of an offer late costs."""
    terms, path = assembly.case.offers[party.offer].late_payment, f"offers.{party.offer}.late_payment"
    if terms is None or terms.share.span()[1] <= 0:
        return
    rows, real = (assembly.row(f"{path}.share"), assembly.row(f"{path}.days")), (terms.rate, terms.indemnity)
    name, lag = "late_payment", assembly.case.offers[party.offer].payment_months
    tile = assembly.apply(name, f"{party.prefix}.{name}", (party.invoiced,), rows, real=real, path=path)
    book_offer(assembly, party.alternative, party.offer, name, name, tile, path, lag)
