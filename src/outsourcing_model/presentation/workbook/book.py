"""A workbook being written: pages, cells and names, with the engine's number kept in every formula."""

import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from outsourcing_model.presentation.workbook.looks import properties
from outsourcing_model.timeline import Month

LONGEST = 32_000
FIRST = 4
"""Column of the first month (or year) on sheets that run in time; before it stand label, unit, total and a gap."""

A_YEAR = 12


def slug(text: str) -> str:
    """Return a text as a part of a name: small ASCII letters, digits and underscores.

    Examples
    --------
    >>> slug("Réseau & sécurité")
    'reseau_securite'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40] or "term"


def clean(text: str) -> str:
    """Return a text that a workbook can hold: no control characters, no half of a pair, not longer than a cell."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


class Book:
    """The workbook of one edition."""

    def __init__(self, lang: str, title: str, created: Month) -> None:
        self.lang = lang
        self.names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._formats: dict[tuple[str, str], Any] = {}
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self._book.set_properties({"title": clean(title), "author": "", "company": "", "created": datetime(created.year, created.month, 1)})
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
        return Page(self, sheet, name)

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
    headers: list[Row] = field(default_factory=list)

    @property
    def quoted(self) -> str:
        """Return the sheet's name as formulas write it."""
        doubled = self.name.replace("'", "''")
        return f"'{doubled}'"

    def where(self, row: int, column: int, last: int | None = None) -> str:
        """Return an absolute cell, or a range down to row `last`, with the sheet."""
        first = xl_rowcol_to_cell(row, column, True, True)
        return f"{self.quoted}!{first}" + (f":{xl_rowcol_to_cell(last, column, True, True)}" if last is not None else "")

    def text(self, column: int, text: str, use: str = "text", row: int | None = None) -> None:
        """Write a text; whatever it begins with, it stays a text."""
        self.sheet.write_string(self.row if row is None else row, column, clean(text), self.book.format(use))

    def number(self, column: int, value: float, kind: str, use: str = "calc", row: int | None = None) -> None:
        """Write a number."""
        self.sheet.write_number(self.row if row is None else row, column, value + 0.0, self.book.format(use, kind))

    def blank(self, column: int, kind: str, use: str = "input") -> None:
        """Write an empty cell, to be filled in."""
        self.sheet.write_blank(self.row, column, None, self.book.format(use, kind))

    def month(self, column: int, month: Month, use: str = "calc") -> None:
        """Write a calendar month."""
        self.sheet.write_datetime(self.row, column, datetime(month.year, month.month, 1), self.book.format(use, "month"))

    def formula(self, column: int, formula: str, value: float | str, kind: str, use: str = "calc", row: int | None = None) -> None:
        """Write a formula with the number that the engine has for it."""
        cached = value if isinstance(value, str) else value + 0.0
        place = self.row if row is None else row
        self.sheet.write_formula(place, column, f"={formula}", self.book.format(use, kind), cached)

    def stated(self, key: str, hint: str, column: int, value: float | None, kind: str) -> str:
        """Write an input (an empty one if nothing is stated) and return its name."""
        if value is None:
            self.blank(column, kind)
        else:
            self.number(column, value, kind, "input")
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
        values: Sequence[float],
        kind: str,
        formula: Callable[[str, str], str] | None = None,
        total: bool = False,
        use: str = "calc",
    ) -> Row:
        """Write a row of months, one formula from the first to the last, and return it.

        Parameters
        ----------
        formula : callable, optional
            From the letters of a month's column and of the one before it to the formula; inputs when absent.
        total : bool
            Whether the sum stands before the months.
        """
        row = Row(self, self.row, [float(value) for value in values])
        self.text(0, label, "bold" if use == "total" else "label")
        self.text(1, unit, "note")
        if total:
            self.formula(2, f"SUM({_here(row)})", sum(row.values), kind, "total")
        for number, value in enumerate(row.values):
            if formula is None:
                self.number(FIRST + number, value, kind, "input")
            else:
                now, before = xl_col_to_name(FIRST + number), xl_col_to_name(FIRST + number - 1)
                self.formula(FIRST + number, formula(now, before), value, kind, use)
        self.row += 1
        return row


def _here(row: Row) -> str:
    """Return the months of a row without the sheet."""
    return row.range.rpartition("!")[2].replace("$", "")


def quote(name: str) -> str:
    """Return a text as a constant of a formula."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
