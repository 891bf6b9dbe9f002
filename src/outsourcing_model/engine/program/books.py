"""Lines of an offer in the books of an alternative."""

from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.prices import converted

OWED = ("termination_fee", "minimum_commitment", "late_payment")
"""Lines of what the company may owe beside its charges, whose sums are kept."""


def book_offer(
    assembly: Assembly,
    alternative: str,
    offer: str,
    name: str,
    category: str,
    tile: str,
    path: str,
    lag: int,
    weight: float = 1.0,
) -> None:
    """Book a line of an offer, in the currency of the case."""
    tile = converted(assembly, offer, tile)
    line = CashLine(
        alternative,
        f"{name}.{offer}",
        category,
        "incremental",
        (f"line.{name}", {"offer": offer}),
        path,
        0.0,
        lag,
        tile,
    )
    assembly.book_line(line, weight)
    if category == "credits":
        assembly.book(tile, f"{alternative}.received", 1.0, lag, years=(alternative, "received", offer))
        assembly.book(tile, assembly.detail("received", alternative, offer, name), 1.0, lag)
    if name == "late_payment":
        assembly.book(tile, f"{alternative}.owed", 1.0, lag)
    if name in OWED:
        assembly.book(tile, assembly.detail("owed", alternative, offer, name), 1.0, lag)


def book_service(
    assembly: Assembly, alternative: str, offer: str, service: str, name: str, tile: str, path: str
) -> None:
    """Book a line of an offer for one service."""
    lag = assembly.case.offers[offer].payment_months
    label = (f"line.{name}", {"offer": offer, "service": service})
    booked = converted(assembly, offer, tile)
    line = CashLine(alternative, f"{name}.{offer}.{service}", "charges", "incremental", label, path, 0.0, lag, booked)
    assembly.book_line(line)
