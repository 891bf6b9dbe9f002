"""Service credits as a scheme: what levels return together, what caps it, and how the provider earns it back."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar, Literal, Self

from pydantic import ConfigDict, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import SLACK, read_number, shown, within

Step = Literal["multiplier", "monthly_cap", "rolling_cap", "yearly_cap", "contract_cap", "earn_back"]
ORDER: tuple[Step, ...] = ("multiplier", "monthly_cap", "rolling_cap", "yearly_cap", "contract_cap", "earn_back")
"""The steps from what is due to what is kept, in the order that holds when a scheme states none."""


def _cap(meaning: str) -> Any:
    """Return a field that holds a cap as a share of what was invoiced."""
    return quantity(meaning, kind="fraction", unit="share", low=0, high=1, default=None)


class PointsTable(Record):
    """What the penalty points of a month return together: from each total on, a share of the invoice."""

    at: tuple[float, ...] = quantity("totals above zero, rising", kind="number", unit="points", low=1e-6, high=1e9)
    credit: tuple[float, ...] = quantity(
        "share of the invoice returned from each total on", kind="fraction", unit="share", low=0, high=1
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Totals rise, and so does what they return, one for one."""
        if len(self.at) != len(self.credit) or not self.at:
            raise PydanticCustomError("tiers_length", "tiers", {"limits": len(self.at), "credits": len(self.credit)})
        apart = all(b > a + SLACK for a, b in pairwise(self.at))
        if not apart or any(a > b for a, b in pairwise(self.credit)):
            raise PydanticCustomError("tiers_order", "order", {})
        return self


class RollingCap(Record):
    """The most that the credits of some months together return."""

    share: float = quantity("share of what was invoiced in them", kind="fraction", unit="share", low=0, high=1)
    months: int = quantity(
        "months that are looked back on, the month itself included",
        kind="count", unit="months", low=2, high=60, default=12,
    )  # fmt: skip


class EarnBack(Record):
    """A credit goes back to the provider after some months in a row without a miss."""

    months: int = quantity("months in a row without any miss", kind="count", unit="months", low=1, high=60)
    frees_caps: bool = stated("whether what goes back makes room again under the caps of several months", False)


def _read_share(raw: object) -> float:
    """Return the cap of one service."""
    return within(read_number(raw, "fraction"), 0, 1)


class CreditScheme(Record):
    """Service credits: what each level returns, summed in the month, capped in stated steps."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, LevelCredit]
    others: ClassVar[str] = "service_levels"

    monthly_cap: float | None = _cap("most that one month returns, as a share of its invoice")
    service_caps: dict[str, float] = stated("service to the most that its levels return in a month, of its charge", {})
    rolling_cap: RollingCap | None = stated("most that some months together return", None)
    yearly_cap: float | None = _cap("most that one contract year returns, as a share of its invoices")
    contract_cap: float | None = _cap("most that the whole term returns, as a share of its invoices")
    contract_cap_amount: float | None = quantity(
        "most that the whole term returns, as an amount",
        kind="amount", unit="currency", low=0, high=1e12, default=None,
    )  # fmt: skip
    at_risk: float | None = _cap(
        "amount at risk, as a share of the month's invoice; levels take their allocations of it"
    )
    pool: float = quantity(
        "most that the allocations may add up to", kind="fraction", unit="share", low=0, high=10, default=1.0
    )
    points_table: PointsTable | None = stated("what penalty points return", None)
    earn_back: EarnBack | None = stated("how the provider earns credits back", None)
    order: tuple[Step, ...] = stated(
        "order of the steps from what is due to what is kept: multiplier, caps, earn-back", ORDER
    )
    claim_days: int | None = quantity(
        "days after the month in which a credit must be claimed",
        kind="count", unit="days", low=0, high=3600, default=None,
    )  # fmt: skip
    claimed: Uncertain = quantity(
        "share of the credits due that is really claimed and paid",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=1.0,
    )
    nature: Literal["price_reduction", "penalty"] = stated("what a credit is in law", "price_reduction")
    exclusive_remedy: bool = stated("whether credits are the only remedy", False)
    under_liability_cap: bool = stated("whether credits count against the cap of liability", False)

    @field_validator("service_caps", mode="before")
    @classmethod
    def _read_caps(cls, raw: Any) -> Any:
        """Read the caps of services as percentages."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": "service_caps"})
        return read_each(((str(name), cap) for name, cap in raw.items()), _read_share)

    @field_validator("order", mode="before")
    @classmethod
    def _each_once(cls, raw: Any) -> Any:
        """Let steps that are not named follow those that are, in the usual order; none is named twice."""
        named = list(raw) if isinstance(raw, (list, tuple)) else [raw]
        if len(set(map(str, named))) != len(named):
            raise PydanticCustomError("stated_twice", "twice", {"found": shown(named)})
        return (*named, *(step for step in ORDER if step not in named))

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Check that what a level takes from the scheme is stated, and that one cap has one measure."""
        for way, needed in (("points", "points_table"), ("allocation", "at_risk")):
            if any(level.way == way for level in self.levels.values()) and getattr(self, needed) is None:
                raise PydanticCustomError("needs", "needs", {"field": way, "needed": needed})
        if self.contract_cap is not None and self.contract_cap_amount is not None:
            raise PydanticCustomError("only_one", "one of", {"allowed": ("contract_cap", "contract_cap_amount")})
        given = sum(level.allocation or 0.0 for level in self.levels.values())
        if given > self.pool + SLACK:
            values = {"found": f"{given * 100:g} %", "pool": f"{self.pool * 100:g} %"}
            raise PydanticCustomError("allocations_beyond_pool", "pool", values)
        return self

    @property
    def levels(self) -> Mapping[str, LevelCredit]:
        """Return service level to what it returns."""
        return self.__pydantic_extra__
