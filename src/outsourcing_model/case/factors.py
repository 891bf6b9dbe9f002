"""Shared beliefs: one belief that multiplies several numbers of a case, so that they move together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from outsourcing_model.case.record import Record
from outsourcing_model.case.shape import nearest
from outsourcing_model.case.uncertain import Uncertain, inside
from outsourcing_model.errors import Path
from outsourcing_model.quantities import shown

FACTORS = "factors"
UNDRAWN = (FACTORS, "evaluation", "end_of_term")
"""Sections whose numbers take no factor: the factors themselves, and what is weighed beside the draws."""

Whole = TypeVar("Whole", bound=Record)


def joined(case: Whole, factors: Mapping[str, Uncertain]) -> Whole:
    """Return the case in which each number that names a factor knows the belief about it.

    Parameters
    ----------
    case : Record
        Checked already; what names no factor is left as it is, so that joining again changes nothing.
    factors : mapping
        Name to belief.

    Raises
    ------
    pydantic.ValidationError
        With every number that names a factor which isn't there, or leaves its range with it.
    """
    joining = _Joining(factors)
    found: Whole = joining.record(case, ())
    if joining.faults:
        raise ValidationError.from_exception_data("factors", joining.faults)
    return found


@cache
def with_numbers(record: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record that can hold a belief somewhere below them."""
    return tuple(name for name, info in record.model_fields.items() if _holds_numbers(info.annotation))


def _holds_numbers(annotation: Any) -> bool:
    """Return whether a type is a belief or a record, or is made of some."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return bool(with_numbers(annotation)) or annotation.model_config.get("extra") == "allow"
    return annotation is Uncertain or any(map(_holds_numbers, get_args(annotation)))


@dataclass
class _Joining:
    """A walk through a case, and what was found wrong on the way."""

    factors: Mapping[str, Uncertain]
    faults: list[InitErrorDetails] = field(default_factory=list)

    def record(self, node: Any, path: Path) -> Any:
        """Return a record whose numbers know their factors, the very same if none names one."""
        kind: type[Record] = type(node)
        changed = {}
        for name in (*with_numbers(kind), *(node.model_extra or ())):
            value = getattr(node, name)
            new = value if value is None else self.node(value, (*path, name), kind, name)
            if new is not value:
                changed[name] = new
        return node.model_copy(update=changed) if changed else node

    def node(self, node: Any, path: Path, owner: type[Record], name: str) -> Any:
        """Return what stands at a path below the field `name` of a record of the type `owner`."""
        if isinstance(node, Uncertain):
            return self.belief(node, path, owner, name) if node.times else node
        if isinstance(node, Record):
            return self.record(node, path)
        if isinstance(node, dict):
            members = {key: self.node(value, (*path, key), owner, name) for key, value in node.items()}
            return node if all(map(is_, members.values(), node.values())) else members
        if isinstance(node, tuple):
            items = tuple(self.node(value, (*path, number), owner, name) for number, value in enumerate(node))
            return node if all(map(is_, items, node)) else items
        return node

    def belief(self, node: Uncertain, path: Path, owner: type[Record], name: str) -> Uncertain:
        """Return a number that knows its factor, held against the range of its field."""
        factor = self.factors.get(node.times)
        if node.factor is factor and factor is not None:
            return node
        if path[0] in UNDRAWN or factor is None:
            self._tell(self._unknown(path, node.times), path)
            return node
        found = replace(node, factor=factor)
        extra: Any = owner.model_fields[name].json_schema_extra
        try:
            return inside(found, extra["low"], extra["high"], node.times)
        except PydanticCustomError as error:
            self._tell(error, path)
            return node

    def _unknown(self, path: Path, name: str) -> PydanticCustomError:
        """Return what is wrong with the name of a factor: it is not there, or has no effect at its place."""
        if path[0] in UNDRAWN:
            return PydanticCustomError("not_here", "not here", {"field": "times"})
        if near := nearest(name, self.factors):
            return PydanticCustomError("unknown_name_near", "unknown", {"found": shown(name), "nearest": near})
        return PydanticCustomError("not_stated_in", "not stated", {"found": shown(name), "place": FACTORS})

    def _tell(self, fault: PydanticCustomError, path: Path) -> None:
        """Note what is wrong at a path."""
        self.faults.append(InitErrorDetails(type=fault, loc=path, input=None))
