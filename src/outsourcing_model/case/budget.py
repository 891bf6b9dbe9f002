"""Today's budget, and what has to be changed in it before it can be compared with the model's first year."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.quantities import Exact

AdjustmentKind = Literal["scope", "price", "one_off", "volume", "accounting"]


class Adjustment(Record):
    """One change between the budget and a normal year of the same work."""

    name: str = stated("what people call it; the key when absent", "")
    amount: float = quantity(
        "what it adds to the year (below zero: what it takes away)",
        kind="amount", unit="currency a year", low=-1e15, high=1e15,
    )  # fmt: skip
    kind: AdjustmentKind = stated("scope, price, one_off, volume or accounting")
    note: str = stated("why it is needed", "")
    source: str = stated("where the figures come from", "")


class BudgetLine(Record):
    """One line of the budget."""

    name: str = stated("what people call it; the key when absent", "")
    amount: float = quantity("amount of the year", kind="amount", unit="currency a year", low=-1e15, high=1e15)
    source: str = stated("where the figures come from", "")

    @model_validator(mode="before")
    @classmethod
    def _from_amount(cls, raw: object) -> object:
        """Read an amount alone."""
        return {"amount": raw} if isinstance(raw, (int, float, str)) else raw


class Budget(Record):
    """Budget of the year, in total or by line, with the changes that make a normal year of it."""

    year: str = stated("the year it is the budget of, as people write it", "")
    total: float | None = quantity(
        "whole amount", kind="amount", unit="currency a year", low=-1e15, high=1e15, default=None
    )
    lines: dict[str, BudgetLine] = stated("amounts by line", {})
    adjustments: dict[str, Adjustment] = stated("changes that make a normal year of it", {})
    source: str = stated("where the figures come from", "")

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        """Either a total or lines."""
        if (self.total is None) == (not self.lines):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("total", "lines")})
        return self

    @property
    def amount(self) -> float:
        """Return the whole budget of the year.

        Examples
        --------
        >>> Budget(lines={"staff": 300_000, "rent": 20_000}).amount
        320000.0
        """
        return Exact(sum(line.amount for line in self.lines.values()) if self.total is None else self.total)
