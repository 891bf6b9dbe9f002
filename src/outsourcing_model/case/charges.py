"""What a provider charges, and how charges are revised."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import SLACK, shown


class Bands(Record):
    """Prices by band of volume: one price more than there are limits."""

    up_to: tuple[float, ...] = quantity(
        "upper limit of each band but the last", kind="number", unit="units a month", low=0, high=1e12
    )
    price: tuple[Uncertain, ...] = quantity(
        "price of a unit in each band", kind="amount", unit="currency a unit", low=0, high=1e12
    )
    limit: Literal["included", "excluded"] = stated("whether a band includes its upper limit", "included")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits rise and are one fewer than the prices."""
        if len(self.price) != len(self.up_to) + 1:
            raise PydanticCustomError("bands_length", "bands", {"limits": len(self.up_to), "prices": len(self.price)})
        if any(later <= limit + SLACK for limit, later in zip(self.up_to, self.up_to[1:], strict=False)):
            raise PydanticCustomError(
                "not_ascending", "order", {"found": shown(", ".join(f"{x:g}" for x in self.up_to))}
            )
        return self


class ServiceCharge(Record):
    """What the provider charges for one service: a base a month, and one way to price the units."""

    base: Uncertain = quantity("fixed charge", kind="amount", unit="currency a month", low=0, high=1e12, default=0.0)
    price: Uncertain | None = quantity(
        "price of every unit", kind="amount", unit="currency a unit", low=0, high=1e12, default=None
    )
    graduated: Bands | None = stated("each unit at the price of its own band", None)
    volume: Bands | None = stated("all units at the price of the band reached", None)
    baseline: float | None = quantity(
        "reference volume of the contract; the expected first month when absent",
        kind="number", unit="units a month", low=0, high=1e12, default=None,
    )  # fmt: skip
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        """Units are priced in one way."""
        ways = [name for name in ("price", "graduated", "volume") if getattr(self, name) is not None]
        if len(ways) > 1 or (not ways and "base" not in self.model_fields_set):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("price", "graduated", "volume")})
        return self

    @property
    def per_unit(self) -> bool:
        """Return whether the charge depends on volume."""
        return self.price is not None or self.graduated is not None or self.volume is not None


class Indexation(Record):
    """How charges are revised once a year: by an index in part, or by a fixed rate."""

    index: str | None = stated("the index that revises the price", None)
    fixed_rate: Uncertain | None = quantity(
        "yearly rise, when no index is used", kind="fraction", unit="a year", low=-0.5, high=1, default=None
    )
    share: float = quantity(
        "part of the price that follows the index", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    cap: float | None = quantity(
        "most that a price may rise in a year", kind="fraction", unit="a year", low=0, high=10, default=None
    )
    floor: float | None = quantity(
        "least that a price changes in a year", kind="fraction", unit="a year", low=-1, high=1, default=None
    )
    every: Literal["year"] = stated("when prices are revised", "year")
    method: Literal["from_base", "chained"] = stated(
        "compare always with the base, or with the year before", "from_base"
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        """Check that there is an index or a rate, and a floor below the cap."""
        if (self.index is None) == (self.fixed_rate is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("index", "fixed_rate")})
        if self.cap is not None and self.floor is not None and self.floor > self.cap:
            limits = {"floor": f"{self.floor * 100:g} %", "cap": f"{self.cap * 100:g} %"}
            raise PydanticCustomError("floor_above_cap", "order", limits)
        return self
