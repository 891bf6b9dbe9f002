"""The exit sheet of a contract that states every term of getting out."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override

from .recalculation import formualizer_differences, libreoffice_differences, needs_soffice
from .sheets import compared, shipped, texts, written

ONSHORE = "offers.onshore.exit"
TERMS: dict[str, Any] = {
    f"{ONSHORE}.months_of_base": 2,
    f"{ONSHORE}.share_of_remaining": "7 %",
    f"{ONSHORE}.cap": 1_900_000,
    f"{ONSHORE}.data_extraction": 41_000,
    f"{ONSHORE}.after_exit": "retender",
    f"{ONSHORE}.retender": 271_828,
    f"{ONSHORE}.dual_running_months": 1.75,
}
BY_DAY = {"from_month": 7, "notice_months": 2, "assistance_days": 90, "assistance_day_rate": 1_310, "cap_share": "11 %"}


KINDS = {"by_sum": "en", "by_day": "fr", "left": "en", "breach": "fr"}
"""Ways of getting out, each with the language of its sheets."""


def left(kind: str) -> Case:
    """Return the shipped case with every term of getting out: to the end of the term, or left before."""
    case = override(shipped("service-desk-and-hosting").case, TERMS)
    if kind == "by_day":
        fixed = {"base": 9_000, "graduated": {"up_to": [2000], "price": [25, 20]}}
        return override(case, {ONSHORE: BY_DAY, "offers.onshore.charges.service_desk": fixed})
    if kind in ("left", "breach"):
        return override(case, {"exit_month": 40, "exit_ground": {"left": "convenience", "breach": "breach"}[kind]})
    return case


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], Path]:
    """Return both editions of every kind, by kind and whether it is the internal one."""
    folder = tmp_path_factory.mktemp("leaving")
    found = {kind: compared(left(kind), 16) for kind in KINDS}
    return {
        (kind, internal): written(comparison, folder, "all_onshore", internal, KINDS[kind])
        for kind, comparison in found.items()
        for internal in (True, False)
    }


@pytest.mark.parametrize("internal", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_formualizer_computes_what_the_engine_did(files, kind: str, internal: bool) -> None:
    assert formualizer_differences(files[kind, internal]) == []


@needs_soffice
def test_libreoffice_computes_what_the_engine_did(files, tmp_path: Path) -> None:
    found = libreoffice_differences(files.values(), tmp_path)
    assert len(found) == 2 * len(KINDS)
    assert {path: cells for path, cells in found.items() if cells} == {}


def rows(path: Path) -> dict[int, tuple[Any, ...]]:
    """Return contract month to the cells of the exit sheet."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Exit"]
    return {row[0]: row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)}


def test_the_sheet_shows_the_columns_of_the_terms(files) -> None:
    inside, outside = (rows(files["by_sum", internal]) for internal in (True, False))
    first = left("by_sum").offers["onshore"].exit.from_month
    assert list(inside) == list(outside) == list(range(first, 61))
    assert inside[60][2] is None
    assert inside[30][2] == 30 - left("by_sum").offers["onshore"].exit.notice_months
    assert inside[30][8] == 271_828
    assert inside[30][9] == pytest.approx(1.75 * inside[30][3])
    assert inside[30][10] == pytest.approx(sum(inside[30][4:7]) + sum(inside[30][8:10]))
    assert inside[30][11] == pytest.approx(sum(inside[30][8:10]))
    assert outside[30][8] == 0
    assert len(inside[30]) == len(outside[30]) + 3


def test_what_leaving_costs_ourselves_stays_inside(files) -> None:
    path = files["by_sum", False]
    numbers = {
        cell.value
        for sheet in openpyxl.load_workbook(path, data_only=True)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert not numbers & {271_828, 1.75}
    assert not any("beside the successor" in text or "Next tender" in text for text in texts(path))
    assert any("$41,000.00" in text for text in texts(path))
