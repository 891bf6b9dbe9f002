"""What is delivered, in what volume, and how well it must be delivered."""

import re
from typing import Any, Literal, Self, cast

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import read_number, shown, within
from outsourcing_model.timeline import MONTH_NAMES, Month

HOURS_A_MONTH = 730.0
"""Hours of an average month, 8,760 / 12: the basis of availability when service hours are not stated."""

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
    season: dict[str, float] = stated("calendar month to its difference from the trend", {})
    changes: tuple[VolumeChange, ...] = stated("steps, in the order of time", ())

    @field_validator("season", mode="before")
    @classmethod
    def _read_season(cls, raw: Any) -> Any:
        """Read the months by their English names and the differences as percentages."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": "season"})
        return read_each(((name, (name, value)) for name, value in raw.items()), _read_month)


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
        return self


class ServiceLevel(Record):
    """A promise about quality, measured every month."""

    service: str = stated("the service that is measured")
    name: str = stated("what people call it; the key when absent", "")
    metric: Literal["availability", "share_in_time", "reported"] = stated(
        "availability in agreed hours, share of units in time, or reported only"
    )
    window: Literal["month"] = stated("period of measurement", "month")
    target: float = quantity("level at which the service is as agreed", kind="fraction", unit="share", low=0, high=1)
    minimum: float | None = quantity(
        "level below which the failure is serious", kind="fraction", unit="share", low=0, high=1, default=None
    )
    critical: bool = stated("whether repeated misses may end the contract", False)
    service_hours: float = quantity(
        "agreed hours a month", kind="number", unit="hours a month", low=1, high=744, default=HOURS_A_MONTH
    )
    maintenance_hours: float = quantity(
        "hours of agreed maintenance a month, not counted",
        kind="number",
        unit="hours a month",
        low=0,
        high=743,
        default=0.0,
    )
    share_of_volume: Uncertain = quantity(
        "share of the service's units that the level covers", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Check that the minimum lies below the target and maintenance fits in the hours."""
        if self.minimum is not None and self.minimum > self.target:
            limits = {"minimum": f"{self.minimum * 100:g} %", "target": f"{self.target * 100:g} %"}
            raise PydanticCustomError("minimum_above_target", "order", limits)
        if self.maintenance_hours >= self.service_hours:
            hours = {"maintenance": f"{self.maintenance_hours:g}", "hours": f"{self.service_hours:g}"}
            raise PydanticCustomError("maintenance_too_long", "hours", hours)
        return self

    def is_harmful(self, service: Service) -> bool:
        """Return whether a miss costs the business something that the service states."""
        if self.metric == "availability":
            return service.downtime_cost_per_hour is not None
        return self.metric == "share_in_time" and service.late_cost is not None

    @property
    def agreed_hours(self) -> float:
        """Return the hours a month in which the service must be up."""
        return self.service_hours - self.maintenance_hours


class Dip(Record):
    """A weak start: the level is lower in the first months."""

    months: Uncertain = quantity("length of the weak start", kind="months", unit="months", low=0, high=600)
    lower_by: Uncertain = quantity(
        "how much lower the mean is", kind="fraction", unit="points as a share", low=0, high=1
    )


class Attainment(Record):
    """How a performer is believed to meet a level: a mean believed once, and a spread from month to month."""

    mean: Uncertain = quantity("mean level over the term", kind="fraction", unit="share", low=0, high=1)
    spread: float = quantity(
        "standard deviation from month to month", kind="fraction", unit="share", low=0, high=0.5, default=0.0
    )
    weak_start: Dip | None = stated("lower level in the first months of delivery", None)
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")
