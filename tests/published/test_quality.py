"""Service levels, credits, penalties and harm: published answers and answers by hand."""

import pytest
from small_cases import cost, line, one_offer

from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.gold_plating import gold_plating
from outsourcing_model.metrics.service_level import allowed_downtime, availability, in_parallel, in_series

# F6: http://www.christopheboulair.com/amazon-s3-service-level-agreement/
S3 = {"below": ["99.9 %", "99.0 %", "95.0 %"], "credit": ["10 %", "25 %", "100 %"], "of": "desk"}


def credited(attained: object, tiers: dict[str, object] = S3, **scheme: object) -> float:
    """Return the credit on a month of 100 whose level is attained without luck."""
    case = one_offer(
        {"base": 100},
        offer={"attainment": {"uptime": {"mean": attained, "spread": 0}}, "credits": {"uptime": tiers, **scheme}},
        service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99.9 %"}},
    )
    run = expected_run(case)
    return float(run.received[run.alternatives.index("out"), 0])


def test_f6_credit_of_a_month() -> None:
    assert credited("98 %") == pytest.approx(25, abs=0.005)


@pytest.mark.parametrize(
    ("attained", "credit"),
    [("100 %", 0), ("99.9 %", 0), ("99.8999 %", 10), ("99 %", 10), ("98.9999 %", 25), ("95 %", 25), ("94.9999 %", 100)],
)
def test_f6_a_limit_met_exactly_is_a_pass(attained: str, credit: float) -> None:
    assert credited(attained) == pytest.approx(credit)


@pytest.mark.parametrize(("cap", "credit"), [("20 %", 20), ("25 %", 25), ("30 %", 25), (0, 0)])
def test_f6_under_a_monthly_cap(cap: object, credit: float) -> None:
    assert credited("98 %", monthly_cap=cap) == pytest.approx(credit)


# F9: by hand, the rule of the CCAG-TIC: value x days / 1000; 2021: at most 10 %, nothing up to 1,000
@pytest.mark.parametrize(
    ("value", "days", "terms", "due"),
    [
        (200_000, 12, {"cap": "10 %", "cap_base": 480_000, "exempt_up_to": 1_000}, 2_400),
        (60_000, 15, {"cap": "10 %", "cap_base": 480_000, "exempt_up_to": 1_000}, 0),
        (480_000, 120, {"cap": "10 %", "cap_base": 480_000, "exempt_up_to": 1_000}, 48_000),
        (60_000, 6, {"cap": "10 %", "cap_base": 480_000, "exempt_up_to": 1_000}, 0),
        (60_000, 6, {"exempt_up_to": 300}, 360),
        (60_000, 5, {"exempt_up_to": 300}, 0),
        (100_000, 10, {"exempt_up_to": 1_000}, 0),
        (100_100, 10, {"exempt_up_to": 1_000}, 1_001),
    ],
)
def test_f9_delay_damages(value: float, days: float, terms: dict[str, object], due: float) -> None:
    damages = {"value": value, "rate_per_day": "0.1 %", **terms}
    case = one_offer(offer={"transition": {"slip_days": days, "delay_damages": damages}}, term=6)
    assert -sum(line(case, "out", "delay_damages.give")) == pytest.approx(due, abs=0.005)


# F11: Common Paper SLA 2.0, by hand
def test_f11_exclusions_leave_the_agreed_minutes() -> None:
    assert availability(43_200 - 600, 300) == pytest.approx(0.992958, abs=5e-7)


# F12: https://notes.gauravdalvi.com/notes/Availability-in-parallel-vs-in-sequence
def test_f12_series_and_parallel() -> None:
    assert in_series(0.99, 0.99) == pytest.approx(0.9801, abs=5e-6)
    assert in_parallel(0.99, 0.99) == pytest.approx(0.9999, abs=5e-6)


# F14: by hand; a month of 30 days, not of 365.25/12
@pytest.mark.parametrize(("minutes", "allowed"), [(30 * 24 * 60, 43.2), (365.25 / 12 * 24 * 60, 43 + 50 / 60)])
def test_f14_allowed_downtime_depends_on_the_month(minutes: float, allowed: float) -> None:
    assert allowed_downtime(0.999, minutes) == pytest.approx(allowed, abs=0.01)


def test_f14_a_chain_of_three() -> None:
    assert in_series(0.999, 0.9995, 0.998) == pytest.approx(0.996503, abs=5e-7)


# G9: by hand, 8,760 hours a year at 12,000 an hour; the guide is
# https://www.powerpartners-awi.com/step-by-step-guide-7-steps-to-calculate-the-cost-of-downtime/
def test_g9_what_four_tenths_of_a_percent_are_worth() -> None:
    def harm(attained: str) -> float:
        case = one_offer(
            term=12,
            services={"desk": {"downtime_cost_per_hour": 12_000}},
            offer={"attainment": {"uptime": {"mean": attained}}},
            service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99.9 %"}},
        )
        run = expected_run(case)
        assert cost(case, "out") == 0
        return float(run.harm_npv[run.alternatives.index("out"), 0])

    assert harm("99.5 %") - harm("99.9 %") == pytest.approx(420_480, abs=0.005)


def test_g9_an_outage_of_four_hours_made_of_its_parts() -> None:
    parts = {"revenue_per_hour": 10_000, "people": 50, "hourly_cost": 40, "recovery": 5_000}
    outages = {"a_month": 1, "repair": {"law": "constant", "mean": 4}}
    case = one_offer(
        services={"desk": {"downtime": parts}},
        offer={"attainment": {"uptime": {"outages": outages}}},
        service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99.9 %"}},
    )
    run = expected_run(case)
    assert float(run.harm_npv[run.alternatives.index("out"), 0]) == pytest.approx(53_000, abs=0.5)


# Hand, beside G9: the same step of target has a price of 400,000 a year in one offer, 450,000 in another
@pytest.mark.parametrize(("monthly", "pays"), [(400_000 / 12, 0.999), (450_000 / 12, 0.995)])
def test_g9_the_step_that_is_worth_420480_a_year_pays_up_to_its_price(monthly: float, pays: float) -> None:
    options = {"targets": ["99.5 %", "99.9 %"], "monthly": [0, monthly]}
    case = one_offer(
        term=12,
        services={"desk": {"downtime_cost_per_hour": 12_000}},
        offer={"attainment": {"uptime": {"mean": "99.9 %"}}, "level_options": {"uptime": options}},
        service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99.9 %"}},
    )
    (found,) = gold_plating(expected_run(case), "out")
    assert found.steps[0].spared == pytest.approx(420_480, abs=0.005)
    assert found.best == pays
    assert found.is_gold_plated == (pays < 0.999)
