import pytest
from small_cases import one_offer

from metrics.quality_case import missing, played
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.harm import harms, hour_cost, of_everything


def only(case, alternative="out"):
    (found,) = harms(played(case), alternative)
    return found


def test_harm_of_misses_is_what_is_beyond_the_target():
    found = only(missing())
    assert (found.expected, found.at_target) == pytest.approx((480, 12 * 1 * 4))
    assert found.of_misses == pytest.approx(432)
    assert only(missing(mean="99.5 %")).of_misses == pytest.approx(24 - 48)


def test_whose_fault_it_is():
    assert only(missing(level={"our_share": "25 %"})).ours == pytest.approx(120)
    both = missing(level={"our_share": "25 %"}, in_house={"attainment": {"uptime": {"mean": "95 %"}}},
                   offer={"transition": {"months": 4}})  # fmt: skip
    found = only(both)
    assert found.expected == pytest.approx(4 * 20 + 8 * 40)
    assert found.ours == pytest.approx(4 * 20 + 0.25 * 8 * 40)
    assert found.at_target == pytest.approx(48)
    assert only(both, "in_house").ours == pytest.approx(12 * 20)


def test_late_units_harm_by_their_number():
    levels = {"answers": {"service": "desk", "metric": "share_in_time", "target": "90 %", "share_of_volume": "50 %"}}
    offer = {"attainment": {"answers": {"mean": "80 %"}}}
    services = {"desk": {"volume": {"month_1": 1_000}, "late_cost": 3}}
    found = only(one_offer({"base": 1}, offer=offer, services=services, service_levels=levels, term=2))
    assert found.expected == pytest.approx(2 * 0.2 * 500 * 3)
    assert found.at_target == pytest.approx(2 * 0.1 * 500 * 3)


PARTS = {"revenue_per_hour": 10_000, "people": 100, "effect": "50 %", "hourly_cost": 40}


def test_downtime_made_of_parts_costs_their_sum():
    case = missing(services={"desk": {"downtime": PARTS}})
    assert hour_cost(case, "desk") == pytest.approx(12_000)
    assert only(case).expected == pytest.approx(12 * 10 * 12_000)
    assert of_everything(expected_run(case), "uptime") == pytest.approx([100 * 12_000] * 12)


def test_people_alone_and_revenue_alone():
    people = {name: PARTS[name] for name in ("people", "hourly_cost")}
    assert only(missing(services={"desk": {"downtime": people}})).expected == pytest.approx(120 * 4_000)
    revenue = {"revenue_per_hour": 10_000}
    assert only(missing(services={"desk": {"downtime": revenue}})).expected == pytest.approx(120 * 10_000)


def test_beliefs_about_the_parts_are_drawn():
    parts = {**PARTS, "people": {"uniform": [50, 150]}}
    found = only(missing(services={"desk": {"downtime": parts}}))
    assert found.expected == pytest.approx(120 * 12_000, rel=0.01)
    assert found.p5 < 120 * 11_300 < 120 * 12_700 < found.p95


def test_a_level_without_a_cost_harms_nothing():
    assert harms(played(missing(services={"desk": {}})), "out") == ()
