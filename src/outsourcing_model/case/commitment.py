"""Minimum commitments: what is paid for even if it is not used, and how long a shortfall can be made up."""

from typing import Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity
from outsourcing_model.case.uncertain import Uncertain


class Commitment(Record):
    """The least monthly charge of an offer: a share of the charges at reference volumes, or an amount."""

    share: float | None = quantity(
        "least monthly charge, as a share of the charges at reference volumes",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    amount: float | None = quantity(
        "least monthly charge, revised as prices are",
        kind="amount", unit="currency a month", low=0, high=1e12, default=None,
    )  # fmt: skip
    carry_forward_months: int = quantity(
        "months in which a shortfall paid can be set against charges above the commitment",
        kind="count", unit="months", low=0, high=600, default=0,
    )  # fmt: skip

    @model_validator(mode="before")
    @classmethod
    def _from_share(cls, raw: Any) -> Any:
        """Read ``80 %`` alone."""
        return raw if isinstance(raw, (dict, Record)) or raw is None else {"share": raw}

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        """Either a share or an amount."""
        if (self.share is None) == (self.amount is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("share", "amount")})
        return self

    @property
    def binds(self) -> bool:
        """Return whether it can ever cost anything."""
        return (self.share or self.amount or 0.0) > 0


class UnitCommitment(Record):
    """Units of a service that are paid for even if they are not used."""

    units: float = quantity("units committed", kind="number", unit="units a month", low=0, high=1e12)
    rate: Uncertain = quantity(
        "price of a unit that is missing", kind="amount", unit="currency a unit", low=0, high=1e12
    )
    carry_forward_months: int = quantity(
        "months in which missing units that were paid can be used above the commitment",
        kind="count", unit="months", low=0, high=600, default=0,
    )  # fmt: skip
