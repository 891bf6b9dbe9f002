"""The range over which a figure is moved unless another is asked for."""

from typing import Any

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import children, parse, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.errors import CaseError, Path, Problem

TAIL = 0.005
TIMES = (0.5, 2.0)


def searched_range(case: Case, path: str) -> tuple[float, float]:
    """Return the ends between which a figure is moved.

    A belief between its 0.5th and 99.5th percentile; any other number between half and double what it is, within what
    its field allows.

    Raises
    ------
    CaseError
        If the figure is zero, or its belief has one value in all of that range: there is no usual range.
    """
    now = value_at(case, parse(path))
    if isinstance(now, Uncertain) and not now.is_constant:
        low, high = (float(end) for end in quantile(now, np.array([TAIL, 1 - TAIL])))
    else:
        value = now.mean if isinstance(now, Uncertain) else float(now)
        low, high = sorted(value * times for times in TIMES)
        least, most = allowed(case, parse(path))
        low, high = max(low, least), min(high, most)
    if not low < high:
        raise CaseError([Problem(parse(path), "no_usual_range", {})])
    return low, high


def allowed(case: Case, path: Path) -> tuple[float, float]:
    """Return the least and the greatest value that the field at a path may have, infinite where it states none."""
    low, high = -np.inf, np.inf
    node: Any = case
    for part in path:
        if isinstance(node, Record) and part in type(node).model_fields:
            extra: Any = type(node).model_fields[str(part)].json_schema_extra
            stated = extra if isinstance(extra, dict) else {}
            low = low if stated.get("low") is None else float(stated["low"])
            high = high if stated.get("high") is None else float(stated["high"])
        node = dict(children(node))[part]
    return float(low), float(high)
