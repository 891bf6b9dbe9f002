"""The commands on sensitivity, through the program's own door."""

import json
import re

import pytest
from test_cli import CALCULATOR, call

CASE = """\
case: Small
currency: EUR
start: 2026-01
term: 12
discount_rate: 8 %
services:
  desk: {volume: {month_1: 100}}
in_house:
  costs:
    team: {service: desk, monthly: {uniform: [950, 1050]}}
offers:
  give: {provider: Provider, charges: {desk: {price: {uniform: [6, 12]}}}}
alternatives:
  in_house: {}
  out: {every_service: give}
scenarios:
  dear: {offers.give.charges.desk.price: {uniform: [8, 14]}}
  lean: {in_house.costs.team.monthly: {uniform: [850, 950]}}
"""
PRICE = "offers.give.charges.desk.price"


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "220")
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def plain(text):
    return re.sub(r"[\u202f\xa0]", " ", text)


def test_sensitivity_prints_and_writes(case, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    code, printed, told = call(
        monkeypatch, capsys, "sensitivity", case, "--draws", 64, "--sobol", "--base", 64, "--out", out
    )
    assert code == 0, told
    for words in ("Gain at P10", "Rank correlation", "Sobol indices", "rises from €9.00 to", "Dear + Lean"):
        assert words in plain(printed), words
    names = {path.name for path in out.iterdir()}
    assert names == {"sensitivity.json", "chart-tornado.png", "chart-scenarios.png"}
    found = json.loads((out / "sensitivity.json").read_text(encoding="utf-8"))
    assert found["tornado"][0]["path"] == PRICE
    assert [each["names"] for each in found["scenarios"]] == [[], ["dear"], ["lean"], ["dear", "lean"]]
    assert found["sobol"]["runs"] == 64 * 4


def test_scenarios_are_composed_as_asked_and_french_is_spoken(case, monkeypatch, capsys):
    code, printed, told = call(
        monkeypatch, capsys, "sensitivity", case, "--draws", 32, "--scenario", "lean+dear", "--lang", "fr"
    )
    assert code == 0, told
    assert "Lean + Dear" in printed
    assert "hausse de 9,00 € à" in plain(printed)
    assert "Indices de Sobol" not in printed


def test_a_case_without_beliefs_says_so(monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, "sensitivity", CALCULATOR, "--draws", 32, "--sobol", "--lang", "en")
    assert code == 0
    assert "Nothing is uncertain in this case" in printed
    assert "there are no indices" in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sensitivity", "--base", "100", "--sobol"), "power of two"),
        (("sensitivity", "--alternative", "nobody"), "there are in_house, out"),
        (("sensitivity", "--scenario", "dear+nothing"), "nothing"),
        (("break-even", "services.desk"), "only a number can be moved"),
        (("break-even", PRICE, "--from", "3"), "two ends"),
        (("break-even", PRICE, "--from", "5", "--to", "4"), "two ends"),
        (("break-even", "discount_rate", "--from", "5", "--to", "9"), "a percentage such as 8 %"),
        (("break-even", PRICE, "--from", "-5", "--to", "9"), PRICE),
        (("break-even", PRICE, "--between", "out", "nobody"), "nobody"),
        (("table", PRICE, PRICE), "one or two different axes"),
        (("table", f"{PRICE}:1:2"), "is no axis"),
        (("table", f"{PRICE}:2:1:5"), "is no axis"),
        (("table", f"{PRICE}:a:b:5"), "write an amount"),
        (("table", PRICE, "--chart", "table.gif"), ".svg or .png"),
    ],
)
def test_what_is_wrong_is_told_in_one_message(case, arguments, words, monkeypatch, capsys):
    command, *rest = arguments
    code, printed, told = call(monkeypatch, capsys, command, case, *rest, "--lang", "en")
    assert (code, words in told) == (2, True), told
    assert "Traceback" not in told + printed


# By hand: 1,000 / 100 units.
def test_break_even_finds_the_price(case, monkeypatch, capsys):
    code, printed, told = call(monkeypatch, capsys, "break-even", case, PRICE, "--between", "out", "in_house")
    assert code == 0, told
    assert "€10.00" in printed
    code, printed, _ = call(monkeypatch, capsys, "break-even", case, PRICE, "--from", "1", "--to", "2")
    assert "none: “Out” stays ahead" in printed


def test_a_table_is_printed_and_drawn(case, tmp_path, monkeypatch, capsys):
    picture = tmp_path / "table.svg"
    code, printed, told = call(
        monkeypatch, capsys, "table", case, f"{PRICE}:8:12:3", "discount_rate:4 %:12 %:3", "--chart", picture
    )
    assert code == 0, told
    assert "● 8%" in printed
    assert picture.read_bytes().startswith(b"<svg")
    code, printed, _ = call(monkeypatch, capsys, "table", case, PRICE)
    assert code == 0
    assert printed.count("✓") >= 3


@pytest.mark.parametrize("command", ["sensitivity", "break-even", "table"])
def test_help_has_an_example(command, monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, command, "--help")
    assert code == 0
    assert f"outsourcing-model {command}" in re.sub(r"\s+", " ", printed)
