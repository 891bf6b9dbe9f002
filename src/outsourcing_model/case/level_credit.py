"""What a missed level returns: by tiers, by points of shortfall or hours lost, from a pool, or in penalty points."""

from itertools import pairwise
from typing import Any, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.quantities import SLACK

WAYS = ("credit", "points", "allocation", "per_point", "per_hour")
"""Ways to state what a miss returns; exactly one is used."""
TAKEN = {
    "credit": ("persistent",),
    "points": (),
    "allocation": ("multiplier", "persistent"),
    "per_point": ("whole_points", "most", "persistent"),
    "per_hour": ("free_hours", "most"),
}
"""What each way takes beside it."""
EXTRAS = ("multiplier", "whole_points", "most", "free_hours", "persistent")
BY_TIER = ("credit", "points", "allocation")
INVOICE = "invoice"


class Repeat(Record):
    """Misses that follow one another return more."""

    after: int = quantity(
        "misses in a row after which the next one returns more", kind="count", unit="misses", low=1, high=60
    )
    multiplier: float = quantity("times what it returns otherwise", kind="number", unit="times", low=1, high=100)


class Persistent(Record):
    """Failure that persists returns something on top."""

    misses: int = quantity("misses that make it persistent", kind="count", unit="misses", low=1, high=60)
    within: int = quantity("months in which they count, the month itself included", kind="count", unit="months",
                           low=1, high=60)  # fmt: skip
    credit: float = quantity(
        "share of the charge returned on top, in every such month that is missed", kind="fraction", unit="share",
        low=0, high=1,
    )  # fmt: skip

    @model_validator(mode="after")
    def _possible(self) -> Self:
        """So many misses fit in so many months."""
        if self.misses > self.within:
            raise PydanticCustomError("misses_beyond_months", "order", {"misses": self.misses, "within": self.within})
        return self


class LevelCredit(Record):
    """What one level returns when it is missed: a way to reckon it, of a charge, and what repeated misses change."""

    below: tuple[float, ...] = quantity(
        "limits of a share, from the highest down; a limit met exactly is a pass",
        kind="fraction", unit="share", low=0, high=1, default=(),
    )  # fmt: skip
    above: tuple[float, ...] = quantity(
        "limits of a number, from the lowest up; a limit met exactly is a pass",
        kind="number", unit="events or hours", low=0, high=1e9, default=(),
    )  # fmt: skip
    credit: tuple[float, ...] = quantity(
        "share of the charge returned beyond each limit", kind="fraction", unit="share", low=0, high=1, default=()
    )
    points: tuple[float, ...] = quantity(
        "penalty points beyond each limit; the scheme's table says what they return",
        kind="number", unit="points", low=0, high=1e6, default=(),
    )  # fmt: skip
    allocation: float | None = quantity(
        "share of the amount at risk returned beyond the first limit",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    multiplier: tuple[float, ...] = quantity(
        "times the allocation that is returned beyond each limit; once when absent",
        kind="number", unit="times", low=0, high=100, default=(),
    )  # fmt: skip
    per_point: float | None = quantity(
        "share of the charge returned for each point (1 %) below the target",
        kind="fraction", unit="share a point", low=0, high=1, default=None,
    )  # fmt: skip
    whole_points: bool = stated("whether only full points count", False)
    per_hour: float | None = quantity(
        "amount returned for each hour of unavailability",
        kind="amount", unit="currency an hour", low=0, high=1e12, default=None,
    )  # fmt: skip
    free_hours: float = quantity(
        "hours of unavailability in a window that return nothing",
        kind="number", unit="hours", low=0, high=1e4, default=0.0,
    )  # fmt: skip
    most: float | None = quantity(
        "most that the level returns in a window, as a share of its charge",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    of: str = stated("the service whose charge is the base, or `invoice` for the whole month", INVOICE)
    repeat: Repeat | None = stated("what misses in a row change", None)
    persistent: Persistent | None = stated("what is returned on top when failure persists", None)
    by_year: tuple[float, ...] = quantity(
        "part of it that is due in each contract year, the last one from then on; all of it when absent",
        kind="fraction", unit="share", low=0, high=1, default=(),
    )  # fmt: skip

    @model_validator(mode="before")
    @classmethod
    def _base_stated(cls, raw: Any) -> Any:
        """Check that a share of a charge says of which; what the scheme reckons is always of the invoice."""
        if isinstance(raw, dict) and "of" not in raw and ("credit" in raw or "per_point" in raw):
            raise PydanticCustomError("needs", "needs", {"field": "credit" if "credit" in raw else "per_point",
                                                         "needed": "of"})  # fmt: skip
        return raw

    @field_validator("multiplier")
    @classmethod
    def _rising(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        """Check that a deeper miss returns no less."""
        if any(a > b + SLACK for a, b in pairwise(value)):
            raise PydanticCustomError("tiers_order", "order", {})
        return value

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        """Check that there is one way, with the limits that it needs and nothing that belongs to another."""
        found = [name for name in WAYS if getattr(self, name) not in (None, ())]
        if len(found) != 1:
            raise PydanticCustomError("exactly_one", "one of", {"allowed": WAYS})
        way = found[0]
        for name in EXTRAS:
            stray = name in self.model_fields_set and getattr(self, name) not in (None, (), False)
            if stray and name not in TAKEN[way]:
                raise PydanticCustomError("not_beside", "beside", {"field": name, "other": way})
        if way in ("points", "allocation") and self.of != INVOICE:
            raise PydanticCustomError("not_beside", "beside", {"field": "of", "other": way})
        limits = bool(self.below) + bool(self.above)
        if (way in BY_TIER) != (limits == 1) or limits > 1:
            raise PydanticCustomError("limits_of_way", "limits", {"way": way})
        return self

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits go one way, what they return rises, one for one."""
        if self.way not in BY_TIER:
            return self
        limits, steps = self.limits, self.steps
        if len(limits) != len(steps):
            raise PydanticCustomError("tiers_length", "tiers", {"limits": len(limits), "credits": len(steps)})
        sign = -1.0 if self.above else 1.0
        falls = all(sign * a > sign * b + SLACK for a, b in pairwise(limits))
        rises = all(a <= b for a, b in pairwise(steps))
        if not (falls and rises):
            raise PydanticCustomError("tiers_order", "order", {})
        return self

    @property
    def way(self) -> str:
        """Return the name of the field that says how what a miss returns is reckoned."""
        for name in WAYS[:-1]:
            if getattr(self, name) not in (None, ()):
                return name
        return WAYS[-1]

    @property
    def limits(self) -> tuple[float, ...]:
        """Return the limits of the tiers, from the first that is missed to the deepest."""
        return self.below or self.above

    @property
    def steps(self) -> tuple[float, ...]:
        """Return what each tier returns: shares of the charge, points, or times the allocation."""
        if self.way == "allocation":
            return self.multiplier or (1.0,) * len(self.limits)
        return self.credit or self.points
