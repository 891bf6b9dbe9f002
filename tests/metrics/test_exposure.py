import pytest
from small_cases import one_offer

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.exposure import fees_by_month, most_received, offers_in_use

LEVEL = {"uptime": {"service": "desk", "metric": "availability", "target": "99 %"}}
TIERS = {"below": ["99 %"], "credit": ["30 %"], "of": "desk"}
DAMAGES = {"value": 1_000, "rate_per_day": "1 %", "cap": "20 %"}


def exposed(scheme=None, damages=None, mean="90 %", **more):
    offer = {"attainment": {"uptime": {"mean": mean}}, "credits": {"uptime": TIERS, **(scheme or {})}}
    offer["transition"] = {"slip_days": 30, **({"delay_damages": damages} if damages else {})}
    return one_offer({"base": 100}, offer={**offer, **more.pop("offer", {})}, service_levels=LEVEL, term=12, **more)


def receivable(case, alternative="out"):
    return compare(simulate(case, draw(case, 32))).alternatives[alternative].receivable


def test_the_maximum_is_the_contracts_not_the_largest_draw():
    case = exposed({"monthly_cap": "12 %"}, DAMAGES)
    invoiced = 100 * (12 - 30 * 12 / 365)
    found = receivable(case)
    assert found.maximum == pytest.approx(0.12 * invoiced + 200)
    assert found.undiscounted.mean == pytest.approx(found.maximum)
    assert receivable(override(case, {"offers.give.attainment.uptime.mean": 1})).maximum == pytest.approx(found.maximum)


def test_the_base_of_the_damages_cap_is_as_stated():
    case = exposed({"monthly_cap": 0}, {**DAMAGES, "cap_base": 5_000})
    assert receivable(case).maximum == pytest.approx(1_000)


@pytest.mark.parametrize(
    ("scheme", "damages"), [({}, None), ({}, DAMAGES), ({"monthly_cap": "12 %"}, {**DAMAGES, "cap": None})]
)
def test_what_is_not_capped_has_no_maximum(scheme, damages):
    found = receivable(exposed(scheme, damages))
    assert (found.maximum, found.maximum_reason) == (None, "reason.not_capped")


def test_without_credits_the_maximum_is_nothing():
    case = one_offer({"base": 100})
    found = receivable(case)
    assert (found.maximum, found.maximum_reason, found.cap_probability) == (0, "", 0)
    assert most_received(expected_run(case), "in_house") == 0


def test_capped_months_are_counted():
    always = receivable(exposed({"monthly_cap": "12 %"}, offer={"transition": {}}))
    assert (always.cap_probability, always.expected_capped_months) == (1, 12)
    never = receivable(exposed({"monthly_cap": "30 %"}))
    assert (never.cap_probability, never.expected_capped_months) == (0, 0)
    assert receivable(exposed({"monthly_cap": "12 %"}), "in_house").cap_probability == 0


def test_what_we_may_owe_is_the_greatest_fee_that_the_contract_allows():
    terms = {"transition": {"price": 120, "financed": 1}, "exit": {"from_month": 3, "wind_down": 50}}
    case = one_offer({"base": 100}, offer=terms, term=12)
    fees = fees_by_month(expected_run(case), "out", "give")
    assert list(fees) == list(range(3, 12))
    assert fees[3] == pytest.approx(120 * 9 / 12 + 50)
    payable = compare(simulate(case, draw(case, 32))).alternatives["out"].payable
    assert payable.maximum == pytest.approx(fees[3])
    assert payable.undiscounted.mean == 0


def test_a_fee_that_is_due_is_owed_and_paid():
    terms = {"exit": {"wind_down": 50, "months_of_charges": 1}}
    case = one_offer({"base": 100}, offer=terms, term=12, exit_month=6, discount_rate="10 %")
    payable = compare(simulate(case, draw(case, 32))).alternatives["out"].payable
    assert payable.undiscounted.mean == pytest.approx(150)
    assert payable.present.mean == pytest.approx(150 * 1.1**-0.5)


def test_offers_in_use_and_what_they_deliver():
    case = one_offer(
        services={"desk": {}, "hosting": {}, "apps": {"stays": True}},
        offers={
            "all": {"provider": "A", "charges": {"desk": {"base": 1}, "hosting": {"base": 1}, "apps": {"base": 1}}},
            "one": {"provider": "B", "charges": {"hosting": {"base": 1}}},
        },
        alternatives={
            "in_house": {},
            "out": {"every_service": "all"},
            "mix": {"every_service": "all", "hosting": "one"},
        },
    )
    assert offers_in_use(case, "in_house") == {}
    assert offers_in_use(case, "out") == {"all": ("desk", "hosting")}
    assert offers_in_use(case, "mix") == {"all": ("desk",), "one": ("hosting",)}


@pytest.mark.parametrize(
    ("scheme", "most"),
    [
        ({"yearly_cap": "5 %"}, 60),
        ({"monthly_cap": "12 %", "contract_cap": "4 %"}, 48),
        ({"monthly_cap": "12 %", "contract_cap_amount": 500}, 144),
        ({"rolling_cap": {"share": "3 %", "months": 3}, "contract_cap_amount": 30}, 30),
        ({"uptime": {"per_point": "1 %", "of": "desk", "most": "20 %"}}, 240),
        ({"uptime": {"per_point": "1 %", "of": "desk", "whole_points": True}}, 1_188),  # 99 points of 100 each month
        ({"uptime": {"per_hour": 0.05, "free_hours": 30}}, 420),  # 700 hours at 0.05
        ({"at_risk": "10 %", "uptime": {"below": ["99 %"], "allocation": "80 %", "multiplier": [2]}}, 120),
        ({"points_table": {"at": [5], "credit": ["7 %"]}, "uptime": {"below": ["99 %"], "points": [9]}}, 84),
        ({"service_caps": {"desk": "15 %"}}, 180),
    ],
)
def test_the_maximum_is_that_of_the_caps_or_of_a_level_of_zero(scheme, most):
    found = receivable(exposed(scheme, offer={"transition": {}}))
    assert found.maximum == pytest.approx(most)
    assert found.undiscounted.p95 <= found.maximum + 1e-9


def test_repeats_after_a_cap_raise_the_maximum():
    again = {**TIERS, "repeat": {"after": 1, "multiplier": 2}}
    scheme = {"monthly_cap": "10 %", "uptime": again}
    assert receivable(exposed(scheme, offer={"transition": {}})).maximum == pytest.approx(120)
    late = {**scheme, "order": ["monthly_cap", "multiplier"]}
    assert receivable(exposed(late, offer={"transition": {}})).maximum == pytest.approx(240)


def test_late_payment_is_owed_up_to_the_greatest_share_and_days_believed():
    late = {"share": {"pert": ["10 %", "20 %", "50 %"]}, "days": 73, "rate": "10 %", "indemnity": 4}
    payable = compare(
        simulate(case := one_offer({"base": 100}, offer={"late_payment": late}, term=12), draw(case, 256))
    ).alternatives["out"].payable  # fmt: skip
    assert payable.maximum == pytest.approx(12 * 0.5 * (100 * 0.1 * 0.2 + 4))
    assert payable.undiscounted.expected_run == pytest.approx(12 * (0.1 + 0.8 + 0.5))
    assert payable.undiscounted.p95 < payable.maximum
