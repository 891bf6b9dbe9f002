"""When a service is agreed to be up: hours of the day, days closed, maintenance, as the map of a log states them."""

import re
from typing import Any, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_list, read_name
from outsourcing_model.case.record import Record, stated
from outsourcing_model.casefile.instants import read_moment
from outsourcing_model.quantities import shown

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


def minutes_of(text: str) -> int:
    """Return a time of day in minutes since midnight.

    Raises
    ------
    PydanticCustomError
        If it isn't a time from 00:00 to 24:00.

    Examples
    --------
    >>> minutes_of("08:30")
    510
    """
    match = _TIME.fullmatch(text.strip())
    found = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else -1
    if not 0 <= found <= 1440:
        raise PydanticCustomError("not_a_time", "time", {"found": shown(text)})
    return found


class Daily(Record):
    """A part of the day, from a time to a later one."""

    first: str = Field(alias="from", description="time at which it begins, such as 08:00")
    last: str = Field(alias="to", description="time at which it ends, 24:00 for midnight")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Check that it ends after it begins."""
        if self.minutes[1] <= self.minutes[0]:
            raise PydanticCustomError("ends_before", "order", {"found": f"{self.first}, {self.last}"})
        return self

    @property
    def minutes(self) -> tuple[int, int]:
        """Return beginning and end in minutes since midnight."""
        return minutes_of(self.first), minutes_of(self.last)


class AgreedHours(Daily):
    """Hours in which the service is agreed to be up; around the clock when there is no such record."""

    days: tuple[str, ...] = stated("days of the week", DAYS)
    closed: tuple[str, ...] = stated("days on which it need not be up, such as 2025-12-25", ())

    @field_validator("days", mode="before")
    @classmethod
    def _known_days(cls, raw: Any) -> Any:
        """Read days of the week, or a first and a last one such as monday-friday."""
        if isinstance(raw, str) and "-" in raw:
            first, _, last = (part.strip() for part in raw.partition("-"))
            start, end = _day_number(first), _day_number(last)
            return DAYS[start : end + 1] if start <= end else (*DAYS[start:], *DAYS[: end + 1])
        return tuple(DAYS[_day_number(name)] for name in read_list([raw] if isinstance(raw, str) else raw, read_name))

    @field_validator("closed", mode="before")
    @classmethod
    def _days_of_the_calendar(cls, raw: Any) -> Any:
        """Read days that begin with their year."""
        found = read_list([raw] if isinstance(raw, str) else raw, read_name)
        return tuple(read_moment(text, "year_first").date().isoformat() for text in found)


class Maintenance(Daily):
    """A weekly window of agreed maintenance, which is not counted."""

    day: str = stated("day of the week")

    @field_validator("day", mode="before")
    @classmethod
    def _known_day(cls, raw: Any) -> Any:
        """Read a day of the week."""
        return DAYS[_day_number(read_name(raw))]


def _day_number(name: str) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    if name.lower() not in DAYS:
        raise PydanticCustomError("not_allowed", "day", {"found": shown(name), "allowed": DAYS})
    return DAYS.index(name.lower())
