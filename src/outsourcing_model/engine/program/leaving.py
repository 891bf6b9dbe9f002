"""Getting out of an offer: the fee, the help to hand over, the way back or on, and what is paid twice."""

from dataclasses import dataclass

from outsourcing_model.case.offer import Offer
from outsourcing_model.engine.derived import product
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.books import book_offer
from outsourcing_model.engine.program.prices import converted


@dataclass(frozen=True)
class Charged:
    """Tiles of an offer in an alternative: its invoice and, where the fee counts them, full months ahead.

    Parameters
    ----------
    invoice : str
        Charges and shortfall.
    base, reference : str
        Fixed charges, and charges at reference volumes, of a full month at the prices of the time; may be empty.
    """

    invoice: str
    base: str = ""
    reference: str = ""


def unamortised(offer: Offer, services: tuple[str, ...]) -> float:
    """Return what the termination fee writes off: as stated, else the financed part of the transition."""
    if offer.exit.unamortised is not None:
        return offer.exit.unamortised
    return offer.transition.financed * offer.transition.price_of(services)


def leaving(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], charged: Charged) -> None:
    """Book what it costs to get out: at the end of the term the hand-over, before it also the fee and the way on."""
    case, terms = assembly.case, assembly.case.offers[offer]
    early = demand.exit_month(case) < case.term
    breach = early and case.exit_ground == "breach"
    if early and not breach:
        fee = _fee(assembly, alternative, offer, services, charged)
        lag = terms.payment_months
        book_offer(assembly, alternative, offer, "termination_fee", "exit", fee, f"offers.{offer}.exit", lag)
        assembly.book(converted(assembly, offer, fee), f"{alternative}.owed", 1.0, lag)
    if not (breach and terms.exit.assistance_free_on_breach):
        _help(assembly, alternative, offer)
    if early:
        name, amount = terms.exit.own_cost
        if amount.span()[1] > 0:
            path = f"offers.{offer}.exit.{name}"
            _at_exit(assembly, alternative, offer, name, assembly.row(path), path, 0)
        if terms.exit.dual_running_months.span()[1] > 0:
            _dual_running(assembly, alternative, offer, charged.invoice)


def _fee(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], charged: Charged) -> str:
    """Return the tile of the fee for leaving before the term: its parts, then the cap."""
    case, terms = assembly.case, assembly.case.offers[offer].exit
    leave, path = demand.exit_month(case), f"offers.{offer}.exit"
    rows = (assembly.row(f"{path}.wind_down"),)
    real: tuple[float, ...] = (unamortised(case.offers[offer], services), terms.months_of_charges)
    name = f"alternatives.{alternative}.offers.{offer}.termination_fee"
    fee = assembly.apply("termination_fee", name, (charged.invoice,), rows, (leave,), real, path=path)
    ahead = (demand.takeover(assembly, offer),) if terms.looks_ahead else ()
    if terms.months_of_base or terms.share_of_remaining:
        real = (terms.months_of_base, terms.share_of_remaining)
        tiles = (charged.base, charged.reference)
        assembly.apply("lost_charges", fee, tiles, ahead, (leave,), real, path=path)
    if terms.cap is not None:
        assembly.apply("declining_cap", fee, whole=(leave,), real=(terms.cap,), path=path)
    if terms.cap_share is not None:
        real = (terms.cap_share,)
        assembly.apply("cap_on_remaining", fee, (charged.reference,), ahead, (leave,), real, path=path)
    return fee


def _help(assembly: Assembly, alternative: str, offer: str) -> None:
    """Book the provider's help to hand over and the price of giving the data back."""
    terms, path = assembly.case.offers[offer], f"offers.{offer}.exit"
    if terms.exit.assistance_days is not None:
        parts = (assembly.row(f"{path}.assistance_days"), assembly.row(f"{path}.assistance_day_rate"))
        price = assembly.derived(f"{path} help", product, *parts)
        _at_exit(
            assembly, alternative, offer, "exit_assistance", price, f"{path}.assistance_days", terms.payment_months
        )
    for field, name in (("assistance", "exit_assistance"), ("data_extraction", "data_extraction")):
        if getattr(terms.exit, field).span()[1] > 0:
            row = assembly.row(f"{path}.{field}")
            _at_exit(assembly, alternative, offer, name, row, f"{path}.{field}", terms.payment_months)


def _at_exit(assembly: Assembly, alternative: str, offer: str, name: str, row: str, path: str, lag: int) -> None:
    """Book an amount in the last month with the provider."""
    tile = f"offers.{offer}.{name}"
    if not assembly.has(tile):
        last = demand.exit_month(assembly.case) - 1
        pattern = assembly.pattern(float(month == last) for month in range(assembly.case.term))
        assembly.apply("instalments", tile, rows=(row,), whole=(pattern,), path=path)
    book_offer(assembly, alternative, offer, name, "exit", tile, path, lag)


def _dual_running(assembly: Assembly, alternative: str, offer: str, invoice: str) -> None:
    """Book what the provider is paid beside its successor."""
    path = f"offers.{offer}.exit.dual_running_months"
    tile = f"alternatives.{alternative}.offers.{offer}.exit_dual_running"
    whole = (demand.exit_month(assembly.case),)
    assembly.apply("dual_running", tile, (invoice,), (assembly.row(path),), whole, path=path)
    lag = assembly.case.offers[offer].payment_months
    book_offer(assembly, alternative, offer, "exit_dual_running", "exit", tile, path, lag)
