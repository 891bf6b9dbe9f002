"""Money in another currency: the rate believed, and the clause that adjusts prices when it leaves a band."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain


class ExchangeRate(Record):
    """What one unit of another currency costs in the currency of the case, month by month."""

    rate: Uncertain = quantity(
        "units of the case's currency for one unit, in the first month", kind="number", unit="rate", low=1e-9, high=1e9
    )
    drift: Uncertain = quantity(
        "change of the rate a year", kind="fraction", unit="a year", low=-0.9, high=5, default=0.0
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="before")
    @classmethod
    def _from_rate(cls, raw: object) -> object:
        """Read a rate alone."""
        belief = isinstance(raw, dict) and not {"rate", "drift"} & set(raw)
        return {"rate": raw} if belief or isinstance(raw, (int, float, str, Uncertain)) else raw


class ExchangeClause(Record):
    """Prices move with a currency in which part of the provider's cost arises, once its rate leaves a band."""

    currency: str = stated("three letters, such as USD: one of the case's exchange rates")
    share: float = quantity("part of the price that follows the currency", kind="fraction", unit="share", low=0, high=1)
    reference: float = quantity("rate at signature", kind="number", unit="rate", low=1e-9, high=1e9)
    band: float = quantity(
        "deviation from the reference without consequence", kind="fraction", unit="share", low=0, high=1, default=0.0
    )
    beyond: Literal["excess", "whole"] = stated(
        "whether only what exceeds the band counts, or the whole deviation once it does", "excess"
    )

    @model_validator(mode="after")
    def _moves(self) -> Self:
        """Check that something follows the currency."""
        if self.share <= 0:
            raise PydanticCustomError("too_low", "too low", {"found": "0", "low": "0"})
        return self
