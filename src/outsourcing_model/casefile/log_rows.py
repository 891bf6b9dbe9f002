"""The rows of a log by column, those that the map keeps, and what became of every other one."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic_core import PydanticCustomError

from outsourcing_model.casefile.log_map import Choice, LogMap, headers_of, pattern
from outsourcing_model.casefile.tabular import (
    Raw,
    Row,
    Table,
    csv_rows,
    is_workbook,
    read_table_content,
    table_of,
    text_of,
)  # fmt: skip
from outsourcing_model.casefile.workbook import open_workbook
from outsourcing_model.errors import CaseError, Problem

Read = TypeVar("Read")
SHOWN_ROWS, SHOWN_PROBLEMS = 5, 20


@dataclass(frozen=True)
class Finding:
    """What was found in some rows of a log: its key in the catalogue, how many, and the first of them.

    Parameters
    ----------
    key : str
        Name of the finding, below ``attained.finding.``.
    count : int
        Rows (or other things that the words name).
    rows : tuple of int
        Numbers of the first few, as the file counts lines or the sheet counts rows.
    values : tuple
        What else its words mention: name and text, or a problem.
    """

    key: str
    count: int
    rows: tuple[int, ...] = ()
    values: tuple[tuple[str, object], ...] = ()


def finding(key: str, rows: Sequence[int], **values: object) -> list[Finding]:
    """Return what was found in some rows, nothing for none."""
    return [Finding(key, len(rows), tuple(rows[:SHOWN_ROWS]), tuple(values.items()))] if len(rows) else []


@dataclass
class LogRows:
    """The rows of a log that the map keeps.

    Parameters
    ----------
    table : Table
        The whole table.
    rows : list of Row
        Those that are kept.
    absent : frozenset of str
        Texts that stand for a missing value.
    findings : list of Finding
        What became of the others.
    """

    table: Table
    rows: list[Row]
    absent: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> list[int]:
        """Return the number of each row."""
        return [row.number for row in self.rows]

    def cells(self, header: str) -> list[Raw]:
        """Return the cells of a column, nothing where a value is missing."""
        at, absent = self.table.columns[header], self.absent
        found: list[Raw] = []
        for row in self.rows:
            cell = row.cells[at] if at < len(row.cells) else None
            if isinstance(cell, str):
                cell = cell.strip()
                if not cell or cell.lower() in absent:
                    cell = None
            found.append(cell)
        return found

    def texts(self, header: str) -> list[str]:
        """Return the cells of a column as texts, empty where a value is missing."""
        return [cell if isinstance(cell, str) else _text(cell) for cell in self.cells(header)]

    def read(self, header: str, of: Callable[[Raw], Read], nothing: Read) -> list[Read]:
        """Return the cells of a column read; `nothing` where one is missing or can't be read, which is noted."""
        found: list[Read] = []
        for row, cell in zip(self.rows, self.cells(header), strict=True):
            if cell is None:
                found.append(nothing)
                continue
            try:
                found.append(of(cell))
            except PydanticCustomError as error:
                self._note(row, header, error)
                found.append(nothing)
        return found

    def _note(self, row: Row, header: str, error: PydanticCustomError) -> None:
        """Keep what is wrong in a cell."""
        self.unread.add(row.number)
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(self.table.problem(row, header, error.type, dict(error.context or {})))

    def take(self, kept: Sequence[bool]) -> None:
        """Go on with some of the rows only."""
        self.rows = [row for row, keep in zip(self.rows, kept, strict=True) if keep]

    def refuse_if_many(self, most: float, whole: int) -> None:
        """Refuse a log of which more than a share can't be read.

        Raises
        ------
        CaseError
            With the first cells that can't be read.
        """
        if len(self.unread) > most * whole:
            raise CaseError(
                [
                    *self.problems,
                    Problem((), "log_unread", {"count": len(self.unread), "rows": whole}, self.table.file),
                ]
            )


def _text(cell: Raw) -> str:
    """Return a cell as text, empty for what is none."""
    try:
        return text_of(cell) if not isinstance(cell, bool) else str(cell).lower()
    except PydanticCustomError:
        return ""


def open_table(path: FilePath, name: str, sheet: str, wanted: Sequence[str]) -> Table:
    """Return the table of a CSV file or of a sheet, below the row that names all wanted columns.

    Raises
    ------
    CaseError
        If it can't be read, or a column isn't there; then with the columns that are.
    """
    content = read_table_content(path, name)
    if not is_workbook(content, name):
        return _filled(table_of(csv_rows(content, name, wanted), name, "", wanted))
    book = open_workbook(content, name)
    chosen = book.sheet(sheet)
    rows = book.rows(chosen)
    if not rows:
        raise CaseError([Problem((), "table_empty", {}, f"{name}, {chosen}")])
    return _filled(table_of(rows, name, chosen, wanted))


def _filled(table: Table) -> Table:
    """Return a table that has a row below its header."""
    if not table.rows:
        raise CaseError([Problem((), "table_empty", {}, table.file)])
    return table


def open_log(path: FilePath, name: str, mapping: LogMap, *more: Choice) -> LogRows:
    """Return the rows of a log that its map keeps.

    Parameters
    ----------
    path : path
        CSV file or workbook.
    name : str
        What messages call it.
    mapping : LogMap
        Columns, and which rows to keep or to leave out.
    more : mapping
        Further columns that are looked at.
    """
    chosen = (mapping.keep, mapping.leave_out, *more)
    wanted = list(dict.fromkeys([*headers_of(mapping).values(), *(column for choice in chosen for column in choice)]))
    table = open_table(path, name, mapping.sheet, wanted)
    log = LogRows(table, list(table.rows), mapping.absent)
    log.findings += finding("alike", _alike(log.rows))
    for key, choice in (("not_kept", mapping.keep), ("left_out", mapping.leave_out)):
        for column, values in choice.items():
            fits = fitting(log, {column: values})
            kept = fits if key == "not_kept" else [not fit for fit in fits]
            gone = [row.number for row, keep in zip(log.rows, kept, strict=True) if not keep]
            log.findings += finding(key, gone, column=column, values=", ".join(values))
            log.take(kept)
    return log


def fitting(log: LogRows, choice: Choice) -> list[bool]:
    """Return which rows have one of the values of every column of a choice; none fits an empty choice."""
    if not choice:
        return [False] * len(log.rows)
    found = [True] * len(log.rows)
    for column, values in choice.items():
        match = pattern(values).match
        known: dict[str, bool] = {}
        for at, text in enumerate(log.texts(column)):
            if text not in known:
                known[text] = match(text) is not None
            found[at] = found[at] and known[text]
    return found


def _alike(rows: Iterable[Row]) -> list[int]:
    """Return the rows that are alike in every cell to one before them."""
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for row in rows:
        cells = tuple(row.cells)
        seen[cells] += 1
        if seen[cells] > 1:
            found.append(row.number)
    return found
