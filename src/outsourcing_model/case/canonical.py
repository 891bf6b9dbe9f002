"""The one form of a value that stands for all its spellings: what is equal here is the same case."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override, parse, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.service import Volume, VolumeChange
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import CaseError
from outsourcing_model.quantities import read_number
from outsourcing_model.timeline import Month


def canonical(node: Any) -> Any:
    """Return a value as plain maps, lists and texts: numbers at 15 significant digits, defaults spelt out.

    Examples
    --------
    >>> canonical(0.1 + 0.2) == canonical(0.3)
    True
    """
    if isinstance(node, bool) or node is None or isinstance(node, str):
        return node
    if isinstance(node, (int, float)):
        return {"number": f"{node + 0.0:.15g}"}
    if isinstance(node, Month):
        return str(node)
    if isinstance(node, Uncertain):
        return {each.name: canonical(getattr(node, each.name)) for each in fields(node) if each.name != "factor"}
    if isinstance(node, Record):
        members = {name: getattr(node, name) for name in type(node).model_fields} | (node.model_extra or {})
        return {name: canonical(value) for name, value in members.items()}
    if isinstance(node, Mapping):
        return {str(name): canonical(value) for name, value in node.items()}
    return [canonical(item) for item in node]


def canonical_scenario(case: Case, name: str) -> dict[str, Any]:
    """Return the overrides of a scenario as what they make of the case, changes as changes."""
    return {text: _override(case, text, raw) for text, raw in case.scenarios[name].items()}


def _override(case: Case, text: str, raw: Any) -> Any:
    """Return one override in canonical form, as it is written where it can't be applied."""
    if isinstance(raw, Mapping) and set(raw) == {"change"}:
        return {"change": canonical(read_number(raw["change"], "fraction"))}
    try:
        if isinstance(raw, str) and isinstance(value_at(case, parse(text)), Volume):
            return canonical(VolumeChange.model_validate(raw))
        return canonical(value_at(override(case, {text: raw}), parse(text)))
    except CaseError:
        return canonical(raw)
