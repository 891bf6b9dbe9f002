"""The comparison of two versions as a person asks for it, through real files and the program's own door."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import CALCULATOR, ROOT, call

DESK = ROOT / "data" / "service-desk-and-hosting" / "case.yaml"
PAGE = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
DEARER = (("yearly: 800000", "yearly: 840000"), ("base: 40000", "base: 42000"), ("price: 80000", "price: 60000"))


@pytest.fixture
def later(tmp_path):
    """Return a function that writes a case with some texts replaced."""

    def write(case: Path, *edits, name="later.yaml"):
        text = case.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, old
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def rows(printed):
    """Return the cells of each row of the tables."""
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in printed.splitlines() if line.startswith("│")]


@pytest.fixture
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "190")


@pytest.mark.usefixtures("wide")
def test_the_example_of_the_page(later, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out.json"
    changed = later(CALCULATOR, *DEARER)
    code, printed, told = call(
        monkeypatch, capsys, "diff", CALCULATOR, changed, "--draws", 32, "--lang", "en", "--json", out
    )
    assert code == 0, told
    stated = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith(("| All", "| The provider"))]
    cells = [[cell.strip() for cell in line] for line in stated]
    assert len(cells) == 3
    for row in cells:
        assert row in [found[:4] for found in rows(printed)], printed
    assert "the recommendation stays “Hand it over”; its saving rose from $880k to $948k" in printed
    assert "880,000 to 948,000" in PAGE
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [step["moved"]["saving"] for step in found["steps"]] == pytest.approx([120_000, -72_000, 20_000])
    assert found["saving_moved"]["mean"] == pytest.approx(68_000)
    assert found["recommendation_changed"] is False


@pytest.mark.parametrize(("lang", "words"), [("en", "are the same case"), ("fr", "sont le même dossier")])
def test_the_same_case_is_said_to_be_the_same(lang, words, later, monkeypatch, capsys):
    spelt = later(CALCULATOR, ("discount_rate: 0 %", "discount_rate: 0.0"))
    code, printed, _ = call(monkeypatch, capsys, "diff", CALCULATOR, spelt, "--draws", 32, "--lang", lang)
    assert (code, words in printed) == (0, True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Sources only: 1 change(s)", "Wording only: 1 change(s)", "its saving is unchanged at $880k")),
        ("fr", ("Sources seulement : 1 changement(s)", "Rédaction seulement : 1 changement(s)", "son économie reste")),
    ],
)
def test_sources_and_wording_are_counted_and_listed_on_demand(lang, words, later, monkeypatch, capsys):
    edits = (("source: Published example", "source: Checked example"), ("name: The IT service", "name: All of IT"))
    changed = later(CALCULATOR, *edits)
    code, printed, _ = call(monkeypatch, capsys, "diff", CALCULATOR, changed, "--draws", 32, "--lang", lang)
    assert code == 0
    for text in words:
        assert text in printed.replace("\xa0", " ")
    _, listed, _ = call(monkeypatch, capsys, "diff", CALCULATOR, changed, "--draws", 32, "--lang", lang, "--all")
    assert ("Checked" in printed, "Checked" in listed, "All of IT" in listed) == (False, True, True)


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Risk: Long outage at the provider", "2% … 4% … 5%", "smaller change(s)", "Total at mean beliefs")),
        ("fr", ("Risque : Long outage at the provider", "2 % … 4 % … 5 %", "plus petit(s)", "Total aux valeurs moy")),
    ],
)
def test_a_long_list_is_sorted_by_what_moves_most_and_cut(lang, words, later, tmp_path, monkeypatch, capsys):
    text = DESK.read_text(encoding="utf-8")
    risk = text[text.index("  provider_outage:") : text.index("\ncorrelations:")]
    wages = [(f"annual_wage: {wage}", f"annual_wage: {wage + 900}") for wage in (61860, 79040, 99130, 104620, 76220)]
    more = [
        ("monthly: 22000", "monthly: 22500"),
        ("unit_cost: 69.44", "unit_cost: 69.45"),
        ("hosting:  {price: 225", "hosting:  {price: 224"),
    ]
    more += [
        ("storage:  {price: 55", "storage:  {price: 54"),
        ("base: 26500", "base: 26400"),
        ("pieces: 24", "pieces: 23"),
    ]
    changed = later(DESK, (risk, ""), ("{pert: [2 %, 3.2 %, 5 %]}", "{pert: [2 %, 4 %, 5 %]}"), *wages, *more)
    arguments = ("--draws", 32, "--lang", lang, "--chart", tmp_path / "moves.svg")
    code, printed, told = call(monkeypatch, capsys, "diff", DESK, changed, *arguments)
    assert code == 0, told
    for text in words:
        assert text in printed.replace("\xa0", " "), printed
    picture = (tmp_path / "moves.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "<title>" in picture


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "the recommendation has changed from “Hand it over” to “Keep the service”"),
        ("fr", "passe de « Hand it over »"),
    ],
)
def test_a_changed_recommendation_is_told_with_what_turned_it(lang, words, later, monkeypatch, capsys):
    changed = later(CALCULATOR, ("base: 40000", "base: 70000"), ("price: 80000", "price: 81000"))
    code, printed, _ = call(monkeypatch, capsys, "diff", CALCULATOR, changed, "--draws", 32, "--lang", lang)
    told = printed.replace("\xa0", " ")
    assert (code, words in told) == (0, True)
    assert re.search(r"(turns with this change|bascule avec ce changement).*\n?.*(base charge|forfait)", told)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_problems_of_both_files_are_told_with_their_file(lang, later, monkeypatch, capsys):
    first = later(CALCULATOR, ("term: 36 months", "terms: 36 months"), name="first.yaml")
    second = later(CALCULATOR, ("discount_rate: 0 %", "discount_rate: 8"), name="second.yaml")
    code, printed, told = call(monkeypatch, capsys, "diff", first, second, "--lang", lang)
    assert code == 2
    assert re.search(r"first\.yaml:\d+:\d+: terms", told)
    assert re.search(r"second\.yaml:\d+:\d+: discount_rate: .*8 % \(0\.08\)", told)
    assert "Traceback" not in told + printed


@pytest.mark.parametrize(("lang", "words"), [("en", "where the earlier version has USD"), ("fr", "devises")])
def test_another_currency_is_refused_and_leaves_nothing(lang, words, later, tmp_path, monkeypatch, capsys):
    changed = later(CALCULATOR, ("currency: USD", "currency: EUR"))
    out = tmp_path / "out.json"
    code, _, told = call(monkeypatch, capsys, "diff", CALCULATOR, changed, "--lang", lang, "--json", out)
    assert (code, words in told, out.exists()) == (2, True, False)


def test_another_term_is_compared_with_a_warning(later, monkeypatch, capsys):
    changed = later(CALCULATOR, ("term: 36 months", "term: 48 months"))
    code, printed, told = call(monkeypatch, capsys, "diff", CALCULATOR, changed, "--draws", 32, "--lang", "en")
    assert code == 0
    assert "Warning: The versions differ in date, term, rate or timing (Term)" in told
    assert "36 months" in printed


def test_a_missing_file_and_a_wrong_picture_are_told(tmp_path, monkeypatch, capsys):
    code, _, told = call(monkeypatch, capsys, "diff", CALCULATOR, tmp_path / "none.yaml")
    assert (code, "none.yaml" in told) == (2, True)
    code, _, told = call(monkeypatch, capsys, "diff", CALCULATOR, CALCULATOR, "--chart", tmp_path / "moves.pdf")
    assert (code, ".svg" in told) == (2, True)


def test_alternatives_in_one_version_only_are_named(later, monkeypatch, capsys):
    changed = later(CALCULATOR, ("  in_house: {name: Keep", "  again: {name: Keep both}\n  in_house: {name: Keep"))
    code, printed, _ = call(monkeypatch, capsys, "diff", CALCULATOR, changed, "--draws", 32, "--lang", "en")
    assert (code, re.search(r"Only in \S*later\.yaml: Keep both\.", printed) is not None) == (0, True)


def test_help_has_an_example(monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, "diff", "--help")
    assert (code, "outsourcing-model diff" in re.sub(r"\s+", " ", printed)) == (0, True)


def processor_seconds(process):
    """Return how long a process has computed: enough and it is past its imports, however busy the machine is."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_an_interruption_is_told_and_leaves_nothing(tmp_path):
    """A real process, interrupted while it simulates: exit code 130 and no file."""
    command = [sys.executable, "-m", "outsourcing_model", "diff", str(DESK), str(DESK), "--draws", "5000000"]
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    with subprocess.Popen(
        [*command, "--lang", "fr", "--json", str(tmp_path / "out.json")], stderr=subprocess.PIPE, text=True, **heard
    ) as run:
        while processor_seconds(run.pid) < 7:
            time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        told = run.stderr.read()
        assert run.wait(60) == 130
    assert "rien n’a été écrit à moitié" in told
    assert not (tmp_path / "out.json").exists()
