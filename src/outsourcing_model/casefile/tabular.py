"""Rows of a table that people keep, a CSV file or a sheet of a workbook, with the place of every cell."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path as FilePath

from pydantic_core import PydanticCustomError

from outsourcing_model.case.shape import nearest
from outsourcing_model.casefile.files import read_content
from outsourcing_model.casefile.references import Spot, cell_name
from outsourcing_model.casefile.scalars import forbidden_character
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown

MAX_BYTES = 100_000_000
MAX_ROWS = 1_000_000
_HEADER_WITHIN = 50
"""Titles may stand above the header of an export, so many rows at most."""

_BOM = b"\xef\xbb\xbf"
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = (";", "\t", ",")


@dataclass(frozen=True)
class Fault:
    """What stands in a cell instead of a value: the key of the message about it."""

    key: str
    found: str = ""


Raw = str | Decimal | bool | date | datetime | Fault | None


@dataclass(frozen=True)
class Row:
    """One row: its number as the file counts lines or the sheet counts rows, and its cells."""

    number: int
    cells: Sequence[Raw]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing stands in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Rows under one header.

    Parameters
    ----------
    file, sheet : str
        Where they stand; no sheet for a CSV file.
    header : tuple of str
        Names of the columns.
    rows : tuple of Row
        What stands below it, without empty rows.
    columns : mapping
        Position of each column that was asked for.
    above : int
        Rows above the header that were passed over.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: dict[str, int] = field(default_factory=dict)
    above: int = 0

    def problem(self, row: Row, column: str, key: str, values: dict[str, object]) -> Problem:
        """Return a problem in a cell, at ``file:row`` with its column or at ``file, sheet!cell``."""
        if not self.sheet:
            return Problem((column,), key, values, f"{self.file}:{row.number}")
        return Problem((column,), key, values, cell_place(self.file, self.sheet, self.columns[column] + 1, row.number))


def cell_place(file: str, sheet: str, column: int, row: int) -> str:
    """Return how messages call a cell.

    Examples
    --------
    >>> cell_place("offer.xlsx", "Pricing", 3, 7)
    'offer.xlsx, Pricing!C7'
    """
    at = cell_name(Spot(row, column))
    return f"{file}, {sheet}!{at}" if sheet else f"{file}, {at}"


def is_workbook(content: bytes, name: str) -> bool:
    """Return whether bytes are to be read as a workbook: by what they are, and by what the name promises."""
    return content.startswith((_ZIP, _OLD)) or FilePath(name).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb")


def read_table_content(path: FilePath, name: str) -> bytes:
    """Return the bytes of a file with a table.

    Raises
    ------
    CaseError
        If it can't be read or is too large.
    """
    return read_content(path, name, MAX_BYTES)


def csv_rows(content: bytes, name: str, wanted: Iterable[str] = ()) -> tuple[Row, ...]:
    """Return the rows of a CSV file, UTF-8 or cp1252, set apart by the sign with which most wanted columns are found.

    Raises
    ------
    CaseError
        If it is no text or no table.
    """
    text = _decoded(content, name)
    if (found := forbidden_character(text)) is not None:
        line = text[: found[0]].count("\n") + 1
        raise CaseError([Problem((), "control_character", {"found": found[1]}, f"{name}:{line}")])
    rows = _split(text, _delimiter(text, tuple(wanted)), name)
    if not rows:
        raise CaseError([Problem((), "table_empty", {}, name)])
    return rows


def _decoded(content: bytes, name: str) -> str:
    """Return the text of a file."""
    if b"\0" in content:
        raise CaseError([Problem((), "table_not_text", {}, name)])
    plain = content.removeprefix(_BOM)
    if _undecoded(plain, "utf-8") is None:
        return plain.decode("utf-8")
    if (at := _undecoded(content, "cp1252")) is None:
        return content.decode("cp1252")
    line = content.count(b"\n", 0, at) + 1
    raise CaseError([Problem((), "table_not_text", {}, f"{name}:{line}")])


def _undecoded(content: bytes, encoding: str) -> int | None:
    """Return where bytes stop being text in an encoding, nothing if all of them are."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _delimiter(text: str, wanted: tuple[str, ...]) -> str:
    """Return the sign that sets columns apart: by it most wanted columns are found, else most columns."""
    head = "\n".join(text.splitlines()[:_HEADER_WITHIN])

    def found(sign: str) -> tuple[int, int]:
        try:
            lines = [[cell.strip() for cell in line] for line in csv.reader(StringIO(head), delimiter=sign)]
        except csv.Error:
            return 0, 0
        return (
            max((len(set(wanted) & set(line)) for line in lines), default=0),
            sum(len(line) - 1 for line in lines),
        )

    return max(DELIMITERS, key=found)


def _split(text: str, sign: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a text; each is numbered by the line on which it begins."""
    rows: list[Row] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for cells in reader:
            rows.append(Row(line, cells))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                raise CaseError([Problem((), "table_too_long", {"limit": MAX_ROWS}, name)])
    except csv.Error as error:
        raise CaseError([Problem((), "table_broken_line", {}, f"{name}:{line}")]) from error
    return tuple(row for row in rows if not row.is_empty)


def table_of(rows: Sequence[Row], file: str, sheet: str, wanted: Sequence[str]) -> Table:
    """Return the table below the first row that names all wanted columns.

    Raises
    ------
    CaseError
        With every wanted column that is missing or stands there twice.
    """
    names = [[str(cell).strip() if cell is not None else "" for cell in row.cells] for row in rows[:_HEADER_WITHIN]]
    at = max(range(len(names)), key=lambda i: len(set(wanted) & set(names[i])))
    header, row = tuple(names[at]), rows[at]
    place = f"{file}:{row.number}" if not sheet else f"{file}, {sheet}!{row.number}:{row.number}"
    problems = [
        Problem((), _column_fault(name, header), _about(name, header), place)
        for name in dict.fromkeys(wanted)
        if header.count(name) != 1
    ]
    if problems:
        raise CaseError(problems)
    columns = {name: header.index(name) for name in wanted}
    below = tuple(row for row in rows[at + 1 :] if not row.is_empty)
    return Table(file, sheet, header, below, columns, at)


def _column_fault(name: str, header: Sequence[str]) -> str:
    """Return the key of the message about a column that isn't there exactly once."""
    return "column_twice" if name in header else "column_missing"


def _about(name: str, header: Sequence[str]) -> dict[str, object]:
    """Return what the message about a column mentions: those that there are, the nearest first."""
    known = [shown(column) for column in header if column][:20]
    near = nearest(name, known)
    return {"found": shown(name), "allowed": [near, *(column for column in known if column != near)] if near else known}


def text_of(cell: Raw) -> str:
    """Return a cell as text; a whole number without a point, as accounts are written.

    Raises
    ------
    PydanticCustomError
        For what is neither text nor number.
    """
    if isinstance(cell, Decimal):
        return f"{cell:f}".removesuffix(".0")
    if cell is None or isinstance(cell, str):
        return (cell or "").strip()
    if isinstance(cell, (bool, Fault)):
        raise PydanticCustomError("cell_no_text", "text", {"found": shown(getattr(cell, "found", cell))})
    return cell.isoformat()
