"""What a provider offers, and the terms on which it can be left."""

from typing import Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.case.commitment import Commitment
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.price_terms import Benchmark, PassThrough, TotalDiscount
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.service import Attainment
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.uncertain import Uncertain


class Party(Record):
    """A party to the contract."""

    name: str = stated("registered name")
    address: str = stated("registered address", "")
    represented_by: str = stated("who signs, and in what role", "")
    registration: str = stated("register and number", "")

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, raw: Any) -> Any:
        """Read a name alone."""
        return {"name": raw} if isinstance(raw, str) else raw


class ExitTerms(Record):
    """Getting out: when, with what notice and for what fee."""

    from_month: int = quantity(
        "first contract month that can be the last one, for convenience",
        kind="count",
        unit="contract month",
        low=1,
        high=601,
        default=1,
    )
    notice_months: float = quantity(
        "notice before leaving for convenience", kind="months", unit="months", low=0, high=60, default=0.0
    )
    months_of_charges: float = quantity(
        "fee: so many months of the charges at the time", kind="number", unit="months", low=0, high=60, default=0.0
    )
    wind_down: Uncertain = quantity(
        "fee: the provider's redundancy and breakage cost",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )
    unamortised: float | None = quantity(
        "fee: investment written off in a straight line over the term; the financed part of the transition when absent",
        kind="amount", unit="currency", low=0, high=1e12, default=None,
    )  # fmt: skip
    assistance: Uncertain = quantity(
        "price of the provider's help to hand over", kind="amount", unit="currency", low=0, high=1e12, default=0.0
    )
    reinsourcing: Uncertain = quantity(
        "the company's own cost to take the services back before the term",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )
    mode: str = stated("how the contract is ended: for breach, for convenience, by agreement", "")
    letter: str = stated("form of the notice", "")
    cure_days: int | None = quantity(
        "days to put a breach right after the letter", kind="count", unit="days", low=0, high=3650, default=None
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")


class Offer(Record):
    """What one provider offers for the services it would take."""

    provider: Party = stated("who offers")
    charges: dict[str, ServiceCharge] = stated("service to its charge; the offer covers these services")
    currency: str | None = stated(
        "currency of all its amounts, one of the exchange rates; the case's when absent", None
    )
    minimum_commitment: Commitment | None = stated("least monthly charge", None)
    discount: TotalDiscount | None = stated("discount on the total of the charges", None)
    productivity: Uncertain | None = quantity(
        "price reduction at each anniversary", kind="fraction", unit="a year", low=0, high=0.9, default=None
    )
    benchmark: Benchmark | None = stated("comparison with the market", None)
    exchange: ExchangeClause | None = stated("adjustment to a currency", None)
    pass_through: dict[str, PassThrough] = stated("costs of third parties passed through", {})
    indexation: Indexation | None = stated("how charges are revised", None)
    transition: Transition = stated("getting there", Transition())
    attainment: dict[str, Attainment] = stated("service level to the belief about it", {})
    credits: CreditScheme | None = stated("what a missed level returns", None)
    exit: ExitTerms = stated("getting out", ExitTerms())
    payment_days: int = quantity(
        "days from the end of the month to payment of its invoice",
        kind="count",
        unit="days",
        low=0,
        high=360,
        default=0,
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _sane(self) -> Self:
        """Check that it covers something."""
        if not self.charges:
            raise PydanticCustomError("empty", "empty", {"field": "charges"})
        return self

    @property
    def payment_months(self) -> int:
        """Return the whole months between the end of a month and the month end by which its invoice is paid."""
        return -(-self.payment_days // 30)
