"""What a delay costs the provider: so much a day or a week, from a day on, up to a day, and up to a cap."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated

SHARES = ("rate_per_day", "rate_per_week")
RATES = (*SHARES, "amount_per_day", "amount_per_week")
"""Ways to state what a period late costs; exactly one is used."""

NO_STOP = 10**9
"""Stands for a longstop that is not there, in days: far beyond any delay."""


class DelayDamages(Record):
    """Delay penalties: periods late x rate x value (CCAG-TIC: V x R / 1000), free days, a longstop, a cap, a cliff."""

    value: float | None = quantity(
        "value of the late part, without revision and VAT",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=None,
    )
    rate_per_day: float | None = quantity(
        "share of the value for each calendar day; 0.1 % is V x R / 1000",
        kind="fraction",
        unit="a day",
        low=0,
        high=1,
        default=None,
    )
    rate_per_week: float | None = quantity(
        "share of the value for each week of seven calendar days",
        kind="fraction",
        unit="a week",
        low=0,
        high=1,
        default=None,
    )
    amount_per_day: float | None = quantity(
        "amount for each calendar day", kind="amount", unit="currency a day", low=0, high=1e12, default=None
    )
    amount_per_week: float | None = quantity(
        "amount for each week of seven calendar days",
        kind="amount",
        unit="currency a week",
        low=0,
        high=1e12,
        default=None,
    )
    part_week: Literal["counts", "ignored"] = stated("whether a week begun counts as a whole one", "counts")
    grace_days: int = quantity(
        "free days; the days after them count", kind="count", unit="days", low=0, high=1800, default=0
    )
    longstop_days: int | None = quantity(
        "days late from which nothing more accrues and the client may terminate",
        kind="count",
        unit="days",
        low=1,
        high=3600,
        default=None,
    )
    cap: float | None = quantity(
        "most, as a share of the cap's base", kind="fraction", unit="share", low=0, high=1, default=None
    )
    cap_base: float | None = quantity(
        "what the cap is a share of (lot or contract); the value when absent",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=None,
    )
    exempt_up_to: float = quantity(
        "a total up to this is not due; above it, all is due",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )

    @model_validator(mode="after")
    def _sane(self) -> Self:
        """Check that there is one rate, the value that it needs, and days left between grace and longstop."""
        if sum(getattr(self, name) is not None for name in RATES) != 1:
            raise PydanticCustomError("exactly_one", "one of", {"allowed": RATES})
        if self.value is None and self.rate_field in SHARES:
            raise PydanticCustomError("needs", "needs", {"field": self.rate_field, "needed": "value"})
        if self.cap is not None and self.value is None and self.cap_base is None:
            raise PydanticCustomError("needs", "needs", {"field": "cap", "needed": "cap_base"})
        if "part_week" in self.model_fields_set and not self.is_weekly:
            raise PydanticCustomError("not_here", "not here", {"field": "part_week"})
        if self.longstop_days is not None and self.longstop_days <= self.grace_days:
            days = {"longstop": self.longstop_days, "grace": self.grace_days}
            raise PydanticCustomError("longstop_within_grace", "longstop", days)
        return self

    @property
    def rate_field(self) -> str:
        """Return the name of the field that states what a period late costs."""
        return next(name for name in RATES if getattr(self, name) is not None)

    @property
    def is_weekly(self) -> bool:
        """Return whether weeks are counted and not days."""
        return self.rate_field.endswith("week")

    @property
    def basis(self) -> tuple[float, float]:
        """Return amount and share whose product a period late costs: value and rate, or the amount and 1."""
        rate = float(getattr(self, self.rate_field))
        return (self.value or 0.0, rate) if self.rate_field in SHARES else (rate, 1.0)

    @property
    def counting(self) -> tuple[int, int, int]:
        """Return free days, longstop, and what is counted: 0 days, 1 weeks with one begun, 2 whole weeks only."""
        stop = NO_STOP if self.longstop_days is None else self.longstop_days
        weeks = (1 if self.part_week == "counts" else 2) if self.is_weekly else 0
        return self.grace_days, stop, weeks

    @property
    def most(self) -> float | None:
        """Return what the cap allows at most, in money; none if no cap is stated."""
        base = self.value if self.cap_base is None else self.cap_base
        return None if self.cap is None or base is None else self.cap * base
