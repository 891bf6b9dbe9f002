"""A cost list sorted into the lines of a case: every booking in one place, and sums that tie to the list's total."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path as FilePath
from re import Pattern

from outsourcing_model.casefile.bookings import Booking, read_bookings
from outsourcing_model.casefile.mapping import LedgerMap, Period, Selector, read_ledger_map
from outsourcing_model.casefile.tabular import Table, csv_rows, is_workbook, read_table_content, table_of
from outsourcing_model.casefile.workbook import open_workbook
from outsourcing_model.casefile.written import Style
from outsourcing_model.errors import CaseError, Problem

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Total:
    """How many bookings, what they add up to, and the row of the first."""

    count: int = 0
    amount: Decimal = Decimal(0)
    first_row: int = 0


@dataclass(frozen=True)
class Ledger:
    """What became of every booking of a cost list.

    Parameters
    ----------
    file, currency : str
        Name of the list, and its currency.
    period : Period
        Months covered.
    style : str or None
        Sign before the decimals, where the list has texts that tell.
    above : int
        Rows above the header that were passed over.
    lines : mapping
        Line of the case to its bookings.
    ignored, outside, whole : Total
        Bookings that the mapping ignores, that are dated outside the period, and all of them.
    unmatched : mapping
        Account to its bookings that fit no line and aren't ignored.
    overlaps : mapping
        Line that took bookings, and the other (or ``ignore``) that they fit too.
    duplicates : tuple
        Rows that are alike in every cell: the rows of each group.
    silent : tuple of Month
        Months of the period without any booking.
    """

    file: str
    currency: str
    period: Period
    style: Style | None
    above: int
    lines: dict[str, Total]
    ignored: Total
    outside: Total
    whole: Total
    unmatched: dict[str, Total]
    overlaps: dict[tuple[str, str], Total]
    duplicates: tuple[tuple[int, ...], ...]
    silent: tuple[str, ...]

    @property
    def matched(self) -> Decimal:
        """Return what all lines add up to."""
        return sum((line.amount for line in self.lines.values()), Decimal(0))

    @property
    def left_over(self) -> Decimal:
        """Return what fits no line."""
        return sum((total.amount for total in self.unmatched.values()), Decimal(0))

    def per(self, line: str, driver: str) -> Decimal:
        """Return a line's amount a year or a month, to the cent, from the months of the period."""
        months = 12 if driver == "yearly" else 1
        return (self.lines[line].amount * months / self.period.months).quantize(CENT, ROUND_HALF_UP)


def read_ledger(path: str | os.PathLike[str], map_path: str | os.PathLike[str]) -> tuple[Ledger, LedgerMap]:
    """Return a cost list sorted by a mapping, and that mapping.

    Parameters
    ----------
    path : path
        CSV file or workbook (.xlsx).
    map_path : path
        The mapping, a YAML file.

    Raises
    ------
    CaseError
        With everything that is wrong in the mapping, else in the list.
    """
    mapping = read_ledger_map(FilePath(map_path), os.fspath(map_path))
    table = _table(FilePath(path), os.fspath(path), mapping)
    bookings, style = read_bookings(table, mapping)
    if not bookings:
        raise CaseError([Problem((), "table_empty", {}, os.fspath(path))])
    ledger = _sorted(bookings, mapping, table, style)
    if below := _below_zero(ledger, os.fspath(map_path)):
        raise CaseError(below)
    return ledger, mapping


def _table(path: FilePath, name: str, mapping: LedgerMap) -> Table:
    """Return the table of a file."""
    content, wanted = read_table_content(path, name), tuple(mapping.columns.named.values())
    if not is_workbook(content, name):
        return table_of(csv_rows(content, name, wanted), name, "", wanted)
    book = open_workbook(content, name)
    sheet = book.sheet(mapping.sheet)
    rows = book.rows(sheet)
    if not rows:
        raise CaseError([Problem((), "table_empty", {}, f"{name}, {sheet}")])
    return table_of(rows, name, sheet, wanted)


def _below_zero(ledger: Ledger, map_name: str) -> list[Problem]:
    """Return the lines that add up to less than nothing, which no case can hold as a cost."""
    return [
        Problem(("lines", name), "line_below_zero", {"found": f"{total.amount:.2f}"}, map_name)
        for name, total in ledger.lines.items()
        if total.amount < 0
    ]


def _sorted(bookings: Sequence[Booking], mapping: LedgerMap, table: Table, style: Style | None) -> Ledger:
    """Return what became of every booking."""
    period = mapping.period or _covered(bookings)
    sorting = _Sorting(mapping, period)
    for booking in bookings:
        sorting.take(booking)
    return Ledger(
        table.file, mapping.currency, period, style, table.above,
        {name: sorting.lines[name] for name in mapping.lines},
        sorting.ignored, sorting.outside, sorting.whole, dict(sorting.unmatched), dict(sorting.overlaps),
        _alike(table), _silent(bookings, period),
    )  # fmt: skip


class _Sorting:
    """Puts one booking after the other where it belongs."""

    def __init__(self, mapping: LedgerMap, period: Period) -> None:
        self.period = period
        self.choices = [(name, line.patterns) for name, line in mapping.lines.items()]
        self.refusals = [item.patterns for item in mapping.ignore]
        self.lines: dict[str, Total] = defaultdict(Total)
        self.unmatched: dict[str, Total] = defaultdict(Total)
        self.overlaps: dict[tuple[str, str], Total] = defaultdict(Total)
        self.ignored = self.outside = self.whole = Total()

    def take(self, booking: Booking) -> None:
        """Sort one booking: outside the period, on the first line that fits, ignored, or on none."""
        self.whole = _plus(self.whole, booking)
        if booking.month is not None and not self.period.first <= booking.month <= self.period.last:
            self.outside = _plus(self.outside, booking)
            return
        fitting = [name for name, patterns in self.choices if _fits(booking, patterns)]
        refused = any(_fits(booking, patterns) for patterns in self.refusals)
        if fitting:
            self.lines[fitting[0]] = _plus(self.lines[fitting[0]], booking)
            for other in (*fitting[1:], *(["ignore"] if refused else [])):
                self.overlaps[fitting[0], other] = _plus(self.overlaps[fitting[0], other], booking)
        elif refused:
            self.ignored = _plus(self.ignored, booking)
        else:
            self.unmatched[booking.account] = _plus(self.unmatched[booking.account], booking)


def _plus(total: Total, booking: Booking) -> Total:
    """Return a total with one booking more."""
    return Total(total.count + 1, total.amount + booking.amount, total.first_row or booking.row)


def _fits(booking: Booking, patterns: Iterable[Pattern[str] | None]) -> bool:
    """Return whether account, cost centre and text of a booking fit."""
    pairs = zip(patterns, (booking.account, booking.cost_centre, booking.text), strict=True)
    return all(pattern is None or pattern.match(text) for pattern, text in pairs)


def _covered(bookings: Sequence[Booking]) -> Period:
    """Return the months from the first to the last booking."""
    months = [booking.month for booking in bookings if booking.month is not None]
    return Period.model_validate({"from": min(months), "to": max(months)})


def _silent(bookings: Sequence[Booking], period: Period) -> tuple[str, ...]:
    """Return the months of the period without any booking; none where bookings have no date."""
    heard = {booking.month for booking in bookings}
    months = (period.first + count for count in range(period.months))
    return () if None in heard else tuple(str(month) for month in months if month not in heard)


def _alike(table: Table) -> tuple[tuple[int, ...], ...]:
    """Return the rows that are alike in every cell."""
    seen: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in table.rows:
        seen[tuple(row.cells)].append(row.number)
    return tuple(tuple(rows) for rows in seen.values() if len(rows) > 1)


def choice_in_words(selector: Selector) -> str:
    """Return the patterns of a selection, as the mapping has them.

    Examples
    --------
    >>> choice_in_words(Selector(accounts=("6511*",), text=("*MPLS*",)))
    '6511*; *MPLS*'
    """
    return "; ".join(", ".join(item) for item in (selector.accounts, selector.cost_centres, selector.text) if item)
