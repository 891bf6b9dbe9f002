"""Lines of an offer in the books of an alternative."""

from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program.assembly import Assembly

NO_CAP = 1e30
"""Stands for a cap that is not there; far above any amount of money, and times zero it is zero."""


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
    """Book a line of an offer."""
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
    if weight < 0:
        assembly.book(tile, f"{alternative}.received", 1.0, lag)
