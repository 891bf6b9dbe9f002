"""What no file may hold, and files that are none: each is refused with its place, quickly."""

import os
from pathlib import Path

import pytest

from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError

from .conftest import GOOD

WAGE = "61860"


@pytest.mark.parametrize(
    ("content", "key", "place"),
    [
        ("a: &x 1\n", "anchor", "1:4"),
        ("a: 1\nb: *x\n", "alias", "2:4"),
        ("x: &x {}\nb: *x\n", "alias", "2:4"),
        ("x: &x {}\n<<: *x\n", "merge_key", "2:1"),
        ("a: !!str 1\n", "tag", "1:4"),
        ("a: !!python/object:os.system 1\n", "tag", "1:4"),
        ("a: 1\n'a': 2\n", "duplicate_key", "2:1"),
        ("a: 1\n---\nb: 2\n", "several_documents", "2:1"),
        ("a: .nan\n", "not_finite", "1:4"),
        ("a: [1, -.inf]\n", "not_finite", "1:8"),
        ("a: 1e999\n", "not_finite", "1:4"),
        ("a: 1234567890.1234567\n", "too_many_digits", "1:4"),
        ("a: 0x1fffffffffffff\n", "too_many_digits", "1:4"),
        ("a:\n\tb: 1\n", "tab", "2:1"),
        ("a: {b: 1\nc: 2\n", "not_yaml", "2:2"),
        ("a: b: c\n", "not_yaml", "1:5"),
        ('a: "\\ud800"\n', "control_character", "1:4"),
        ('a: "\\UFFFFFFFF"\n', "not_yaml", "1:2"),
        ('"\\u0007": 1\n', "control_character", "1:1"),
        ("a: 1\nb: x\x1b[31m\n", "control_character", "2:5"),
        ("a: b\u202ec\n", "control_character", "1:5"),
        ("a: b\ufeff\n", "control_character", "1:5"),
        ("a:\n", "nothing_stated", "1:1"),
        ("a: [1, ~]\nb: [\n", "not_yaml", "3:1"),
        ("? [a]\n: 1\n", "key_not_text", "1:3"),
        (": 1\n", "empty_key", "1:1"),
        ("%YAML 3.0\n---\na: 1\n", "not_yaml", "1:1"),
        ("", "empty_file", "1:1"),
        ("# nothing\n", "empty_file", "1:1"),
        ("- a\n- b\n", "not_a_case", "1:1"),
        ("just words\n", "not_a_case", "1:1"),
        (b"a: caf\xe9\n", "not_utf8", "1:7"),
        ("a: 1\n".encode("utf-16"), "binary", "1:1"),
        (b"PK\x03\x04\x00\x00", "binary", "1:1"),
        (b"#" * 2_000_001, "too_large", "1:1"),
        ("a: " + "[" * 3000, "too_deep", "1:23"),
        ("a: " + "{a: " * 50_000, "too_deep", "1:80"),
        (GOOD.replace(WAGE, "1" * 200_000), "too_many_digits", "33:22"),
        (GOOD.replace(WAGE, "1" + "0" * 400), "not_finite", "33:22"),
        (GOOD.replace(WAGE, "0x" + "f" * 5000), "not_finite", "33:22"),
    ],
)  # fmt: skip
def test_refused_with_its_place(problems_in, content: str | bytes, key: str, place: str) -> None:
    found = [(problem.key, ":".join(problem.place.split(":")[-2:])) for problem in problems_in(content)]
    assert (key, place) in found


def test_a_bomb_of_references_never_grows(problems_in) -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 20)]
    found = [problem.key for problem in problems_in("\n".join(rows))]
    assert found.count("anchor") == 20
    assert found.count("alias") == 19 * 9


def test_a_second_value_of_a_key_is_read_over_whole(problems_in) -> None:
    found = problems_in(GOOD + "case: {a: &b 1, c: [.nan, *b]}\n")
    assert [problem.key for problem in found] == ["duplicate_key"]
    assert "first in line 1" in found[0].text()


def refused(path: str | Path) -> str:
    with pytest.raises(CaseError) as caught:
        read_case(path)
    return caught.value.problems[0].key


def test_files_that_are_none(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.yaml") == "no_such_file"
    assert refused(tmp_path) == "not_a_file"
    assert refused(os.devnull) == "not_a_file"
    assert refused(tmp_path / ("x" * 5000)) == "cannot_read"
    assert refused("a\0b") == "cannot_read"
    with pytest.raises(CaseError, match="there is no such file; correct the name"):
        read_case(tmp_path / "nothing.yaml")
