import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare

CREDITS = {
    "attainment": {"uptime": {"mean": "90 %"}},
    "credits": {"uptime": {"below": ["99 %"], "credit": ["10 %"], "of": "desk"}},
}
LEVEL = {"uptime": {"service": "desk", "metric": "availability", "target": "99 %"}}


def measured(case, alternative="out"):
    return compare(simulate(case, draw(case, 64))).alternatives[alternative]


def test_cost_of_a_unit_is_gross_of_credits():
    case = one_offer({"price": 8}, 50, offer=CREDITS, service_levels=LEVEL, term=4)
    result = measured(case)
    assert result.total_cost.mean == pytest.approx(0.9 * 8 * 50 * 4)
    assert result.per_unit_month.mean == pytest.approx(8)
    assert result.per_unit_month.expected_run == pytest.approx(8)


def test_cost_of_a_user_and_month():
    case = one_offer({"base": 1_000}, price_per={"unit": "user", "count": {"uniform": [40, 60]}}, term=4)
    result = measured(case).per_unit_month
    assert result.expected_run == pytest.approx(1_000 / 50)
    assert 20 < result.mean < 20.5  # the mean of a quotient is above the quotient of means


def test_services_of_several_units_have_no_common_unit():
    two = {name: {"volume": {"month_1": 5}} for name in ("desk", "hosting")}
    assert measured(one_offer({"base": 1}, services=two)).per_unit_month.reason == "reason.no_unit"
    assert measured(one_offer({"base": 1})).per_unit_month.reason == "reason.no_unit"


def test_no_unit_delivered_is_no_ratio():
    assert measured(one_offer({"base": 1}, 0)).per_unit_month.reason == "reason.no_value"


def test_cost_of_a_quality_point():
    offered = {"in_house": {}, "out": {"every_service": "give", "quality_points": 80}}
    case = one_offer({"base": 1_000}, alternatives=offered, discount_rate="12 %", term=12)
    result = measured(case)
    assert result.per_quality_point.mean == pytest.approx(result.npv_cost.mean / 80)
    assert measured(case, "in_house").per_quality_point.reason == "reason.no_quality_points"


def test_cost_over_value_delivered():
    services = {"desk": {"volume": {"month_1": 10}, "value_per_unit": 30, "downtime_cost_per_hour": 1}}
    levels = {"uptime": {**LEVEL["uptime"], "service_hours": 100}}
    case = one_offer({"base": 100}, services=services, service_levels=levels, offer=CREDITS, term=3)
    result = measured(case)
    assert result.service_value.mean == pytest.approx(3 * (300 - 10))
    assert result.pv_ratio.mean == pytest.approx(3 * 100 / (3 * 290))
    assert result.net_benefit.mean == pytest.approx(3 * (290 - 100 + 10))


@pytest.mark.parametrize("value", [0, None])
def test_no_value_is_no_ratio(value):
    service = {"volume": {"month_1": 10}, **({} if value is None else {"value_per_unit": value})}
    result = measured(one_offer({"base": 100}, services={"desk": service}, in_house=own(team={"monthly": 1})))
    assert result.pv_ratio.reason == "reason.no_value"
    assert result.pv_ratio.mean is None
    assert (result.service_value.mean is None) is (value is None)
