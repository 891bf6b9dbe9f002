"""Terms that act on all charges of an offer: discount on the total, productivity, benchmark, costs passed through."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.bands import check_bands
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain


class TotalDiscount(Record):
    """A discount on the total of the charges by bands of that total."""

    up_to: tuple[float, ...] = quantity(
        "upper limit of each band of charges but the last", kind="amount", unit="currency", low=0, high=1e15
    )
    share: tuple[float, ...] = quantity("discount of each band", kind="fraction", unit="share", low=0, high=1)
    method: Literal["graduated", "volume"] = stated(
        "each part of the total at the discount of its own band, or all of it at that of the band reached", "graduated"
    )
    settled: Literal["month", "year"] = stated("whether the total of a month or of a contract year counts", "year")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits rise and are one fewer than the discounts."""
        check_bands(self.up_to, self.share)
        return self


class Benchmark(Record):
    """A comparison with the market: if prices lie above it by more than the tolerance, they fall."""

    from_month: int = quantity(
        "first contract month of adjusted prices", kind="count", unit="contract month", low=2, high=600
    )
    gap: Uncertain = quantity(
        "how much our prices are believed to lie above the market then, as a share of our prices",
        kind="fraction", unit="share", low=-1, high=1,
    )  # fmt: skip
    tolerance: float = quantity("gap without consequence", kind="fraction", unit="share", low=0, high=1, default=0.0)
    passed_on: float = quantity(
        "part of the gap by which prices fall", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    counts: Literal["whole", "excess"] = stated(
        "whether the whole gap counts once it exceeds the tolerance, or only what exceeds it", "whole"
    )
    most: float | None = quantity("most that prices fall", kind="fraction", unit="share", low=0, high=1, default=None)


class PassThrough(Record):
    """A cost of third parties that the provider passes through, perhaps with a handling fee."""

    name: str = stated("what people call it; the key when absent", "")
    service: str | None = stated("the service it belongs to; the whole offer when absent", None)
    monthly: Uncertain | None = quantity(
        "cost passed through", kind="amount", unit="currency a month", low=0, high=1e12, default=None
    )
    per_unit: Uncertain | None = quantity(
        "cost passed through for each unit of the service", kind="amount", unit="currency a unit", low=0, high=1e12,
        default=None,
    )  # fmt: skip
    markup: Uncertain = quantity("handling fee on top", kind="fraction", unit="share", low=0, high=1, default=0.0)
    index: str | None = stated("index that the cost follows, revised at each anniversary of the first month", None)
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _one_driver(self) -> Self:
        """Check that it is a cost a month or a unit, a unit being one of a service."""
        if (self.monthly is None) == (self.per_unit is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("monthly", "per_unit")})
        if self.per_unit is not None and self.service is None:
            raise PydanticCustomError("needs", "needs", {"field": "per_unit", "needed": "service"})
        return self
