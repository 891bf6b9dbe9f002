"""Getting there: transition and delay."""

import math

from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.engine.program.books import NO_CAP, book_offer


def transition(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...]) -> None:
    """Book what it costs to get there, and what the provider owes for a delay."""
    case, terms = assembly.case, assembly.case.offers[offer].transition
    path, lag = f"offers.{offer}.transition", case.offers[offer].payment_months
    price = terms.price_of(services)
    if price > 0:
        number = assembly.pattern(_milestones(terms.milestones, terms.months, case.term))
        prefix = f"alternatives.{alternative}.offers.{offer}"
        if terms.financed < 1:
            rows = (assembly.constant(price * (1 - terms.financed)),)
            tile = assembly.apply("instalments", f"{prefix}.transition", rows=rows, whole=(number,), path=path)
            book_offer(assembly, alternative, offer, "transition", "transition", tile, path, lag)
        if terms.overrun.span()[1] > 0:
            overrun = assembly.derived(
                f"{prefix}.overrun", _product, assembly.row(f"{path}.overrun"), assembly.constant(price)
            )
            tile = assembly.apply(
                "instalments", f"{prefix}.transition_overrun", rows=(overrun,), whole=(number,), path=f"{path}.overrun"
            )
            book_offer(assembly, alternative, offer, "transition_overrun", "transition", tile, f"{path}.overrun", 0)
    if terms.delay_damages is not None:
        _delay(assembly, alternative, offer, lag + 1)


def _product(one: Array, other: Array) -> Array:
    """Return the product of two rows."""
    return one * other


def _milestones(stated: dict[str, float], months: float, term: int) -> list[float]:
    """Return the share of the price paid in each month."""
    shares = [0.0] * term
    if not stated:
        shares[min(max(math.ceil(months) - 1, 0), term - 1)] = 1.0
    for month, share in stated.items():
        shares[int(month) - 1] += share
    return shares


def _delay(assembly: Assembly, alternative: str, offer: str, lag: int) -> None:
    """Book the delay damages of an offer."""
    name = f"offers.{offer}.delay_damages"
    path = f"offers.{offer}.transition.delay_damages"
    terms = assembly.case.offers[offer].transition.delay_damages
    if terms is None:
        return
    if not assembly.has(name):
        base = terms.value if terms.cap_base is None else terms.cap_base
        cap = NO_CAP if terms.cap is None else terms.cap * base
        rows = (assembly.row(f"offers.{offer}.transition.slip_days"), demand.takeover(assembly, offer))
        real = (terms.value, terms.rate_per_day, cap, terms.exempt_up_to)
        assembly.apply("delay_damages", name, rows=rows, real=real, path=path)
    book_offer(assembly, alternative, offer, "delay_damages", "credits", name, path, lag, -1.0)
