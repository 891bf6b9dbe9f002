# ruff: noqa: E501 (tables)
"""Good cases, exact places, and every problem at once."""

from pathlib import Path

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.document import Place
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.scalars import plain_scalar
from outsourcing_model.casefile.yaml_reader import read_yaml
from outsourcing_model.errors import dotted

from .conftest import GOOD, line_of


def test_a_good_case_is_read(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(GOOD, encoding="utf-8")
    case = read_case(path)
    assert isinstance(case, Case)
    assert (case.term, case.discount_rate, str(case.start)) == (60, 0.08, "2026-01")
    assert case.offers["onshore"].charges["desk"].graduated.up_to == (2000.0, 3000.0)
    assert case.services["desk"].volume.growth.values == (-0.08, -0.02, 0.02)
    assert read_case(str(path)) == case


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_make_no_difference(tmp_path: Path, ends: str) -> None:
    plain, other = tmp_path / "plain.yaml", tmp_path / "other.yaml"
    plain.write_bytes(GOOD.encode())
    other.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", ends).encode())
    assert read_case(other) == read_case(plain)


def test_a_no_break_space_before_the_percent_sign_is_read(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(GOOD.replace("discount_rate: 8 %", "discount_rate: 8\u202f%"), encoding="utf-8")
    assert read_case(path).discount_rate == 0.08


def test_names_are_inert_text(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    for name in ("=HYPERLINK(1)", "<script>alert(1)</script>", "$5 to $10", "{{ 7 * 7 }}", "{found}"):
        path.write_text(GOOD.replace("name: Service desk", f"name: '{name}'"), encoding="utf-8")
        assert read_case(path).services["desk"].name == name


def test_each_key_and_value_has_its_place() -> None:
    document = read_yaml('a: 1\nb:\n  c: [10,\n    "x"]\n  "d": {e: 2 %}\nf:\n- 3\n- g: 4\n', "f.yaml")
    values = {dotted(path): (place.line, place.column) for path, place in document.values.items()}
    keys = {dotted(path): (place.line, place.column) for path, place in document.keys.items()}
    assert document.tree == {"a": 1, "b": {"c": [10, "x"], "d": {"e": "2 %"}}, "f": [3, {"g": 4}]}
    assert keys == {
        "a": (1, 1),
        "b": (2, 1),
        "b.c": (3, 3),
        "b.d": (5, 3),
        "b.d.e": (5, 9),
        "f": (6, 1),
        "f[1].g": (8, 3),
    }
    assert values == {
        "": (1, 1), "a": (1, 4), "b": (2, 1), "b.c": (3, 6), "b.c[0]": (3, 7), "b.c[1]": (4, 5),
        "b.d": (5, 8), "b.d.e": (5, 12), "f": (6, 1), "f[0]": (7, 3), "f[1]": (8, 3), "f[1].g": (8, 6),
    }  # fmt: skip
    assert str(document.values["a",]) == str(Place("f.yaml", 1, 4)) == "f.yaml:1:4"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("NO", "NO"), ("on", "on"), ("true", True), ("FALSE", False), ("~", None), ("null", None), ("", None),
        ("012", 12), ("-7", -7), ("0x1F", 31), ("0o17", 15), ("1e3", 1000.0), ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("1_000", "1_000"),
        ("1:30", "1:30"), ("2026-01", "2026-01"), ("2026-01-31", "2026-01-31"), ("8 %", "8 %"), ("１２", "１２"), ("٣", "٣"),
        ("nan", "nan"), ("inf", "inf"), ("=A1", "=A1"), ("123456789012345", 123456789012345), ("1e15", 1e15),
    ],
)  # fmt: skip
def test_scalars_follow_the_core_rules_of_yaml_1_2(text: str, value: object) -> None:
    found = plain_scalar(text)
    assert found == value
    assert type(found) is type(value)


def test_six_faults_give_six_problems_each_in_its_line(problems_in) -> None:
    changes = {
        "currency: USD": ("currency: usd", "not_a_currency"),
        "hurdle: 10 %": ("hurdel: 10 %", "unknown_key_near"),
        "month_1: 2640": ("month_1: -1", "too_low"),
        "loading: 1.42": ("loading: .nan", "not_finite"),
        "payment_days: 45": ("payment_days: soon", "not_a_number"),
        "rank: 0.3": ("rank: 3", "too_high"),
    }
    text = GOOD
    for good, (bad, _) in changes.items():
        text = text.replace(good, bad)
    found = [(int(problem.place.split(":")[-2]), problem.key) for problem in problems_in(text)]
    assert found == [(line_of(text, bad), key) for bad, key in changes.values()]


def test_problems_between_records_come_all_at_once_too(problems_in) -> None:
    text = GOOD.replace("mix: {hosting: onshore}", "mix: {hosting: offshore, qqq: onshore}").replace(
        "index: wages", "index: wage"
    )
    found = {(dotted(problem.path), problem.key) for problem in problems_in(text)}
    assert found == {
        ("alternatives.mix.hosting", "unknown_name_near"),
        ("alternatives.mix.qqq", "unknown_name"),
        ("in_house.costs.agents.index", "unknown_name_near"),
    }


def test_what_follows_from_a_refusal_is_not_told_as_well(problems_in) -> None:
    found = problems_in(GOOD.replace("hosting: {price: 260}", "hosting: {price: .inf}"))
    assert [problem.key for problem in found] == ["not_finite"]


def test_problems_are_told_in_french_too(problems_in) -> None:
    (problem,) = problems_in(GOOD.replace("discount_rate: 8 %", "discount_rate: 8"))
    assert "did you mean 8 % (0.08)?" in problem.text("en")
    assert "vouliez-vous dire 8\u00a0% (0.08)\u00a0?" in problem.text("fr").replace("8 %", "8\u00a0%")
