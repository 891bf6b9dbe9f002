"""What a provider offers for the services it would take."""

from typing import Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.case.commitment import Commitment
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.evaluation import Quote
from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.level_options import LevelOptions
from outsourcing_model.case.liability import LatePayment, Liability
from outsourcing_model.case.price_terms import Benchmark, PassThrough, TotalDiscount
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.trigger import Trigger
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
    common_factor: float = quantity(
        "how much the luck of its levels in a month has in common, as a correlation",
        kind="fraction", unit="share", low=0, high=0.99, default=0.0,
    )  # fmt: skip
    credits: CreditScheme | None = stated("what a missed level returns", None)
    triggers: dict[str, Trigger] = stated("what gives the right to terminate for failure", {})
    liability: Liability | None = stated("most that the provider owes in all", None)
    late_payment: LatePayment | None = stated("what paying late costs", None)
    level_options: dict[str, LevelOptions] = stated("service level to the targets that can be bought", {})
    exit: ExitTerms = stated("getting out", ExitTerms())
    payment_days: int = quantity(
        "days from the end of the month to payment of its invoice",
        kind="count",
        unit="days",
        low=0,
        high=360,
        default=0,
    )
    quote: Quote | None = stated("its headline: one total", None)
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
