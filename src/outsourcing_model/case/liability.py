"""What the provider owes at most, and what the company owes when it pays late."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity
from outsourcing_model.case.uncertain import Uncertain


class Liability(Record):
    """The cap of liability that stands beside credits and penalties."""

    share_of_year: float | None = quantity(
        "most in a contract year, as a share of its invoices",
        kind="fraction", unit="share", low=0, high=10, default=None,
    )  # fmt: skip
    amount: float | None = quantity(
        "most over the whole term", kind="amount", unit="currency", low=0, high=1e12, default=None
    )

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        """Either a share or an amount."""
        if (self.share_of_year is None) == (self.amount is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("share_of_year", "amount")})
        return self


class LatePayment(Record):
    """What late payment costs the company: interest, and an indemnity for each invoice."""

    share: Uncertain = quantity("share of the invoices that is paid late", kind="fraction", unit="share", low=0, high=1)
    days: Uncertain = quantity("days late on average", kind="days", unit="days", low=0, high=720)
    rate: float = quantity("interest a year", kind="fraction", unit="a year", low=0, high=1)
    indemnity: float = quantity(
        "fixed amount for each late invoice", kind="amount", unit="currency an invoice", low=0, high=1e6, default=0.0
    )
