"""How bids are judged: weights, scoring methods and their parameters, what the service should cost, low bids."""

from typing import Any, Literal, Self, get_args

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import shown

MethodName = Literal[
    "quality_per_price", "price_per_point", "proportional", "linear_between_extremes", "linear_scale", "penalty",
    "fixed_range", "award_on_value", "willingness_to_pay", "price_quality",
]  # fmt: skip
METHODS: tuple[str, ...] = get_args(MethodName)

DEFAULT_METHODS: tuple[MethodName, MethodName] = ("proportional", "linear_between_extremes")

NEEDS = {
    "fixed_range": "price_range",
    "award_on_value": "value_per_point",
    "willingness_to_pay": "willingness_to_pay",
    "price_quality": "estimate",
}
"""The parameter without which a method can't be applied."""


class Quote(Record):
    """The headline of an offer: one total at reference volumes and first prices, in the currency of its charges."""

    total: float = quantity("total as quoted", kind="amount", unit="currency", low=0, high=1e15)
    months: int | None = quantity(
        "months that the total covers; the term when absent", kind="count", unit="months", low=1, high=600, default=None
    )
    with_transition: bool = stated("whether the total holds the price of the transition", False)
    note: str = stated("what the provider says about it", "")

    @model_validator(mode="before")
    @classmethod
    def _from_total(cls, raw: Any) -> Any:
        """Read a total alone."""
        return raw if isinstance(raw, (dict, Record)) else {"total": raw}


class Evaluation(Record):
    """How price and quality of bids are weighed, always by two methods."""

    price_weight: float = quantity(
        "weight of the price; the rest is that of quality", kind="fraction", unit="share", low=0, high=1
    )
    method: MethodName = stated("how the price is scored", DEFAULT_METHODS[0])
    second_method: MethodName | None = stated("another way, shown beside the first", None)
    max_points: float = quantity(
        "points of the best price, and scale of the quality points",
        kind="number", unit="points", low=1, high=1e6, default=100.0,
    )  # fmt: skip
    n: float = quantity(
        "linear scale: multiple of the lowest price whose mark is zero",
        kind="number", unit="times", low=1.000001, high=1000, default=2.0,
    )  # fmt: skip
    price_range: tuple[float, ...] | None = quantity(
        "fixed range: price of the best mark and price of a zero mark",
        kind="amount", unit="currency", low=0, high=1e15, default=None,
    )  # fmt: skip
    value_per_point: float | None = quantity(
        "award on value: money that a quality point is worth",
        kind="amount", unit="currency a point", low=0, high=1e12, default=None,
    )  # fmt: skip
    willingness_to_pay: float | None = quantity(
        "most that would be paid for one more quality point",
        kind="amount", unit="currency a point", low=0, high=1e12, default=None,
    )  # fmt: skip
    estimate: float | None = quantity(
        "price quality method: the client's estimate of the price",
        kind="amount", unit="currency", low=0, high=1e15, default=None,
    )  # fmt: skip
    negative_marks: bool = stated("whether a price mark may fall below zero", False)
    count_credits: bool = stated("whether expected credits lower the price that is judged", False)
    should_cost: Uncertain | None = quantity(
        "present cost that the service should have by the client's own model",
        kind="amount", unit="currency", low=0, high=1e15, default=None,
    )  # fmt: skip
    low_bid: float | None = quantity(
        "share below the average of the bids from which a bid is looked at",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Check that the two methods differ and have what they need."""
        if self.method == self.second_method:
            raise PydanticCustomError("same_method", "methods", {"found": self.method})
        for method in self.methods:
            needed = NEEDS.get(method)
            if needed and getattr(self, needed) is None:
                raise PydanticCustomError("needs", "needs", {"field": method, "needed": needed})
        if "price_quality" in self.methods and self.price_weight == 0:
            raise PydanticCustomError("needs", "needs", {"field": "price_quality", "needed": "price_weight > 0"})
        limits = self.price_range
        if limits is not None and len(limits) != 2:
            raise PydanticCustomError("wrong_length", "length", {"family": "price_range", "count": 2})
        if limits is not None and limits[0] >= limits[1]:
            raise PydanticCustomError("not_ascending", "order", {"found": shown(f"{limits[0]:g}, {limits[1]:g}")})
        return self

    @property
    def quality_weight(self) -> float:
        """Return the weight of quality."""
        return 1 - self.price_weight

    @property
    def methods(self) -> tuple[MethodName, MethodName]:
        """Return the two methods; the second is a default that differs from the first where none is stated."""
        first, second = DEFAULT_METHODS
        return self.method, self.second_method or (second if self.method != second else first)
