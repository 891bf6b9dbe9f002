"""From what a cell holds to what a field of an offer takes: numbers in the mapping's style, converted."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from pydantic_core import PydanticCustomError

from outsourcing_model.case.commitment import Commitment
from outsourcing_model.case.evaluation import Quote
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.shape import record_at
from outsourcing_model.casefile.cells import Found
from outsourcing_model.casefile.offer_map import Conversion, OfferMap
from outsourcing_model.casefile.tabular import Fault
from outsourcing_model.casefile.written import read_decimal
from outsourcing_model.errors import Path
from outsourcing_model.quantities import shown

NUMBER_ALONE = (Commitment, Quote)
"""Records for which a number may stand alone."""


def converted(cell: Found, path: Path, how: Conversion, mapping: OfferMap) -> Any:
    """Return the value of a cell for the field of an offer at a path, a number with at most 15 significant digits.

    Raises
    ------
    PydanticCustomError
        If the cell is empty, shows an error, or holds no number where one is needed.
    """
    raw = cell.raw
    if isinstance(raw, Fault):
        raise PydanticCustomError(raw.key, "fault", {"found": raw.found})
    if cell.is_empty:
        raise PydanticCustomError("cell_empty", "empty", {})
    number = is_number(path)
    if isinstance(raw, Decimal):
        return _changed(raw, how) if number else f"{raw:f}"
    if not number:
        return cell.text if isinstance(raw, str) else raw.isoformat() if isinstance(raw, date) else raw
    if not isinstance(raw, str):
        raise PydanticCustomError("cell_no_number", "number", {"found": shown(raw)})
    text = raw.strip()
    if text.endswith("%"):
        return _changed(read_decimal(text[:-1], mapping.decimal) / 100, how, read=True)
    return _changed(read_decimal(text, mapping.decimal, mapping.currency), how)


def _changed(value: Decimal, how: Conversion, read: bool = False) -> float:
    """Return a figure after its conversions; `read` where its percent sign was read already."""
    if how.percent and not read:
        value /= 100
    if how.divide is not None:
        value /= Decimal(repr(how.divide))
    if how.multiply is not None:
        value *= Decimal(repr(how.multiply))
    found = float(f"{value:.15g}")
    return int(found) if found == int(found) else found


def is_number(path: Path) -> bool:
    """Return whether an offer holds a number at a path.

    Examples
    --------
    >>> is_number(("charges", "desk", "graduated", "price", 0)), is_number(("provider", "name"))
    (True, False)
    """
    while path and isinstance(path[-1], int):
        path = path[:-1]
    for end in range(len(path) - 1, -1, -1):
        record = record_at(Offer, path[:end])
        if record is not None:
            field = record.model_fields.get(str(path[end]))
            return field is not None and (_has_kind(field) or _holds_float(field.annotation))
    return False


def _has_kind(field: Any) -> bool:
    """Return whether a field states a kind of quantity."""
    return isinstance(field.json_schema_extra, dict) and "kind" in field.json_schema_extra


def _holds_float(annotation: Any) -> bool:
    """Return whether a type is, or is made of, plain numbers or records for which a number may stand alone."""
    alone = annotation in (float, *NUMBER_ALONE)
    return alone or any(_holds_float(part) for part in get_args(annotation))
