"""Where a provider's spreadsheet states each part of an offer: the mapping file that is kept beside it."""

from pathlib import Path as FilePath
from typing import Any, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.casefile.files import read_document
from outsourcing_model.casefile.locate import record_of
from outsourcing_model.casefile.mapping import currency_code
from outsourcing_model.casefile.references import sheet_and_area
from outsourcing_model.casefile.written import Style
from outsourcing_model.errors import Problem
from outsourcing_model.quantities import shown


class Conversion(Record):
    """How a figure of the sheet becomes a figure of the case."""

    divide: float | None = quantity(
        "divisor, such as 12 from a year to a month", kind="number", unit="times", low=1e-9, high=1e9, default=None
    )
    multiply: float | None = quantity("factor", kind="number", unit="times", low=1e-9, high=1e9, default=None)
    percent: bool = stated("whether a bare 8 means 8 %", False)


class Source(Conversion):
    """Where one value stands: in a cell, in a named range, beside a label; or a value of its own."""

    cell: str | None = stated("cell or cells in a row or column, Pricing!C7", None)
    name: str | None = stated("named range", None)
    find: str | None = stated("label to find", None)
    right: int | None = quantity(
        "cells to the right of the label", kind="count", unit="cells", low=1, high=100, default=None
    )
    below: int | None = quantity("cells below the label", kind="count", unit="cells", low=1, high=1000, default=None)
    sheet: str = stated("sheet of the label; that of the mapping when absent", "")
    value: Any = stated("the value itself", None)

    @model_validator(mode="before")
    @classmethod
    def _from_one(cls, raw: Any) -> Any:
        """Read a cell or a named range alone; a number is the value itself."""
        if isinstance(raw, str):
            return {"cell" if _is_reference(raw) else "name": raw}
        return raw if isinstance(raw, dict) else {"value": raw}

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        """Check that there is one place, and one step from a label."""
        ways = ("cell", "name", "find", "value")
        if sum(getattr(self, name) is not None for name in ways) != 1:
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ways})
        if self.cell is not None and not _is_reference(self.cell):
            raise PydanticCustomError("not_a_reference", "cell", {"found": shown(self.cell)})
        if (self.find is not None) != (self.right is not None or self.below is not None):
            raise PydanticCustomError("needs", "needs", {"field": "find", "needed": "right / below"})
        return self


def _is_reference(text: str) -> bool:
    """Return whether a text is a reference to cells."""
    try:
        sheet_and_area(text)
    except ValueError:
        return False
    return True


class Target(Conversion):
    """The field that a column of a table fills."""

    field: str = stated("dotted path of the field, below `into`")

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, raw: Any) -> Any:
        """Read a name alone."""
        return {"field": raw} if isinstance(raw, str) else raw


class TableSource(Record):
    """A table with a header: one row for each service, or (without `rows`) one row for each band."""

    table: str = stated("cells of the table, header included")
    rows: dict[str, str] = stated("text in the first column to service; without it each column is a list", {})
    columns: dict[str, Target] = stated("header to the field it fills")
    into: str = stated("where the fields belong", "charges")

    @field_validator("table")
    @classmethod
    def _cells(cls, value: str) -> str:
        """Check that it is a reference to cells."""
        if not _is_reference(value):
            raise PydanticCustomError("not_a_reference", "cells", {"found": shown(value)})
        return value


class OfferMap(Record):
    """Where each part of an offer stands."""

    offer: str = stated("name of the offer in the case")
    currency: str = stated("three letters, such as EUR")
    decimal: Style = stated("sign before the decimals, where numbers are texts", "point")
    sheet: str = stated("sheet of references without one; the first when absent", "")
    fields: dict[str, Source] = stated("dotted path of a field of the offer to its place", {})
    tables: tuple[TableSource, ...] = stated("tables of prices", ())

    @field_validator("currency")
    @classmethod
    def _three_letters(cls, value: str) -> str:
        """Check that the currency is three capital letters."""
        return currency_code(value)


def read_offer_map(path: FilePath, name: str) -> OfferMap:
    """Return the mapping that a YAML file states.

    Raises
    ------
    CaseError
        With everything that is wrong in it, each with its place.
    """
    document, _ = read_document(path, name)
    return record_of(document, OfferMap, _between)


def _between(mapping: OfferMap) -> list[Problem]:
    """Return names that no case can use, and a mapping that maps nothing."""
    found = [] if is_id(mapping.offer) else [Problem(("offer",), "not_an_id", {"found": shown(mapping.offer)})]
    if not mapping.fields and not mapping.tables:
        found.append(Problem((), "empty", {"field": "fields"}))
    return found


def is_id(name: str) -> bool:
    """Return whether a case can use a text as a name."""
    return name.isidentifier() and name.isascii()
