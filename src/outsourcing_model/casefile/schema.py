"""The JSON Schema of a case: what editors complete and check while a case is typed.

It is made from the records themselves (meaning, unit, range) and from the short forms that their readers accept.
It is wider than the reader where a rule joins several fields: `check` has the last word.
"""

import json
import os
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from outsourcing_model.case.budget import BudgetLine
from outsourcing_model.case.case import LEAST_RATE, Case, Clause
from outsourcing_model.case.commitment import Commitment
from outsourcing_model.case.cost import Relevance
from outsourcing_model.case.credits import ORDER, CreditScheme
from outsourcing_model.case.evaluation import Quote
from outsourcing_model.case.exchange import ExchangeRate
from outsourcing_model.case.families import LEAST_SHAPE, LISTS, ORDERED, SHAPES
from outsourcing_model.case.finding_out import FindingOut
from outsourcing_model.case.hurdle import Hurdle
from outsourcing_model.case.index import Index
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.offer import Party
from outsourcing_model.case.record import Record
from outsourcing_model.case.service import Volume, VolumeChange
from outsourcing_model.case.shape import extra_type
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.uncertain import PROVENANCE, STATUSES, Uncertain
from outsourcing_model.quantities import Kind
from outsourcing_model.timeline import MAX_MONTHS, MONTH_NAMES, Month

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"
_SPAN = r"[0-9]+(\.[0-9]*)?\s*({units})s?"
_UNITS: dict[Kind, str] = {"months": "month|year", "days": "day", "count": "month|year"}
_TEXT: Schema = {"type": "string"}
_CHANGE: Schema = {"type": "string", "pattern": r"^\s*[+-]\s*[0-9]+(\.[0-9]+)?\s*%(\s+from\s+[0-9]{4}-[0-9]{2})?\s*$"}


def case_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a case file."""
    case = _record(Case)
    required = case.pop("required")
    names: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    case["properties"]["include"] = {"description": "fragments of the case in its folder or below", **names}
    return {
        "$schema": DIALECT,
        "title": "Case",
        **case,
        "if": {"not": {"required": ["include"]}},
        "then": {"required": required},
        "$defs": {**_definitions(), **{f"belief_{kind}": _belief(kind) for kind in get_args(Kind)}},
    }


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(case_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_schema(path: str | os.PathLike[str]) -> None:
    """Write the schema to a file, whole or not at all."""
    draft = f"{os.fspath(path)}.tmp"
    with open(draft, "w", encoding="utf-8", newline="\n") as file:
        file.write(schema_text())
    os.replace(draft, path)


def _definitions() -> dict[str, Schema]:
    """Return the schema of every record below the case, by name."""
    found: dict[str, Schema] = {}
    waiting: list[Any] = [Case]
    while waiting:
        kind = waiting.pop()
        if not (isinstance(kind, type) and issubclass(kind, Record)):
            waiting += get_args(kind)
        elif kind.__name__ not in found:
            found[kind.__name__] = _record(kind)
            waiting += [field.annotation for field in kind.model_fields.values()] + [extra_type(kind)]
    del found[Case.__name__]
    return dict(sorted(found.items()))


def _record(record: type[Record]) -> Schema:
    """Return the schema of a record written out in full."""
    fields = record.model_fields
    others = extra_type(record)
    return {
        "type": "object",
        "description": (record.__doc__ or "").strip(),
        "properties": {name: _field(record, name, field) for name, field in fields.items()},
        "additionalProperties": _of(others) if others else False,
        "required": [name for name, field in fields.items() if field.is_required()],
    }


def _field(record: type[Record], name: str, field: FieldInfo) -> Schema:
    """Return the schema of one field with its meaning, and its unit, range and default where it has them."""
    extra: Any = field.json_schema_extra
    about: Schema = {"description": field.description}
    if isinstance(extra, dict):
        about["description"] = f"{field.description} [{extra['unit']}]"
        about |= {f"x-{key}": extra[key] for key in ("kind", "unit", "low", "high") if extra[key] is not None}
    if isinstance(default := _default(field), (str, int, float)):
        about["default"] = default
    special = _SPECIAL.get((record, name))
    return about | (special or _of(field.annotation, extra if isinstance(extra, dict) else None))


def _default(field: FieldInfo) -> object:
    """Return the value that an absent field has."""
    default = field.get_default(call_default_factory=True, validated_data={})
    return float(default) if isinstance(default, float) else None if default is PydanticUndefined else default


def _of(annotation: Any, extra: Schema | None = None) -> Schema:
    """Return the schema of a type; `extra` holds kind and range where it is a number or a belief."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return {"anyOf": [_of(part, extra) for part in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is dict:
        named = {"propertyNames": _of(arguments[0])} if get_origin(arguments[0]) is Literal else {}
        return {"type": "object", **named, "additionalProperties": _of(arguments[1], extra)}
    if origin is tuple:
        count = {} if arguments[-1] is Ellipsis else {"minItems": len(arguments), "maxItems": len(arguments)}
        return {"type": "array", "items": _of(arguments[0], extra), **count}
    if extra is not None and annotation is not NoneType:
        return _quantity(annotation, extra)
    return _plain(annotation)


def _plain(annotation: Any) -> Schema:
    """Return the schema of a type that is neither made of others nor a quantity."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        full = {"$ref": f"#/$defs/{annotation.__name__}"}
        return {"anyOf": [*_SHORT[annotation], full]} if annotation in _SHORT else full
    return _PLAIN[annotation]


def _quantity(annotation: Any, extra: Schema) -> Schema:
    """Return the schema of a number, or of a number or a belief about it."""
    forms = _number(extra["kind"], extra["low"], extra["high"])
    if annotation is Uncertain:
        forms.append({"$ref": f"#/$defs/belief_{extra['kind']}"})
    return {"anyOf": forms}


def _number(kind: Kind, low: float | None = None, high: float | None = None) -> list[Schema]:
    """Return the ways to write a number of a kind: bare (a fraction is at most 1), or as text with its sign or unit."""
    if kind == "fraction":
        low, high = max(-1, low if low is not None else -1), min(1, high if high is not None else 1)
    ends = {name: end for name, end in (("minimum", low), ("maximum", high)) if end is not None}
    text = f"{_NUMBER}\\s*%?" if kind == "fraction" else _NUMBER
    if kind in _UNITS:
        text = f"({text}|{_SPAN.format(units=_UNITS[kind])})"
    return [
        {"type": "integer" if kind == "count" else "number", **ends},
        {"type": "string", "pattern": f"^\\s*{text}\\s*$"},
    ]


def _belief(kind: Kind) -> Schema:
    """Return the schema of a belief about a number of a kind."""
    number: Schema = {"anyOf": _number(kind)}
    lists = {
        name: {"type": "array", "items": number, "minItems": count, "maxItems": count}
        for name, count in ORDERED.items()
    }
    outcomes = {name: {"type": "array", "items": number, "minItems": 1} for name in LISTS}
    two = {"minProperties": 2, "maxProperties": 2}
    normal = {"anyOf": [_figures(("mean", "sd"), ("low", "high"), number), _percentiles(number, two)]}
    lognormal = {"anyOf": [_figures(("mean", "sd"), (), number), _percentiles(number, two)]}
    shapes = _figures(("a", "b"), ("low", "high"), number)
    shapes["properties"] |= {key: {"anyOf": _number("number", LEAST_SHAPE)} for key in ("a", "b")}
    families: Schema = {
        "value": number,
        **lists,
        **outcomes,
        "normal": normal,
        "lognormal": lognormal,
        "beta": {"anyOf": [_figures(("mean", "sd"), ("low", "high"), number), shapes]},
        "percentiles": _percentiles(number, {"minProperties": 2}),
    }
    options: Schema = {
        "weights": {"type": "array", "items": {"anyOf": _number("fraction", 0, 1)}},
        "family": {"enum": list(SHAPES)},
    }
    about = dict.fromkeys((*PROVENANCE, "times"), _TEXT) | {"status": {"enum": list(STATUSES)}}
    return {
        "type": "object",
        "properties": families | options | about,
        "additionalProperties": False,
        "oneOf": [{"required": [name]} for name in families],
    }


def _figures(required: tuple[str, ...], others: tuple[str, ...], number: Schema) -> Schema:
    """Return the schema of named figures."""
    properties = dict.fromkeys((*required, *others), number)
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _percentiles(number: Schema, size: Schema) -> Schema:
    """Return the schema of figures named by their percentile, such as p10."""
    name = r"^p[0-9]+(\.[0-9]+)?$"
    return {"type": "object", "patternProperties": {name: number}, "additionalProperties": False, **size}


def _map_of(kind: Kind, low: float, high: float, **more: Any) -> Schema:
    """Return the schema of a map from names to numbers."""
    return {"type": "object", "additionalProperties": {"anyOf": _number(kind, low, high)}, **more}


_PLAIN: dict[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"enum": [True, False, "yes", "no"]},
    Month: {"type": "string", "pattern": r"^\s*[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?\s*$"},
    NoneType: {"type": "null"},
    Any: {},
}

_SHORT: dict[type[Record], list[Schema]] = {
    Party: [_TEXT],
    Hurdle: [*_number("amount", 0, 1e15), *_number("fraction", 0, 1)],
    Relevance: [{"enum": list(get_args(Relevance.model_fields["kind"].annotation))}],
    VolumeChange: [_CHANGE],
    BudgetLine: _number("amount", -1e15, 1e15),
    Quote: _number("amount", 0, 1e15),
    Commitment: _number("fraction", 0, 1),
    ExchangeRate: [*_number("number", 1e-9, 1e9), {"$ref": "#/$defs/belief_number"}],
}
"""What may stand for a whole record."""

_MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"
_ONE_OR_MANY: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}

_SPECIAL: dict[tuple[type[Record], str], Schema] = {
    (Case, "currency"): {"type": "string", "pattern": "^[A-Z]{3}$"},
    (Case, "term"): {"anyOf": _number("months", 1, MAX_MONTHS), "x-unit": "months"},
    (Case, "discount_rate"): {
        "anyOf": [
            *_number("fraction", LEAST_RATE, 1),
            _map_of("fraction", LEAST_RATE, 1, propertyNames={"pattern": "^(0|[1-9][0-9]?)$"}, required=["0"]),
        ],
        "x-unit": "a year",
    },
    (Volume, "season"): _map_of("fraction", -1, 10, propertyNames={"enum": list(MONTH_NAMES)}),
    (Transition, "price"): {"anyOf": [*_number("amount", 0, 1e12), _map_of("amount", 0, 1e12)], "x-unit": "currency"},
    (Transition, "milestones"): {
        "type": "object",
        "patternProperties": {"^[1-9][0-9]{0,2}$": {"anyOf": _number("fraction", 0, 1)}},
        "additionalProperties": {"$ref": "#/$defs/Milestone"},
    },
    (Milestone, "after"): _ONE_OR_MANY,
    (Index, "series"): _map_of("number", 1e-6, 1e9, propertyNames={"pattern": _MONTH}),
    (Index, "breaks"): _map_of("number", 1e-6, 1e9, propertyNames={"pattern": _MONTH}),
    (Indexation, "indices"): _map_of("fraction", 0, 1),
    (Indexation, "services"): _ONE_OR_MANY,
    (CreditScheme, "service_caps"): _map_of("fraction", 0, 1),
    (CreditScheme, "order"): {
        "anyOf": [{"enum": list(ORDER)}, {"type": "array", "items": {"enum": list(ORDER)}, "uniqueItems": True}]
    },
    (Clause, "wording"): _ONE_OR_MANY,
    (Clause, "items"): _ONE_OR_MANY,
    (FindingOut, "about"): _ONE_OR_MANY,
}
"""Fields that their own reader reads."""
