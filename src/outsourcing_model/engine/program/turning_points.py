"""Getting there and getting out: transition, delay, termination, hand-over."""

import math

from outsourcing_model.case.offer import Offer
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import NO_CAP, Array, Assembly
from outsourcing_model.engine.program.books import book_offer


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


def unamortised(offer: Offer, services: tuple[str, ...]) -> float:
    """Return what the termination fee writes off: as stated, else the financed part of the transition."""
    if offer.exit.unamortised is not None:
        return offer.exit.unamortised
    return offer.transition.financed * offer.transition.price_of(services)


def leaving(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], invoiced: str) -> None:
    """Book what it costs to get out: at the end of the term the hand-over, before it also the fee and the way back."""
    case, terms = assembly.case, assembly.case.offers[offer]
    leave, path, prefix = demand.exit_month(case), f"offers.{offer}.exit", f"alternatives.{alternative}.offers.{offer}"
    last = assembly.pattern(float(month == leave - 1) for month in range(case.term))
    if leave < case.term:
        rows = (assembly.row(f"{path}.wind_down"),)
        real = (unamortised(terms, services), terms.exit.months_of_charges)
        fee = assembly.apply(
            "termination_fee", f"{prefix}.termination_fee", (invoiced,), rows, (leave,), real, path=path
        )
        book_offer(assembly, alternative, offer, "termination_fee", "exit", fee, path, terms.payment_months)
        assembly.book(fee, f"{alternative}.owed", 1.0, terms.payment_months)
    parts = [("assistance", "exit_assistance", terms.payment_months)]
    parts += [("reinsourcing", "reinsourcing", 0)] if leave < case.term else []
    for field, name, lag in parts:
        if getattr(terms.exit, field).span()[1] > 0:
            tile = f"offers.{offer}.{name}"
            if not assembly.has(tile):
                assembly.apply(
                    "instalments", tile, rows=(assembly.row(f"{path}.{field}"),), whole=(last,), path=f"{path}.{field}"
                )
            book_offer(assembly, alternative, offer, name, "exit", tile, f"{path}.{field}", lag)
