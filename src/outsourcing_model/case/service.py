"""What is delivered, in what volume, and what it is worth."""

import re
from typing import Any, Self, cast

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import read_number, shown, within
from outsourcing_model.timeline import MONTH_NAMES, Month

_CHANGE = re.compile(r"([+-]\s*\d+(?:\.\d+)?\s*%)(?:\s+from\s+(\d{4}-\d{2}))?", re.ASCII)


class VolumeChange(Record):
    """A step in volume, such as a site that is sold."""

    change: float = quantity("relative change of the volume", kind="fraction", unit="share", low=-1, high=10)
    start: Month | None = stated("first month of the change; the first month of the case when absent", None)

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, raw: Any) -> Any:
        """Read ``-25 % from 2028-01``."""
        if isinstance(raw, str):
            if not (match := _CHANGE.fullmatch(raw.strip())):
                raise PydanticCustomError("not_a_change", "not a change", {"found": shown(raw)})
            return {"change": match[1].replace(" ", "").replace("+", ""), **({"start": match[2]} if match[2] else {})}
        return raw


def _read_month(pair: object) -> float:
    """Return the difference of one calendar month, given with its name."""
    name, value = cast("tuple[str, object]", pair)
    if name not in MONTH_NAMES:
        raise PydanticCustomError("not_allowed", "month", {"found": shown(name), "allowed": MONTH_NAMES})
    return within(read_number(value, "fraction"), -1, 10)


class Volume(Record):
    """How many units a month are asked for."""

    month_1: Uncertain = quantity(
        "units in the first month, before season", kind="number", unit="units a month", low=0, high=1e12
    )
    growth: Uncertain = quantity(
        "growth a year, month by month", kind="fraction", unit="a year", low=-0.99, high=10, default=0.0
    )
    growth_factor: str | None = stated("shared belief by which the volume is multiplied besides, each year", None)
    season: dict[str, float] = stated("calendar month to its difference from the trend", {})
    changes: tuple[VolumeChange, ...] = stated("steps, in the order of time", ())

    @field_validator("season", mode="before")
    @classmethod
    def _read_season(cls, raw: Any) -> Any:
        """Read the months by their English names and the differences as percentages."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": "season"})
        return read_each(((name, (name, value)) for name, value in raw.items()), _read_month)


class Downtime(Record):
    """What an hour without the service costs: business lost, and people who can't work."""

    revenue_per_hour: Uncertain | None = quantity(
        "revenue or margin lost", kind="amount", unit="currency an hour", low=0, high=1e12, default=None
    )
    people: Uncertain | None = quantity(
        "people who depend on it", kind="number", unit="people", low=0, high=1e9, default=None
    )
    effect: float = quantity(
        "part of their work that stands still", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    hourly_cost: Uncertain | None = quantity(
        "full cost of an hour of their work", kind="amount", unit="currency an hour", low=0, high=1e6, default=None
    )
    recovery: Uncertain | None = quantity(
        "what each outage costs to recover from",
        kind="amount",
        unit="currency an outage",
        low=0,
        high=1e12,
        default=None,
    )

    @model_validator(mode="after")
    def _costs_something(self) -> Self:
        """People come with the cost of their hour, and something costs something."""
        if (self.people is None) != (self.hourly_cost is None):
            field, needed = ("people", "hourly_cost") if self.hourly_cost is None else ("hourly_cost", "people")
            raise PydanticCustomError("needs", "needs", {"field": field, "needed": needed})
        if self.revenue_per_hour is None and self.people is None and self.recovery is None:
            raise PydanticCustomError("empty", "empty", {"field": "downtime"})
        return self


class Service(Record):
    """One IT service: the thing that is kept in-house or handed to a provider."""

    name: str = stated("what people call it; the key when absent", "")
    unit: str = stated("what is counted, in the singular: ticket, device, instance", "")
    description: str = stated("precise description for the contract", "")
    volume: Volume | None = stated("units a month; absent for a service without a count", None)
    value_per_unit: Uncertain | None = quantity(
        "worth of a unit delivered at target", kind="amount", unit="currency a unit", low=0, high=1e12, default=None
    )
    downtime_cost_per_hour: Uncertain | None = quantity(
        "harm of an hour without the service", kind="amount", unit="currency an hour", low=0, high=1e12, default=None
    )
    downtime: Downtime | None = stated("what that harm is made of, in place of one amount", None)
    late_cost: Uncertain | None = quantity(
        "harm of a unit delivered late", kind="amount", unit="currency a unit", low=0, high=1e12, default=None
    )
    stays: bool = stated("whether it must stay in-house", False)
    data_processing: bool = stated("whether it is a data-processing (cloud) service as European law means it", False)
    deliverables: tuple[str, ...] = stated("what is handed over: product, software, document", ())
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _counted(self) -> Self:
        """Check that a value or a harm per unit has units."""
        if self.volume is None and (self.value_per_unit or self.late_cost):
            field = "late_cost" if self.value_per_unit is None else "value_per_unit"
            raise PydanticCustomError("needs", "needs", {"field": field, "needed": "volume"})
        if self.downtime is not None and self.downtime_cost_per_hour is not None:
            raise PydanticCustomError("only_one", "one of", {"allowed": ("downtime_cost_per_hour", "downtime")})
        return self
