"""What one level returns in a month, from the law of what its window shows: of one draw, a single value."""

import math
from collections.abc import Mapping, Sequence

from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.case.service_level import ServiceLevel

from .laws import POINT, Law

Readings = Sequence[Law | None]
Bases = Sequence[Mapping[str, float]]


class LevelReturns:
    """What one level returns, month by month.

    Parameters
    ----------
    level, terms
        The promise, and what its misses return.
    readings : sequence
        The law of the window that ends with each month, none where nothing is measured.
    bases : sequence
        Each month's charges by service and invoice, under `invoice`.
    at_risk : float
        Share of the invoice that allocations are taken of.
    """

    def __init__(
        self, level: ServiceLevel, terms: LevelCredit, readings: Readings, bases: Bases, at_risk: float
    ) -> None:
        self.level, self.terms, self.readings, self.bases, self.at_risk = level, terms, readings, bases, at_risk
        self.way, self.steps = terms.way, tuple(zip(terms.limits, terms.steps, strict=True)) if terms.limits else ()
        self.chances = [0.0 if law is None else law.missed(self.first_limit) for law in readings]
        self.step = 1 if level.rolling_months is not None else level.window_months

    @property
    def hours(self) -> float:
        """Return the agreed hours of a window."""
        return self.level.window_months * self.level.agreed_hours

    @property
    def first_limit(self) -> float:
        """Return the limit whose miss is a miss of the level."""
        if self.way == "per_point":
            assert self.level.target is not None
            return self.level.target
        if self.way == "per_hour":
            return 1 - self.terms.free_hours / self.hours
        return self.terms.limits[0]

    def base(self, month: int) -> float:
        """Return the charge that a share is taken of: of the window of a quarter or a year, else of the month."""
        months = range(month + 1 - self.step, month + 1)
        return max(sum(self.bases[each].get(self.terms.of, 0.0) for each in months), 0.0)

    def returned(self, month: int, repeated: bool) -> float:
        """Return the amount, or the points, of a month, with or without what misses in a row change."""
        law = self.readings[month]
        if law is None or self.base(month) <= 0:
            return 0.0
        found = self._once(law, month) * (self._repeats(month) if repeated else 1.0) + self._persistent(month)
        part = 1.0
        if self.terms.by_year:
            part = self.terms.by_year[min(month // 12, len(self.terms.by_year) - 1)]
        return found * (1 - self.level.our_share) * part

    def _once(self, law: Law, month: int) -> float:
        """Return the amount or points of a window by itself."""
        terms, base = self.terms, self.base(month)
        most = math.inf if terms.most is None else terms.most
        if terms.per_hour is not None:
            return min(law.short(self.first_limit, terms.per_hour * self.hours, math.inf), most * base)
        if terms.per_point is not None:
            if terms.whole_points:
                return law.stepped(self.first_limit, terms.per_point, most) * base
            return law.short(self.first_limit, terms.per_point / POINT, most) * base
        deepest, before = 0.0, 0.0
        for limit, step in self.steps:
            deepest += (step - before) * law.missed(limit)
            before = step
        if self.way == "points":
            return deepest
        return deepest * base if terms.allocation is None else deepest * terms.allocation * self.at_risk * base

    def _repeats(self, month: int) -> float:
        """Return what windows missed in a row before this one multiply it by."""
        if self.terms.repeat is None:
            return 1.0
        ends = [month - self.step * back for back in range(1, self.terms.repeat.after + 1)]
        row = math.prod(self.chances[end] if end >= 0 else 0.0 for end in ends)
        return 1 + (self.terms.repeat.multiplier - 1) * row

    def _persistent(self, month: int) -> float:
        """Return what a failure that persists returns on top."""
        terms = self.terms.persistent
        if terms is None:
            return 0.0
        before = self.chances[max(month + 1 - terms.within, 0) : month]
        return terms.credit * self.base(month) * self.chances[month] * at_least(terms.misses - 1, before)


def at_least(count: int, chances: Sequence[float]) -> float:
    """Return the chance that at least so many of some independent things happen."""
    exactly = [1.0]
    for chance in chances:
        longer = [0.0] * (len(exactly) + 1)
        for number, found in enumerate(exactly):
            longer[number] += found * (1 - chance)
            longer[number + 1] += found * chance
        exactly = longer
    return sum(exactly[max(count, 0) :])
