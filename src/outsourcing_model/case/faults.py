"""From what pydantic found to problems that can be told in any language."""

import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from outsourcing_model.case.record import Record
from outsourcing_model.case.shape import nearest, record_at
from outsourcing_model.errors import Path, Problem
from outsourcing_model.quantities import shown

BUILTIN = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "string_type": "not_text",
    "string_unicode": "control_character",
    "int_type": "not_whole",
    "int_parsing": "not_whole",
    "int_parsing_size": "not_whole",
    "int_from_float": "not_whole",
    "float_type": "not_a_plain_number",
    "float_parsing": "not_a_plain_number",
    "finite_number": "not_finite",
    "bool_type": "not_yes_or_no",
    "bool_parsing": "not_yes_or_no",
    "literal_error": "not_allowed",
    "model_type": "not_a_map",
    "dict_type": "not_a_map",
    "tuple_type": "not_a_list",
    "is_instance_of": "not_a_plain_number",
}
"""pydantic's own error types, each with the message that says it in the words of a finance person."""

_QUOTED = re.compile(r"'([^']*)'")
"""pydantic names the permitted words only inside its sentence."""


def problems_of(error: ValidationError, root: type[Record], prefix: Path = ()) -> list[Problem]:
    """Return every problem that the validation of a record found.

    Parameters
    ----------
    error : ValidationError
        Raised by `root`.
    root : type
        The record class that was validated; unknown keys are compared with what it knows.
    prefix : tuple
        Path of that record in the case.
    """
    return [_problem(item, root, prefix) for item in error.errors(include_url=False)]


def _problem(item: ErrorDetails, root: type[Record], prefix: Path) -> Problem:
    """Return one problem; a key that is wrong is told at its own path."""
    path: Path = tuple(part for part in item["loc"] if part != "[key]")
    key, values = _told(item, root, path)
    return Problem((*prefix, *path), key, values)


def _told(item: ErrorDetails, root: type[Record], path: Path) -> tuple[str, dict[str, Any]]:
    """Return the key of the message and what it mentions."""
    kind = item["type"]
    if kind not in BUILTIN:
        return kind, dict(item.get("ctx", {}))
    if kind == "extra_forbidden":
        return unknown_key(path, root)
    if item["input"] is None:
        return "nothing_stated", {"field": str(path[-1]) if path else ""}
    if kind in ("model_type", "string_type") and (meant := _misspelt(path, root)):
        return "unknown_key_near", {"found": shown(path[-1]), "nearest": meant}
    allowed = _QUOTED.findall(str(item.get("ctx", {}).get("expected", "")))
    return BUILTIN[kind], {"found": shown(item["input"]), "field": shown(path[-1]) if path else "", "allowed": allowed}


def unknown_key(path: Path, root: type[Record]) -> tuple[str, dict[str, Any]]:
    """Return key and values of the message about a key that its record doesn't know."""
    owner = record_at(root, path[:-1])
    known = [field.alias or name for name, field in owner.model_fields.items()] if owner else []
    near = nearest(path[-1], known)
    values = {"found": shown(path[-1]), "allowed": known, "nearest": near}
    return ("unknown_key_near" if near else "unknown_key"), values


def _misspelt(path: Path, root: type[Record]) -> str:
    """Return the field that was meant where a record took a misspelt one for a name of the case."""
    owner = record_at(root, path[:-1]) if path else None
    if owner is None or owner.model_config.get("extra") != "allow" or path[-1] in owner.model_fields:
        return ""
    return nearest(path[-1], owner.model_fields, 0.75)
