# ruff: noqa: E501 (tables)
"""Getting there: both forms of milestones, their order, and the ways to state what a delay costs."""

from typing import Any

import pytest
from pydantic import ValidationError

from outsourcing_model.case.delay import NO_STOP, DelayDamages
from outsourcing_model.case.faults import problems_of
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.transition import Transition
from outsourcing_model.errors import dotted

STEP = {"month": 2, "share": "30 %"}


def found(record: Any, stated: dict[str, Any]) -> list[tuple[str, str]]:
    """Return path and key of everything that is wrong."""
    try:
        record.model_validate(stated)
    except ValidationError as error:
        problems = problems_of(error, record)
        assert all(problem.text("en") != problem.text("fr") for problem in problems)
        return [(dotted(problem.path), problem.key) for problem in problems]
    return []


def test_months_and_names_are_told_apart() -> None:
    terms = Transition.model_validate(
        {
            "milestones": {2: "40 %", "go": {"month": 4, "share": "60 %", "after": "plan"}, "plan": {"month": 1}},
            "months": 4,
        }
    )
    assert terms.shares == {2: 0.4}
    assert list(terms.named) == ["plan", "go"]
    assert terms.named["go"].after == ("plan",)
    assert terms.milestones["2"] == 0.4
    assert terms.awaited == ("plan", "go")
    assert terms.revised(months=3).awaited == ("plan",)
    assert terms.revised() == terms


@pytest.mark.parametrize(
    ("plan", "path", "key"),
    [
        ({"a": STEP}, "milestones", "weights_sum"),
        ({2: "30 %", "a": STEP}, "milestones", "weights_sum"),
        ({"a": {**STEP, "share": 1, "after": "b"}}, "milestones.a.after", "unknown_name"),
        ({"plan": {"month": 1}, "a": {**STEP, "share": 1, "after": ["plann"]}}, "milestones.a.after", "unknown_name_near"),
        ({"a": {"month": 2, "share": 1, "after": "b"}, "b": {"month": 3}}, "milestones.a.after", "after_later"),
        ({"a": {"month": 2, "share": 1, "after": "a"}}, "milestones.a.after", "waits_for_itself"),
        ({"go live": {"month": 2, "share": 1}}, "milestones.go live", "not_an_id"),
        ({"go": "100 %"}, "milestones.go", "not_a_contract_month"),
        ({"go": {"share": 1}}, "milestones.go.month", "missing"),
        ({"go": {"month": 2, "shares": 1}}, "milestones.go.shares", "unknown_key_near"),
        ({"go": {"month": 2.5}}, "milestones.go.month", "not_whole"),
        ({"go": {"month": 2, "slip_days": -1}}, "milestones.go.slip_days", "too_low"),
        ({"go": {"month": 2, "delay_damages": {"value": 1}}}, "milestones.go.delay_damages", "exactly_one"),
        ([1], "milestones", "not_a_map"),
    ],
)  # fmt: skip
def test_an_impossible_plan_is_refused_once(plan: Any, path: str, key: str) -> None:
    assert found(Transition, {"milestones": plan}) == [(path, key)]


def test_a_circle_is_told_once() -> None:
    plan = {
        "d": {"month": 2, "after": "a"},
        "a": {"month": 2, "after": "b"},
        "b": {"month": 2, "after": "c"},
        "c": {"month": 2, "after": "a"},
    }
    assert found(Transition, {"milestones": plan}) == [("milestones.a.after", "waits_for_itself")]


@pytest.mark.parametrize(
    ("stated", "path", "key"),
    [
        ({"value": 9}, "", "exactly_one"),
        ({"value": 9, "rate_per_day": "1 %", "amount_per_week": 3}, "", "exactly_one"),
        ({"rate_per_week": "1 %"}, "", "needs"),
        ({"amount_per_day": 3, "cap": "10 %"}, "", "needs"),
        ({"amount_per_day": 3, "part_week": "ignored"}, "", "not_here"),
        ({"amount_per_week": 3, "part_week": "perhaps"}, "part_week", "not_allowed"),
        ({"amount_per_week": 3, "grace_days": 14, "longstop_days": 14}, "", "longstop_within_grace"),
        ({"amount_per_week": 3, "grace_days": 1.5}, "grace_days", "not_whole"),
        ({"amount_per_day": 3, "cap": "10 %", "cap_base": 500}, None, None),
        ({"amount_per_week": 3, "part_week": "ignored", "grace_days": 13, "longstop_days": 14}, None, None),
    ],
)  # fmt: skip
def test_how_a_delay_is_priced(stated: dict[str, Any], path: str | None, key: str | None) -> None:
    assert found(DelayDamages, stated) == ([] if key is None else [(path, key)])


def test_a_cap_of_all_penalties_needs_some() -> None:
    assert found(Transition, {"damages_cap": 9}) == [("", "not_here")]


def test_what_a_period_late_costs() -> None:
    weekly = DelayDamages.model_validate({"amount_per_week": 300, "part_week": "ignored", "longstop_days": 90})
    assert (weekly.basis, weekly.counting, weekly.most) == ((300.0, 1.0), (0, 90, 2), None)
    daily = DelayDamages.model_validate({"value": 1000, "rate_per_day": "0.1 %", "cap": "10 %", "grace_days": 5})
    assert (daily.basis, daily.counting, daily.most) == ((1000.0, 0.001), (5, NO_STOP, 0), 100.0)
    assert DelayDamages.model_validate({"value": 9, "rate_per_week": 0.01}).counting == (0, NO_STOP, 1)


def test_a_milestone_waits_for_one_or_many() -> None:
    assert Milestone.model_validate({"month": 2, "after": "a"}).after == ("a",)
    assert Milestone.model_validate({"month": 2, "after": ["a", "b"]}).after == ("a", "b")
