"""What became of a company's own data: every sum of an imported list, what was left out and why."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from outsourcing_model.casefile.ledger import CENT, Ledger, Total
from outsourcing_model.casefile.mapping import LedgerMap
from outsourcing_model.casefile.offer_sheet import ReadOffer
from outsourcing_model.errors import dotted
from outsourcing_model.presentation.formats import amount_full, money_full, number
from outsourcing_model.wording import say

_SHOWN = 20


def ledger_report(ledger: Ledger, mapping: LedgerMap, lang: str) -> Iterator[str]:
    """Yield what the import of a cost list did, one finding a line, sums to the cent."""
    say_period = {"first": ledger.period.first, "last": ledger.period.last, "months": ledger.period.months}
    yield say("own_data.read", lang, file=Path(ledger.file).name, count=number(ledger.whole.count, lang), **say_period)
    if ledger.above:
        yield say("own_data.above", lang, count=ledger.above)
    if ledger.style:
        yield say("own_data.style", lang, style=say(f"own_data.{ledger.style}", lang))
    for name, line in mapping.lines.items():
        per = money_full(ledger.per(name, line.driver), ledger.currency, lang)
        yield _sum(
            "line", ledger.lines[name], lang, name=name, per=say(f"own_data.per_{line.driver}", lang, amount=per)
        )
    yield from _remarks(ledger, lang)
    yield from _ties(ledger, lang)


def _remarks(ledger: Ledger, lang: str) -> Iterator[str]:
    """Yield what should be looked at."""
    if ledger.period.months != 12:
        yield say("own_data.annualised", lang, months=ledger.period.months)
    if ledger.silent:
        yield say("own_data.silent", lang, months=", ".join(ledger.silent))
    for (taken, other), total in ledger.overlaps.items():
        yield _sum("overlap", total, lang, taken=taken, other=other)
    for rows in ledger.duplicates[:_SHOWN]:
        yield say("own_data.duplicate", lang, rows=", ".join(str(row) for row in rows[:_SHOWN]))
    if len(ledger.duplicates) > _SHOWN:
        yield say("own_data.more", lang, count=len(ledger.duplicates) - _SHOWN)


def _ties(ledger: Ledger, lang: str) -> Iterator[str]:
    """Yield what was left out, then the sums that add up to the list's total."""
    if ledger.outside.count:
        yield _sum("outside", ledger.outside, lang)
    yield from unmatched_report(ledger, lang)
    count = sum(line.count for line in ledger.lines.values())
    left = sum(total.count for total in ledger.unmatched.values())
    parts = [
        ("matched", Total(count, ledger.matched)), ("ignored", ledger.ignored), ("outside_sum", ledger.outside),
        ("unmatched_sum", Total(left, ledger.left_over)), ("total", ledger.whole),
    ]  # fmt: skip
    shown = [(key, total.count, _to_the_cent(total.amount)) for key, total in parts]
    width = max(len(amount_full(amount, lang)) for _, _, amount in shown)
    for key, bookings, amount in shown:
        yield say(f"own_data.{key}", lang, amount=amount_full(amount, lang).rjust(width), count=number(bookings, lang))
    rest = shown[-1][2] - sum((amount for _, _, amount in shown[:-1]), Decimal(0))
    if rest:
        yield say("own_data.rounding", lang, amount=amount_full(rest, lang).rjust(width))


def unmatched_report(ledger: Ledger, lang: str) -> Iterator[str]:
    """Yield the bookings that fit no line, one account a line."""
    for account, total in sorted(ledger.unmatched.items()):
        yield _sum("unmatched", total, lang, account=account or say("own_data.no_account", lang))


def _sum(key: str, total: Total, lang: str, **values: object) -> str:
    """Return a finding with the sum of its bookings."""
    amount = amount_full(_to_the_cent(total.amount), lang)
    return say(f"own_data.{key}", lang, amount=amount, count=number(total.count, lang), row=total.first_row, **values)


def offer_report(offer: ReadOffer, lang: str) -> Iterator[str]:
    """Yield what was read of an offer, each value with its cell, and what should be looked at."""
    yield say("own_data.offer_read", lang, file=Path(offer.file).name, count=len(offer.places), name=offer.name)
    for path, place in offer.places.items():
        yield say("own_data.offer_cell", lang, path=dotted(path), value=_stated(offer.tree, path), place=place)
    for key, values in offer.remarks:
        yield say(key, lang, **values)


def _stated(tree: Any, path: tuple[str | int, ...]) -> object:
    """Return what an offer states at a path, without the digits that only a float has."""
    for part in path:
        tree = tree[part]
    return f"{tree:.15g}" if isinstance(tree, float) else tree


def _to_the_cent(amount: Decimal) -> Decimal:
    """Return a sum of bookings rounded half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)
