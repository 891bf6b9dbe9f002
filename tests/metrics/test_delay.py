"""When a provider starts, how late it may be, and what that costs either side."""

from datetime import date

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.transition import Transition
from outsourcing_model.engine.draws import Draws, draw
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.delay import day, delays, month_costs, most_owed, owed, start
from outsourcing_model.metrics.exposure import most_received

PLAN = {
    "design": {"month": 1, "slip_days": {"uniform": [0, 20]}},
    "build": {"month": 2, "slip_days": {"uniform": [0, 100]}, "after": "design"},
    "late": {"month": 3, "slip_days": 500},
}
PATHS = tuple(sorted(f"offers.give.transition.milestones.{name}.slip_days" for name in ("design", "build")))
DAMAGES = {"value": 1000, "rate_per_day": "1 %", "longstop_days": 60}


def moved(**transition):
    """Return a case of twelve months whose provider takes over after two and a half."""
    inside = own(
        team={"monthly": 100, "index": "wages"},
        lease={"monthly": 50, "relevance": {"kind": "partly", "avoidable": "60 %", "from_month": 4}},
        server={"asset": {"price": 999, "month": 1, "life": 36}},
        overhead={"monthly": 7, "relevance": "sunk"},
    )
    terms = {"months": 2.5, "milestones": PLAN, "delay_damages": DAMAGES, "slip_days": 4, **transition}
    return one_offer(
        {"base": 30, "price": 1}, 20, offer={"transition": terms}, in_house=inside, term=12, start="2027-02",
        indices={"wages": {"growth": "5 %"}},
    )  # fmt: skip


def drawn(*pairs):
    """Return draws of the slips of build and design."""
    return Draws(PATHS, np.array(pairs, dtype=float).T.copy(), seed=1)


def test_delays_add_up_along_the_plan_in_each_draw():
    found = delays(moved(), drawn((10, 5), (90, 0), (0, 0)), "give")
    assert found["design"].tolist() == [5, 0, 0]
    assert found["build"].tolist() == [15, 90, 0]
    assert found["late"].tolist() == [500] * 3
    assert found[""].tolist() == [19, 94, 4]


def test_what_is_owed_by_draw_is_what_the_engine_received():
    plan = {**PLAN, "build": {**PLAN["build"], "delay_damages": {"amount_per_week": 11}}}
    for more in ({}, {"damages_cap": 300}):
        case = moved(milestones=plan, **more)
        draws = draw(case, 64)
        late = delays(case, draws, "give")
        wanted = simulate(case, draws).received[1]
        np.testing.assert_allclose(owed(case.offers["give"].transition, late), wanted, rtol=1e-12)
        assert (wanted > 0).mean() > 0.9


def test_start_of_an_offer():
    """Delays 19, 94 and 4 days, 39 on average; 90 % of them within 79; the longstop of 60 is passed in one of three."""
    case = moved()
    flows = simulate(case, drawn((10, 5), (90, 0), (0, 0)))
    found = start(flows, expected_run(case), "out", "give")
    assert found.planned == date(2027, 4, 16)
    assert found.expected == date(2027, 5, 25)
    assert found.late == date(2027, 7, 4)
    assert found.delay_days == pytest.approx(39)
    assert found.longstop_probability == pytest.approx(1 / 3)
    assert found.owed == pytest.approx((190 + 600 + 40) / 3)
    assert found.delay_costs == pytest.approx(found.month_costs * 39 * 12 / 365)


def test_a_month_late_costs_what_goes_on_less_the_charges_not_yet_due():
    """In month 3 the lease can't be ended yet; from month 4 on six tenths of it can."""
    assert month_costs(expected_run(moved()), "out", "give") == pytest.approx(100 - 50)
    later = moved(months=4, milestones={})
    assert month_costs(expected_run(later), "out", "give") == pytest.approx(100 + 30 - 50)


def test_a_line_that_stays_for_another_service_costs_nothing_more():
    case = one_offer(
        services={"desk": {}, "hosting": {}},
        in_house={"costs": {"both": {"service": ["desk", "hosting"], "monthly": 10}}},
        offers={"give": {"provider": "A", "charges": {"desk": {"base": 3}, "hosting": {"base": 4}}}},
        alternatives={"in_house": {}, "half": {"desk": "give"}, "out": {"every_service": "give"}},
        term=5,
    )
    run = expected_run(case)
    assert month_costs(run, "half", "give") == -3
    assert month_costs(run, "out", "give") == 10 - 7


@pytest.mark.parametrize(
    ("stated", "most"),
    [
        ({}, 0),
        ({"delay_damages": {"amount_per_day": 5}}, None),
        ({"delay_damages": {"amount_per_day": 5}, "damages_cap": 77}, 77),
        ({"delay_damages": {"amount_per_day": 5, "cap": "10 %", "cap_base": 500}}, 50),
        ({"delay_damages": {"amount_per_day": 5, "longstop_days": 30, "grace_days": 10}}, 100),
        ({"delay_damages": {"amount_per_day": 5, "longstop_days": 30, "exempt_up_to": 150}}, 0),
        ({"delay_damages": {"amount_per_day": 5, "longstop_days": 30, "cap": "10 %", "cap_base": 500}}, 50),
    ],
)
def test_the_most_that_delays_can_bring(stated, most):
    assert most_owed(Transition.model_validate(stated)) == most


def test_milestones_count_in_the_maximum():
    plan = {**PLAN, "build": {**PLAN["build"], "delay_damages": {"amount_per_week": 11, "longstop_days": 70}}}
    assert most_received(expected_run(moved(milestones=plan)), "out") == pytest.approx(600 + 110)
    assert most_received(expected_run(moved(milestones=plan, damages_cap=650)), "out") == pytest.approx(650)
    uncapped = {**PLAN, "build": {**PLAN["build"], "delay_damages": {"amount_per_week": 11}}}
    assert most_received(expected_run(moved(milestones=uncapped)), "out") is None


def test_days_of_the_calendar():
    case = moved()
    assert day(case, 0) == date(2027, 2, 1)
    assert day(case, 11.5) == date(2028, 1, 16)
    assert day(case, 12.99) == date(2028, 2, 29)


def test_nothing_is_owed_where_no_clause_is_stated():
    terms = Transition.model_validate({"slip_days": 9})
    assert owed(terms, {"": np.array([9.0, 1.0])}).tolist() == [0, 0]
    assert DelayDamages.model_validate({"amount_per_day": 1}).most is None
