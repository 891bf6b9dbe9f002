"""Figures of the shipped cases that follow from other figures, computed again by hand."""

import csv
from collections.abc import Callable
from statistics import fmean, stdev

import pytest

from outsourcing_model.case.case import Case

from .conftest import DATA

LOADING = 1.42
RATE_2024 = 315.605 / 243.603


def _near(expected: tuple[float, ...], tolerance: float) -> object:
    return pytest.approx(expected, abs=tolerance)


def _first_month(case: Case, offer: str) -> float:
    """Return what the offer charges at reference volumes."""
    total = 0.0
    for charge in case.offers[offer].charges.values():
        units, left = charge.baseline or 0.0, charge.baseline or 0.0
        total += charge.base.mean + (charge.price.mean * units if charge.price else 0.0)
        for bands in filter(None, (charge.volume,)):
            total += units * bands.price[sum(units > limit for limit in bands.up_to)].mean
        for bands in filter(None, (charge.graduated,)):
            for low, high, price in zip((0.0, *bands.up_to), (*bands.up_to, left), bands.price, strict=True):
                total += max(min(units, high) - low, 0.0) * price.mean
    return total


@pytest.mark.parametrize(
    ("name", "offer", "charge"),
    [
        ("service-desk-and-hosting", "onshore", 229_440),
        ("service-desk-and-hosting", "global_delivery", 195_640),
        ("contrat-infogerance", "regional", 38_372),
        ("contrat-infogerance", "national", 35_554),
        ("outsourcing-calculator", "provider", 40_000),
    ],
)
def test_the_first_month_is_as_the_readme_says(cases: dict[str, Case], name: str, offer: str, charge: float) -> None:
    assert _first_month(cases[name], offer) == pytest.approx(charge)


def test_the_payroll_and_its_overhead(desk: Case) -> None:
    heads = {"desk_agents": 10, "deskside_technicians": 8, "system_administrators": 6, "network_support": 3}
    lines = {name: line for name, line in desk.in_house.costs.items() if line.staff}
    payroll = sum(heads.get(name, 1) * line.staff.annual_wage.mean for name, line in lines.items() if line.staff)
    assert payroll == 2_429_770
    overhead = desk.in_house.costs["corporate_overhead"].yearly
    assert overhead is not None
    assert overhead.mean == pytest.approx(0.08 * payroll, abs=1)


def test_the_harm_of_an_hour(desk: Case) -> None:
    harm = desk.services["hosting"].downtime_cost_per_hour
    assert harm is not None
    assert harm.values == _near(tuple(2400 * share * 24.51 * LOADING for share in (0.05, 0.15, 0.35)), 1)
    outage = desk.risks["provider_outage"].harm
    assert outage is not None
    assert outage.values == _near(tuple(24 * value for value in harm.values), 1000)


def test_severance_is_weeks_of_pay(desk: Case) -> None:
    pay = {"severance_support": 61_860, "severance_infrastructure": (6 * 99_130 + 3 * 76_220) / 9}
    for name, wage in pay.items():
        one_off = desk.retained.costs[name].one_off
        assert one_off is not None
        assert one_off.amount.values == _near(tuple(weeks * wage / 52 for weeks in (8, 12, 20)), 1.5)


def test_a_contractor_for_three_months(desk: Case) -> None:
    each = 520 * 86.455 * RATE_2024 - 99_130 * LOADING / 4
    cost = desk.risks["key_staff_leave"].cost
    assert cost is not None
    assert cost.values == _near((each, 2 * each, 4 * each), 300)


@pytest.mark.parametrize("name", ["contrat-infogerance", "service-desk-and-hosting"])
def test_quality_points_follow_the_rule(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    measured = [level for level, rule in case.service_levels.items() if rule.metric != "reported"]

    def points(alternative: str, level: str) -> float:
        rule, performer = case.service_levels[level], case.performers(alternative)[case.service_levels[level].service]
        own = {**case.in_house.attainment, **case.variant(alternative).attainment}
        mean = (own if performer == "in_house" else case.offers[performer].attainment)[level].mean.mean
        assert rule.minimum is not None
        return 100 * min((mean - rule.minimum) / (rule.target - rule.minimum), 1)

    for alternative, chosen in case.alternatives.items():
        assert chosen.quality_points is not None
        assert chosen.quality_points.mean == pytest.approx(fmean(points(alternative, x) for x in measured), abs=0.5)


def test_attainment_from_month_to_month(desk: Case, contrat: Case, readme: Callable[[str], str]) -> None:
    with (DATA / "service-desk-and-hosting" / "attainment.csv").open(encoding="utf-8", newline="") as file:
        months = [float(row["availability_pct"]) for row in csv.DictReader(file)]
    assert len(months) == 33
    facts = (fmean(months), sorted(months)[16], min(months), stdev(months))
    assert facts == _near((99.42, 99.64, 96.91, 0.65), 0.005)
    assert sum(month >= 99.5 for month in months) == 22
    assert sum(month >= 99.9 for month in months) == 7
    beliefs = [desk.in_house.attainment["hosting_availability"], contrat.in_house.attainment["disponibilite_des_vm"]]
    assert all(belief.spread == pytest.approx(0.0065) for belief in beliefs)
    assert "0.65 points" in readme("service-desk-and-hosting")


def test_what_a_ticket_should_cost(readme: Callable[[str], str]) -> None:
    cost = 0.36 * 45.63 * RATE_2024
    assert f"{cost:.2f}, plus 15 % is {1.15 * cost:.2f}" in readme("service-desk-and-hosting").replace("\n", " ")


@pytest.mark.parametrize(("days", "gross", "due"), [(10, 950, 0), (20, 1900, 1900), (120, 11_400, 9500)])
def test_the_examples_of_delay(
    contrat: Case, readme: Callable[[str], str], days: int, gross: float, due: float
) -> None:
    rule = contrat.offers["regional"].transition.delay_damages
    assert rule is not None
    assert rule.cap is not None
    raw = rule.value * rule.rate_per_day * days
    capped = min(raw, rule.cap * (rule.cap_base or rule.value))
    assert raw == pytest.approx(gross)
    assert (0 if capped <= rule.exempt_up_to else capped) == pytest.approx(due)
    assert f"| {days} jours | {gross:,.0f} | {due:,.0f} |".replace(",", " ") in readme("contrat-infogerance")


def test_the_financed_part_is_what_the_exit_fee_writes_off(contrat: Case) -> None:
    offer = contrat.offers["regional"]
    assert offer.transition.price_of(()) * offer.transition.financed == pytest.approx(60_000)
    assert offer.exit.unamortised == 60_000
    assert offer.exit.assistance.mean == 35 * 750


def test_the_published_calculator(cases: dict[str, Case]) -> None:
    case = cases["outsourcing-calculator"]
    all_in, offer = case.in_house.costs["all_in"].yearly, case.offers["provider"]
    assert all_in is not None
    yearly = 12 * offer.charges["it_service"].base.mean
    saved = [years * (all_in.mean - yearly) - offer.transition.price_of(()) for years in (1, 2, 3)]
    assert (case.term, case.discount_rate, saved) == (36, 0, [240_000, 560_000, 880_000])
