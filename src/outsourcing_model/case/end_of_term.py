"""What may follow the term: renew, ask the market again, take the services back; it never enters the comparison."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain


class Renew(Record):
    """The provider goes on at a new price."""

    price_change: Uncertain = quantity(
        "change of the charges against those of the last year", kind="fraction", unit="share", low=-1, high=10,
        default=0.0,
    )  # fmt: skip


class Retender(Record):
    """The market is asked again: the provider may win, or another one with a transition."""

    cost: Uncertain = quantity("cost of the tender", kind="amount", unit="currency", low=0, high=1e12, default=0.0)
    price_change: Uncertain = quantity(
        "market price against the charges of the last year", kind="fraction", unit="share", low=-1, high=10, default=0.0
    )
    win_probability: float = quantity(
        "chance that the provider wins again", kind="fraction", unit="share", low=0, high=1
    )
    transition: Uncertain = quantity(
        "cost of the transition if another provider wins", kind="amount", unit="currency", low=0, high=1e12, default=0.0
    )


class Insource(Record):
    """The company takes the services back."""

    transition: Uncertain = quantity(
        "cost to take the services back", kind="amount", unit="currency", low=0, high=1e12, default=0.0
    )
    yearly_cost: Uncertain | None = quantity(
        "cost of a year in-house; that of the reference's last year when absent",
        kind="amount", unit="currency a year", low=0, high=1e12, default=None,
    )  # fmt: skip


class Abandonment(Record):
    """The option to give the contract up for its proceeds, priced by itself."""

    value_given_up: Uncertain = quantity(
        "present value of the net benefit that is given up", kind="amount", unit="currency", low=1e-6, high=1e15
    )
    proceeds: Uncertain = quantity(
        "value of the other use, less the cost of leaving", kind="amount", unit="currency", low=1e-6, high=1e15
    )
    years: float = quantity("years for which the option stands", kind="number", unit="years", low=0.01, high=50)
    volatility: Uncertain = quantity(
        "standard deviation of the value's growth in a year", kind="fraction", unit="a year", low=0.001, high=3
    )
    rate: float | None = quantity(
        "rate without risk, continuous; that of the case's discount rate of the first year when absent",
        kind="fraction", unit="a year", low=-0.5, high=1, default=None,
    )  # fmt: skip


class EndOfTerm(Record):
    """The choice at the end of the term, weighed over some months after it."""

    months: int = quantity("months after the term that are weighed", kind="count", unit="months", low=1, high=600)
    renew: Renew | None = stated("go on with the provider", None)
    retender: Retender | None = stated("ask the market again", None)
    insource: Insource | None = stated("take the services back", None)
    abandonment: Abandonment | None = stated("the option to give the contract up", None)

    @model_validator(mode="after")
    def _something(self) -> Self:
        """Check that there is a choice or an option."""
        if not any(getattr(self, name) for name in ("renew", "retender", "insource", "abandonment")):
            raise PydanticCustomError("empty", "empty", {"field": "end_of_term"})
        return self
