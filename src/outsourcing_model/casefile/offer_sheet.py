"""An offer read out of a provider's own spreadsheet: values only, each with the cell that it came from."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from outsourcing_model.case.faults import problems_of
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.shape import nearest
from outsourcing_model.casefile.cells import Cells, Found, open_cells
from outsourcing_model.casefile.offer_fields import converted
from outsourcing_model.casefile.offer_map import OfferMap, Source, TableSource, is_id, read_offer_map
from outsourcing_model.casefile.references import Spot, sheet_and_area
from outsourcing_model.errors import CaseError, Path, Problem
from outsourcing_model.quantities import shown


@dataclass(frozen=True)
class ReadOffer:
    """An offer, and where each of its values stands.

    Parameters
    ----------
    file, name, currency : str
        The spreadsheet, the offer's name in the case, the currency.
    tree : mapping
        The offer as a case states it.
    places : mapping
        Path of a value to its cell; values of the mapping itself have none.
    remarks : tuple
        Wording key and values of what should be looked at.
    """

    file: str
    name: str
    currency: str
    tree: Mapping[str, Any]
    places: Mapping[Path, str]
    remarks: tuple[tuple[str, Mapping[str, object]], ...]


def read_offer(path: str | os.PathLike[str], map_path: str | os.PathLike[str], name: str | None = None) -> ReadOffer:
    """Return the offer that a provider's spreadsheet states, by a mapping.

    Parameters
    ----------
    path : path
        Workbook (.xlsx) or CSV file.
    map_path : path
        The mapping, a YAML file.
    name : str, optional
        Name of the offer in the case, instead of the mapping's.

    Raises
    ------
    CaseError
        With everything that is wrong in the mapping, else in the sheet, each at its cell.
    """
    mapping = read_offer_map(FilePath(map_path), os.fspath(map_path))
    if name is not None and not is_id(name):
        raise CaseError([Problem(("--name",), "not_an_id", {"found": shown(name)})])
    cells = open_cells(FilePath(path), os.fspath(path), mapping.sheet)
    filling = _Filling(mapping, cells, os.fspath(map_path))
    filling.fill()
    problems = filling.problems
    blocked = {problem.path for problem in problems}
    try:
        Offer.model_validate(filling.tree)
    except ValidationError as error:
        told = problems_of(error, Offer)
        fresh = [problem for problem in told if not any(_meets(problem.path, path) for path in blocked)]
        problems = problems + [replace(problem, place=filling.place(problem.path)) for problem in fresh]
    if problems:
        raise CaseError(problems)
    chosen = name or mapping.offer
    return ReadOffer(
        cells.file, chosen, mapping.currency, filling.tree, filling.places, tuple(filling.remarks + cells.remarks())
    )


def _meets(path: Path, other: Path) -> bool:
    """Return whether one of two paths lies at or below the other, so that one problem explains both."""
    length = min(len(path), len(other))
    return length > 0 and path[:length] == other[:length]


class _Filling:
    """Fills an offer with the values that a mapping names."""

    def __init__(self, mapping: OfferMap, cells: Cells, map_name: str) -> None:
        self.mapping, self.cells, self.map_name = mapping, cells, map_name
        self.tree: dict[str, Any] = {}
        self.places: dict[Path, str] = {}
        self.problems: list[Problem] = []
        self.remarks: list[tuple[str, Mapping[str, object]]] = []

    def fill(self) -> None:
        """Read every field, then every table."""
        for name, source in self.mapping.fields.items():
            self._try(("fields", name), lambda name=name, source=source: self._field(name, source))  # type: ignore[misc]
        for number, table in enumerate(self.mapping.tables):
            self._try(("tables", number), lambda table=table: self._table(table))  # type: ignore[misc]

    def place(self, path: Path) -> str:
        """Return where a path was read: its cell, a cell below it, the nearest above, else the mapping."""
        if path in self.places:
            return self.places[path]
        below = (place for at, place in self.places.items() if at[: len(path)] == path and path)
        above = (self.places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.places)
        return next(above, "") or next(below, "") or self.map_name

    def _try(self, path: Path, read: Callable[[], None]) -> None:
        """Read a part of the mapping; what it asks for in vain is told at its place there."""
        try:
            read()
        except PydanticCustomError as error:
            self.problems.append(Problem(path, error.type, dict(error.context or {}), self.map_name))
        except CaseError as error:
            self.problems += [replace(problem, path=problem.path or path) for problem in error.problems]

    def _field(self, name: str, source: Source) -> None:
        """Read one field."""
        path: Path = tuple(name.split("."))
        if source.value is not None:
            self._put(path, source.value)
            return
        found = self._found(source)
        if len(found) > 1:
            filled = _to_the_last(found)
            self._put(path, [])
            for number, cell in enumerate(filled):
                self._take((*path, number), cell, source)
        else:
            self._take(path, found[0], source)

    def _found(self, source: Source) -> list[Found]:
        """Return the cells that a source names."""
        if source.cell is not None:
            return self.cells.at(source.cell)
        if source.name is not None:
            return self.cells.named(source.name)
        step = Spot(source.below or 0, source.right or 0)
        return [self.cells.beside(str(source.find), step, source.sheet)]

    def _table(self, table: TableSource) -> None:
        """Read a table: one row for each service, or columns that are lists."""
        sheet, (first, last) = sheet_and_area(table.table)
        columns = self._columns(table, sheet, first, last)
        into: Path = tuple(table.into.split("."))
        down = range(first.row + 1, last.row + 1)
        if table.rows:
            for row, member in self._members(table, sheet, first, down):
                for column, target in columns:
                    cell = self.cells.cell(sheet, Spot(row, column))
                    if not cell.is_empty:
                        self._take((*into, member, *target.field.split(".")), cell, target)
            return
        for column, target in columns:
            path = (*into, *target.field.split("."))
            self._put(path, [])
            for number, cell in enumerate(_to_the_last([self.cells.cell(sheet, Spot(row, column)) for row in down])):
                self._take((*path, number), cell, target)

    def _columns(self, table: TableSource, sheet: str, first: Spot, last: Spot) -> list[tuple[int, Any]]:
        """Return the position of each mapped column and the field it fills."""
        header = [self.cells.cell(sheet, Spot(first.row, at)).text for at in range(first.column, last.column + 1)]
        for name in table.columns:
            if header.count(name) != 1:
                near = nearest(name, [item for item in header if item])
                about = {"found": shown(name), "allowed": [near] if near else [item for item in header if item]}
                key = "column_twice" if name in header else "column_missing"
                raise CaseError([Problem((), key, about, self.cells.place(sheet, first))])
        return [(first.column + header.index(name), target) for name, target in table.columns.items()]

    def _members(self, table: TableSource, sheet: str, first: Spot, down: range) -> Iterator[tuple[int, str]]:
        """Yield row and service of every mapped row; note the others."""
        labels: dict[str, int] = {}
        for row in down:
            cell = self.cells.cell(sheet, Spot(row, first.column))
            if cell.text in table.rows:
                labels.setdefault(cell.text, row)
            elif cell.text:
                told = {"row": shown(cell.text), "table": table.table, "place": cell.place}
                self.remarks.append(("own_data.row_not_taken", told))
        for label, member in table.rows.items():
            if label in labels:
                yield labels[label], member
            else:
                seen = [self.cells.cell(sheet, Spot(row, first.column)).text for row in down]
                about = {"found": shown(label), "allowed": [item for item in seen if item]}
                self.problems.append(Problem((), "row_missing", about, self.cells.place(sheet, first)))

    def _take(self, path: Path, cell: Found, how: Any) -> None:
        """Put the value of a cell at its path, or note why it can't be."""
        try:
            value = converted(cell, path, how, self.mapping)
        except PydanticCustomError as error:
            self.problems.append(Problem(path, error.type, dict(error.context or {}), cell.place))
            return
        self._put(path, value)
        self.places[path] = cell.place

    def _put(self, path: Path, value: Any) -> None:
        """Put a value into the offer; two entries for one field are refused."""
        node: Any = self.tree
        for part in path[:-1]:
            node = node[int(part)] if isinstance(node, list) else node.setdefault(part, {})
            if not isinstance(node, (dict, list)):
                raise PydanticCustomError("path_blocked", "twice", {"found": shown(".".join(map(str, path)))})
        if isinstance(node, list):
            node.append(value)
        elif path[-1] in node:
            raise PydanticCustomError("path_blocked", "twice", {"found": shown(".".join(map(str, path)))})
        else:
            node[path[-1]] = float(value) if isinstance(value, Decimal) else value


def _to_the_last(cells: list[Found]) -> list[Found]:
    """Return cells up to the last one that is filled."""
    filled = [number for number, cell in enumerate(cells) if not cell.is_empty]
    return cells[: filled[-1] + 1] if filled else cells[:1]
