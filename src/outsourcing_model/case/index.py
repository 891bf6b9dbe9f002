"""Price indices: dated values as published, breaks with their link, and the growth believed beyond the last value."""

import re
from itertools import pairwise
from typing import Any, Literal, NamedTuple, Self, cast

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import read_number, shown, within
from outsourcing_model.timeline import Month

_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


class Level(NamedTuple):
    """The value of an index in a month: a value known, and for how many months from there growth is believed."""

    known: float
    beyond: int


def _read_value(pair: object) -> float:
    """Return a value of a dated series, given with its month."""
    month, value = cast("tuple[str, object]", pair)
    if not _MONTH.fullmatch(month):
        raise PydanticCustomError("not_a_month", "not a month", {"found": shown(month)})
    Month.read(month)
    return within(read_number(value, "number"), 1e-6, 1e9)


def _read_link(pair: object) -> float:
    """Return the link of a break, given with its month."""
    if cast("tuple[str, object]", pair)[1] is None:
        raise PydanticCustomError("break_without_link", "link", {"found": shown(cast("tuple[str, object]", pair)[0])})
    return _read_value(pair)


class Index(Record):
    """A price index: published values by month, and the growth believed beyond them."""

    name: str = stated("published name", "")
    kind: Literal["sector", "wages", "general_prices", "minimum_wage", "other"] = stated(
        "what it measures; some laws forbid general indices", "other"
    )
    growth: Uncertain | None = quantity(
        "growth believed beyond the last value", kind="fraction", unit="a year", low=-0.5, high=2, default=None
    )
    series: dict[str, float] = stated("month to the value published for it", {})
    breaks: dict[str, float] = stated(
        "first month on a new base to its link: the new value divided by the old one for the same month", {}
    )
    last_value: float | None = quantity(
        "last published value", kind="number", unit="index points", low=1e-6, high=1e9, default=None
    )
    last_month: Month | None = stated("month of the last published value", None)
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @field_validator("series", "breaks", mode="before")
    @classmethod
    def _read_months(cls, raw: Any, info: Any) -> Any:
        """Read the value, or the link, of each month."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": info.field_name})
        read = _read_link if info.field_name == "breaks" else _read_value
        return dict(sorted(read_each(((str(m), (str(m), value)) for m, value in raw.items()), read).items()))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        """Check that the series has no gap, and that there is something to go on."""
        months = [Month.read(month) for month in self.series]
        for before, after in pairwise(months):
            if after - before != 1:
                raise PydanticCustomError("index_gap", "gap", {"found": str(before + 1), "next": str(after)})
        if self.growth is None and not months:
            raise PydanticCustomError("needs", "needs", {"field": "series", "needed": "growth"})
        for month in self.breaks:
            if not months or not months[0] < Month.read(month) <= months[-1]:
                raise PydanticCustomError("break_outside", "break", {"found": month})
        return self

    def at(self, month: Month) -> Level | None:
        """Return the level of a month on the base of the oldest value, nothing if the series doesn't have it.

        Values after a break are divided by its link, so that ratios across it hold. Without a series the level is one
        times growth, in either direction.
        """
        count = month.year * 12 + month.month
        if not self.series:
            return Level(1.0, count)
        first, last = (Month.read(text) for text in (next(iter(self.series)), [*self.series][-1]))
        if month < first or (month > last and self.growth is None):
            return None
        value = self.series[str(min(month, last))]
        for start, link in self.breaks.items():
            value /= link if Month.read(start) <= min(month, last) else 1.0
        return Level(value, max(month - last, 0))
