"""The catalogue of words: both languages, the same marks, and a message for all that is raised."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from outsourcing_model import wording
from outsourcing_model.quantities import Kind
from outsourcing_model.wording import LANGUAGES, areas, known, say

PACKAGE = Path(wording.__file__).parents[1]
RAISING = sorted(
    [
        *(PACKAGE / "case").glob("*.py"),
        *(PACKAGE / "casefile").glob("*.py"),
        PACKAGE / "engine" / "correlation.py",
        PACKAGE / "quantities.py",
        PACKAGE / "timeline.py",
    ]
)
ENTRIES = [(key, texts) for area in areas() for key, texts in wording.keys(area).items()]
ALWAYS = {"found", "field", "allowed"}
"""What `case.faults` gives to every message that tells a fault found by pydantic itself."""


def marks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("key", "texts"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_an_entry_has_both_languages_with_the_same_marks(key: str, texts: dict[str, str]) -> None:
    assert set(texts) == set(LANGUAGES)
    assert all(text.strip() for text in texts.values())
    assert marks(texts["en"]) == marks(texts["fr"])


@pytest.mark.parametrize("area", areas())
def test_french_signs_are_set_as_french_sets_them(area: str) -> None:
    plain_space = re.compile(r"[^\S\u00a0\u202f][;?!»]|« |\w[;?!]|[^\S\u00a0\u202f]:\s")
    french = {key: re.sub(r"\{\{.*?\}\}", "", texts["fr"]) for key, texts in wording.keys(area).items()}
    assert [key for key, text in french.items() if plain_space.search(text)] == []


def test_marks_are_filled_and_what_is_missing_is_an_error() -> None:
    assert say("problem.missing", "en", field="price").startswith("price is missing")
    assert say("problem.needs_moments", "en", family="normal").endswith("write {mean: 100, sd: 15}")
    with pytest.raises(KeyError, match="field"):
        say("problem.missing", "en")
    with pytest.raises(KeyError, match=r"problem\.nothing_like_it"):
        say("problem.nothing_like_it", "en")
    assert not known("problem.nothing_like_it")
    assert not known("nothing.like_it")


def test_every_kind_of_quantity_has_words() -> None:
    assert {f"kind.{kind}" for kind in Kind.__args__} == set(wording.keys("kind"))


def literals(node: ast.expr) -> list[str]:
    """Return the texts that an expression may be."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value else []


POSITION = {
    "PydanticCustomError": 0,
    "Problem": 1,
    "refuse": 2,
    "_refuse": 2,
    "_stop": 2,
    "_problem": 2,
    "_refused": 1,
    "warn": 1,
}
"""Which argument of a call holds the key of a message."""


PARTS = ("title", "what", "why", "remedy")
"""What the catalogue says of every warning."""


def raised() -> Iterator[tuple[str, set[str] | None]]:
    """Yield every key that a reader or a check raises, with the names given to its message where they are plain."""
    for path in RAISING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if (
                name not in POSITION
                or len(node.args) <= POSITION[name]
                or any(word.arg == "severity" for word in node.keywords)
            ):
                continue
            given = next((arg for arg in node.args[POSITION[name] + 1 :] if isinstance(arg, ast.Dict)), None)
            names = {key.value for key in given.keys if isinstance(key, ast.Constant)} if given else None
            for key in literals(node.args[POSITION[name]]):
                yield from ((place, names) for place in entries_of(name, key))


def entries_of(call: str, key: str) -> list[str]:
    """Return the entries of the catalogue that a call tells: three parts of a warning, one text of a problem."""
    return [f"warning.{key}.{part}" for part in PARTS[1:]] if call == "warn" else [f"problem.{key}"]


def test_every_raised_key_has_a_message_whose_marks_are_given() -> None:
    found = list(raised())
    assert len({key for key, _ in found}) > 60
    for key, names in found:
        assert known(key), key
        assert names is None or marks(wording.keys(key.partition(".")[0])[key]["en"]) <= names | ALWAYS, key


def test_every_message_is_raised_somewhere() -> None:
    stated = {
        node.value
        for path in RAISING
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {key.partition(".")[2] for key in wording.keys("problem")} <= stated
    assert {key.split(".")[1] for key in wording.keys("warning")} <= stated
