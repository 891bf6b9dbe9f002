"""Price indices: the level of a calendar month, and the yearly index of in-house lines and costs passed through."""

from collections.abc import Mapping

from outsourcing_model.case.case import Case
from outsourcing_model.timeline import Month


def level(case: Case, values: Mapping[str, float], name: str, month: Month) -> float:
    """Return the level of an index in a calendar month, on the base of its oldest value."""
    index, path = case.indices[name], f"indices.{name}.growth"
    if not index.series:
        return (1 + values[path]) ** ((month - case.start) / 12)
    known = {Month.read(text): value for text, value in index.series.items()}
    assert month >= min(known), f"{name} begins after {month}"
    last = max(known)
    if month > last:
        return level(case, values, name, last) * (1 + values[path]) ** ((month - last) / 12)
    found = known[month]
    for text, link in index.breaks.items():
        if Month.read(text) <= month:
            found /= link
    return found


def yearly_index(case: Case, values: Mapping[str, float], name: str | None, month: int) -> float:
    """Return what an index has become since the first month, moving at each anniversary."""
    if name is None or month < 12:
        return 1.0
    anniversary = case.start + month // 12 * 12
    return level(case, values, name, anniversary) / level(case, values, name, case.start)
