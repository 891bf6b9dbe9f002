"""The exit sheet of a contract that states every term of getting out."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outsourcing_model.case.paths import override
from outsourcing_model.metrics.results import Comparison

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


@pytest.fixture(scope="module", params=["by_sum", "by_day", "left", "breach"])
def found(request: pytest.FixtureRequest) -> Comparison:
    case = override(shipped("service-desk-and-hosting").case, TERMS)
    if request.param == "by_day":
        fixed = {"base": 9_000, "graduated": {"up_to": [2000], "price": [25, 20]}}
        case = override(case, {ONSHORE: BY_DAY, "offers.onshore.charges.service_desk": fixed})
    if request.param in ("left", "breach"):
        ground = {"left": "convenience", "breach": "breach"}[request.param]
        case = override(case, {"exit_month": 40, "exit_ground": ground})
    return compared(case, 16)


@pytest.mark.parametrize("internal", [True, False])
def test_formualizer_computes_what_the_engine_did(found: Comparison, tmp_path: Path, internal: bool) -> None:
    path = written(found, tmp_path, "all_onshore", internal, "fr" if internal else "en")
    assert formualizer_differences(path) == []


@needs_soffice
def test_libreoffice_computes_what_the_engine_did(found: Comparison, tmp_path: Path) -> None:
    paths = [written(found, tmp_path, "all_onshore", internal) for internal in (True, False)]
    assert {name: cells for name, cells in libreoffice_differences(paths, tmp_path).items() if cells} == {}


def rows(path: Path) -> dict[int, tuple[Any, ...]]:
    """Return contract month to the cells of the exit sheet."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Exit"]
    return {row[0]: row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)}


def test_the_sheet_shows_the_columns_of_the_terms(tmp_path: Path) -> None:
    comparison = compared(override(shipped("service-desk-and-hosting").case, TERMS), 16)
    inside = rows(written(comparison, tmp_path, "all_onshore", internal=True))
    outside = rows(written(comparison, tmp_path, "all_onshore"))
    first = comparison.case.offers["onshore"].exit.from_month
    assert list(inside) == list(outside) == list(range(first, 61))
    assert inside[60][2] is None
    assert inside[30][2] == 30 - comparison.case.offers["onshore"].exit.notice_months
    assert inside[30][8] == 271_828
    assert inside[30][9] == pytest.approx(1.75 * inside[30][3])
    assert inside[30][10] == pytest.approx(sum(inside[30][4:7]) + sum(inside[30][8:10]))
    assert inside[30][11] == pytest.approx(sum(inside[30][8:10]))
    assert outside[30][8] == 0
    assert len(inside[30]) == len(outside[30]) + 3


def test_what_leaving_costs_ourselves_stays_inside(tmp_path: Path) -> None:
    comparison = compared(override(shipped("service-desk-and-hosting").case, TERMS), 16)
    path = written(comparison, tmp_path, "all_onshore")
    numbers = {
        cell.value
        for sheet in openpyxl.load_workbook(path, data_only=True)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert not numbers & {271_828, 1.75}
    assert not any("beside the successor" in text or "Next tender" in text for text in texts(path))
    assert any("$41,000.00" in text for text in texts(path))
