"""A workbook being written: pages, cells and names, with the engine's number kept in every formula."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name, xl_rowcol_to_cell

from outsourcing_model.presentation.workbook.looks import WRAPPED, properties
from outsourcing_model.timeline import Month

LONGEST = 32_000
FIRST = 4
"""Column of the first month (or year) on sheets that run in time; before it stand label, unit, total and a gap."""

A_YEAR = 12
LINE_HEIGHT, TITLE_HEIGHT = 12.5, 27
LETTERS = 1.4
"""Letters that a unit of column width holds."""


def slug(text: str) -> str:
    """Return a text as a part of a name: small ASCII letters, digits and underscores.

    Examples
    --------
    >>> slug("Réseau & sécurité")
    'reseau_securite'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40]
    return name if name[:1].isalpha() else f"term_{name}".rstrip("_")


def height(text: str, width: float) -> int:
    """Return how many lines a text takes in a column.

    Examples
    --------
    >>> height("Prices are revised once a year.", 20)
    2
    """
    return sum(max(len(wrap(part, max(int(width * LETTERS), 1))), 1) for part in text.split("\n"))


def clean(text: str) -> str:
    """Return a text that a workbook can hold: no control characters, no half of a pair, not longer than a cell."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


class Book:
    """The workbook of one edition."""

    def __init__(self, lang: str, title: str, created: Month) -> None:
        self.lang = lang
        self.names: dict[str, str] = {}
        self.pages: list[Page] = []
        self._taken: set[str] = set()
        self._formats: dict[tuple[str, str], Any] = {}
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._book.set_properties(
            {"title": clean(title), "author": "", "company": "", "created": datetime(created.year, created.month, 1)}
        )
        self._book.set_calc_mode("auto")

    def page(self, name: str, header: str, footer: str) -> "Page":
        """Return a new sheet, set up for print: landscape, fitted, with the header and footer on every page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.65)
        sheet.set_header(header)
        sheet.set_footer(footer)
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        self.pages.append(Page(self, sheet, name))
        return self.pages[-1]

    def format(self, use: str, number: str = "") -> Any:
        """Return the format of a use and a kind of number."""
        if (use, number) not in self._formats:
            self._formats[use, number] = self._book.add_format(properties(use, number, self.lang))
        return self._formats[use, number]

    def define(self, key: str, hint: str, where: str) -> str:
        """Return the name given to a range, unique in the workbook; it is found again under `key`."""
        name, number = hint, 1
        while name in self._taken:
            number += 1
            name = f"{hint}_{number}"
        self._taken.add(name)
        self._book.define_name(name, f"={where}")
        self.names[key] = name
        return name

    def content(self) -> bytes:
        """Return the finished file."""
        for page in self.pages:
            page.finish()
        self._book.close()
        return self._stream.getvalue()


@dataclass(frozen=True)
class Row:
    """A row of months: where it stands, and the engine's numbers in it."""

    page: "Page"
    row: int
    values: Sequence[float]

    def at(self, column: str, page: "Page | None" = None) -> str:
        """Return the cell of a column, with its sheet if it is another one."""
        return f"{'' if page is self.page else self.page.quoted + '!'}{column}${self.row + 1}"

    @property
    def range(self) -> str:
        """Return all months, absolute, with the sheet."""
        last = xl_col_to_name(FIRST + len(self.values) - 1)
        return f"{self.page.quoted}!${xl_col_to_name(FIRST)}${self.row + 1}:${last}${self.row + 1}"

    @property
    def total(self) -> str:
        """Return the cell with the total, absolute, with the sheet."""
        return f"{self.page.quoted}!$C${self.row + 1}"


@dataclass
class Page:
    """One sheet and the row at which the next line goes."""

    book: Book
    sheet: Any
    name: str
    row: int = 0
    widths: dict[int, float] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)

    def columns(self, *widths: float) -> None:
        """Set the widths of the first columns."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
            self.widths[column] = width

    def title(self, title: str, note: str) -> None:
        """Write title and note of the sheet in its first two rows."""
        self.sheet.write_string(0, 0, clean(title), self.book.format("title"))
        self.sheet.set_row(0, TITLE_HEIGHT)
        self.sheet.write_string(1, 0, clean(note), self.book.format("unwrapped"))
        self.row = 2

    def finish(self) -> None:
        """Make each row high enough for its longest text: not every program does so by itself."""
        for row, count in self.lines.items():
            if count > 1:
                self.sheet.set_row(row, count * LINE_HEIGHT + 1)

    @property
    def quoted(self) -> str:
        """Return the sheet's name as formulas write it."""
        doubled = self.name.replace("'", "''")
        return f"'{doubled}'"

    def where(self, row: int, column: int, last: int | None = None) -> str:
        """Return an absolute cell, or a range down to row `last`, with the sheet."""
        first = xl_rowcol_to_cell(row, column, True, True)
        return f"{self.quoted}!{first}" + (
            f":{xl_rowcol_to_cell(last, column, True, True)}" if last is not None else ""
        )

    def text(self, column: int, text: str, use: str = "text", row: int | None = None) -> None:
        """Write a text; whatever it begins with, it stays a text."""
        place = self.row if row is None else row
        self.sheet.write_string(place, column, clean(text), self.book.format(use))
        if use in WRAPPED and column in self.widths:
            self.lines[place] = max(self.lines.get(place, 1), height(text, self.widths[column]))

    def number(self, column: int, value: float, kind: str, use: str = "calc", row: int | None = None) -> None:
        """Write a number."""
        self.sheet.write_number(self.row if row is None else row, column, value + 0.0, self.book.format(use, kind))

    def blank(self, column: int, kind: str, use: str = "input") -> None:
        """Write an empty cell, to be filled in."""
        self.sheet.write_blank(self.row, column, None, self.book.format(use, kind))

    def month(self, column: int, month: Month, use: str = "calc") -> None:
        """Write a calendar month."""
        self.sheet.write_datetime(
            self.row, column, datetime(month.year, month.month, 1), self.book.format(use, "month")
        )

    def formula(
        self, column: int, formula: str, value: float | str, kind: str, use: str = "calc", row: int | None = None
    ) -> None:
        """Write a formula with the number that the engine has for it."""
        cached = value if isinstance(value, str) else value + 0.0
        place = self.row if row is None else row
        self.sheet.write_formula(place, column, f"={formula}", self.book.format(use, kind), cached)

    def stated(self, key: str, hint: str, column: int, value: float | None, kind: str) -> str:
        """Write an input (an empty one if nothing is stated) and return its name."""
        if value is None:
            self.blank(column, kind)
        else:
            self.number(column, value, "whole" if kind == "number" and value == int(value) else kind, "input")
        return self.book.define(key, hint, self.where(self.row, column))

    def computed(self, key: str, hint: str, label: str, unit: str, formula: str, value: float, kind: str) -> str:
        """Write a line with a single computed number and return its name."""
        self.text(0, label, "label")
        self.text(1, unit, "note")
        self.formula(2, formula, value, kind)
        self.row += 1
        return self.book.define(key, hint, self.where(self.row - 1, 2))

    def given(self, key: str, hint: str, label: str, unit: str, value: float | None, kind: str) -> str:
        """Write a line with a single input and return its name."""
        self.text(0, label, "label")
        self.text(1, unit, "note")
        name = self.stated(key, hint, 2, value, kind)
        self.row += 1
        return name

    def months(
        self,
        label: str,
        unit: str,
        values: Iterable[float],
        kind: str,
        formula: Callable[[str], str] | None = None,
        total: bool = False,
        use: str = "calc",
    ) -> Row:
        """Write a row of months, one formula from the first to the last, and return it.

        Parameters
        ----------
        formula : callable, optional
            From the letter of a month's column to the formula; inputs when absent.
        total : bool
            Whether the sum stands before the months.
        """
        row = Row(self, self.row, [float(value) for value in values])
        self.labels[self.row] = label
        self.text(0, label, "bold" if use == "total" else "label")
        self.text(1, unit, "note")
        if total:
            self.formula(2, f"SUM({_here(row)})", sum(row.values), kind, "total")
        for number, value in enumerate(row.values):
            if formula is None:
                self.number(FIRST + number, value, kind, "input")
            else:
                self.formula(FIRST + number, formula(xl_col_to_name(FIRST + number)), value, kind, use)
        self.row += 1
        return row


def _here(row: Row) -> str:
    """Return the months of a row without the sheet."""
    return row.range.rpartition("!")[2].replace("$", "")


def previous(column: str) -> str:
    """Return the letter of the column before.

    Examples
    --------
    >>> previous("AA")
    'Z'
    """
    return str(xl_col_to_name(xl_cell_to_rowcol(f"{column}1")[1] - 1))


def quote(name: str) -> str:
    """Return a text as a constant of a formula."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
