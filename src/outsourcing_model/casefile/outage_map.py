"""How a log of outages is read: windows or sums of downtime, of whole services or of parts of a capacity."""

from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.casefile.calendar_map import Maintenance
from outsourcing_model.casefile.log_map import Choice, DurationUnit, LogMap, Span, read_choice
from outsourcing_model.casefile.written import DateOrder
from outsourcing_model.quantities import read_number, within


class OutageColumns(Record):
    """The headers of the columns of a log of outages."""

    started: str | None = stated("beginning of the outage", None)
    ended: str | None = stated("end of the outage", None)
    duration: str | None = stated("length of the outage, when there is no end", None)
    date: str | None = stated("day (or month) of a sum of downtime, when there is no beginning", None)
    group: str | None = stated("what is measured apart: site, system, service", None)
    unit: str | None = stated("part of the capacity that is down, such as a node", None)
    units: str | None = stated("how many such parts the group has", None)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        """Check that outages have a beginning and a length, or sums a day and a length."""
        if (self.started is None) == (self.date is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("started", "date")})
        if self.date is not None and self.duration is None:
            raise PydanticCustomError("needs", "needs", {"field": "date", "needed": "duration"})
        if self.started is not None and self.ended is None and self.duration is None:
            raise PydanticCustomError("needs", "needs", {"field": "started", "needed": "ended / duration"})
        if self.units is not None and self.unit is None:
            raise PydanticCustomError("needs", "needs", {"field": "units", "needed": "unit"})
        return self


class ExposureColumns(Record):
    """The headers of the columns of a table that says what was watched from when to when."""

    group: str = stated("what is measured apart")
    first: str = Field(alias="from", description="beginning of the watch")
    last: str = Field(alias="to", description="end of the watch")


class Exposure(Record):
    """A second table: what was watched, and from when to when."""

    file: str = stated("CSV file or workbook, beside the map or the log")
    sheet: str = stated("sheet of a workbook; the first when absent", "")
    columns: ExposureColumns = stated("headers of its columns")
    dates: DateOrder = stated("order of day, month and year", "year_first")


class Weighing(Record):
    """Outages that take away only a part of the service, by the value of a column."""

    column: str = stated("header of the column")
    by: dict[str, float] = stated("value to the share of the service that is down")
    other: float = quantity("share for any other value", kind="fraction", unit="share", low=0, high=1, default=1.0)

    @field_validator("by", mode="before")
    @classmethod
    def _shares(cls, raw: Any) -> Any:
        """Read the shares."""
        return read_each(raw.items(), _share) if isinstance(raw, dict) else raw


def _share(raw: object) -> float:
    """Return a share from nothing to all."""
    return within(read_number(raw, "fraction"), 0, 1)


class OutageMap(LogMap):
    """How a log of outages is read."""

    columns: OutageColumns = stated("headers of the columns")
    duration_unit: DurationUnit = stated("unit of the lengths", "minutes")
    sums: Literal["day", "month"] = stated("what a row with a date sums up", "day")
    units: float | None = quantity(
        "parts of the capacity, when no column says", kind="number", unit="parts", low=1, high=1e6, default=None
    )
    weights: Weighing | None = stated("outages that take away only a part of the service", None)
    maintenance: tuple[Maintenance, ...] = stated("weekly windows of agreed maintenance", ())
    exclusions: tuple[Span, ...] = stated("other stretches of time that are agreed not to count", ())
    maintenance_rows: Choice = stated("column to the values whose rows are agreed maintenance", {})
    exposure: Exposure | None = stated("a second table that says what was watched, and when", None)
    still_open: Literal["leave_out", "until_end"] = stated("what an outage without an end counts", "leave_out")

    @field_validator("maintenance_rows", mode="before")
    @classmethod
    def _rows(cls, raw: Any) -> Any:
        """Read the values of each column."""
        return read_choice(raw)

    @field_validator("maintenance", "exclusions", mode="before")
    @classmethod
    def _windows(cls, raw: Any) -> Any:
        """Read one window or a list of them."""
        return (raw,) if isinstance(raw, dict) else raw

    @model_validator(mode="after")
    def _sane(self) -> Self:
        """Check what goes with sums of a day, with parts and with a second table."""
        if self.columns.date is not None:
            for field in ("hours", "maintenance", "exclusions", "maintenance_rows", "weights"):
                if getattr(self, field):
                    raise PydanticCustomError("needs", "needs", {"field": field, "needed": "columns.started"})
        if self.columns.unit is not None and self.columns.units is None and self.units is None:
            raise PydanticCustomError("needs", "needs", {"field": "columns.unit", "needed": "columns.units / units"})
        if self.exposure is not None and self.columns.group is None:
            raise PydanticCustomError("needs", "needs", {"field": "exposure", "needed": "columns.group"})
        if self.exposure is not None and self.period is not None:
            raise PydanticCustomError("at_most_one", "one of", {"allowed": ("exposure", "period")})
        return self
