"""Which side of a make-or-buy comparison, and which kind of spending, each heading of the cost structure belongs to."""

from typing import Protocol

IN_HOUSE, TRANSITIONAL, ONGOING = "in_house", "transitional", "ongoing"
OPERATING, CAPITAL, ONE_OFF, TAX = "operating", "capital", "one_off", "tax"
KINDS = (OPERATING, CAPITAL, ONE_OFF, TAX)

ONE_TIME = frozenset({"transition", "parallel", "one_off", "severance", "sold", "exit"})
"""Headings of what is paid once, for getting there, getting out or changing over; others of an alternative last."""

KIND_OF_HEADING = {
    "assets": CAPITAL, "tax": TAX,
    "transition": ONE_OFF, "one_off": ONE_OFF, "severance": ONE_OFF, "sold": ONE_OFF, "exit": ONE_OFF,
}  # fmt: skip
"""Heading to kind of spending; operating where it is not named."""

_TURNING_POINTS = ("transition", "exit")


class Line(Protocol):
    """What has a heading, a relevance and a place in the case."""

    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def relevance(self) -> str: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102


def side(line: Line) -> str:
    """Return the side of a line: ``in_house``, ``transitional`` or ``ongoing``.

    Notes
    -----
    A line that an alternative brings along (relevance ``incremental``) is transitional if its heading is one of
    :data:`ONE_TIME` or its record stands in an offer's transition or exit, else ongoing. All other lines are the
    company's own, what of them runs in parallel being transitional.
    """
    if line.relevance != "incremental":
        return IN_HOUSE
    return TRANSITIONAL if line.category in ONE_TIME or _turning(line.path) else ONGOING


def kind(line: Line) -> str:
    """Return the kind of spending of a line: ``operating``, ``capital``, ``one_off`` or ``tax``."""
    if line.relevance == "incremental" and _turning(line.path):
        return ONE_OFF
    return KIND_OF_HEADING.get(line.category, OPERATING)


def _turning(path: str) -> bool:
    """Return whether a record stands in an offer's terms of transition or exit."""
    return path.startswith("offers.") and any(part in _TURNING_POINTS for part in path.split("."))
