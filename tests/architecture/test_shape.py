"""Small modules, small functions, no short cuts."""

import ast
import re
from statistics import median, quantiles

import pytest

from .sources import PACKAGE, TREES, docstrings, functions

DRIVER = ("execute", "execute_all")
"""The compiled driver takes every array of a program; nothing else has so many arguments."""


def length(function: ast.FunctionDef) -> int:
    """Return the lines of a function's body without its docstring."""
    documented = ast.get_docstring(function) is not None
    body = function.body[1:] if documented else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def arguments(function: ast.FunctionDef) -> int:
    """Return how many arguments a caller sees."""
    names = [part.arg for part in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


@pytest.mark.parametrize("name", sorted(TREES))
def test_modules_are_short(name):
    assert len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) <= 300


def test_modules_are_mostly_short():
    assert median(len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) for name in TREES) <= 120


def test_functions_are_mostly_short():
    lengths = [length(function) for tree in TREES.values() for function in functions(tree)]
    assert median(lengths) <= 7
    assert quantiles(lengths, n=10)[-1] <= 25


@pytest.mark.parametrize("name", sorted(TREES))
def test_functions_take_few_arguments(name):
    most = 10 if name.startswith(("engine/rules/", "cli/")) else 9
    many = {f.name: arguments(f) for f in functions(TREES[name]) if f.name not in DRIVER and arguments(f) > most}
    assert many == {}


@pytest.mark.parametrize("name", sorted(TREES))
def test_no_short_cuts(name):
    text = (PACKAGE / name).read_text(encoding="utf-8")
    assert not re.search(r"TODO|FIXME|XXX|pragma: no cover|type: ignore(?!\[)", text)
    assert not re.search(r"/(utils?|helpers?|common|misc)(/|\.py)", f"/{name}")
    for node in ast.walk(TREES[name]):
        assert not isinstance(node, (ast.Assert, ast.Global))
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert not isinstance(node.body[0], ast.Pass), "an exception is passed over in silence"


ROOMS = ("presentation/", "session/", "cli/")
SENTENCE = re.compile(r"[A-Za-zÀ-ÿ’]{2,} [A-Za-zÀ-ÿ’]{2,}")
FOR_MACHINES = re.compile(
    r"axes fraction|offset points|(upper|lower|center) (center|left|right)|row wrap|^\[\$|^<|^droit français$"
    r"|outsourcing-model term-sheet"
)
"""Positions and styles of chart, sheet and page, a search word, a command to type."""


def spoken(tree: ast.Module) -> list[str]:
    """Return the sentences of a module that a person could read, but for what documents or refuses to programmers."""
    silent = docstrings(tree)
    for node in ast.walk(tree):
        refusal = isinstance(node, ast.Assign) and [ast.unparse(part) for part in node.targets] == ["message"]
        if refusal or isinstance(node, ast.Raise):
            silent |= {part for part in ast.walk(node) if isinstance(part, ast.Constant)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in silent)
    return [node.value for node in constants if isinstance(node.value, str) and SENTENCE.search(node.value)]


@pytest.mark.parametrize("name", sorted(name for name in TREES if name.startswith(ROOMS)))
def test_words_for_people_stand_in_the_catalogue(name):
    assert [text for text in spoken(TREES[name]) if not FOR_MACHINES.search(text)] == []


def test_the_search_for_words_finds_them():
    source = (
        'def f():\n    """Return nothing at all."""\n    message = "not for people"\n    return "Total cost of all"\n'
    )
    assert spoken(ast.parse(source)) == ["Total cost of all"]
