"""Calendar months and the contract's months, 0 to n - 1 from the valuation date."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from outsourcing_model.quantities import shown

_MONTH = re.compile(r"(\d{4})-(\d{2})(-\d{2})?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2200
MAX_MONTHS = 600
"""The longest term, and the last contract month that can be named."""


def _is_day(match: re.Match[str]) -> bool:
    """Return whether the calendar has the month and day that were written, the first day if none was."""
    year, month, day = int(match[1]), int(match[2]), int((match[3] or "-01")[1:])
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, written ``2026-09``.

    Examples
    --------
    >>> Month.read("2026-09") + 5
    Month(year=2027, month=2)
    """

    year: int
    month: int

    def __add__(self, months: int) -> "Month":
        """Return the month so many months later."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    def __sub__(self, other: "Month") -> int:
        """Return the number of months from `other` to this one."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        """Return the month as files write it."""
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def read(cls, raw: object) -> "Month":
        """Return the month that a text such as ``2026-09`` (or a day in it) names.

        Raises
        ------
        PydanticCustomError
            If it is not a month between 1990 and 2200.
        """
        if isinstance(raw, Month):
            return raw
        match = _MONTH.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR and _is_day(match):
            return cls(int(match[1]), int(match[2]))
        raise PydanticCustomError("not_a_month", "not a month", {"found": shown(raw)})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read a month wherever a record has one."""
        return core_schema.no_info_plain_validator_function(cls.read, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say to editors how a month is written."""
        return {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}


@dataclass(frozen=True)
class Timeline:
    """The months of a case.

    Parameters
    ----------
    start : Month
        Valuation date and first month.
    months : int
        Length of the term, the same for all alternatives.
    """

    start: Month
    months: int

    def calendar(self, month: int) -> Month:
        """Return the calendar month of contract month `month`, counted from 0."""
        return self.start + month

    def year(self, month: int) -> int:
        """Return the contract year of a month, both counted from 0."""
        return month // 12

    @property
    def years(self) -> int:
        """Return the number of contract years, the last one perhaps short."""
        return -(-self.months // 12)
