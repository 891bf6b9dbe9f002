"""How well a service must be delivered: what is measured, over which window, and what is promised."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.service import Service
from outsourcing_model.case.uncertain import Uncertain

HOURS_A_MONTH = 730.0
"""Hours of an average month, 8,760 / 12: the basis of availability when service hours are not stated."""
NUMBERS = ("count", "duration")
"""Metrics that are a number and not a share: the lower, the better."""
WINDOWS = {"month": 1, "quarter": 3, "year": 12}
"""Length of each window in months."""


class ServiceLevel(Record):
    """A promise about quality, measured over a window."""

    service: str = stated("the service that is measured")
    name: str = stated("what people call it; the key when absent", "")
    metric: Literal["availability", "share_in_time", "satisfaction", "count", "duration", "reported"] = stated(
        "availability in agreed hours, share of units in time, share of satisfied answers, number of events, hours "
        "that something takes, or reported only"
    )
    window: Literal["month", "quarter", "year"] = stated("period over which it is measured", "month")
    rolling_months: int | None = quantity(
        "months that are looked back on, every month; in place of a window",
        kind="count", unit="months", low=2, high=60, default=None,
    )  # fmt: skip
    target: float | None = quantity(
        "level at which the service is as agreed", kind="fraction", unit="share", low=0, high=1, default=None
    )
    minimum: float | None = quantity(
        "level below which the failure is serious", kind="fraction", unit="share", low=0, high=1, default=None
    )
    at_most: float | None = quantity(
        "number of events, or hours, up to which the service is as agreed",
        kind="number", unit="events or hours", low=0, high=1e9, default=None,
    )  # fmt: skip
    percentile: float | None = quantity(
        "share of the cases that must keep a duration; their median when absent",
        kind="fraction", unit="share", low=0.01, high=1, default=None,
    )  # fmt: skip
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
    least_events: int = quantity(
        "units in the window below which a share is not measured",
        kind="count", unit="units", low=0, high=1e9, default=0,
    )  # fmt: skip
    our_share: float = quantity(
        "share of the misses that our own side causes, which excuses the provider",
        kind="fraction", unit="share", low=0, high=1, default=0.0,
    )  # fmt: skip
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _goal(self) -> Self:
        """Check that a number has a limit and a share a target; one that is only reported may have either or none."""
        field, other = ("at_most", "target") if self.metric in NUMBERS else ("target", "at_most")
        if self.metric != "reported" and getattr(self, field) is None:
            raise PydanticCustomError("needs", "needs", {"field": f"metric: {self.metric}", "needed": field})
        if self.metric != "reported" and getattr(self, other) is not None:
            raise PydanticCustomError("not_with_metric", "metric", {"field": other, "metric": self.metric})
        for name, metrics in (("percentile", ("duration",)), ("least_events", ("share_in_time", "satisfaction"))):
            if name in self.model_fields_set and self.metric not in metrics:
                raise PydanticCustomError("not_with_metric", "metric", {"field": name, "metric": self.metric})
        return self

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Check that the minimum lies below the target, maintenance fits in the hours, and there is one window."""
        if self.minimum is not None and self.target is not None and self.minimum > self.target:
            limits = {"minimum": f"{self.minimum * 100:g} %", "target": f"{self.target * 100:g} %"}
            raise PydanticCustomError("minimum_above_target", "order", limits)
        if self.minimum is not None and self.target is None:
            raise PydanticCustomError("needs", "needs", {"field": "minimum", "needed": "target"})
        if self.maintenance_hours >= self.service_hours:
            hours = {"maintenance": f"{self.maintenance_hours:g}", "hours": f"{self.service_hours:g}"}
            raise PydanticCustomError("maintenance_too_long", "hours", hours)
        if self.rolling_months is not None and "window" in self.model_fields_set:
            raise PydanticCustomError("only_one", "one of", {"allowed": ("window", "rolling_months")})
        return self

    def is_harmful(self, service: Service) -> bool:
        """Return whether a miss costs the business something that the service states."""
        if self.metric == "availability":
            return service.downtime_cost_per_hour is not None or service.downtime is not None
        return self.metric == "share_in_time" and service.late_cost is not None

    @property
    def is_number(self) -> bool:
        """Return whether the level is a number, the lower the better, and not a share."""
        return self.metric in NUMBERS

    @property
    def goal(self) -> float | None:
        """Return the level at which the service is as agreed, a share or a number; none if it is only reported."""
        return self.at_most if self.at_most is not None else self.target

    @property
    def agreed_hours(self) -> float:
        """Return the hours a month in which the service must be up."""
        return self.service_hours - self.maintenance_hours

    @property
    def window_months(self) -> int:
        """Return how many months a measurement covers."""
        return self.rolling_months or WINDOWS[self.window]
