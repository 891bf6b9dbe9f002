"""Single cells of a workbook or of a CSV file, by reference, by name, or beside a label."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from pydantic_core import PydanticCustomError

from outsourcing_model.case.shape import nearest
from outsourcing_model.casefile.references import Spot, sheet_and_area
from outsourcing_model.casefile.tabular import Raw, Row, cell_place, csv_rows, is_workbook, read_table_content
from outsourcing_model.casefile.workbook import Workbook, open_workbook
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown

MOST_CELLS = 1_000
"""Cells of one entry; no offer states more prices in a table."""


@dataclass(frozen=True)
class Found:
    """What a cell holds, and where it stands."""

    raw: Raw
    place: str

    @property
    def is_empty(self) -> bool:
        """Return whether nothing stands in it."""
        return self.raw is None or (isinstance(self.raw, str) and not self.raw.strip())

    @property
    def text(self) -> str:
        """Return its text, empty for anything else."""
        return " ".join(self.raw.split()) if isinstance(self.raw, str) else ""


@dataclass
class Cells:
    """The cells of one file; those of a CSV file have no sheet.

    Parameters
    ----------
    file : str
        Name for messages.
    book : Workbook or None
        The workbook, none for a CSV file.
    flat : tuple of Row
        The rows of a CSV file.
    default : str
        Sheet of references that name none.
    """

    file: str
    book: Workbook | None
    flat: tuple[Row, ...] = ()
    default: str = ""
    _read: dict[str, dict[Spot, Raw]] = field(default_factory=dict, repr=False)

    def place(self, sheet: str, at: Spot) -> str:
        """Return how messages call a cell."""
        return cell_place(self.file, self._sheet(sheet), at.column, at.row)

    def cell(self, sheet: str, at: Spot) -> Found:
        """Return one cell."""
        return Found(self._of(self._sheet(sheet)).get(at), self.place(sheet, at))

    def at(self, reference: str) -> list[Found]:
        """Return the cells of a reference, row by row.

        Raises
        ------
        CaseError
            If there is no such sheet.
        PydanticCustomError
            If there are too many cells.
        """
        return self._area(*sheet_and_area(reference))

    def named(self, name: str) -> list[Found]:
        """Return the cells of a named range.

        Raises
        ------
        PydanticCustomError
            If the workbook has no such name.
        """
        found = self.book.named(name) if self.book else None
        if found is None:
            names = self.book.names if self.book else []
            near = nearest(name, names)
            about = {"found": shown(name), "allowed": [near] if near else names[:20] or ["–"]}
            raise PydanticCustomError("no_such_name", "name", about)
        return self._area(*found)

    def beside(self, label: str, step: Spot, within: str = "") -> Found:
        """Return the cell so many rows and columns from the one that has a label in a sheet.

        Raises
        ------
        PydanticCustomError
            If no cell, or more than one, has that label.
        """
        sheet = self._sheet(within)
        wanted = " ".join(label.split()).casefold()
        cells = self._of(sheet).items()
        spots = [at for at, raw in cells if isinstance(raw, str) and " ".join(raw.split()).casefold() == wanted]
        if not spots:
            raise PydanticCustomError("label_not_found", "label", {"found": shown(label)})
        if len(spots) > 1:
            places = [self.place(sheet, at) for at in spots[:9]]
            raise PydanticCustomError("label_twice", "label", {"found": shown(label), "allowed": places})
        return self.cell(sheet, Spot(spots[0].row + step.row, spots[0].column + step.column))

    def remarks(self) -> list[tuple[str, Mapping[str, object]]]:
        """Return what should be looked at: references to other files, and values from hidden sheets."""
        if self.book is None:
            return []
        hidden: list[tuple[str, Mapping[str, object]]] = [
            ("own_data.hidden_sheet", {"sheet": sheet}) for sheet in self._read if self.book.is_hidden(sheet)
        ]
        return [*([("own_data.links_outside", {"file": self.file})] if self.book.links_outside else []), *hidden]

    def _area(self, sheet: str, corners: tuple[Spot, Spot]) -> list[Found]:
        """Return the cells of an area."""
        first, last = corners
        rows, columns = range(first.row, last.row + 1), range(first.column, last.column + 1)
        if len(rows) * len(columns) > MOST_CELLS:
            raise PydanticCustomError("too_high", "cells", {"found": len(rows) * len(columns), "high": MOST_CELLS})
        return [self.cell(sheet, Spot(row, column)) for row in rows for column in columns]

    def _sheet(self, name: str) -> str:
        """Return the sheet that is meant."""
        if self.book is None:
            return ""
        return self.book.sheet(name or self.default)

    def _of(self, sheet: str) -> dict[Spot, Raw]:
        """Return the cells of a sheet by spot."""
        if sheet not in self._read:
            rows = self.book.rows(sheet) if self.book else self.flat
            self._read[sheet] = {
                Spot(row.number, column): raw
                for row in rows
                for column, raw in enumerate(row.cells, 1)
                if raw is not None
            }
        return self._read[sheet]


def open_cells(path: FilePath, name: str, default: str) -> Cells:
    """Return the cells of a file.

    Raises
    ------
    CaseError
        If it can't be read.
    """
    content = read_table_content(path, name)
    if is_workbook(content, name):
        book = open_workbook(content, name)
        book.sheet(default)
        return Cells(name, book, (), default)
    rows = csv_rows(content, name)
    if not rows:
        raise CaseError([Problem((), "table_empty", {}, name)])
    return Cells(name, None, rows)
