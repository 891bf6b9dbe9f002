"""The oracle itself against figures worked out by hand; letters are those of published or worked cases."""

from typing import Any

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems

from .brute import sample
from .laws import beta_parameters, share
from .naive import play_case
from .stage import Run
from .units import month_cost
from .world import World, discount_factor, mean_values


def case_of(**parts: Any) -> Case:
    """Return a small case: one service, one offer that takes it, no discounting."""
    tree: dict[str, Any] = {
        "case": "Worked by hand",
        "currency": "EUR",
        "start": "2026-01",
        "term": 12,
        "discount_rate": 0,
        "reference": "stay",
        "services": {"desk": {"unit": "ticket", "volume": {"month_1": 100}}},
        "offers": {"give": {"provider": "Provider", "charges": {"desk": {"base": 1000}}}},
        "alternatives": {"stay": {}, "go": {"every_service": "give"}},
    }
    offer = {**tree["offers"]["give"], **parts.pop("offer", {})}
    case = Case.model_validate({**tree, "offers": {"give": offer}, **parts})
    assert problems(case) == []
    return case


def played(alternative: str = "go", **parts: Any) -> Run:
    """Return the oracle's run of such a case at mean beliefs."""
    case = case_of(**parts)
    return play_case(case, mean_values(case))[alternative]


def test_a2_insource_or_outsource() -> None:
    parts = {
        "term": 36,
        "in_house": {"costs": {"team": {"service": "desk", "yearly": 800_000}}},
        "offer": {"charges": {"desk": {"base": 40_000}}, "transition": {"price": 80_000}},
    }
    stay, go = played("stay", **parts), played("go", **parts)
    saved = [
        sum(run.lines[line].get(m, 0.0) for line in run.lines for m in range(12 * year))
        for run in (stay, go)
        for year in (1, 2, 3)
    ]
    assert saved == pytest.approx([800_000, 1_600_000, 2_400_000, 560_000, 1_040_000, 1_520_000])


def test_b1_start_against_end_of_the_year() -> None:
    start = case_of(term=36, discount_rate=0.04, timing="year_start")
    end = case_of(term=36, discount_rate=0.04, timing="year_end")
    value = sum(
        revenue * discount_factor(end, 12 * year) - 10_000 * discount_factor(start, 12 * year)
        for year, revenue in enumerate((5_000, 20_000, 50_000))
    )
    assert value == pytest.approx(38_887.69, abs=0.005)


@pytest.mark.parametrize(("year", "factor"), [(1, 0.9662), (5, 0.8420), (30, 0.3563), (31, 0.3459), (40, 0.2651)])
def test_b4_chained_rates(year: int, factor: float) -> None:
    case = case_of(term=600, discount_rate={0: 0.035, 31: 0.03, 76: 0.025}, timing="end")
    assert discount_factor(case, 12 * year - 1) == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize(("way", "total"), [("graduated", 600), ("volume", 150)])
def test_d5_graduated_and_volume_on_one_card(way: str, total: float) -> None:
    card = {way: {"up_to": [1000, 10_000], "price": [0.10, 0.05, 0.01]}}
    case = case_of(services={"desk": {"volume": {"month_1": 15_000}}}, offer={"charges": {"desk": card}})
    assert month_cost(World(case, mean_values(case)), "give", "desk", 15_000) == pytest.approx(total)


@pytest.mark.parametrize(
    ("limit", "units", "total"), [("included", 1000, 100), ("excluded", 1000, 50), ("excluded", 999, 99.9)]
)
def test_a_limit_belongs_to_one_band(limit: str, units: float, total: float) -> None:
    case = case_of(offer={"charges": {"desk": {"volume": {"up_to": [1000], "price": [0.1, 0.05], "limit": limit}}}})
    assert month_cost(World(case, mean_values(case)), "give", "desk", units) == pytest.approx(total)


@pytest.mark.parametrize(
    ("terms", "factor"),
    [
        ({"fixed_rate": 0.03}, 1.0609),
        ({"fixed_rate": 0.03, "share": 0.5}, 1.03045),
        ({"fixed_rate": 0.03, "share": 0.5, "method": "chained"}, 1.030225),
        ({"fixed_rate": 0.03, "cap": 0.02}, 1.0404),
        ({"fixed_rate": 0.01, "floor": 0.02}, 1.0404),
    ],
)
def test_revision_of_the_third_year(terms: dict[str, Any], factor: float) -> None:
    case = case_of(term=36, offer={"indexation": terms})
    assert World(case, mean_values(case)).revision("give", 24) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "days", "terms", "due"),
    [
        (200_000, 12, {"cap": 0.1, "cap_base": 480_000, "exempt_up_to": 1000}, 2400),
        (60_000, 15, {"cap": 0.1, "cap_base": 480_000, "exempt_up_to": 1000}, 0),
        (480_000, 120, {"cap": 0.1, "exempt_up_to": 1000}, 48_000),
        (60_000, 6, {"exempt_up_to": 300}, 360),
    ],
)
def test_f9_delay_damages(value: float, days: float, terms: dict[str, float], due: float) -> None:
    damages = {"value": value, "rate_per_day": 0.001, **terms}
    run = played(offer={"transition": {"slip_days": days, "delay_damages": damages}})
    assert run.received == pytest.approx(due)


def test_h2_termination_fee() -> None:
    offer = {
        "transition": {"price": 600_000, "financed": 1},
        "exit": {"wind_down": 120_000, "months_of_charges": 2, "reinsourcing": 7},
        "payment_days": 45,
    }
    run = played(term=60, exit_month=24, offer=offer)
    assert run.lines["termination_fee.give"][25] == pytest.approx(480_000 + 2000)
    assert run.lines["reinsourcing.give"][23] == 7
    assert run.undiscounted == pytest.approx(480_000 + 2000 + 7 + 24_000)
    assert max(run.fees[0].values()) == pytest.approx(600_000 * 59 / 60 + 120_000 + 2000)


def test_tiers_cap_and_set_off() -> None:
    levels = {"up": {"service": "desk", "metric": "availability", "target": 0.99}}
    offer = {
        "attainment": {"up": {"mean": 0.97}},
        "payment_days": 30,
        "credits": {
            "monthly_cap": 0.12,
            "claimed": 0.5,
            "up": {"below": [0.99, 0.98, 0.95], "credit": [0.1, 0.3, 1], "of": "desk"},
        },
    }
    run = played(service_levels=levels, offer=offer)
    assert run.lines["credits.give"][2] == pytest.approx(-60)
    assert (run.received, run.capped_months, run.maximum_received) == (pytest.approx(720), 12, pytest.approx(1440))


def test_a_miss_has_the_probability_of_its_beta() -> None:
    assert beta_parameters(0.5, 0.5 / 3**0.5) == pytest.approx((1.0, 1.0))
    assert share(0.5, 0.5 / 3**0.5).missed(0.3) == pytest.approx(0.3, abs=2e-9)
    assert (share(0.3, 0.0).missed(0.3), share(0.3, 0.0).missed(0.3 + 1e-8)) == (0.0, 1.0)


def test_staff_in_steps_until_the_provider_delivers() -> None:
    team = {
        "service": "desk",
        "staff": {"units_per_month": 60, "annual_wage": 12_000, "loading": 1.5, "shrinkage": 0.5, "step": 0.5},
    }
    parts = {
        "in_house": {"costs": {"team": team}},
        "offer": {"transition": {"months": 2, "slip_days": 15.2, "parallel_months": 1}},
    }
    stay, go = played("stay", **parts), played("go", **parts)
    assert stay.lines["team"][0] == pytest.approx(3.5 * 1500)
    late = 15.2 * 12 / 365
    assert [go.lines["team"][m] for m in (1, 2, 3)] == pytest.approx([5250, 5250 * late, 0])
    assert [go.lines["parallel_running"][m] for m in (2, 3, 4)] == pytest.approx([5250 * (1 - late), 5250 * late, 0])
    assert go.lines["charges.give.desk"][2] == pytest.approx(1000 * (1 - late))


def test_what_stays_of_a_line() -> None:
    lines = {
        "rent": {
            "service": "desk",
            "monthly": 100,
            "relevance": {"kind": "partly", "avoidable": 0.6, "from_month": 3.5},
        },
        "tax": {"service": "desk", "monthly": 10, "relevance": "unavoidable"},
    }
    run = played(in_house={"costs": lines})
    assert run.lines["stranded"][5] == pytest.approx(50)
    assert [run.lines["stranded_until_avoidable"][m] for m in range(4)] == pytest.approx([60, 60, 30, 0])
    assert run.irrelevant == pytest.approx(50 * 12)


def test_asset_is_renewed_and_its_rest_received() -> None:
    asset = {"service": "desk", "asset": {"price": 600, "pieces": 2, "month": 2, "life": 5}}
    stay = played("stay", in_house={"costs": {"server": asset}})
    assert {m: x for m, x in stay.lines["server"].items() if x} == pytest.approx({1: 1200, 6: 1200, 11: 1200 - 960})


def test_events_are_spread() -> None:
    risks = {
        "fire": {"probability": 0.6, "months": [11, 16], "cost": 100, "applies_to": "outsourced"},
        "leak": {"probability": 0.5, "months": [11, 16], "each_year": True, "harm": 40},
    }
    run = played(term=24, risks=risks)
    assert [run.lines["risk.fire"][m] for m in (9, 10, 15, 16)] == pytest.approx([0, 10, 10, 0])
    assert run.harm == pytest.approx(40)
    assert "risk.fire" not in played("stay", term=24, risks=risks).lines


def test_harm_of_both_performers() -> None:
    run = played(
        services={
            "desk": {"volume": {"month_1": 100}, "late_cost": 2, "downtime_cost_per_hour": 5, "value_per_unit": 3}
        },
        service_levels={
            "up": {
                "service": "desk",
                "metric": "availability",
                "target": 0.99,
                "service_hours": 210,
                "maintenance_hours": 10,
            },
            "quick": {"service": "desk", "metric": "share_in_time", "target": 0.9, "share_of_volume": 0.5},
        },
        in_house={
            "attainment": {"up": {"mean": 0.9}, "quick": {"mean": 0.8, "weak_start": {"months": 2, "lower_by": 0.1}}}
        },
        offer={"transition": {"months": 3}, "attainment": {"up": {"mean": 0.95}, "quick": {"mean": 1}}},
    )
    assert run.harm == pytest.approx(3 * 100 + 9 * 50 + 2 * 30 + 20)
    assert run.value == pytest.approx(3600)


def test_retained_lines() -> None:
    run = played(
        exit_month=6,
        offer={"transition": {"months": 2.5}},
        retained={
            "costs": {
                "team": {"monthly": 10},
                "share": {"share_of_charges": 0.1},
                "once": {"one_off": {"amount": 7}},
                "elsewhere": {"service": "desk", "yearly": 24},
            }
        },
    )
    assert [sum(run.lines[name].values()) for name in ("team", "share", "elsewhere")] == pytest.approx([60, 350, 12])
    assert dict(run.lines["once"]) == {2: 7}


def test_minimum_commitment_at_reference_volumes() -> None:
    offer = {"charges": {"desk": {"base": 1000, "price": 10, "baseline": 200}}, "minimum_commitment": 0.8}
    run = played(offer=offer)
    assert run.lines["minimum_commitment.give"][3] == pytest.approx(0.8 * 3000 - 2000)


def test_brute_force_agrees_with_the_expected_run_where_no_cap_cuts() -> None:
    levels = {"up": {"service": "desk", "metric": "availability", "target": 0.99}}
    tiers = {"below": [0.99, 0.9], "credit": [0.1, 0.3], "of": "invoice"}
    offer = {"attainment": {"up": {"mean": 0.95, "spread": 0.05}}, "credits": {"up": tiers}}
    risks = {"fire": {"probability": 0.6, "each_year": True, "cost": 100}}
    case = case_of(service_levels=levels, offer=offer, risks=risks)
    found = sample(case, mean_values(case), "go", 1, 2000)
    run = play_case(case, mean_values(case))["go"]
    assert sum(luck.received for luck in found) / 2000 == pytest.approx(run.received, rel=0.02)
    assert sum(luck.risk_cost for luck in found) / 2000 == pytest.approx(60, rel=0.05)
