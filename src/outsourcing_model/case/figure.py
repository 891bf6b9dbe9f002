"""One figure of a case: the number or belief at a path, where it stands today, and how far its field lets it go."""

import math
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import children, parse, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import Kind

KINDS: dict[str, Kind] = {"discount_rate": "fraction"}
"""Numbers of the case whose fields don't say what they hold."""
TIMES = (0.5, 2.0)
"""A figure that is no belief is usually moved from half to double what it is."""


@dataclass(frozen=True)
class Figure:
    """A number of the case that can be moved.

    Parameters
    ----------
    path : str
        Where it stands.
    stated : Uncertain, int or float
        What the case says.
    low, high : float
        What its field allows, infinite where it states no limit.
    kind : str
        What its field holds.
    """

    path: str
    stated: Uncertain | float
    low: float
    high: float
    kind: Kind

    @property
    def now(self) -> float:
        """Return where it stands today, a belief at its mean."""
        return float(self.stated.mean if isinstance(self.stated, Uncertain) else self.stated)

    @property
    def is_whole(self) -> bool:
        """Return whether only whole numbers can stand there."""
        return isinstance(self.stated, int)


def figure_at(case: Case, path: str) -> Figure:
    """Return the figure at a path.

    Raises
    ------
    CaseError
        If there is nothing at the path, or no number.
    """
    found = value_at(case, parse(path))
    if isinstance(found, bool) or not isinstance(found, (Uncertain, int, float)):
        raise CaseError([Problem(parse(path), "not_a_figure", {})])
    low, high = -math.inf, math.inf
    kind: Kind = "count" if isinstance(found, int) else KINDS.get(path, "number")
    node: Any = case
    for part in parse(path):
        if isinstance(node, Record) and part in type(node).model_fields:
            extra: Any = type(node).model_fields[str(part)].json_schema_extra
            stated = extra if isinstance(extra, dict) else {}
            low = low if stated.get("low") is None else float(stated["low"])
            high = high if stated.get("high") is None else float(stated["high"])
            kind = stated.get("kind", kind)
        node = dict(children(node))[part]
    return Figure(path, found, low, high, kind)


def usual_range(figure: Figure, believed: tuple[float, float] | None = None) -> tuple[float, float]:
    """Return the ends between which a figure is moved unless others are asked for.

    Parameters
    ----------
    figure : Figure
        From half to double what it is, within what its field allows.
    believed : (float, float), optional
        Ends of its belief, which go before.

    Raises
    ------
    CaseError
        If the ends are the same: a figure of zero, or one that can't move.
    """
    low, high = believed or sorted(figure.now * times for times in TIMES)
    low, high = max(low, figure.low), min(high, figure.high)
    if not low < high:
        raise CaseError([Problem(parse(figure.path), "no_usual_range", {})])
    return low, high
