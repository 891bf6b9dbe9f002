"""How an offer's prices are revised: by one or several indices and a fixed part, or by a fixed rate."""

import math
from typing import Any, Literal, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each, read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import Exact, read_number, shown, within
from outsourcing_model.timeline import Month

EVERY = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
"""Months between revisions."""


class Rounding(Record):
    """How the coefficient of a revision is rounded."""

    digits: int = quantity("decimals of the coefficient", kind="count", unit="digits", low=0, high=12)
    mode: Literal["nearest", "up", "down"] = stated("to the nearest (half up), always up, or cut off", "nearest")


def _read_weight(raw: object) -> float:
    """Return the weight of an index."""
    return within(read_number(raw, "fraction"), 0, 1)


class Indexation(Record):
    """How charges are revised: fixed part + sum of weight x index / index at the base, with limits and rounding."""

    index: str | None = stated("the index that revises the price", None)
    share: float = quantity(
        "part of the price that follows the index", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    indices: dict[str, float] = stated("several indices and the weight of each; with the fixed part they make one", {})
    fixed_part: float | None = quantity(
        "part of the price that is not revised; what the weights leave when absent",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    fixed_rate: Uncertain | None = quantity(
        "yearly rise, when no index is used", kind="fraction", unit="a year", low=-0.5, high=1, default=None
    )
    base_month: Month | None = stated(
        "month of the index that prices are compared with; the first month less the lag when absent", None
    )
    lag_months: int = quantity(
        "months between the value used and the revision", kind="count", unit="months", low=0, high=60, default=0
    )
    cap: float | None = quantity(
        "most that a price may rise at a revision", kind="fraction", unit="a revision", low=0, high=10, default=None
    )
    floor: float | None = quantity(
        "least that a price changes at a revision", kind="fraction", unit="a revision", low=-1, high=1, default=None
    )
    excess: Literal["lost", "carried"] = stated("whether what cap or floor cuts is lost or caught up later", "lost")
    rounding: Rounding | None = stated("how the coefficient is rounded; not at all when absent", None)
    every: Literal["year", "half_year", "quarter", "month"] = stated("how often prices are revised", "year")
    first: Month | None = stated("first month of revised prices; a year after the first month when absent", None)
    method: Literal["from_base", "chained"] = stated(
        "compare always with the base, or with the revision before", "from_base"
    )
    services: tuple[str, ...] = stated("services whose charges are revised; all when absent", ())

    @field_validator("indices", mode="before")
    @classmethod
    def _read_weights(cls, raw: Any) -> Any:
        """Read the weight of each index."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": "indices"})
        return read_each(((str(name), weight) for name, weight in raw.items()), _read_weight)

    @field_validator("services", mode="before")
    @classmethod
    def _read_services(cls, raw: Any) -> Any:
        """Read one service alone, or a list of them."""
        return (raw,) if isinstance(raw, str) else read_list(raw, read_name)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        """One index, several, or a rate; parts that make one; a floor below the cap."""
        ways = (self.index is not None, bool(self.indices), self.fixed_rate is not None)
        if sum(ways) != 1:
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("index", "indices", "fixed_rate")})
        if self.indices and "share" in self.model_fields_set:
            raise PydanticCustomError("not_with", "not with", {"field": "share", "other": "indices"})
        total = math.fsum(self.weights.values()) + self.fixed
        if self.fixed < 0 or abs(total - 1) > 1e-9:
            raise PydanticCustomError("index_weights", "weights", {"found": f"{total * 100:g} %"})
        if self.cap is not None and self.floor is not None and self.floor > self.cap:
            limits = {"floor": f"{self.floor * 100:g} %", "cap": f"{self.cap * 100:g} %"}
            raise PydanticCustomError("floor_above_cap", "order", limits)
        return self

    @property
    def weights(self) -> dict[str, float]:
        """Return index to its weight; the fixed rate stands under an empty name."""
        return dict(self.indices) or {self.index or "": self.share}

    @property
    def fixed(self) -> float:
        """Return the part of the price that is not revised."""
        if self.fixed_part is not None:
            return self.fixed_part
        return Exact(1 - math.fsum(self.weights.values()))

    def covers(self, service: str) -> bool:
        """Return whether the charges of a service are revised."""
        return not self.services or service in self.services

    def revisions(self, start: Month, term: int) -> list[int]:
        """Return the months, counted from 0, from which revised prices hold.

        Examples
        --------
        >>> Indexation.model_validate({"fixed_rate": "3 %"}).revisions(Month(2027, 1), 36)
        [12, 24]
        """
        first = 12 if self.first is None else self.first - start
        return [month for month in range(first, term, EVERY[self.every]) if month >= 0]

    def base(self, start: Month) -> Month:
        """Return the month of the index that prices are compared with."""
        return start + -self.lag_months if self.base_month is None else self.base_month
