"""What stands where in a log of outages or of tickets: the mapping file that is kept beside it."""

from collections.abc import Iterable
from fnmatch import translate
from pathlib import Path as FilePath
from re import IGNORECASE, Pattern
from re import compile as compiled
from typing import Any, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each, read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.casefile.calendar_map import AgreedHours
from outsourcing_model.casefile.files import read_document
from outsourcing_model.casefile.instants import Clock, read_bound
from outsourcing_model.casefile.locate import record_of
from outsourcing_model.casefile.written import DateOrder, Style
from outsourcing_model.quantities import shown

DurationUnit = Literal["seconds", "minutes", "hours", "days"]
SECONDS: dict[str, float] = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0}
MISSING = ("?", "-", "–", "n/a", "na", "nan", "nat", "null", "none", "#n/a")
"""Texts that stand for a missing value, whatever the case of letters."""

Choice = dict[str, tuple[str, ...]]


def read_choice(raw: Any) -> Any:
    """Return, for each column, its one pattern or list of them."""
    if not isinstance(raw, dict):
        return raw
    return read_each(raw.items(), lambda one: read_list([one] if isinstance(one, str) else one, read_name))


def pattern(wanted: Iterable[str]) -> Pattern[str]:
    """Return what fits any of several texts in which * stands for any characters, whatever the case of letters."""
    return compiled("|".join(f"(?:{translate(item)})" for item in wanted), IGNORECASE)


class Span(Record):
    """What the log covers: two months, days or moments; a day or a month at the end belongs to it."""

    first: str = Field(alias="from", description="month, day or moment at which it begins")
    last: str = Field(alias="to", description="month, day or moment at which it ends")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Check that it ends after it begins."""
        start, end = self.seconds(Clock("year_first"))
        if end <= start:
            raise PydanticCustomError("ends_before", "order", {"found": f"{self.first}, {self.last}"})
        return self

    def seconds(self, clock: Clock) -> tuple[float, float]:
        """Return beginning and end in seconds since 1970."""
        return read_bound(self.first, clock, False), read_bound(self.last, clock, True)


class LogMap(Record):
    """What all logs have in common."""

    sheet: str = stated("sheet of a workbook; the first when absent", "")
    dates: DateOrder = stated("order of day, month and year", "day_first")
    decimal: Style = stated("sign before the decimals, where numbers are texts", "point")
    zone: str = stated("time zone of the service, such as Europe/Paris; times are taken as written when absent", "")
    missing: tuple[str, ...] = stated("texts that stand for a missing value", MISSING)
    keep: Choice = stated("column to the values whose rows are kept", {})
    leave_out: Choice = stated("column to the values whose rows are left out", {})
    period: Span | None = stated("what the log covers; from the first to the last event when absent", None)
    hours: tuple[AgreedHours, ...] = stated("agreed hours, one entry or several; around the clock when absent", ())
    most_unread: float = quantity(
        "share of rows that may be unreadable", kind="fraction", unit="share", low=0, high=1, default=0.05
    )

    @field_validator("keep", "leave_out", mode="before")
    @classmethod
    def _choices(cls, raw: Any) -> Any:
        """Read the values of each column; a number would lose its zeros in front, so it must be a text."""
        return read_choice(raw)

    @field_validator("hours", mode="before")
    @classmethod
    def _one_entry_or_many(cls, raw: Any) -> Any:
        """Read one entry or a list of them."""
        return (raw,) if isinstance(raw, dict) else raw

    @field_validator("missing", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one text or a list of them."""
        return read_list([raw] if isinstance(raw, str) else raw, read_name)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        """Check that the zone is in the data base of zones."""
        try:
            if value:
                ZoneInfo(value)
        except (OSError, ValueError, LookupError) as error:
            raise PydanticCustomError("not_a_zone", "zone", {"found": shown(value)}) from error
        return value

    @property
    def absent(self) -> frozenset[str]:
        """Return the texts that stand for a missing value, in small letters."""
        return frozenset(text.strip().lower() for text in self.missing)


Stated = TypeVar("Stated", bound=LogMap)


def read_log_map(path: FilePath, name: str, kind: type[Stated]) -> Stated:
    """Return the mapping that a YAML file states.

    Raises
    ------
    CaseError
        With everything that is wrong in it, each with its place.
    """
    document, _ = read_document(path, name)
    return record_of(document, kind, lambda _: [])


def headers_of(mapping: LogMap) -> dict[str, str]:
    """Return field to header, for the columns that are stated."""
    columns: Record = mapping.columns  # type: ignore[attr-defined]
    return {name: header for name in type(columns).model_fields if (header := getattr(columns, name)) is not None}
