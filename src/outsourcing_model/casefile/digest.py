"""The fingerprint of a case: the same for every way to write the same case down."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override, parse, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.service import Volume, VolumeChange
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import CaseError
from outsourcing_model.quantities import read_number
from outsourcing_model.timeline import Month


def digest(case: Case) -> str:
    """Return the SHA-256 of a case's values at 15 significant digits.

    Order of keys, comments, spelling (``8 %`` or ``0.08``) and defaults that are spelt out make no difference.
    """
    stated = _canonical(case) | {"scenarios": {name: _scenario(case, name) for name in case.scenarios}}
    text = json.dumps(stated, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _canonical(node: Any) -> Any:
    """Return a value in the one form that stands for all its spellings."""
    if isinstance(node, bool) or node is None or isinstance(node, str):
        return node
    if isinstance(node, (int, float)):
        return {"number": f"{node + 0.0:.15g}"}
    if isinstance(node, Month):
        return str(node)
    if isinstance(node, Uncertain):
        return {name: _canonical(value) for name, value in vars(node).items()}
    if isinstance(node, Record):
        members = {name: getattr(node, name) for name in type(node).model_fields} | (node.model_extra or {})
        return {name: _canonical(value) for name, value in members.items()}
    if isinstance(node, Mapping):
        return {str(name): _canonical(value) for name, value in node.items()}
    return [_canonical(item) for item in node]


def _scenario(case: Case, name: str) -> dict[str, Any]:
    """Return the overrides of a scenario as what they make of the case, changes as changes."""
    return {text: _override(case, text, raw) for text, raw in case.scenarios[name].items()}


def _override(case: Case, text: str, raw: Any) -> Any:
    """Return one override in canonical form, as it is written where it can't be applied."""
    if isinstance(raw, Mapping) and set(raw) == {"change"}:
        return {"change": _canonical(read_number(raw["change"], "fraction"))}
    try:
        if isinstance(raw, str) and isinstance(value_at(case, parse(text)), Volume):
            return _canonical(VolumeChange.model_validate(raw))
        return _canonical(value_at(override(case, {text: raw}), parse(text)))
    except CaseError:
        return _canonical(raw)
