"""The shape of records: which record stands at a path, which names it knows, and the nearest of them."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from types import UnionType
from typing import Any, Union, get_args, get_origin

from outsourcing_model.case.record import Record
from outsourcing_model.errors import Path

_LONGEST, _MOST = 60, 300


def nearest(found: object, names: Iterable[object], likeness: float = 0.5) -> str:
    """Return the name most like `found`, nothing if none is near; long names and long lists are cut to stay quick.

    Examples
    --------
    >>> nearest("hostng", ["desk", "hosting"])
    'hosting'
    """
    known = [str(name)[:_LONGEST] for name in islice(names, _MOST)]
    return next(iter(get_close_matches(str(found)[:_LONGEST], known, 1, likeness)), "")


def record_at(root: type[Record], path: Path) -> type[Record] | None:
    """Return the record class that a case has at a path, none where it has a number, a text or nothing.

    Examples
    --------
    >>> from outsourcing_model.case.cost import CostLine, InHouse
    >>> record_at(InHouse, ("costs", "desk_agents")) is CostLine
    True
    """
    kind: Any = root
    for part in path:
        kind = _member(kind, part)
    return kind if _is_record(kind) else None


def main_type(annotation: Any) -> Any:
    """Return what an annotation holds besides nothing: the record, map or list of a union, else its first part."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    parts = [part for part in get_args(annotation) if part is not type(None)]
    return next((part for part in parts if _is_record(part) or get_origin(part) in (dict, tuple)), parts[0])


def extra_type(record: type[Record]) -> Any:
    """Return the type of the members that a record accepts under names of the case, none if it accepts no others."""
    if record.model_config.get("extra") != "allow":
        return None
    return get_args(record.__annotations__["__pydantic_extra__"])[1]


def _is_record(kind: Any) -> bool:
    """Return whether a type is a record."""
    return isinstance(kind, type) and issubclass(kind, Record)


def _member(kind: Any, part: str | int) -> Any:
    """Return the type of a member of a record, map or list."""
    if _is_record(kind):
        field = kind.model_fields.get(str(part))
        return main_type(field.annotation) if field else extra_type(kind)
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return main_type(arguments[1])
    return main_type(arguments[0]) if get_origin(kind) is tuple else None
