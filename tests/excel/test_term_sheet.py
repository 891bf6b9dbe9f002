import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outsourcing_model.case.case import CLAUSES, Case
from outsourcing_model.case.paths import override
from outsourcing_model.errors import CaseError
from outsourcing_model.presentation import whole_file
from outsourcing_model.presentation.term_sheet import TermSheetError, term_sheet
from outsourcing_model.wording import keys, say

from .recalculation import formulas
from .sheets import SHIPPED, compared, shipped, texts, written

FRENCH, ENGLISH, SMALL = "contrat-infogerance", "service-desk-and-hosting", "outsourcing-calculator"
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def constants(formula: str) -> set[str]:
    """Return the numbers that stand in a formula, outside texts, names of sheets and cells."""
    bare = re.sub(r"'[^']*'!|\"[^\"]*\"|\$?[A-Za-z_][\w.]*(?:\$\d+)?|\$\d+", " ", formula[1:])
    return set(NUMBER.findall(bare))


def test_constants_are_seen() -> None:
    assert constants("=IF(A$3>1,'Sheet 2'!$B$4*12,desk_7_price)+0.5&\"9\"") == {"1", "12", "0.5"}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_formula_holds_a_number_of_its_own(name: str, tmp_path: Path) -> None:
    path = written(shipped(name), tmp_path, internal=True)
    assert {number for cell in formulas(path) for number in constants(cell[3])} <= {"0", "1"}


@pytest.mark.parametrize("name", SHIPPED)
def test_formulas_stay_in_the_common_subset(name: str, tmp_path: Path) -> None:
    used = {
        word
        for cell in formulas(written(shipped(name), tmp_path, internal=True))
        for word in re.findall(r"([A-Z]+)\(", cell[3])
    }
    assert used <= {
        "ABS",
        "AND",
        "IF",
        "INDEX",
        "INT",
        "ISNUMBER",
        "MAX",
        "MIN",
        "ROUND",
        "ROUNDUP",
        "ROWS",
        "SUM",
        "SUMIFS",
        "SUMPRODUCT",
    }


@pytest.mark.parametrize("internal", [False, True])
def test_one_formula_from_the_first_month_to_the_last(internal: bool, tmp_path: Path) -> None:
    path = written(shipped(ENGLISH), tmp_path, internal=internal)
    rows: dict[tuple[str, int], set[str]] = {}
    for sheet, row, column, formula, _ in formulas(path):
        if sheet in ("Charges", "Cash flow", "Expected credits") and column > 4 and row > 6:
            here, before = (openpyxl.utils.get_column_letter(c) for c in (column, column - 1))
            plain = re.sub(rf"(?<!\$)\b{here}(?=\$?\d)", "NOW", formula)
            rows.setdefault((sheet, row), set()).add(re.sub(rf"(?<!\$)\b{before}(?=\$?\d)", "BEFORE", plain))
    assert len(rows) > 10
    assert {place: found for place, found in rows.items() if len(found) > 1} == {}


def test_every_clause_has_its_heading_in_order(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(shipped(FRENCH), tmp_path, lang="fr"))["Conditions"]
    numbered = [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(1, sheet.max_row + 1)]
    wanted = [(str(n), say(f"clause.heading.{name}", "fr")) for n, name in enumerate(CLAUSES, 1)]
    assert [pair for pair in numbered if pair[0] and pair[0].isdigit()] == wanted


def test_a_clause_without_words_is_an_open_point(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(shipped(SMALL), tmp_path))["Terms"]
    row = next(row for row in range(1, 200) if sheet.cell(row, 2).value == "Confidentiality")
    assert sheet.cell(row, 6).value == "open point"
    assert sheet.cell(row + 1, 3).value == "Open point: nothing is stated yet."


@pytest.mark.parametrize("internal", [False, True])
def test_the_french_edition_is_french_and_the_english_one_english(internal: bool, tmp_path: Path) -> None:
    own = {
        key: text for area in ("sheet", "clause", "term") for key, text in keys(area).items() if "{" not in text["en"]
    }
    for lang, other in (("en", "fr"), ("fr", "en")):
        shown = texts(written(shipped(SMALL), tmp_path, internal=internal, lang=lang))
        allowed = {text[lang] for text in own.values()}
        foreign = {text[other] for text in own.values() if text[other] not in allowed}
        assert shown & foreign == set()


def test_money_and_positions_stand_only_in_the_internal_edition(tmp_path: Path) -> None:
    walk_away = shipped(ENGLISH).case.contract.clauses["termination"].walk_away
    inside, outside = (texts(written(shipped(ENGLISH), tmp_path, internal=internal)) for internal in (True, False))
    assert {walk_away, "Money at stake", "Walk-away"} <= inside
    assert {walk_away, "Money at stake", "Walk-away"} & outside == set()


@pytest.mark.parametrize("internal", [False, True])
def test_inputs_may_be_changed_and_formulas_not(internal: bool, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(shipped(ENGLISH), tmp_path, internal=internal))
    assert all(sheet.protection.sheet for sheet in book)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked or cell.data_type != "f", (sheet.title, cell.coordinate)
    named = {name: next(iter(where.destinations)) for name, where in book.defined_names.items()}
    for name in ("minimum_commitment", "payment_days", "monthly_cap"):
        sheet, cell = named[name]
        assert book[sheet][cell].protection.locked is False


def test_every_sheet_prints_in_landscape_with_its_head(tmp_path: Path) -> None:
    for sheet in openpyxl.load_workbook(written(shipped(ENGLISH), tmp_path, internal=True)):
        assert sheet.page_setup.orientation == "landscape"
        assert "&P" in sheet.oddFooter.right.text.replace("&[Page]", "&P")
        assert sheet.title in ("Cover", "Model run", "Levels and credits") or sheet.freeze_panes


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x.invalid","y")', "{=1+1}", "+1", "@x", "http://x.invalid", "a&b", "\ttab", "x" * 40_000],
)
def test_a_text_of_the_case_stays_a_text(text: str, tmp_path: Path) -> None:
    case = shipped(ENGLISH).case
    changes: dict[str, Any] = {
        "case": text, "services.hosting.name": text, "contract.title": text, "offers.onshore.provider.name": text,
        "contract.clauses.law.wording": [text], "service_levels.hosting_availability.name": text,
        "alternatives.mix.name": text,
    }  # fmt: skip
    comparison = compared(override(case, changes), 16)
    for internal in (False, True):
        path = written(comparison, tmp_path, "mix", internal)
        clean = written(shipped(ENGLISH), tmp_path, "mix", internal)
        assert len(formulas(path)) == len(formulas(clean))
        assert not any("HYPERLINK" in cell[3] for cell in formulas(path))
        assert any(text[:200].strip() in found for found in texts(path))


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (written(shipped(SMALL), tmp_path, internal=True).read_bytes() for _ in range(2))
    assert one == other


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.xlsx"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        term_sheet(shipped(SMALL)).to_excel(target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.xlsx"]


def test_the_alternative_is_the_one_that_is_shown() -> None:
    assert term_sheet(shipped(ENGLISH), internal=True).view.alternative == shipped(ENGLISH).shown


def test_an_in_house_recommendation_gives_the_best_offer() -> None:
    case = shipped(FRENCH).case
    cheap = override(case, {"in_house.variants.avec_astreinte.costs.astreinte.yearly": 0, "risks": {}})
    comparison = compared(cheap, 16)
    assert term_sheet(comparison, internal=True).view.alternative in ("tout_regional", "tout_national")


def stay_at_home() -> Case:
    """Return a case without any outsourcing."""
    tree = {"case": "Home", "currency": "EUR", "start": "2026-01", "term": 12, "discount_rate": 0.05}
    return Case.model_validate({**tree, "services": {"desk": {}}, "alternatives": {"in_house": {}}})


def test_without_outsourcing_there_is_no_term_sheet() -> None:
    with pytest.raises(TermSheetError, match="No alternative of this case hands a service to a provider") as error:
        term_sheet(compared(stay_at_home(), 16))
    assert error.value.text("fr").startswith("Aucune solution de ce dossier ne confie")


def test_an_alternative_that_keeps_everything_has_no_term_sheet() -> None:
    with pytest.raises(
        TermSheetError, match=r"The alternative in_house hands no service to a provider; those that do are: "
    ):
        term_sheet(shipped(ENGLISH), "in_house")


def test_an_unknown_alternative_is_named_with_the_nearest() -> None:
    with pytest.raises(CaseError, match="mix"):
        term_sheet(shipped(ENGLISH), "mixx")


def test_an_offer_of_another_alternative_is_refused() -> None:
    with pytest.raises(
        TermSheetError, match="The offer global_delivery is not used in this alternative; those used are: onshore"
    ):
        term_sheet(shipped(ENGLISH), "mix", offer="global_delivery")
