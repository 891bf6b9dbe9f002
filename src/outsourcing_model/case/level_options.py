"""What a provider asks for better levels: targets, each with a price and the level that is then believed."""

from itertools import pairwise
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity
from outsourcing_model.quantities import SLACK


class LevelOptions(Record):
    """The targets that can be bought for one service level, from the loosest to the tightest."""

    targets: tuple[float, ...] = quantity("targets on offer, rising", kind="fraction", unit="share", low=0, high=1)
    monthly: tuple[float, ...] = quantity(
        "price of each target on top of the charges", kind="amount", unit="currency a month", low=-1e12, high=1e12
    )
    attained: tuple[float, ...] = quantity(
        "level believed on average under each target; the target itself when absent",
        kind="fraction", unit="share", low=0, high=1, default=(),
    )  # fmt: skip

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Targets rise, each with a price, and with a level attained or none has one."""
        counts = {len(self.targets), len(self.monthly), len(self.attained or self.targets)}
        if len(counts) != 1 or len(self.targets) < 2:
            values = {"limits": len(self.targets), "credits": len(self.monthly)}
            raise PydanticCustomError("tiers_length", "tiers", values)
        if any(b <= a + SLACK for a, b in pairwise(self.targets)):
            raise PydanticCustomError("tiers_order", "order", {})
        return self

    @property
    def believed(self) -> tuple[float, ...]:
        """Return the level believed under each target."""
        return self.attained or self.targets
