"""What a missed level returns: tiers, and the scheme that caps them."""

from typing import ClassVar, Literal, Self

from pydantic import ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import SLACK


class Tiers(Record):
    """Credit by level attained: below each limit, the share of the charge that is returned."""

    below: tuple[float, ...] = quantity(
        "limits, from the highest down; a limit met exactly is a pass", kind="fraction", unit="share", low=0, high=1
    )
    credit: tuple[float, ...] = quantity(
        "share of the charge returned below each limit", kind="fraction", unit="share", low=0, high=1
    )
    of: str = stated("the service whose charge is the base, or `invoice` for the whole month")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits fall, credits rise, one for one."""
        if len(self.below) != len(self.credit) or not self.below:
            raise PydanticCustomError("tiers_length", "tiers", {"limits": len(self.below), "credits": len(self.credit)})
        falls = all(a > b + SLACK for a, b in zip(self.below, self.below[1:], strict=False))
        rises = all(a <= b for a, b in zip(self.credit, self.credit[1:], strict=False))
        if not (falls and rises):
            raise PydanticCustomError("tiers_order", "order", {})
        return self


class CreditScheme(Record):
    """Service credits: tiers by level, summed in the month, capped as a share of the month's invoice."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Tiers]
    others: ClassVar[str] = "service_levels"

    monthly_cap: float | None = quantity(
        "most that one month returns, as a share of its invoice",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=None,
    )
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

    @property
    def tiers(self) -> dict[str, Tiers]:
        """Return service level to its tiers."""
        return dict(self.__pydantic_extra__)
