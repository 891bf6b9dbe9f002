"""The driver's dispatch and the translator's table say the same."""

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from outsourcing_model.engine import executor, quality, rules, scheme, terms
from outsourcing_model.engine.program import translate


def dispatch():
    """Return rule number to the body that the driver runs for it."""
    trees = [ast.parse(inspect.getsource(module)) for module in (executor, terms, quality, scheme)]
    parts = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    driver = [node for node in parts if node.name in ("execute", "apply_term", "apply_quality", "apply_scheme")]
    return {
        node.test.comparators[0].value: node.body
        for part in driver
        for node in ast.walk(part)
        if isinstance(node, ast.If) and ast.unparse(node.test).startswith("op == ")
    }


def called(body):
    """Return the names of the functions that a body calls."""
    return [node.func.id for part in body for node in ast.walk(part) if isinstance(node, ast.Call)]


def public(module):
    """Return the names of the rules that a module defines."""
    tree = ast.parse(inspect.getsource(module))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_numbers_are_those_of_the_table():
    numbers = {name: number for number, name in enumerate(translate.RULES)}
    numbers |= {name: number for number, name in enumerate(translate.QUALITY, 100)}
    numbers |= {name: number for number, name in enumerate(translate.SCHEME, 200)}
    assert len(translate.QUALITY) <= 100
    assert len(translate.RULES) <= 100
    assert numbers == translate.OPCODES
    assert sorted(dispatch()) == sorted(numbers.values())


@pytest.mark.parametrize(("name", "number"), list(translate.OPCODES.items()))
def test_each_number_runs_the_rule_of_its_name(name, number):
    body = dispatch()[number]
    if name == "clear":
        assert ast.unparse(body[-1]) == "o[:] = 0.0"
    elif name == "book":
        assert called(body) == ["book_line", "book_cash", "book_value", "book_years"]
    else:
        assert name in called(body)
        assert [call for call in called(body) if call in translate.OPCODES] == [name]


def test_every_rule_is_in_the_table():
    modules = [import_module(f"{rules.__name__}.{item.name}") for item in iter_modules(rules.__path__)]
    assert len(modules) >= 7
    written = set().union(*(public(module) for module in modules))
    booked = {"book_line", "book_cash", "book_value", "book_years"}
    assert written == set(translate.OPCODES) - {"clear", "book"} | booked


def test_an_instruction_has_room_for_every_rule_in_use():
    assert translate.WIDTH == 2 + translate.TILES + translate.ROWS + translate.WHOLE
