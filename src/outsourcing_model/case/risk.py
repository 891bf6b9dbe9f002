"""What may happen: an event with a chance and a price, drawn and never reckoned as probability times impact."""

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_list, read_name, read_pair
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import read_number, shown, within
from outsourcing_model.timeline import MAX_MONTHS

GROUPS = ("all", "outsourced", "in_house")


class RiskEvent(Record):
    """Something that may happen: drawn, never probability times impact."""

    name: str = stated("what people call it; the key when absent", "")
    probability: float = quantity(
        "chance that it happens in its months (or in each year)", kind="fraction", unit="share", low=0, high=1
    )
    months: tuple[int, int] | None = stated("first and last contract month; the whole term when absent", None)
    each_year: bool = stated("whether it may happen once in every contract year of its months", False)
    cost: Uncertain | None = quantity("money it costs", kind="amount", unit="currency", low=0, high=1e12, default=None)
    harm: Uncertain | None = quantity(
        "loss of the business it causes", kind="amount", unit="currency", low=0, high=1e12, default=None
    )
    applies_to: Literal["all", "outsourced", "in_house"] | tuple[str, ...] = stated(
        "all alternatives, those with (or without) an outsourced service, or a list of them", "all"
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @field_validator("months", mode="before")
    @classmethod
    def _read_months(cls, raw: Any) -> Any:
        """Read the first and the last month."""
        return (
            raw
            if raw is None
            else read_pair(raw, lambda month: int(within(read_number(month, "count"), 1, MAX_MONTHS)))
        )

    @field_validator("applies_to", mode="before")
    @classmethod
    def _word_or_list(cls, raw: Any) -> Any:
        """Read a word for a group of alternatives, or a list of them."""
        if raw in GROUPS or raw is None:
            return raw
        if isinstance(raw, str):
            raise PydanticCustomError("not_allowed", "group", {"found": shown(raw), "allowed": GROUPS})
        return read_list(raw, read_name)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Check that it costs or harms, in months that exist."""
        if (self.cost is None) == (self.harm is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("cost", "harm")})
        if self.months and self.months[0] > self.months[1]:
            raise PydanticCustomError("not_ascending", "order", {"found": f"{self.months[0]}, {self.months[1]}"})
        return self
