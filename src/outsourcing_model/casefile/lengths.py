"""Numbers and lengths of time in the cells of a log, read in the style and unit that its map states."""

from collections.abc import Callable
from decimal import Decimal
from re import ASCII
from re import compile as compiled

from pydantic_core import PydanticCustomError

from outsourcing_model.casefile.log_map import SECONDS, LogMap
from outsourcing_model.casefile.tabular import Fault, Raw
from outsourcing_model.casefile.written import read_decimal
from outsourcing_model.quantities import shown

_PART = compiled(r"(\d+(?:[.,]\d+)?)\s*([DJHMSdjhms])[a-z]*", ASCII)
_WITH_UNITS = compiled(rf"P?T?(?:{_PART.pattern}[\s,T]*)+", ASCII)
_SIZES = {"d": 86400.0, "j": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}


def number_of(mapping: LogMap) -> Callable[[Raw], float]:
    """Return the reader of numbers in the style of a map."""

    def read(cell: Raw) -> float:
        if isinstance(cell, Decimal):
            return float(cell)
        if isinstance(cell, str):
            return float(read_decimal(cell, mapping.decimal))
        fault = cell if isinstance(cell, Fault) else Fault("cell_no_number", shown(cell))
        raise PydanticCustomError(fault.key, "number", {"found": fault.found})

    return read


def seconds_of(mapping: LogMap, unit: str) -> Callable[[Raw], float]:
    """Return the reader of lengths of time in a unit, or written with their own such as 1:30 or 2 h 15 min."""
    number = number_of(mapping)

    def read(cell: Raw) -> float:
        if isinstance(cell, str) and ":" in cell:
            parts = [float(read_decimal(part, mapping.decimal)) for part in cell.split(":")]
            return sum(part * size for part, size in zip(parts, (3600.0, 60.0, 1.0), strict=False))
        if isinstance(cell, str) and _WITH_UNITS.fullmatch(cell):
            return sum(float(part.replace(",", ".")) * _SIZES[name.lower()] for part, name in _PART.findall(cell))
        return number(cell) * SECONDS[unit]

    return read
