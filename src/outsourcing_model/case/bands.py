"""Prices by band of volume: limits, and one price more than there are limits."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import SLACK, shown


def check_bands(limits: Sequence[float], values: Sequence[object]) -> None:
    """Check that limits rise and are one fewer than the values of their bands.

    Raises
    ------
    PydanticCustomError
        If they don't, or aren't.
    """
    if len(values) != len(limits) + 1:
        raise PydanticCustomError("bands_length", "bands", {"limits": len(limits), "prices": len(values)})
    check_rising(limits)


def check_rising(limits: Sequence[float]) -> None:
    """Check that limits rise.

    Raises
    ------
    PydanticCustomError
        If they don't.
    """
    if any(later <= limit + SLACK for limit, later in pairwise(limits)):
        raise PydanticCustomError("not_ascending", "order", {"found": shown(", ".join(f"{x:g}" for x in limits))})


class Bands(Record):
    """Prices by band of volume: one price more than there are limits, perhaps with a flat fee for each band."""

    up_to: tuple[float, ...] = quantity(
        "upper limit of each band but the last", kind="number", unit="units a month", low=0, high=1e12
    )
    price: tuple[Uncertain, ...] = quantity(
        "price of a unit in each band", kind="amount", unit="currency a unit", low=0, high=1e12
    )
    fee: tuple[Uncertain, ...] | None = quantity(
        "flat fee of each band a month: of every band entered (graduated) or of the band reached (volume)",
        kind="amount", unit="currency a month", low=0, high=1e12, default=None,
    )  # fmt: skip
    limit: Literal["included", "excluded"] = stated("whether a band includes its upper limit", "included")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits rise, and each band has its price and, if fees are stated, its fee."""
        check_bands(self.up_to, self.price)
        if self.fee is not None and len(self.fee) != len(self.price):
            raise PydanticCustomError("fees_length", "fees", {"fees": len(self.fee), "prices": len(self.price)})
        return self
