"""Every deal from its file to everything that a run writes, in both languages."""

import csv
import html
import json
import math
import re
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from excel.recalculation import formualizer_differences, formulas, libreoffice_differences, needs_soffice

from .conftest import Run, Runs, call
from .deals import DEALS, HERE, LANGUAGES

ROOT = Path(__file__).parents[2]
WRITTEN = ("results.json", "cash-flows.csv", "budget.csv", "bids.csv", "report.html", "term-sheet-internal.xlsx")
NOT_A_NUMBER = re.compile(r"\b(nan|inf|None(?! of )|null|Infinity)\b")
"""What a reader should never meet where a figure or a text belongs."""


def shown(path: Path) -> str:
    """Return what a reader sees of a page."""
    page = re.sub(r"(?s)<(style|svg|script)\b.*?</\1>", " ", path.read_text(encoding="utf-8"))
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def sheets(run: Run) -> list[Path]:
    """Return the term sheets of a run."""
    return sorted(run.folder.glob("*.xlsx"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DEALS)
def test_a_run_writes_everything(runs: Runs, name: str, lang: str) -> None:
    run = runs[name, lang]
    assert run.code == 0, run.told
    assert [file for file in WRITTEN if not (run.folder / file).exists()] == []
    assert len(sheets(run)) >= 2
    assert list(run.folder.glob("chart-*.png"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DEALS)
def test_nothing_that_is_read_is_no_number(runs: Runs, name: str, lang: str) -> None:
    run = runs[name, lang]
    texts = {"report": shown(run.folder / "report.html"), "terminal": run.printed}
    texts |= {file: (run.folder / file).read_text(encoding="utf-8-sig") for file in WRITTEN if file.endswith("csv")}
    assert {place: NOT_A_NUMBER.findall(text) for place, text in texts.items() if NOT_A_NUMBER.search(text)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DEALS)
def test_results_keep_their_contract(runs: Runs, name: str, lang: str) -> None:
    text = (runs[name, lang].folder / "results.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_constant=refuse)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8")))
    numbers = [leaf for leaf in leaves(found) if isinstance(leaf, float)]
    assert numbers
    assert all(math.isfinite(number) for number in numbers)


def refuse(word: str) -> None:
    """Refuse NaN and infinity, which are no JSON."""
    pytest.fail(f"{word} stands in the results")


def leaves(node: Any) -> list[Any]:
    """Return every leaf of a tree."""
    if isinstance(node, dict):
        return [leaf for child in node.values() for leaf in leaves(child)]
    return [leaf for child in node for leaf in leaves(child)] if isinstance(node, list) else [node]


@pytest.mark.parametrize("name", DEALS)
def test_both_languages_say_the_same_numbers(runs: Runs, name: str) -> None:
    one, other = (
        json.loads((runs[name, lang].folder / "results.json").read_text(encoding="utf-8")) for lang in LANGUAGES
    )
    assert [x for x in leaves(one) if isinstance(x, float)] == [x for x in leaves(other) if isinstance(x, float)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DEALS)
def test_formualizer_computes_what_the_engine_did(runs: Runs, name: str, lang: str) -> None:
    found = {path.name: formualizer_differences(path) for path in sheets(runs[name, lang])}
    assert {file: cells for file, cells in found.items() if cells} == {}
    assert all(len(formulas(path)) > 20 for path in sheets(runs[name, lang]))


@pytest.fixture(scope="module")
def recalculated(runs: Runs, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str]]:
    """Return what LibreOffice, started once, computes otherwise in the sheets of all deals."""
    every = [path for name in DEALS for lang in LANGUAGES for path in sheets(runs[name, lang])]
    return libreoffice_differences(every, tmp_path_factory.mktemp("recalculated"))


@needs_soffice
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DEALS)
def test_libreoffice_computes_what_the_engine_did(
    runs: Runs, recalculated: dict[Path, list[str]], name: str, lang: str
) -> None:
    found = {path.name: recalculated[path] for path in sheets(runs[name, lang])}
    assert len(found) >= 2
    assert {file: cells for file, cells in found.items() if cells} == {}


@pytest.mark.parametrize("name", DEALS)
def test_every_check_of_the_workbook_holds(runs: Runs, name: str) -> None:
    """The verdicts are texts, so that a check which fails is not hidden by a formula that says so."""
    path = runs[name, "en"].folder / "term-sheet-internal.xlsx"
    assert {cell[4] for cell in formulas(path) if cell[0] == "Checks" and isinstance(cell[4], str)} == {"OK"}


@pytest.mark.parametrize("name", DEALS)
def test_cash_flows_add_up_to_the_total(runs: Runs, name: str) -> None:
    folder = runs[name, "en"].folder
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))["alternatives"]
    with (folder / "cash-flows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for alternative, result in results.items():
        amounts = [float(row["expected_run"]) for row in rows if row["alternative"] == alternative]
        assert sum(amounts) == pytest.approx(result["total_cost"]["expected_run"], abs=0.05)


SCENARIOS = ("charges", "bands", "dead_band", "days", "gain", "commitments", "discount", "productivity", "benchmark",
             "exchange", "rate", "passed", "revision", "lost", "transition", "exit", "breach", "people")  # fmt: skip


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the internal term sheet of the deal with every term of price."""
    return priced(tmp_path_factory.mktemp("unchanged"))


def priced(folder: Path, *options: str) -> Path:
    """Return the internal term sheet of the deal with every term of price, written through the command line."""
    path = folder / "internal.xlsx"
    case, given = str(HERE / "every-price-term.yaml"), ("--internal", "--alternative", "out", "--draws", "16")
    code, _, told = call("term-sheet", case, "--out", str(path), *given, *options)
    assert code == 0, told
    return path


def costs(path: Path) -> tuple[float, float]:
    """Return the present costs of the alternative and of the reference that a term sheet shows."""
    book = openpyxl.load_workbook(path, data_only=True)
    places = (next(iter(book.defined_names[name].destinations)) for name in ("present_cost", "reference_cost"))
    one, other = (float(book[sheet][cell].value) for sheet, cell in places)
    return one, other


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_changes_each_kind_of_term(unchanged: Path, scenario: str, tmp_path: Path) -> None:
    path = priced(tmp_path, "--scenario", scenario)
    assert formualizer_differences(path) == []
    before, after = costs(unchanged), costs(path)
    assert abs(after[0] - before[0]) > 1
    assert (abs(after[1] - before[1]) > 1) == (scenario in ("people", "revision"))


def test_a_volume_below_zero_is_refused(tmp_path: Path) -> None:
    text = (HERE / "zero-volume.yaml").read_text(encoding="utf-8").replace("month_1: 0}, late", "month_1: -1}, late")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    code, _, told = call("check", str(tmp_path / "case.yaml"))
    assert code == 2
    assert "services.quiet.volume.month_1" in told
    assert "-1" in told
