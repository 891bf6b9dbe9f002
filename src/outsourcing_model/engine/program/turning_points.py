"""Getting there: transition and delay."""

import math

from outsourcing_model.case.transition import Transition
from outsourcing_model.engine.derived import product
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly
from outsourcing_model.engine.program.books import book_offer


def transition(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...]) -> None:
    """Book what it costs to get there, and what the provider owes for a delay."""
    case, terms = assembly.case, assembly.case.offers[offer].transition
    path, lag = f"offers.{offer}.transition", case.offers[offer].payment_months
    price = terms.price_of(services)
    if price > 0:
        prefix = f"alternatives.{alternative}.offers.{offer}"
        number = assembly.pattern(_milestones(terms, case.term))
        if terms.financed < 1:
            paid = assembly.constant(price * (1 - terms.financed))
            tile = _paid(assembly, offer, f"{prefix}.transition", paid, number, path)
            book_offer(assembly, alternative, offer, "transition", "transition", tile, path, lag)
        if terms.overrun.span()[1] > 0:
            overrun = assembly.derived(
                f"{prefix}.overrun", product, assembly.row(f"{path}.overrun"), assembly.constant(price)
            )
            tile = _paid(assembly, offer, f"{prefix}.transition_overrun", overrun, number, f"{path}.overrun")
            book_offer(assembly, alternative, offer, "transition_overrun", "transition", tile, f"{path}.overrun", 0)
    if terms.damages:
        _delay(assembly, alternative, offer, lag + 1)


def _milestones(terms: Transition, term: int) -> list[float]:
    """Return the share of the price paid in each month at milestones that can't be late: those without a name."""
    shares = [0.0] * term
    if not terms.pays_by_milestone:
        shares[min(max(math.ceil(terms.months) - 1, 0), term - 1)] = 1.0
    for month, share in terms.shares.items():
        shares[month - 1] += share
    return shares


def _paid(assembly: Assembly, offer: str, tile: str, total: str, number: int, path: str) -> str:
    """Return the tile of a total paid by milestones: in fixed months, and when those with a name are reached."""
    assembly.apply("instalments", tile, rows=(total,), whole=(number,), path=path)
    for name, milestone in assembly.case.offers[offer].transition.named.items():
        if milestone.share > 0:
            rows = (total, demand.milestone_month(assembly, offer, name))
            own = f"offers.{offer}.transition.milestones.{name}"
            assembly.apply("milestone", tile, rows=rows, real=(milestone.share,), path=own)
    return tile


def _delay(assembly: Assembly, alternative: str, offer: str, lag: int) -> None:
    """Book the delay damages of an offer, those of the takeover and of milestones together."""
    terms = assembly.case.offers[offer].transition
    total, path = f"offers.{offer}.delay_damages", f"offers.{offer}.transition"
    path += ".delay_damages" if terms.delay_damages is not None else ".milestones"
    if not assembly.has(total):
        _damages(assembly, offer, total, path)
    book_offer(assembly, alternative, offer, "delay_damages", "credits", total, path, lag, -1.0)


def _damages(assembly: Assembly, offer: str, total: str, path: str) -> None:
    """Fill the tile of what is owed for all delays of an offer, at most the cap of all of them."""
    terms = assembly.case.offers[offer].transition
    if list(terms.damages) == [""] and terms.damages_cap is None:
        _damages_of(assembly, offer, "", total)
        return
    due = total if terms.damages_cap is None else f"{total} before the cap of all"
    parts = [_damages_of(assembly, offer, name, f"{total}.{name}" if name else f"{total} of the takeover")
             for name in terms.damages]  # fmt: skip
    assembly.cleared(due, path=path)
    for part in parts:
        assembly.apply("add", due, (part,), path=path)
    if terms.damages_cap is not None:
        assembly.apply("capped_total", total, (due,), real=(terms.damages_cap,), path=f"offers.{offer}.transition")


def _damages_of(assembly: Assembly, offer: str, name: str, tile: str) -> str:
    """Return the tile of the delay damages of a milestone, of the takeover if the name is empty."""
    terms = assembly.case.offers[offer].transition.damages[name]
    path = f"offers.{offer}.transition"
    if name:
        path += f".milestones.{name}"
        rows = (demand.milestone_delay(assembly, offer, name), demand.milestone_month(assembly, offer, name))
    else:
        rows = (demand.takeover_delay(assembly, offer), demand.takeover(assembly, offer))
    cap = NO_CAP if terms.most is None else terms.most
    real = (*terms.basis, cap, terms.exempt_up_to)
    return assembly.apply(
        "delay_damages", tile, rows=rows, whole=terms.counting, real=real, path=f"{path}.delay_damages"
    )
