"""How a performer is believed to meet a level: what is believed once, and the luck of the months."""

import math
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain

BASES = ("mean", "lack", "number", "outages", "same_as", "in_series", "in_parallel")
"""Ways to state what is believed of a level; exactly one is used."""


class Dip(Record):
    """A weak start: the level is lower in the first months."""

    months: Uncertain = quantity("length of the weak start", kind="months", unit="months", low=0, high=600)
    lower_by: Uncertain = quantity(
        "how much lower the mean is", kind="fraction", unit="points as a share", low=0, high=1
    )


class Learning(Record):
    """A learning curve: the level starts lower and reaches its mean by equal steps."""

    months: int = quantity("months until the mean is reached", kind="count", unit="months", low=1, high=60)
    lower_by: Uncertain = quantity(
        "how much lower the mean is in the first month", kind="fraction", unit="points as a share", low=0, high=1
    )


class Slump(Record):
    """A weak end: the level is lower in the last months before the services leave."""

    months: int = quantity("length of the weak end", kind="count", unit="months", low=1, high=60)
    lower_by: Uncertain = quantity(
        "how much lower the mean is", kind="fraction", unit="points as a share", low=0, high=1
    )


class Law(Record):
    """How long something lasts: a mean, and how much it varies."""

    law: Literal["exponential", "lognormal", "weibull", "gamma", "constant"] = stated(
        "exponential (as likely to end at any time), lognormal (a heavy tail), weibull, gamma, or always the same",
        "lognormal",
    )
    mean: float | None = quantity("hours on average", kind="number", unit="hours", low=1e-6, high=1e6, default=None)
    variation: float | None = quantity(
        "standard deviation over the mean", kind="number", unit="ratio", low=0.01, high=20, default=None
    )

    @model_validator(mode="after")
    def _varied(self) -> Self:
        """Laws with a shape say how much they vary; the others vary as they must."""
        free = self.law in ("lognormal", "weibull", "gamma")
        if free and self.variation is None:
            raise PydanticCustomError("needs", "needs", {"field": f"law: {self.law}", "needed": "variation"})
        if not free and self.variation is not None:
            raise PydanticCustomError("not_here", "not here", {"field": "variation"})
        return self


class Outages(Record):
    """Up and down in turns: how often it fails in a month of agreed hours, and how long a repair takes."""

    a_month: Uncertain = quantity(
        "failures in a month of agreed hours", kind="number", unit="failures a month", low=0, high=1e4
    )
    repair: Law = stated("how long it is down each time")
    up: Law = stated(
        "how long it runs between failures; its mean follows from how often it fails", Law(law="exponential")
    )

    @model_validator(mode="after")
    def _means(self) -> Self:
        """Check that a repair has a mean; the time between failures has the one that follows."""
        if self.repair.mean is None:
            raise PydanticCustomError("needs", "needs", {"field": "repair", "needed": "mean"})
        if self.up.mean is not None:
            raise PydanticCustomError("follows", "follows", {"field": "up.mean", "from": "a_month"})
        return self

    def share_down(self, hours: float) -> float:
        """Return the greatest share of a month of agreed hours that it is believed to be down on average."""
        return self.a_month.span()[1] * (self.repair.mean or 0.0) / hours


class Attainment(Record):
    """How a performer is believed to meet a level: a mean believed once, and a spread from month to month."""

    mean: Uncertain | None = quantity(
        "mean level over the term", kind="fraction", unit="share", low=0, high=1, default=None
    )
    lack: Uncertain | None = quantity(
        "what is missing on average, in place of the mean: 1 less the mean, at most all of it",
        kind="fraction", unit="share", low=0, high=1000, default=None,
    )  # fmt: skip
    spread: float = quantity(
        "standard deviation from month to month", kind="fraction", unit="share", low=0, high=0.5, default=0.0
    )
    concentration: float | None = quantity(
        "in place of the spread, which then follows the mean: both shapes of the month's beta distribution together",
        kind="number", unit="factor", low=0.01, high=1e9, default=None,
    )  # fmt: skip
    number: Uncertain | None = quantity(
        "mean number of events a month, or mean hours, for a level that is a number",
        kind="number", unit="events a month or hours", low=0, high=1e9, default=None,
    )  # fmt: skip
    number_spread: float = quantity(
        "standard deviation of that mean from month to month; events vary by chance besides",
        kind="number", unit="events a month or hours", low=0, high=1e9, default=0.0,
    )  # fmt: skip
    outages: Outages | None = stated("failures and repairs, from which an availability follows", None)
    same_as: str | None = stated("level of the same performer with which it shares belief and luck", None)
    in_series: tuple[str, ...] = stated("levels of the same performer that must all be up", ())
    in_parallel: tuple[str, ...] = stated("levels of the same performer of which one must be up", ())
    by_units: bool = stated("whether chance among the month's units comes on top of the spread", False)
    memory: float = quantity(
        "how much of one month's luck is left in the next, as a correlation",
        kind="rank", unit="-0.9 to 0.95", low=-0.9, high=0.95, default=0.0,
    )  # fmt: skip
    weak_start: Dip | None = stated("lower level in the first months of delivery", None)
    learning: Learning | None = stated("level that rises to its mean in the first months of delivery", None)
    weak_end: Slump | None = stated("lower level in the last months of delivery", None)
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _one_basis(self) -> Self:
        """Check that one thing says how the level is met, and that nothing is stated beside it that it can't take."""
        if len(found := [name for name in BASES if getattr(self, name) not in (None, ())]) != 1:
            raise PydanticCustomError("exactly_one", "one of", {"allowed": BASES})
        share = ("spread", "concentration", "by_units", "memory", "weak_start", "learning", "weak_end")
        taken = {
            "mean": share,
            "lack": share,
            "number": ("number_spread", "memory"),
            "outages": ("memory",),
        }.get(found[0], ())
        extras = (*share, "number_spread")
        for name in extras:
            if name in self.model_fields_set and getattr(self, name) not in (None, 0.0, False) and name not in taken:
                raise PydanticCustomError("not_beside", "beside", {"field": name, "other": found[0]})
        if self.concentration is not None and self.spread > 0:
            raise PydanticCustomError("only_one", "one of", {"allowed": ("spread", "concentration")})
        if self.weak_start is not None and self.learning is not None:
            raise PydanticCustomError("only_one", "one of", {"allowed": ("weak_start", "learning")})
        return self

    @property
    def basis(self) -> str:
        """Return the name of the field that says how the level is met."""
        return next(name for name in BASES if getattr(self, name) not in (None, ()))

    @property
    def is_share(self) -> bool:
        """Return whether a mean level is believed, as it is or by what it lacks."""
        return self.mean is not None or self.lack is not None

    @property
    def mean_level(self) -> float | None:
        """Return the mean level expected, none where something else is believed."""
        if self.lack is not None:
            return 1 - min(self.lack.mean, 1.0)
        return self.mean.mean if self.mean is not None else None

    @property
    def mean_span(self) -> tuple[float, float]:
        """Return the least and the greatest mean level believed, anything where something else is believed."""
        if self.lack is not None:
            least, most = self.lack.span()
            return 1 - min(most, 1.0), 1 - min(least, 1.0)
        return self.mean.span() if self.mean is not None else (0.0, 1.0)

    def spread_at(self, mean: float) -> float:
        """Return the standard deviation from month to month at a mean level.

        With a concentration c it is the root of mean (1 - mean) / (c + 1).

        Examples
        --------
        >>> round(Attainment.model_validate({"lack": "1 %", "concentration": 98}).spread_at(0.99), 12)
        0.01
        """
        if self.concentration is None:
            return self.spread
        return math.sqrt(max(mean * (1 - mean), 0.0) / (self.concentration + 1))

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the levels that it is made of, none if it stands by itself."""
        return (self.same_as,) if self.same_as else self.in_series or self.in_parallel
