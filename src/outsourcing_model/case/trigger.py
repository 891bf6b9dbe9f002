"""What makes a contract end: misses that pile up, or credits that stay at their cap."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated


class Trigger(Record):
    """A right to terminate for the provider's failure: so many misses in so many months, or months at the cap."""

    level: str | None = stated("service level that counts; any critical one of the offer when absent", None)
    misses: int | None = quantity(
        "misses that give the right", kind="count", unit="misses", low=1, high=60, default=None
    )
    within: int = quantity(
        "months in which they count, the month itself included", kind="count", unit="months", low=1, high=60, default=1
    )
    below_minimum: bool = stated("whether a miss counts only below the minimum and not below the target", False)
    months_at_cap: int | None = quantity(
        "months in a row whose credits reach the monthly cap", kind="count", unit="months", low=1, high=60, default=None
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        """Either misses or months at the cap."""
        if (self.misses is None) == (self.months_at_cap is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("misses", "months_at_cap")})
        if self.misses is not None and self.misses > self.within:
            raise PydanticCustomError("misses_beyond_months", "order", {"misses": self.misses, "within": self.within})
        for name in ("level", "within", "below_minimum"):
            if self.months_at_cap is not None and name in self.model_fields_set:
                raise PydanticCustomError("not_beside", "beside", {"field": name, "other": "months_at_cap"})
        return self
