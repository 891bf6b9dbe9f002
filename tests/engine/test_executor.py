"""Every rule has its step, and a step applies the rule of its name to what an instruction holds."""

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest

from outsourcing_model.engine import basics, quality, rules, scheme, terms
from outsourcing_model.engine.executor import STEPS, addresses
from outsourcing_model.engine.step import INTERPRETED, N0, OUT, R0, REAL, ROWS, TILES, WHOLE, WIDTH, A

TABLES = (basics, terms, quality, scheme)
BOOKED = {"book_line", "book_cash", "book_cost", "book_due", "book_value", "book_years"}
PARTS = {"drawn_share", "expected_share"}
"""What several rules are made of."""


def table(module):
    """Return name to the expression that the step of a table is."""
    tree = ast.parse(inspect.getsource(module))
    found = [node.value for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict)]
    return {key.value: value for key, value in zip(found[0].keys, found[0].values, strict=True)}


LINES = {name: line for module in TABLES for name, line in table(module).items()}


def public(module):
    """Return the names of the rules that a module defines."""
    tree = ast.parse(inspect.getsource(module))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_no_name_has_two_steps():
    assert {*LINES, "book"} == set(STEPS)
    assert len(STEPS) == 1 + sum(len(table(module)) for module in TABLES)


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_step_is_the_rule_of_its_name(name):
    step = LINES[name]
    assert [argument.arg for argument in step.args.args] == ["c", "f", "x", "t", "w"]
    assert [node.func.id for node in ast.walk(step) if isinstance(node, ast.Call)] == [name]


def test_every_rule_has_a_step():
    modules = [import_module(f"{rules.__name__}.{item.name}") for item in iter_modules(rules.__path__)]
    assert len(modules) >= 7
    written = set().union(*(public(module) for module in modules))
    assert written == set(STEPS) - {"book"} | BOOKED | PARTS


def test_an_instruction_has_room_for_every_rule_in_use():
    assert (OUT, A, R0, N0) == (0, 1, 1 + TILES, 1 + TILES + ROWS)
    assert WIDTH == 1 + TILES + ROWS + WHOLE
    assert REAL == 4


def test_a_step_is_compiled_once_and_stays_where_it_is():
    places = addresses(["clear", "add", "clear"])
    assert places.dtype == np.int64
    assert places[0] == places[2] != places[1]
    assert not INTERPRETED
    np.testing.assert_array_equal(addresses(["clear", "add", "clear"]), places)
