"""What the company keeps to itself: on the internal cash flow sheet, recalculated, and nowhere on the other."""

from pathlib import Path

import pytest

from outsourcing_model.case.paths import override
from outsourcing_model.metrics.results import Comparison

from .recalculation import formualizer_differences, libreoffice_differences, needs_soffice
from .sheets import compared, everything, shipped, texts, written

OWN = {
    "in_house.costs.desk_agents.staff.attrition": "20 %",
    "in_house.costs.desk_agents.staff.hiring_cost": 7_777,
    "freed": {
        "rooms": {"name": "Third floor", "service": "service_desk", "kind": "sublet", "monthly": 12_345},
        "kit": {"name": "Old racks", "service": "hosting", "kind": "sale", "amount": 98_765},
        "bench": {"name": "Test bench", "service": "hosting", "kind": "opportunity", "monthly": 4_321},
    },
    "tax": {"name": "Corporation tax", "rate": "25 %"},
    "retained.costs.vendor_manager.category": "change_orders",
}
PLAN = {"people": 10, "transferred": 4, "weeks": 26, "annual_wage": 54_321}
NAMES = ("Third floor", "Old racks", "Test bench", "Corporation tax", "7777", "12345", "98765", "4321")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    case = shipped("service-desk-and-hosting").case
    kept = {**case.retained.costs, "plan": {"name": "Social plan", "service": "hosting", "severance": PLAN}}
    return compared(override(case, {**OWN, "retained.costs": kept}))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_internal_edition_shows_every_line_and_recalculates(comparison: Comparison, tmp_path: Path, lang) -> None:
    path = written(comparison, tmp_path, "all_onshore", True, lang)
    assert formualizer_differences(path) == []
    shown = " | ".join(texts(path))
    for name in (*NAMES[:4], "Social plan"):
        assert name in shown


@needs_soffice
def test_libreoffice_agrees_on_the_own_lines(comparison: Comparison, tmp_path: Path) -> None:
    path = written(comparison, tmp_path, "all_onshore", True)
    assert libreoffice_differences([path], tmp_path) == {path: []}


def test_nothing_of_it_reaches_the_other_side(comparison: Comparison, tmp_path: Path) -> None:
    content = everything(written(comparison, tmp_path, "all_onshore"))
    assert not [name for name in (*NAMES, "Social plan", "54321") if name in content]
