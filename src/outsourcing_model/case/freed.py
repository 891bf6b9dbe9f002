"""What becomes possible when a service leaves: rooms that can be let, equipment that can be sold, other work."""

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain

MEASURES = {"sublet": ("monthly",), "sale": ("amount",), "opportunity": ("monthly", "amount")}
"""Which figure each kind may state."""


class Freed(Record):
    """A resource that a service ties up, and what it brings once the service has left.

    Money that comes in (`sublet`, `sale`) is received where the service leaves. What the resource would earn elsewhere
    (`opportunity`) is no cash: it is a cost of keeping the service.
    """

    name: str = stated("what people call it; the key when absent", "")
    service: str | tuple[str, ...] = stated("the service (or services) that use it; free when all have left")
    kind: Literal["sublet", "sale", "opportunity"] = stated("income by the month, a sale, or earnings missed elsewhere")
    monthly: Uncertain | None = quantity(
        "what it brings", kind="amount", unit="currency a month", low=0, high=1e12, default=None
    )
    amount: Uncertain | None = quantity(
        "what it brings once", kind="amount", unit="currency", low=0, high=1e12, default=None
    )
    index: str | None = stated("index that the amount follows, revised at each anniversary of the first month", None)
    from_month: Uncertain = quantity(
        "contract month before which it brings nothing",
        kind="months",
        unit="contract month",
        low=1,
        high=601,
        default=1.0,
    )
    source: str = stated("where the figures come from", "")
    date: str = stated("date of the figures", "")
    owner: str = stated("who answers for the figures", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @field_validator("service", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one service or a list of them."""
        return raw if isinstance(raw, str) or raw is None else read_list(raw, read_name)

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        """Check that it states one service at least and the one figure that fits its kind."""
        if not self.services:
            raise PydanticCustomError("empty", "empty", {"field": "service"})
        allowed = MEASURES[self.kind]
        stated_ones = [name for name in ("monthly", "amount") if getattr(self, name) is not None]
        if len(stated_ones) != 1 or stated_ones[0] not in allowed:
            raise PydanticCustomError("freed_measure", "measure", {"found": self.kind, "allowed": allowed})
        return self

    @property
    def services(self) -> tuple[str, ...]:
        """Return the services that use it."""
        return (self.service,) if isinstance(self.service, str) else self.service
