"""Getting there through a whole case: milestones that make one another late, weeks, longstops, ramps."""

import numpy as np
import pytest
from small_cases import line, one_offer, own

from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.engine.draws import Draws, draw
from outsourcing_model.engine.program.translate import translate
from outsourcing_model.engine.simulate import expected_run, simulate

IN_HOUSE = own(team={"monthly": 100})
MONTH = 365 / 12
PLAN = {
    "design": {"month": 2, "share": "30 %", "slip_days": 10},
    "build": {"month": 3, "slip_days": 20, "after": "design"},
    "migration": {"month": 4, "share": "70 %", "after": ["design", "build"], "slip_days": 5},
}


def moved(term=12, offer=None, **transition):
    """Return a case whose provider takes over after four months, by the plan unless others are stated."""
    stated = {"price": 1000, "months": 4, "milestones": PLAN, **transition}
    return one_offer({"base": 60}, in_house=IN_HOUSE, offer={"transition": stated, **(offer or {})}, term=term)


def paid(case, name="transition.give"):
    """Return contract month to what is paid of a line then."""
    return {month: value for month, value in enumerate(line(case, "out", name), 1) if value}


def test_a_milestone_waits_for_the_latest_of_those_it_comes_after():
    """Design 10 days, build 30, migration 35: 10 and 30 days are one month begun, 35 are two."""
    case = moved()
    assert paid(case) == pytest.approx({3: 300, 6: 700})
    takeover = 4 + 35 * 12 / 365
    assert line(case, "out", "charges.give.desk")[4:7] == pytest.approx([0, 60 * (6 - takeover), 60])
    assert line(case, "out", "team")[4:7] == pytest.approx([100, 100 * (takeover - 5), 0])


def test_the_own_slip_of_the_takeover_comes_on_top():
    takeover = 4 + 50 * 12 / 365
    assert line(moved(slip_days=15), "out", "team")[5] == pytest.approx(100 * (takeover - 5))


def test_a_milestone_after_the_takeover_does_not_hold_it_up():
    plan = {**PLAN, "acceptance": {"month": 5, "after": "migration", "slip_days": 300}}
    assert line(moved(milestones=plan), "out", "team") == line(moved(), "out", "team")


def test_without_a_delay_a_milestone_is_paid_in_its_month():
    plan = {name: {**item, "slip_days": 0} for name, item in PLAN.items()}
    assert paid(moved(milestones=plan)) == pytest.approx({2: 300, 4: 700})


@pytest.mark.parametrize(("days", "month"), [(MONTH, 3), (MONTH + 1e-6, 4), (365, 14), (365 + 1e-6, 15)])
def test_months_of_delay_are_whole(days, month):
    plan = {"all": {"month": 2, "share": "100 %", "slip_days": days}}
    assert list(paid(moved(20, milestones=plan))) == [month]


def test_at_the_latest_the_last_month_pays():
    plan = {"all": {"month": 2, "share": "100 %", "slip_days": 1500}}
    assert paid(moved(milestones=plan)) == {12: 1000}


def test_months_and_names_go_together():
    case = moved(milestones={1: "20 %", "all": {"month": 2, "share": "80 %", "slip_days": 40}}, overrun="10 %")
    assert paid(case) == pytest.approx({1: 200, 4: 800})
    assert paid(case, "transition_overrun.give") == pytest.approx({1: 20, 4: 80})


def test_names_without_shares_leave_the_price_at_the_end():
    assert paid(moved(milestones={"design": {"month": 2, "slip_days": 90}})) == {4: 1000}


def test_the_payment_lag_and_the_financed_share_hold_for_names_too():
    assert paid(moved(financed="40 %", offer={"payment_days": 45})) == pytest.approx({5: 180, 8: 420})


def test_each_milestone_owes_for_its_own_delay_and_the_takeover_for_its():
    """Migration 35 days late, reached in month 6; the takeover likewise, at 5.15: both with a lag of one month."""
    plan = {**PLAN, "migration": {**PLAN["migration"], "delay_damages": {"amount_per_week": 100}}}
    whole = {"value": 1000, "rate_per_day": "1 %", "grace_days": 5}
    assert paid(moved(milestones=plan), "delay_damages.give") == {7: -500}
    assert paid(moved(milestones=plan, delay_damages=whole), "delay_damages.give") == pytest.approx({7: -800})
    design = {**plan, "design": {**PLAN["design"], "delay_damages": {"amount_per_day": 7}}}
    case = moved(milestones=design, delay_damages=whole)
    assert paid(case, "delay_damages.give") == pytest.approx({4: -70, 7: -800})
    run = expected_run(case)
    assert run.steps["offers.give.delay_damages.design"].path.endswith("milestones.design.delay_damages")


@pytest.mark.parametrize(
    ("cap", "due"), [(50, {4: -50}), (70, {4: -70}), (500, {4: -70, 7: -430}), (2000, {4: -70, 7: -800})]
)
def test_one_cap_for_all_delays_is_used_up_in_their_order(cap, due):
    plan = {
        "design": {**PLAN["design"], "delay_damages": {"amount_per_day": 7}},
        "build": PLAN["build"],
        "migration": {**PLAN["migration"], "delay_damages": {"amount_per_week": 100}},
    }
    whole = {"value": 1000, "rate_per_day": "1 %", "grace_days": 5}
    case = moved(milestones=plan, delay_damages=whole, damages_cap=cap)
    assert paid(case, "delay_damages.give") == pytest.approx(due)


def test_a_ramp_moves_charges_and_team_in_a_straight_line():
    case = moved(milestones={}, ramp_months=2, parallel_months=1, term=9)
    assert line(case, "out", "charges.give.desk") == pytest.approx([0, 0, 0, 0, 15, 45, 60, 60, 60])
    assert line(case, "out", "team") == pytest.approx([100, 100, 100, 100, 75, 25, 0, 0, 0])
    assert line(case, "out", "parallel_running") == pytest.approx([0, 0, 0, 0, 25, 50, 25, 0, 0])


def test_a_ramp_that_is_nothing_in_a_draw_is_no_ramp():
    case = moved(milestones={}, ramp_months={"uniform": [0, 4]})
    draws = Draws(("offers.give.transition.ramp_months",), draw(case, 1).values * 0, seed=1)
    flat = simulate(moved(milestones={}), draw(moved(milestones={}), 1))
    np.testing.assert_allclose(simulate(case, draws).npv, flat.npv, rtol=1e-14)


def test_without_these_terms_the_program_is_as_before():
    """No rule of theirs is in a program that states none of them."""
    case = moved(milestones={2: "40 %", 4: "60 %"}, delay_damages={"value": 9, "rate_per_day": "1 %"}, slip_days=9)
    rules = {step.rule for step in translate(case).instructions}
    assert not rules & {"ramping", "complement", "milestone", "capped_total"}


def test_the_order_in_the_file_changes_nothing():
    plan = {**PLAN, "also": {"month": 4, "slip_days": 35, "delay_damages": {"amount_per_day": 0.1}}}
    one, other = (expected_run(moved(milestones=dict(items))) for items in (plan.items(), reversed(plan.items())))
    np.testing.assert_array_equal(one.line_means, other.line_means)


def test_explanations_lead_to_the_clause_of_each_milestone():
    steps = expected_run(moved()).steps
    step = steps["alternatives.out.offers.give.transition"]
    assert "offers.give.transition.milestones.design.slip_days" in step.inputs
    assert steps["offers.give.delivering"].inputs == tuple(
        sorted(
            [f"offers.give.transition.milestones.{name}.slip_days" for name in PLAN]
            + ["offers.give.transition.slip_days"]
        )
    )


def test_a_milestone_can_be_drawn_and_overridden():
    plan = {**PLAN, "design": {**PLAN["design"], "slip_days": {"pert": [0, 5, 40]}}}
    path = "offers.give.transition.milestones.design.slip_days"
    case = moved(milestones=plan)
    assert path in draw(case, 1).paths
    assert beliefs(override(case, {path: 12}))[path].mean == 12
    assert paid(override(case, {"offers.give.transition.milestones.migration.share": "70 %"})) == paid(case)
