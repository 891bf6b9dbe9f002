"""From the rows of a cost list to bookings: account, money and month, or every cell that can't be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

from outsourcing_model.casefile.mapping import Columns, LedgerMap
from outsourcing_model.casefile.tabular import Fault, Raw, Row, Table, text_of
from outsourcing_model.casefile.written import Style, read_day, read_decimal, style_of
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown
from outsourcing_model.timeline import Month

MOST_TOLD = 200
"""Problems of one list that are told; after so many the mapping is wrong, not the cells."""


@dataclass(frozen=True)
class Booking:
    """One row of the list: what it is booked on, how much (a cost is positive), when."""

    row: int
    account: str
    cost_centre: str
    text: str
    amount: Decimal
    month: Month | None


def read_bookings(table: Table, mapping: LedgerMap) -> tuple[tuple[Booking, ...], Style | None]:
    """Return the bookings of a table and the style of its numbers, nothing where no number decides it.

    Raises
    ------
    CaseError
        With every cell that can't be read.
    """
    style = _style(table, mapping)
    reader = _Reader(table, mapping, style or "point")
    bookings = tuple(reader.read(row) for row in table.rows)
    if reader.problems:
        raise CaseError(reader.problems)
    return bookings, style


def _money_columns(columns: Columns) -> tuple[str, ...]:
    """Return the headers of the columns with money."""
    return tuple(name for name in (columns.amount, columns.debit, columns.credit) if name is not None)


def _style(table: Table, mapping: LedgerMap) -> Style | None:
    """Return how the list writes numbers: as stated, else as its first telling number shows."""
    if mapping.decimal is not None:
        return mapping.decimal
    columns = _money_columns(mapping.columns)
    found, doubtful = style_of(_texts(table, columns), mapping.currency)
    if found is None and doubtful:
        row, column = next(
            (row, column) for row in table.rows for column in columns if _cell(table, row, column) == doubtful
        )
        raise CaseError([table.problem(row, column, "number_two_ways", {"found": shown(doubtful)})])
    return found


def _texts(table: Table, columns: Iterable[str]) -> Iterable[str]:
    """Yield the money that is written as text."""
    cells = (_cell(table, row, column) for row in table.rows for column in columns)
    return (cell for cell in cells if isinstance(cell, str) and cell.strip())


def _cell(table: Table, row: Row, column: str) -> Raw:
    """Return a cell, nothing where the row is too short."""
    at = table.columns[column]
    return row.cells[at] if at < len(row.cells) else None


class _Reader:
    """Reads one row after the other and keeps what is wrong."""

    def __init__(self, table: Table, mapping: LedgerMap, style: Style) -> None:
        self.table, self.mapping, self.style = table, mapping, style
        self.columns = mapping.columns
        self.problems: list[Problem] = []
        self.months: dict[str, Month] = {}

    def read(self, row: Row) -> Booking:
        """Return the booking of a row; what can't be read is noted and left empty."""
        if len(self.problems) >= MOST_TOLD:
            raise CaseError(self.problems)
        extra = [cell for cell in row.cells[len(self.table.header) :] if cell not in (None, "")]
        if extra:
            self._note(row, self.columns.account, "row_too_long", {"found": len(row.cells)})
        account, centre, text = (
            self._text(row, name) for name in (self.columns.account, self.columns.cost_centre, self.columns.text)
        )
        return Booking(row.number, account, centre, text, self._amount(row), self._month(row))

    def _note(self, row: Row, column: str, key: str, values: dict[str, object]) -> None:
        """Keep a problem."""
        self.problems.append(self.table.problem(row, column, key, values))

    def _text(self, row: Row, column: str | None) -> str:
        """Return the text of a cell."""
        if column is None:
            return ""
        try:
            return text_of(_cell(self.table, row, column))
        except PydanticCustomError as error:
            self._note(row, column, error.type, dict(error.context or {}))
            return ""

    def _amount(self, row: Row) -> Decimal:
        """Return the money of a row; debit less credit where they are apart."""
        columns = self.columns
        if columns.amount is not None:
            found = self._number(row, columns.amount)
        else:
            debit, credit = self._number(row, str(columns.debit)), self._number(row, str(columns.credit))
            found = None if debit is None and credit is None else (debit or Decimal(0)) - (credit or Decimal(0))
        if found is None:
            self._note(row, str(columns.amount or columns.debit), "no_amount", {})
            return Decimal(0)
        return found if self.mapping.sign == "cost_positive" else -found

    def _number(self, row: Row, column: str) -> Decimal | None:
        """Return a number, nothing where the cell is empty; zero and a note where it can't be read."""
        cell = _cell(self.table, row, column)
        if isinstance(cell, Decimal):
            return cell
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None
        if isinstance(cell, str):
            try:
                return read_decimal(cell, self.style, self.mapping.currency)
            except PydanticCustomError as error:
                self._note(row, column, error.type, dict(error.context or {}))
                return Decimal(0)
        fault = cell if isinstance(cell, Fault) else Fault("cell_no_number", str(cell))
        self._note(row, column, fault.key, {"found": fault.found})
        return Decimal(0)

    def _month(self, row: Row) -> Month | None:
        """Return the month of a row's date."""
        if self.columns.date is None:
            return None
        cell = _cell(self.table, row, self.columns.date)
        if isinstance(cell, date):
            return Month(cell.year, cell.month)
        if isinstance(cell, Fault):
            self._note(row, self.columns.date, cell.key, {"found": cell.found})
            return None
        text = text_of(cell)
        try:
            if text not in self.months:
                self.months[text] = read_day(text, self.mapping.dates)
        except PydanticCustomError as error:
            self._note(row, self.columns.date, error.type, dict(error.context or {}))
            return None
        return self.months[text]
