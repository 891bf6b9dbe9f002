"""A named step of the transition: when it is planned, what it waits for, what it brings, and how it is accepted."""

from collections.abc import Mapping
from typing import Any

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.reading import read_each, read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.shape import nearest
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import shown


class Milestone(Record):
    """A step of the transition with a name: it may be late, and so make late what comes after it."""

    name: str = stated("what people call it; its key in words when absent", "")
    month: int = quantity(
        "contract month at whose end it is planned", kind="count", unit="contract month", low=1, high=600
    )
    share: float = quantity(
        "share of the price that is paid when it is reached", kind="fraction", unit="share", low=0, high=1, default=0.0
    )
    after: tuple[str, ...] = stated("the milestone (or milestones) that must be reached before", ())
    slip_days: Uncertain = quantity(
        "calendar days late of its own, besides those of what it comes after",
        kind="days",
        unit="days",
        low=0,
        high=1800,
        default=0.0,
    )
    deliverable: str = stated("what is handed over", "")
    acceptance: str = stated("criterion by which it is accepted", "")
    review_days: int | None = quantity(
        "days in which the client accepts or refuses", kind="count", unit="days", low=0, high=365, default=None
    )
    delay_damages: DelayDamages | None = stated("what the provider owes for the delay of this milestone", None)

    @field_validator("after", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one milestone or a list of them."""
        return (raw,) if isinstance(raw, str) else read_list(raw, read_name)


def check_order(named: Mapping[str, Milestone]) -> None:
    """Check that milestones come after others that are there, are not planned later, and don't wait in a circle.

    Raises
    ------
    pydantic.ValidationError
        With a problem for each milestone that can't be reached so, at its `after`; a circle is told once.
    """
    read_each(((name, (name, named)) for name in named), lambda pair: read_each([("after", pair)], _possible))


def _possible(pair: Any) -> None:
    """Refuse what a milestone comes after if it is unknown, planned later, or waits for the milestone itself."""
    name, named = pair
    for before in named[name].after:
        if before not in named:
            near = nearest(before, named)
            values = {"found": shown(before), "allowed": [*named][:12], "nearest": near}
            raise PydanticCustomError("unknown_name_near" if near else "unknown_name", "unknown", values)
        if named[before].month > named[name].month:
            values = {"found": name, "month": named[name].month, "before": before, "later": named[before].month}
            raise PydanticCustomError("after_later", "order", values)
    circle = {other for other in _awaited(name, named) if name in _awaited(other, named)}
    if name == next((other for other in named if other in circle), ""):
        raise PydanticCustomError("waits_for_itself", "circle", {"found": name})


def _awaited(name: str, named: Mapping[str, Milestone]) -> set[str]:
    """Return all that a milestone comes after, directly or not."""
    found: set[str] = set()
    waiting = list(named[name].after)
    while waiting:
        before = waiting.pop()
        if before not in found and before in named:
            found.add(before)
            waiting += named[before].after
    return found
