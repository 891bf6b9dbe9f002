"""Getting out of an offer: when, with what notice, for what fee, and what leaving costs besides."""

import math
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain

OWN = {"reinsourcing", "retender", "dual_running_months", "after_exit", "source", "status"}
"""Fields that concern the company alone."""


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
    months_of_base: float = quantity(
        "fee: so many months of the fixed charges, revised at the time",
        kind="number",
        unit="months",
        low=0,
        high=60,
        default=0.0,
    )
    share_of_remaining: float = quantity(
        "fee: share of the charges at reference volumes of the months not delivered, at the prices of the time",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=0.0,
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
    cap: float | None = quantity(
        "most that the fee can be, declining in a straight line to nothing at the end of the term",
        kind="amount", unit="currency", low=0, high=1e12, default=None,
    )  # fmt: skip
    cap_share: float | None = quantity(
        "most that the fee can be, as a share of the charges at reference volumes of the months not delivered",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    assistance: Uncertain = quantity(
        "price of the provider's help to hand over", kind="amount", unit="currency", low=0, high=1e12, default=0.0
    )
    assistance_days: Uncertain | None = quantity(
        "days of the provider's help to hand over, where it is paid by the day",
        kind="number", unit="days", low=0, high=100_000, default=None,
    )  # fmt: skip
    assistance_day_rate: Uncertain | None = quantity(
        "price of a day of help", kind="amount", unit="currency a day", low=0, high=1e9, default=None
    )
    assistance_free_on_breach: bool = stated("whether the help costs nothing when the provider's breach ends it", True)
    data_extraction: Uncertain = quantity(
        "price of giving the data back", kind="amount", unit="currency", low=0, high=1e12, default=0.0
    )
    after_exit: Literal["reinsource", "retender"] = stated(
        "what follows an exit before the term: the company takes the services back, or asks the market again",
        "reinsource",
    )
    reinsourcing: Uncertain = quantity(
        "the company's own cost to take the services back before the term",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )
    retender: Uncertain = quantity(
        "the company's own cost to find the next provider before the term",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )
    dual_running_months: Uncertain = quantity(
        "months in which the provider is paid beside its successor after an exit before the term",
        kind="number",
        unit="months",
        low=0,
        high=60,
        default=0.0,
    )
    mode: str = stated("how the contract is ended: for breach, for convenience, by agreement", "")
    letter: str = stated("form of the notice", "")
    cure_days: int | None = quantity(
        "days to put a breach right after the letter", kind="count", unit="days", low=0, high=3650, default=None
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _one_way_each(self) -> Self:
        """Help has one price and the fee one cap; days need their rate."""
        if self.cap is not None and self.cap_share is not None:
            raise PydanticCustomError("at_most_one", "one of", {"allowed": ("cap", "cap_share")})
        by_day = (self.assistance_days is not None, self.assistance_day_rate is not None)
        if any(by_day) and "assistance" in self.model_fields_set:
            raise PydanticCustomError("at_most_one", "one of", {"allowed": ("assistance", "assistance_days")})
        if by_day == (True, False):
            raise PydanticCustomError("needs", "rate", {"field": "assistance_days", "needed": "assistance_day_rate"})
        if by_day == (False, True):
            raise PydanticCustomError("needs", "days", {"field": "assistance_day_rate", "needed": "assistance_days"})
        return self

    def notice_month(self, leave: int) -> int:
        """Return the contract month by whose end notice is given to leave at the end of month `leave`."""
        return leave - math.ceil(self.notice_months)

    @property
    def is_stated(self) -> bool:
        """Return whether anything is stated that both sides would agree on."""
        return bool(self.model_fields_set - OWN)

    @property
    def looks_ahead(self) -> bool:
        """Return whether the fee counts months that will not be delivered, or the fixed charges."""
        return bool(self.months_of_base or self.share_of_remaining or self.cap_share is not None)

    @property
    def help_price(self) -> float:
        """Return the mean price of the provider's help, by the day or in all."""
        if self.assistance_days is None or self.assistance_day_rate is None:
            return self.assistance.mean
        return self.assistance_days.mean * self.assistance_day_rate.mean

    @property
    def own_cost(self) -> tuple[str, Uncertain]:
        """Return name and amount of what the company pays itself after an exit before the term."""
        return (
            (self.after_exit, self.retender) if self.after_exit == "retender" else ("reinsourcing", self.reinsourcing)
        )
