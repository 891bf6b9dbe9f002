"""Tax on profit: what an alternative may deduct, and the tax that this saves."""

from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program.assembly import Assembly, Instruction

ALIKE = "tax.alike"
NOT_CASH = "opportunity"


def _is_on(assembly: Assembly) -> bool:
    """Return whether the case is reckoned after tax."""
    tax = assembly.case.tax
    return tax is not None and tax.rate.span()[1] > 0


def irrelevant(assembly: Assembly) -> None:
    """Book the tax saved by what is alike in every alternative."""
    number = assembly.account("irrelevant")
    entries = [step for step in assembly.instructions if step.rule == "book" and step.whole[3] == number]
    if _is_on(assembly) and entries:
        total = assembly.cleared(f"{ALIKE}.cost", path="tax")
        for entry in entries:
            _deduct(assembly, entry, total)
        assembly.book(_relief(assembly, total, ALIKE), "irrelevant")


def book(assembly: Assembly, alternative: str) -> None:
    """Book the tax saved by the cost of an alternative, what is alike everywhere on a line of its own."""
    if not _is_on(assembly):
        return
    total = assembly.cleared(f"alternatives.{alternative}.tax.cost", path="tax")
    for entry in [step for step in assembly.instructions if step.rule == "book" and step.whole[1] >= 0]:
        line = assembly.lines[entry.whole[1]]
        if line.alternative == alternative and line.relevance != NOT_CASH:
            _deduct(assembly, entry, total)
    if assembly.has(ALIKE):
        assembly.apply("deductible", total, (f"{ALIKE}.cost",), real=(-1.0,), path="tax")
        _book_line(assembly, alternative, "tax_alike", ("unavoidable", 1.0), ALIKE)
    tile = _relief(assembly, total, f"alternatives.{alternative}.tax")
    _book_line(assembly, alternative, "tax", ("incremental", 0.0), tile)


def _book_line(assembly: Assembly, alternative: str, name: str, share: tuple[str, float], tile: str) -> None:
    """Book a line of tax, with its relevance and the share of it that is alike in every alternative."""
    tax = assembly.case.tax
    named = {"name": "tax", "path": "tax"} if tax and tax.name else {}
    label = (f"line.{name}_named" if named else f"line.{name}", named)
    assembly.book_line(CashLine(alternative, name, "tax", share[0], label, "tax", share[1], 0, tile))


def _relief(assembly: Assembly, cost: str, out: str) -> str:
    """Return the tile of the tax that a cost saves."""
    return assembly.apply("tax_relief", out, (cost,), (assembly.row("tax.rate"),), path="tax")


def _deduct(assembly: Assembly, entry: Instruction, total: str) -> None:
    """Add what stands in the books to what may be deducted, in its month of service."""
    tile = _as_deducted(assembly, entry.tiles[0])
    assembly.apply("deductible", total, (tile,), real=entry.real, path="tax")


def _as_deducted(assembly: Assembly, tile: str) -> str:
    """Return the tile of a cost as it may be deducted: an asset is written off instead of paid."""
    made = next((step for step in assembly.instructions if step.out == tile), None)
    if made is None or made.rule not in ("asset_cost", "until_exit"):
        return tile
    out = f"{tile} written off"
    if assembly.has(out):
        return out
    if made.rule == "asset_cost":
        return assembly.apply("written_off", out, made.tiles, made.rows, made.whole[:2], path=made.path)
    paid = _as_deducted(assembly, made.tiles[0])
    return (
        tile if paid == made.tiles[0] else assembly.apply("until_exit", out, (paid,), whole=made.whole, path=made.path)
    )
