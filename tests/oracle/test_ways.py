"""Getting there and getting out: the oracle, and the engine with it, against figures worked out by hand."""

from typing import Any

import pytest

from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.engine.draws import expected_draws

from .delays import due, takeover_delay
from .naive import play_case
from .stage import Run
from .test_naive import case_of
from .test_oracle import disagreements
from .world import World, mean_values

Terms = dict[str, Any]
MONTH = 365 / 12


def played(alternative: str = "go", **parts: Any) -> Run:
    """Return the oracle's run of a small case at mean beliefs, in which the engine agrees."""
    case = case_of(**parts)
    assert list(disagreements(case, expected_draws(case))) == []
    return play_case(case, mean_values(case))[alternative]


def flows(line: str, **parts: Any) -> dict[int, float]:
    """Return what a line of the offer pays in each month, of the months in which it does."""
    run = played(**parts)
    return {month: amount for month, amount in sorted(run.lines[f"{line}.give"].items()) if amount}


def test_what_comes_after_a_late_milestone_is_late_by_both() -> None:
    build = {"month": 4, "after": "design", "slip_days": MONTH, "share": 1}
    milestones = {"build": build, "design": {"month": 2, "slip_days": 10}}
    there = {"months": 4, "slip_days": 5, "price": 900, "milestones": milestones}
    case = case_of(offer={"transition": there})
    assert takeover_delay(World(case, mean_values(case)), "give") == pytest.approx(45 + MONTH - 30)
    assert flows("transition", offer={"transition": there}) == {5: 900}
    charges = played(offer={"transition": there}).lines["charges.give.desk"]
    assert [charges[month] for month in (4, 5, 6)] == pytest.approx([0, 1000 * (1 - 15 * 12 / 365), 1000])


@pytest.mark.parametrize(("months", "days"), [(3, 0), (4, 20), (4.5, 20)])
def test_the_takeover_waits_for_milestones_planned_until_then(months: float, days: float) -> None:
    milestones = {"design": {"month": 4, "slip_days": 20}, "other": {"month": 2, "slip_days": 0}}
    case = case_of(offer={"transition": {"months": months, "milestones": milestones}})
    assert takeover_delay(World(case, mean_values(case)), "give") == days


@pytest.mark.parametrize(("days", "month"), [(0, 2), (1e-8, 2), (1, 3), (MONTH, 3), (MONTH + 1, 4), (900, 11)])
def test_month_in_which_a_late_milestone_is_paid(days: float, month: int) -> None:
    milestones = {"2": 0.25, "done": {"month": 3, "share": 0.75, "slip_days": days}}
    there = {"price": 1000, "financed": 0.2, "overrun": 0.1, "months": 3, "milestones": milestones}
    assert flows("transition", offer={"transition": there, "payment_days": 30}) == pytest.approx(
        {2: 200, month + 1: 600}
    )
    assert flows("transition_overrun", offer={"transition": there}) == pytest.approx({1: 25, month: 75})


@pytest.mark.parametrize(("months", "month"), [(0, 0), (1, 0), (2.5, 2), (12, 11)])
def test_a_price_that_no_milestone_shares_is_paid_at_the_planned_end(months: float, month: int) -> None:
    there = {"price": 1000, "months": months, "slip_days": 90, "milestones": {"design": {"month": 1}}}
    assert flows("transition", offer={"transition": there}) == {month: 1000}


@pytest.mark.parametrize(
    ("terms", "days", "amount"),
    [
        ({"value": 100_000, "rate_per_week": 0.005}, 15, 1500),
        ({"value": 100_000, "rate_per_week": 0.005, "part_week": "ignored"}, 15, 1000),
        ({"amount_per_week": 700, "part_week": "ignored"}, 14.0000000001, 1400),
        ({"amount_per_week": 700, "grace_days": 10}, 24.2, 2100),
        ({"amount_per_day": 100, "grace_days": 5}, 12, 700),
        ({"amount_per_day": 100, "grace_days": 5}, 12.0000000001, 700),
        ({"amount_per_day": 100, "grace_days": 5}, 11.5, 700),
        ({"amount_per_day": 100, "grace_days": 5}, 4, 0),
        ({"amount_per_day": 100, "grace_days": 5, "longstop_days": 10}, 12, 500),
        ({"amount_per_day": 100, "exempt_up_to": 700}, 7, 0),
        ({"amount_per_day": 100, "exempt_up_to": 700}, 7.5, 800),
        ({"amount_per_day": 100, "cap": 0.1, "cap_base": 5000}, 30, 500),
        ({"amount_per_day": 100, "cap": 0.1, "cap_base": 5000, "exempt_up_to": 500}, 30, 0),
        ({"value": 9000, "rate_per_day": 0.01, "cap": 0.1}, 30, 900),
    ],
)
def test_what_a_clause_brings(terms: Terms, days: float, amount: float) -> None:
    assert due(DelayDamages.model_validate(terms), days) == pytest.approx(amount)
    assert played(offer={"transition": {"slip_days": days, "delay_damages": terms}}).received == pytest.approx(amount)


def test_the_cap_of_all_penalties_is_used_up_in_the_order_of_the_months() -> None:
    design = {"month": 2, "slip_days": 4, "delay_damages": {"amount_per_day": 100}}
    damages = {"amount_per_day": 50, "longstop_days": 20}
    there = {"months": 3, "slip_days": 8, "milestones": {"design": design}, "delay_damages": damages}
    assert flows("delay_damages", offer={"transition": there}) == {3: -400, 4: -600}
    capped = {**there, "damages_cap": 700}
    assert flows("delay_damages", offer={"transition": capped}) == {3: -400, 4: -300}
    assert played(offer={"transition": capped}).maximum_received == 700
    assert played(offer={"transition": there}).maximum_received is None


@pytest.mark.parametrize(
    ("clause", "most"),
    [
        ({"longstop_days": 20}, 1000), ({"longstop_days": 20, "grace_days": 5, "cap": 0.1, "cap_base": 9000}, 750),
        ({"cap": 0.1, "cap_base": 9000}, 900), ({"longstop_days": 20, "exempt_up_to": 1000}, 0), ({}, None),
    ],
)  # fmt: skip
def test_most_that_a_delay_can_bring(clause: Terms, most: float | None) -> None:
    run = played(offer={"transition": {"delay_damages": {"amount_per_day": 50, **clause}}})
    assert run.maximum_received == most


@pytest.mark.parametrize(
    ("there", "shares"),
    [
        ({"months": 1, "ramp_months": 2}, [0, 0.25, 0.75, 1]),
        ({"months": 0.5, "ramp_months": 1}, [0.125, 0.875, 1, 1]),
        ({"months": 0, "ramp_months": 8}, [1 / 16, 3 / 16, 5 / 16, 7 / 16]),
        ({"months": 1.25, "ramp_months": 0}, [0, 0.75, 1, 1]),
        ({"months": 0, "ramp_months": 0.5}, [0.75, 1, 1, 1]),
    ],
)
def test_a_ramp_charges_the_mean_share_of_each_month(there: Terms, shares: list[float]) -> None:
    charges = played(offer={"transition": there}).lines["charges.give.desk"]
    assert [charges[month] / 1000 for month in range(4)] == pytest.approx(shares)


def test_the_team_stays_beside_a_ramp_for_the_parallel_months() -> None:
    team = {"service": "desk", "monthly": 100}
    there = {"months": 1, "ramp_months": 2, "parallel_months": 1}
    run = played(in_house={"costs": {"team": team}}, offer={"transition": there})
    assert [run.lines["team"][month] for month in range(5)] == pytest.approx([100, 75, 25, 0, 0])
    assert [run.lines["parallel_running"][month] for month in range(5)] == pytest.approx([0, 25, 50, 25, 0])


EXIT = {"months_of_charges": 1, "months_of_base": 2, "share_of_remaining": 0.5, "wind_down": 100, "unamortised": 2400}
CARD = {"charges": {"desk": {"base": 1000, "price": 10, "baseline": 200}}, "indexation": {"fixed_rate": 0.1}}


def left(exit_: Terms, offer: Terms | None = None, **parts: Any) -> dict[str, float]:
    """Return line to what an exit after 18 of 24 months pays in its month."""
    run = played(**{"term": 24, "exit_month": 18, "offer": {**CARD, "exit": exit_, **(offer or {})}, **parts})
    return {line.split(".")[0]: months[17] for line, months in run.lines.items() if months[17]}


@pytest.mark.parametrize(
    ("terms", "offer", "fee"),
    [
        (EXIT, {}, 2200 + 2 * 1100 + 0.5 * 3300 * 6 + 100 + 600),
        ({**EXIT, "cap": 40_000}, {}, 10_000),
        ({**EXIT, "cap": 80_000}, {}, 15_000),
        ({**EXIT, "cap_share": 0.1}, {}, 0.1 * 3300 * 6),
        (EXIT, {"transition": {"months": 20}}, 2 * 1100 + 0.5 * 3300 * 4 + 100 + 600),
        (EXIT, {"productivity": 0.1}, 0.9 * (2200 + 2 * 1100 + 0.5 * 3300 * 6) + 100 + 600),
        ({"months_of_charges": 1}, {"discount": {"up_to": [], "share": [0.5]}}, 2200),
        ({"months_of_charges": 1}, {"discount": {"up_to": [], "share": [0.5], "settled": "month"}}, 1100),
    ],
)
def test_parts_and_caps_of_the_fee(terms: Terms, offer: Terms, fee: float) -> None:
    assert left(terms, offer)["termination_fee"] == pytest.approx(fee)


@pytest.mark.parametrize(("leave", "prices"), [(11, 1), (12, 1), (13, 1.1), (23, 1.1)])
def test_the_fee_is_at_the_prices_of_the_month_of_leaving(leave: int, prices: float) -> None:
    terms = {"months_of_charges": 1, "months_of_base": 2, "share_of_remaining": 0.5}
    run = played(term=24, exit_month=leave, offer={**CARD, "exit": terms})
    assert run.owed == pytest.approx(prices * (2000 + 2 * 1000 + 0.5 * 3000 * (24 - leave)))


HELP = {"assistance_days": 3, "assistance_day_rate": 500, "data_extraction": 70}
OWN = {"reinsourcing": 11, "retender": 13, "dual_running_months": 2}


@pytest.mark.parametrize(
    ("terms", "parts", "found"),
    [
        ({**HELP, **OWN}, {}, {"exit_assistance": 1500, "data_extraction": 70, "reinsourcing": 11}),
        ({**HELP, **OWN}, {"exit_ground": "breach"}, {"reinsourcing": 11}),
        (
            {**HELP, **OWN, "assistance_free_on_breach": False, "after_exit": "retender"},
            {"exit_ground": "breach"},
            {"exit_assistance": 1500, "data_extraction": 70, "retender": 13},
        ),
    ],
)
def test_what_each_ground_costs(terms: Terms, parts: Terms, found: Terms) -> None:
    got = left({**terms, "wind_down": 0}, **parts)
    assert got.pop("charges") == pytest.approx(2200)
    assert got == pytest.approx({**found, "exit_dual_running": 4400})


@pytest.mark.parametrize("parts", [{}, {"exit_month": 12}, {"exit_month": 12, "exit_ground": "breach"}])
def test_at_the_end_of_the_term_only_help_and_data_are_paid(parts: Terms) -> None:
    run = played(offer={"exit": {**HELP, **OWN, "wind_down": 100}}, **parts)
    paid = {line: sum(months.values()) for line, months in run.lines.items() if any(months.values())}
    assert paid == pytest.approx(
        {"charges.give.desk": 12_000, "exit_assistance.give": 1500, "data_extraction.give": 70}
    )
