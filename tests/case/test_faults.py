"""No fault that pydantic finds is told in pydantic's own words."""

from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from outsourcing_model.case.case import Case
from outsourcing_model.case.faults import BUILTIN, problems_of
from outsourcing_model.case.offer import Party
from outsourcing_model.errors import dotted
from outsourcing_model.wording import known

FAULTS_OF_A_TYPE = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "model-field": set(),
    "str": {"string_type", "string_unicode"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float", "finite_number"},
    "float": {"float_type", "float_parsing"},
    "bool": {"bool_type", "bool_parsing"},
    "literal": {"literal_error"},
    "dict": {"dict_type"},
    "tuple": {"tuple_type"},
    "is-instance": {"is_instance_of"},
    "nullable": set(),
    "default": set(),
    "union": set(),
    "any": set(),
    "definitions": set(),
    "definition-ref": set(),
    "function-before": set(),
    "function-after": set(),
    "function-plain": set(),
    "function-wrap": set(),
    "no-info": set(),
    "with-info": set(),
}
"""Which faults each part of a schema can find; a part that is not here is new and must be thought about."""


def schemas(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if isinstance(node.get("type"), str) else []
        return own + [
            found
            for name, child in node.items()
            if name not in ("serialization", "metadata")
            for found in schemas(child)
        ]
    return [found for child in node for found in schemas(child)] if isinstance(node, (list, tuple)) else []


def test_every_fault_that_a_case_can_have_is_mapped() -> None:
    types = {schema["type"] for schema in schemas(Case.__pydantic_core_schema__)}
    assert types <= set(FAULTS_OF_A_TYPE)
    assert {fault for name in types for fault in FAULTS_OF_A_TYPE[name]} <= set(BUILTIN)
    assert all(known(f"problem.{key}") for key in BUILTIN.values())


def test_unions_are_read_before_pydantic_tries_their_parts() -> None:
    fields = {(record, name) for record, name in _union_fields(Case, set())}
    assert fields == {
        ("Case", "discount_rate"),
        ("CostLine", "service"),
        ("Freed", "service"),
        ("RiskEvent", "applies_to"),
        ("Transition", "price"),
    }


def _union_fields(record: type[BaseModel], seen: set[type]) -> list[tuple[str, str]]:
    seen.add(record)
    found: list[tuple[str, str]] = []
    for name, field in record.model_fields.items():
        parts = [part for part in get_args(field.annotation) if part is not type(None)]
        if get_origin(field.annotation) in (Union, UnionType) and len(parts) > 1:
            found.append((record.__name__, name))
        for part in (field.annotation, *parts, *(inner for outer in parts for inner in get_args(outer))):
            if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                found += _union_fields(part, seen)
    return found


@pytest.mark.parametrize(
    ("tree", "path", "key"),
    [
        ({"name": 3}, "name", "not_text"),
        ({"name": None}, "name", "nothing_stated"),
        ({}, "name", "missing"),
        ([], "", "not_a_map"),
        ({"name": "x", "adress": "y"}, "adress", "unknown_key_near"),
        ({"name": "x", "zzz": "y"}, "zzz", "unknown_key"),
    ],
)
def test_what_pydantic_finds_is_told_in_our_words(tree: Any, path: str, key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Party.model_validate(tree)
    (problem,) = problems_of(caught.value, Party)
    assert (dotted(problem.path), problem.key) == (path, key)
    assert problem.text("en") != problem.text("fr")
