"""Finding out: what can be looked into before signing, what that costs, and how long it takes."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.errors import Path, dotted


class FindingOut(Record):
    """Something that can be looked into before the decision: a survey, a pilot, a second quote."""

    name: str = stated("what people call it; the key when absent", "")
    about: tuple[str, ...] = stated("paths of the beliefs that it settles, or of what holds them")
    cost: float = quantity("what it costs, present", kind="amount", unit="currency", low=0, high=1e12, default=0.0)
    months: float = quantity(
        "months by which the decision waits for it", kind="months", unit="months", low=0, high=600, default=0.0
    )
    reveals: float = quantity(
        "chance that it settles the question", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")
    note: str = stated("what a reader should know", "")

    @field_validator("about", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one path alone, or a list of some."""
        names = read_list([raw] if isinstance(raw, str) else raw, read_name) if raw is not None else raw
        if names == ():
            raise PydanticCustomError("empty", "no path", {"field": "about"})
        return names


def covered(about: Iterable[str], paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of the paths that are named, or lie within something that is.

    Examples
    --------
    >>> covered(["offers.a"], ["offers.a.charges.desk.price", "offers.ab.price"])
    ('offers.a.charges.desk.price',)
    """
    named = tuple(about)
    return tuple(p for p in paths if any(p == name or p.startswith((f"{name}.", f"{name}[")) for name in named))


def places(paths: Iterable[Path]) -> Iterator[str]:
    """Yield every path and all that it lies within, as people write them."""
    for path in paths:
        yield from (dotted(path[: depth + 1]) for depth in range(len(path)))
