"""Beliefs that go together: the rank correlation of two of them."""

from typing import Any

from pydantic import field_validator

from outsourcing_model.case.reading import read_name, read_pair
from outsourcing_model.case.record import Record, quantity, stated


class Correlation(Record):
    """Two beliefs that go together."""

    between: tuple[str, str] = stated("the two paths")
    rank: float = quantity("rank correlation (Spearman)", kind="rank", unit="-1 to 1", low=-1, high=1)

    @field_validator("between", mode="before")
    @classmethod
    def _read_between(cls, raw: Any) -> Any:
        """Read the two paths."""
        return raw if raw is None else read_pair(raw, read_name)
