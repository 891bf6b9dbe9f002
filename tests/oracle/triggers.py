"""Rights to terminate for failure: whether and when misses pile up, or credits stay at their cap."""

from collections.abc import Mapping, Sequence

from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.case.trigger import Trigger

from .laws import Law

Readings = Sequence[Law | None]


def watched(trigger: Trigger, levels: Mapping[str, ServiceLevel]) -> list[str]:
    """Return the levels that a trigger counts: its own, or every critical one among those of the offer."""
    if trigger.months_at_cap is not None:
        return []
    return [
        name for name, level in levels.items() if (level.critical if trigger.level is None else name == trigger.level)
    ]


def first_met(
    trigger: Trigger, levels: Mapping[str, ServiceLevel], readings: Mapping[str, Readings], at_cap: Sequence[bool]
) -> int | None:
    """Return the first month in which a trigger is met, none if it never is."""
    if trigger.months_at_cap is not None:
        return _row(at_cap, trigger.months_at_cap)
    met = []
    for name in watched(trigger, levels):
        level = levels[name]
        limit = level.minimum if trigger.below_minimum else level.goal
        assert limit is not None
        missed = [law is not None and law.missed(limit) > 0 for law in readings[name]]
        met += [
            month
            for month in range(len(missed))
            if sum(missed[max(month + 1 - trigger.within, 0) : month + 1]) >= (trigger.misses or 0)
        ]
    return min(met, default=None)


def _row(states: Sequence[bool], count: int) -> int | None:
    """Return the first month that ends so many in a row."""
    row = 0
    for month, state in enumerate(states):
        row = row + 1 if state else 0
        if row == count:
            return month
    return None
