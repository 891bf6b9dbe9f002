"""Getting there late: penalties of the French administrative clauses, and a plan of milestones by hand."""

from typing import Any

import pytest
from small_cases import line, one_offer

from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.presentation.terms.examples import delay_damages

# F9: CCAG-TIC, P = V x R / 1000 (https://marche-public.info/article-14-penalites-ccag-tic and its edition of 2021);
# 2021: at most 10 % of the contract, nothing up to 1,000; 2009: nothing up to 300, no cap. By hand.
RULES: dict[int, dict[str, Any]] = {
    2021: {"cap": "10 %", "exempt_up_to": 1000},
    2009: {"exempt_up_to": 300},
}
CONTRACT = 480_000
CASES = [
    # year, value of the late part, days late, due
    (2021, 200_000, 12, 2_400),
    (2021, 60_000, 15, 0),
    (2021, 480_000, 120, 48_000),
    (2021, 60_000, 6, 0),
    (2009, 60_000, 6, 360),
    # their neighbours: the cliff of the exemption, the last day below the cap, no cap in 2009
    (2021, 60_000, 16, 0),
    (2021, 60_000, 17, 1_020),
    (2021, 100_000, 10, 0),
    (2021, 480_000, 100, 48_000),
    (2021, 480_000, 99, 47_520),
    (2009, 60_000, 5, 0),
    (2009, 480_000, 120, 57_600),
    (2009, 200_000, 12, 2_400),
]


def clause(year: int, value: float) -> dict[str, Any]:
    """Return the clause of an edition for a late part of a contract."""
    capped = {"cap_base": CONTRACT} if "cap" in RULES[year] else {}
    return {"value": value, "rate_per_day": "0.1 %", **RULES[year], **capped}


@pytest.mark.parametrize(("year", "value", "days", "due"), CASES)
def test_f9_late_delivery_by_the_rule(year: int, value: float, days: int, due: float) -> None:
    assert delay_damages(DelayDamages.model_validate(clause(year, value)), float(days)) == pytest.approx(due, abs=0.005)


@pytest.mark.parametrize(("year", "value", "days", "due"), CASES)
def test_f9_late_delivery_through_a_case(year: int, value: float, days: int, due: float) -> None:
    transition = {"months": 2, "slip_days": days, "delay_damages": clause(year, value)}
    paid = line(one_offer(offer={"transition": transition}, term=12), "out", "delay_damages.give")
    month = int(2 + days * 12 / 365)
    assert paid == pytest.approx([-due if at == month + 1 else 0 for at in range(13)], abs=0.005)


@pytest.mark.parametrize(("year", "value", "days", "due"), CASES)
def test_f9_late_delivery_of_one_milestone(year: int, value: float, days: int, due: float) -> None:
    plan = {"part": {"month": 3, "slip_days": days, "delay_damages": clause(year, value)}}
    paid = line(one_offer(offer={"transition": {"milestones": plan}}, term=12), "out", "delay_damages.give")
    assert sum(paid) == pytest.approx(-due, abs=0.005)


# By hand: 12,000 in three steps, planned for months 1, 3 and 5. The first is 20 days late, the second 25 of its own,
# so 45, the third 5 of its own after the second, so 50. 45 and 50 days are two months begun, 20 days one.
# Penalties on the second: 400 for a whole week after 10 free days: 35 days, five weeks, 2,000; on the third 0.1 % of
# 30,000 a day: 50 days, 1,500. The first 2,000 are set off a month after month 5, the others a month after month 7,
# cut from 1,500 to 800 by the cap of 2,800 for all.
PLAN = {
    "survey": {"month": 1, "share": "25 %", "slip_days": 20},
    "trial": {
        "month": 3, "share": "25 %", "slip_days": 25, "after": "survey",
        "delay_damages": {"amount_per_week": 400, "part_week": "ignored", "grace_days": 10},
    },
    "takeover": {
        "month": 5, "share": "50 %", "slip_days": 5, "after": ["survey", "trial"],
        "delay_damages": {"value": 30_000, "rate_per_day": "0.1 %"},
    },
}  # fmt: skip


def test_a_plan_of_three_milestones() -> None:
    transition = {"price": 12_000, "months": 5, "milestones": PLAN, "damages_cap": 2_800}
    case = one_offer({"base": 0}, offer={"transition": transition}, term=12)
    paid = {month: value for month, value in enumerate(line(case, "out", "transition.give"), 1) if value}
    assert paid == pytest.approx({2: 3_000, 5: 3_000, 7: 6_000})
    owed = {month: value for month, value in enumerate(line(case, "out", "delay_damages.give"), 1) if value}
    assert owed == pytest.approx({6: -2_000, 8: -800})
