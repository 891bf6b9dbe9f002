"""The company's own side: the oracle, and the engine with it, against figures worked out by hand."""

from typing import Any

import pytest

from .measures import hurdle
from .naive import play_case
from .test_naive import case_of
from .test_ways import played
from .world import discount_factor, mean_values

Tree = dict[str, Any]
TEAM = {"headcount": 10, "annual_wage": 12_000, "attrition": 0.12, "hiring_cost": 100}
PEOPLE = {"people": 10, "transferred": 3, "redeployed": 2, "weeks": 26, "annual_wage": 52_000, "loading": 1.2}


def line(name: str, alternative: str = "go", months: int = 6, **parts: Any) -> list[float]:
    """Return what a line pays in the first months."""
    run = played(alternative, **parts)
    return [run.lines[name][month] for month in range(months)]


def test_a_team_hires_those_who_replace_others_and_those_by_whom_it_grows() -> None:
    staff = {"units_per_month": 10, "annual_wage": 12_000, "attrition": 0.12, "hiring_cost": 100}
    volume = {"month_1": 100, "season": {"february": 0.5}}
    parts = {
        "services": {"desk": {"volume": volume}},
        "in_house": {"costs": {"team": {"service": "desk", "staff": staff}}},
        "offer": {"transition": {"months": 1, "parallel_months": 1}},
    }
    assert line("hiring.team", "stay", 3, **parts) == pytest.approx([10, 515, 10])
    assert line("hiring.team", "go", 3, **parts) == pytest.approx([10, 0, 0])
    assert line("parallel_running", "go", 3, **parts) == pytest.approx([0, 15_515, 0])


def test_what_stays_of_a_team_stays_of_its_hiring() -> None:
    relevance = {"kind": "partly", "avoidable": 0.6, "from_month": 3}
    parts = {"in_house": {"costs": {"team": {"service": "desk", "staff": TEAM, "relevance": relevance}}}}
    assert line("stranded", **parts, months=1) == pytest.approx([0.4 * 10_010])
    assert line("stranded_until_avoidable", **parts, months=3) == pytest.approx([6006, 6006, 0])
    assert played(**parts).irrelevant == pytest.approx(12 * 4004)


def test_a_retained_team_hires_until_the_exit() -> None:
    parts = {"retained": {"costs": {"team": {"staff": TEAM}}}, "exit_month": 2}
    assert line("hiring.team", **parts, months=3) == pytest.approx([10, 10, 0])
    assert "hiring.team" not in played("stay", **parts).lines


@pytest.mark.parametrize(
    ("fades", "stays"),
    [(4, [50, 50, 37.5, 25, 12.5, 0]), (0, [50, 50, 0, 0, 0, 0]), (1.5, [50, 50, 50 / 3, 0, 0, 0])],
)
def test_a_cost_that_fades(fades: float, stays: list[float]) -> None:
    relevance = {"kind": "partly", "avoidable": 0.5, "from_month": 3, "fades_over": fades}
    parts = {"in_house": {"costs": {"rent": {"service": "desk", "monthly": 100, "relevance": relevance}}}}
    assert line("stranded_until_avoidable", **parts) == pytest.approx(stays)


@pytest.mark.parametrize(
    ("terms", "there", "month", "amount"),
    [
        ({"transfer_payment": 500, "per_person": 1000}, {"months": 2, "parallel_months": 1.5}, 3, 162_500),
        ({}, {"months": 12, "slip_days": 90}, 11, 156_000),
        ({"month": 5}, {"months": 2}, 4, 156_000),
        ({"redeployed": 7}, {}, 0, 0),
    ],
)
def test_parting_with_people(terms: Tree, there: Tree, month: int, amount: float) -> None:
    kept = {"costs": {"social": {"severance": {**PEOPLE, **terms}}}}
    run = played(retained=kept, offer={"transition": there})
    assert dict(run.lines["social"]) == pytest.approx({month: amount})
    assert "social" not in played(retained=kept, offer={"transition": there}, exit_month=month or 12).lines or not month


@pytest.mark.parametrize(("months", "paid"), [(3, 6), (2, 6), (1, 1)])
def test_people_leave_after_the_parallel_run_of_the_first_takeover(months: int, paid: int) -> None:
    first = {"months": 2, "parallel_months": 4}
    offers = {
        "late": {"provider": "Late", "charges": {"desk": {"base": 1}}, "transition": {"months": months}},
        "first": {"provider": "First", "charges": {"apps": {"base": 1}}, "transition": first},
    }
    run = played(
        services={"desk": {}, "apps": {}},
        retained={"costs": {"social": {"severance": PEOPLE}}},
        alternatives={"stay": {}, "go": {"desk": "late", "apps": "first"}},
        offers=offers,
    )
    assert dict(run.lines["social"]) == pytest.approx({paid: 156_000})


FREED = {"transition": {"months": 1, "parallel_months": 0.25}}


def test_what_is_let_where_the_service_has_left() -> None:
    room = {"service": "desk", "kind": "sublet", "monthly": 100, "from_month": 1.5}
    assert line("freed.room", freed={"room": room}, offer=FREED, months=3) == pytest.approx([0, -75, -100])
    assert line("freed.room", freed={"room": {**room, "from_month": 3.5}}, offer=FREED, months=4) == pytest.approx(
        [0, 0, -50, -100]
    )
    assert line("freed.room", freed={"room": room}, offer=FREED, exit_month=2, months=3) == pytest.approx([0, -75, 0])
    assert "freed.room" not in played("stay", freed={"room": room}).lines


@pytest.mark.parametrize(("start", "month"), [(1, 1), (2, 1), (2.5, 2), (13, None)])
def test_a_sale_waits_for_its_month_and_the_team(start: float, month: int | None) -> None:
    room = {"service": "desk", "kind": "sale", "amount": 100, "from_month": start}
    found = {m: x for m, x in played(freed={"room": room}, offer=FREED).lines["freed.room"].items() if x}
    assert found == ({} if month is None else {month: -100})


def test_opportunity_cost_is_a_cost_of_keeping() -> None:
    room = {"service": "desk", "kind": "opportunity", "monthly": 100, "from_month": 1.5}
    parts = {"freed": {"room": room}, "offer": FREED, "exit_month": 4}
    assert line("freed.room", "stay", **parts, months=3) == pytest.approx([50, 100, 100])
    assert line("freed.room", **parts) == pytest.approx([50, 25, 0, 0, 100, 100])
    once = {"service": "desk", "kind": "opportunity", "amount": 100, "from_month": 1.5}
    assert line("freed.room", freed={"room": once}, offer=FREED, months=3) == pytest.approx([0, 25, 0])


def test_tax_follows_the_month_of_service_and_leaves_opportunity_cost_out() -> None:
    parts = {
        "tax": {"rate": 0.25},
        "in_house": {"costs": {"rent": {"monthly": 40, "relevance": "unavoidable"}}},
        "freed": {"room": {"service": "desk", "kind": "opportunity", "monthly": 100}},
        "offer": {"payment_days": 60, "transition": {"months": 1}, "exit": {"assistance": 80}},
    }
    assert line("tax", **parts, months=3) == pytest.approx([0, -250, -250])
    assert line("tax", **parts, months=12)[11] == pytest.approx(-270)
    assert line("tax_alike", "stay", **parts, months=2) == pytest.approx([-10, -10])
    assert line("tax", "stay", **parts, months=2) == pytest.approx([0, 0])
    assert played("stay", **parts).irrelevant == pytest.approx(12 * 30)


@pytest.mark.parametrize(("residual", "last"), [(True, -360), (False, 0)])
def test_an_asset_is_written_off_over_its_life(residual: bool, last: float) -> None:
    asset = {"price": 600, "month": 11, "life": 4.5, "residual": residual}
    parts = {"tax": {"rate": 0.5}, "in_house": {"costs": {"server": {"service": "desk", "asset": asset}}}}
    assert line("server", "stay", **parts, months=12)[10:] == pytest.approx([600, last])
    assert line("tax", "stay", **parts, months=12)[9:] == pytest.approx([0, -60, -60])


def test_a_retained_asset_is_written_off_before_the_exit() -> None:
    asset = {"price": 600, "life": 6}
    parts = {"tax": {"rate": 0.5}, "retained": {"costs": {"server": {"asset": asset}}}, "exit_month": 3}
    assert line("tax", **parts, months=4) == pytest.approx([-550, -550, -550, 0])
    assert line("server", **parts, months=1) == [600]


@pytest.mark.parametrize(("rate", "expected"), [(0.04, 1.04 * 1.02), ({0: 0.04, 2: 0.05}, 1.04 * 1.02)])
def test_a_real_rate_is_raised_by_inflation(rate: Any, expected: float) -> None:
    prices = {"indices": {"prices": {"growth": 0.02}}, "inflation": "prices"}
    case = case_of(term=24, discount_rate=rate, discount_basis="real", **prices)
    assert discount_factor(case, 11) == pytest.approx(1 / expected)
    assert discount_factor(case.revised(inflation=None), 11) == pytest.approx(1 / 1.04)
    if isinstance(rate, dict):
        assert discount_factor(case, 23) == pytest.approx(1 / (1.04 * 1.05 * 1.02**2))


@pytest.mark.parametrize(
    ("terms", "least"),
    [
        ({"personnel_percent": 0.1}, 12_012),
        ({"personnel_percent": 0.1, "personnel_cap": 9000}, 9000),
        ({"personnel_percent": 0.1, "personnel_cap": 9000, "amount": 10_000}, 10_000),
        ({"personnel_percent": 0.1, "percent": 0.2}, 25_224),
    ],
)
def test_the_hurdle_on_staff_cost(terms: Tree, least: float) -> None:
    lines = {"team": {"staff": TEAM}, "rent": {"monthly": 500}}
    own = {name: {"service": "desk", **each} for name, each in lines.items()}
    case = case_of(in_house={"costs": own}, hurdle=terms)
    assert hurdle(case, play_case(case, mean_values(case))) == pytest.approx(least)


def test_the_first_month_hires_nobody_for_growth() -> None:
    staff = {"units_per_month": 10, "annual_wage": 12_000, "attrition": 0.12, "hiring_cost": 100}
    volume = {"month_1": 100, "growth": "1000 %"}
    parts = {
        "services": {"desk": {"volume": volume}},
        "in_house": {"costs": {"team": {"service": "desk", "staff": staff}}},
    }
    assert line("hiring.team", "stay", 2, **parts) == pytest.approx([10, 313])
