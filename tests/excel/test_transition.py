"""Milestones with names, delays by the week and volumes that move over time, on the sheets of both editions."""

from pathlib import Path
from typing import Any

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override

from .recalculation import formualizer_differences, libreoffice_differences, needs_soffice
from .sheets import compared, texts, typed, written

WEEKLY = {"amount_per_week": 900, "part_week": "ignored", "grace_days": 3, "longstop_days": 60}
DAILY = {"value": 80_000, "rate_per_day": "0.1 %", "cap": "10 %", "exempt_up_to": 300}
PLAN = {
    1: "10 %",
    "design": {
        "name": "Target design", "month": 2, "share": "30 %", "slip_days": {"pert": [0, 12, 50]},
        "deliverable": "The design of the target platform", "acceptance": "No open point of class A", "review_days": 15,
    },
    "build": {"month": 3, "after": "design", "slip_days": 20, "delay_damages": WEEKLY},
    "migration": {"month": 4, "share": "60 %", "after": ["build", "design"], "slip_days": 11, "delay_damages": DAILY},
    "close": {"month": 8, "slip_days": 400},
}  # fmt: skip
TRANSITION = {
    "price": {"desk": 40_000, "hosting": 60_000},
    "months": 4,
    "milestones": PLAN,
    "slip_days": {"pert": [0, 4, 30]},
    "overrun": "10 %",
    "parallel_months": 1,
    "ramp_months": 2.5,
    "delay_damages": {**DAILY, "exempt_up_to": 0, "rate_per_day": "0.3 %"},
    "damages_cap": 11_000,
}
OTHER = {"price": 9000, "months": 2.5, "ramp_months": {"pert": [1, 2, 4]}, "slip_days": 9,
         "milestones": {"handover": {"month": 2, "slip_days": 40}},
         "delay_damages": {"value": 5000, "rate_per_week": "1 %"}}  # fmt: skip


def outsourced(lang: str = "en") -> Case:
    """Return a case with two providers."""
    return Case.model_validate(
        {
            "case": "Getting there", "language": lang, "currency": "EUR", "start": "2026-03", "term": 20,
            "discount_rate": "7 %", "services": {"desk": {"volume": {"month_1": 700}}, "hosting": {}, "network": {}},
            "in_house": {"costs": {"team": {"service": ["desk", "hosting"], "monthly": 30_000}}},
            "offers": {
                "first": {"provider": "First", "charges": {"desk": {"price": 20}, "hosting": {"base": 9000}},
                          "minimum_commitment": "90 %", "transition": TRANSITION, "payment_days": 30},
                "second": {"provider": "Second", "charges": {"network": {"base": 3000}}, "transition": OTHER},
            },
            "alternatives": {"in_house": {}, "one": {"every_service": "first"},
                             "two": {"every_service": "first", "network": "second"}},
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("transition")
    comparison = compared(outsourced())
    return [
        written(comparison, folder, alternative, internal, lang)
        for alternative in ("one", "two")
        for internal in (False, True)
        for lang in ("en", "fr")
        if internal or alternative == "one"
    ]


def test_formualizer_computes_what_the_engine_did(files: list[Path]) -> None:
    assert {path.name: formualizer_differences(path) for path in files} == {path.name: [] for path in files}


@needs_soffice
def test_libreoffice_computes_what_the_engine_did(files: list[Path], tmp_path: Path) -> None:
    found = libreoffice_differences(files, tmp_path)
    assert {name: cells for name, cells in found.items() if cells} == {}
    assert len(found) == len(files)


EDITS: list[dict[str, Any]] = [
    {"milestones.design.month": 1, "milestones.design.share": "40 %", "milestones.migration.share": "50 %"},
    {"milestones.design.slip_days": 80, "milestones.build.slip_days": 0},
    {"milestones.migration.slip_days": 700, "slip_days": 33},
    {"months": 2, "ramp_months": 6},
    {"damages_cap": 4000, "milestones.build.delay_damages.grace_days": 40},
    {"milestones.build.delay_damages.longstop_days": 10, "milestones.migration.delay_damages.cap": None},
]


@pytest.mark.parametrize("changes", EDITS)
def test_an_edited_plan_is_priced_as_by_the_engine(changes: dict[str, Any], tmp_path: Path) -> None:
    """Every line of the provider, too, in the cash flow: the lines of our own are typed in from the wanted sheet."""
    case = outsourced()
    wanted = case
    for path, value in changes.items():
        wanted = altered(wanted, f"offers.first.transition.{path}", value)
    before, after = (written(compared(item, 16), tmp_path, "one", True) for item in (case, wanted))
    edited = typed(before, after, tmp_path / "edited.xlsx")
    assert formualizer_differences(after, edited) == []
    assert formualizer_differences(after, before) != []


def altered(case: Case, path: str, value: Any) -> Case:
    """Return a case with another value; shares are changed together, since they must add up."""
    if path.endswith("share"):
        name = path.split(".")[-2]
        plan = case.offers["first"].transition.milestones
        changed = {**plan, name: plan[name].revised(share=value)}  # type: ignore[union-attr]
        left = 1 - sum(item if isinstance(item, float) else item.share for key, item in changed.items() if key != "1")
        return override(case, {"offers.first.transition.milestones": {**changed, "1": left}})
    return override(case, {path: value})


def test_what_we_believe_of_delays_does_not_change_a_byte(files: list[Path], tmp_path: Path) -> None:
    given = files[0]
    shown = texts(given)
    assert any("Target design" in text for text in shown)
    assert any("No open point of class A" in text for text in shown)
    path = "offers.first.transition"
    slips = {f"{path}.milestones.{name}.slip_days": 77 for name in ("design", "build", "migration", "close")}
    other = override(outsourced(), {**slips, f"{path}.slip_days": 0, f"{path}.overrun": 0})
    assert written(compared(other, 16), tmp_path, "one").read_bytes() == given.read_bytes()


def test_a_believed_ramp_is_an_open_point(tmp_path: Path) -> None:
    case = override(outsourced(), {"offers.first.transition.ramp_months": {"pert": [1, 2, 4]}})
    path = written(compared(case, 16), tmp_path, "one")
    assert not any("straight line" in text for text in texts(path))
    assert formualizer_differences(path) == []
