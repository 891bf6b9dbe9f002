"""Values of a workbook that somebody sends: read after the gate, without formulas, links or code being followed."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from outsourcing_model.case.shape import nearest
from outsourcing_model.casefile.gate import LAST, refers_outside, refusal
from outsourcing_model.casefile.references import Spot, sheet_and_area
from outsourcing_model.casefile.tabular import Fault, Raw, Row
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown
from outsourcing_model.timeline import FIRST_YEAR, LAST_YEAR


@dataclass
class Workbook:
    """A workbook behind the gate; its sheets are read when they are first asked for.

    Parameters
    ----------
    file : str
        Name for messages.
    links_outside : bool
        Whether it refers to other files, none of which is read.
    """

    file: str
    links_outside: bool
    _values: Any = field(repr=False)
    _formulas: Any = field(repr=False)
    _read: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)

    @property
    def sheets(self) -> list[str]:
        """Return the names of its sheets of cells."""
        return [sheet.title for sheet in self._values.worksheets]

    def is_hidden(self, sheet: str) -> bool:
        """Return whether a sheet is kept from view."""
        return bool(self._values[sheet].sheet_state != "visible")

    def sheet(self, name: str) -> str:
        """Return the name of a sheet as the workbook has it, the first one if none is asked for.

        Raises
        ------
        CaseError
            If there is none of that name.
        """
        if not name and self.sheets:
            return self.sheets[0]
        if name in self.sheets:
            return name
        near = nearest(name, self.sheets)
        values = {"found": shown(name), "allowed": [near] if near else self.sheets[:20]}
        raise CaseError([Problem((), "no_such_sheet", values, self.file)])

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """Return the rows of a sheet that have a value.

        Raises
        ------
        CaseError
            If the sheet can't be understood.
        """
        if sheet not in self._read:
            with _understood(self.file):
                pairs = zip(self._values[sheet].iter_rows(), self._formulas[sheet].iter_rows(), strict=True)
                self._read[sheet] = tuple(row for row in _rows(pairs) if not row.is_empty)
        return self._read[sheet]

    def named(self, name: str) -> tuple[str, tuple[Spot, Spot]] | None:
        """Return sheet and area of a named range, nothing if there is none of that name or it is no single area."""
        found = self._values.defined_names.get(name)
        try:
            return sheet_and_area(str(found.attr_text)) if found is not None else None
        except ValueError:
            return None

    @property
    def names(self) -> list[str]:
        """Return the names of its named ranges."""
        return [str(name) for name in self._values.defined_names]


def open_workbook(content: bytes, file: str) -> Workbook:
    """Return a workbook whose container passed the gate.

    Parameters
    ----------
    content : bytes
        The whole file.
    file : str
        Its name, for messages.

    Raises
    ------
    CaseError
        If it is refused, or no parser understands it.
    """
    if (refused := refusal(content)) is not None:
        raise CaseError([Problem((), refused.key, refused.values, file)])
    with _understood(file):
        values, formulas = (_loaded(content, cached) for cached in (True, False))
    return Workbook(file, refers_outside(content), values, formulas)


def _loaded(content: bytes, cached: bool) -> Any:
    """Return the workbook as openpyxl streams it, with the stored results of its formulas or with the formulas."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=cached, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    return book


@contextmanager
def _understood(file: str) -> Iterator[None]:
    """Turn whatever the parser meets in a damaged workbook into one problem, and keep its remarks to itself."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (CaseError, MemoryError):
        raise
    except Exception as error:
        raise CaseError([Problem((), "workbook_broken", {}, file)]) from error


def _rows(pairs: Any) -> Iterator[Row]:
    """Yield the rows of a sheet from its cells by value and by formula."""
    for values, formulas in pairs:
        cells = [_raw(value, formula) for value, formula in zip(values, formulas, strict=True)]
        number = next((cell.row for cell in values if getattr(cell, "row", None)), 0)
        if number > LAST.row:
            return
        yield Row(number, cells)


def _raw(value: Any, formula: Any) -> Raw:
    """Return what a cell holds, or why it holds nothing usable."""
    found = value.value
    if value.data_type == "e":
        return Fault("cell_error", str(found))
    if found is None and formula.data_type == "f":
        return Fault("cell_not_computed")
    if isinstance(found, float) and (found != found or found in (float("inf"), float("-inf"))):
        return Fault("cell_error", str(found))
    if isinstance(found, (date, datetime)):
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else Fault("cell_date", found.isoformat())
    if isinstance(found, bool) or found is None or isinstance(found, str):
        return found
    if isinstance(found, (int, float)):
        return Decimal(f"{found:.15g}")
    return Fault("cell_no_number", shown(found))
