"""The oracle's terms of price against figures worked out by hand."""

from typing import Any

import pytest

from outsourcing_model.timeline import Month

from .indices import level, yearly_index
from .prices import benchmark_factor, exchange_factor, price_factor
from .settlement import less_set_off, settled_discount, settled_gain
from .test_naive import case_of, played
from .units import month_cost
from .world import World, mean_values

PUBLISHED = {f"2025-{month:02d}": 100.0 + month for month in range(1, 13)} | {"2026-01": 56.5, "2026-02": 57.0}
INDICES = {
    "wages": {"series": PUBLISHED, "breaks": {"2026-01": 0.5}, "growth": 0.21},
    "energy": {"series": {f"2025-{month:02d}": 200.0 for month in range(1, 13)}, "growth": 0.1},
    "plain": {"growth": 0.03},
}


def world(**parts: Any) -> World:
    """Return a case of 36 months at mean beliefs."""
    case = case_of(**{"term": 36, "indices": INDICES, **parts})
    return World(case, mean_values(case))


def revision(month: int, term: int = 36, **terms: Any) -> float:
    """Return the revision factor of a month."""
    return world(term=term, offer={"indexation": terms}).revision("give", month)


def cost(units: float, **charge: Any) -> float:
    """Return what a month costs at so many units."""
    return month_cost(world(offer={"charges": {"desk": charge}}), "give", "desk", units)


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2025-01", 101),
        ("2025-12", 112),
        ("2026-01", 113),
        ("2026-02", 114),
        ("2026-08", 114 * 1.1),
        ("2027-02", 137.94),
    ],
)
def test_level_of_an_index_across_its_break_and_beyond(month: str, expected: float) -> None:
    one = world()
    assert level(one.case, one.values, "wages", Month.read(month)) == pytest.approx(expected, rel=1e-12)


def test_an_index_without_values_grows_both_ways() -> None:
    one = world()
    back, ahead = (level(one.case, one.values, "plain", Month.read(text)) for text in ("2025-01", "2028-01"))
    assert (back, ahead) == pytest.approx((1 / 1.03, 1.0609), rel=1e-12)


def test_in_house_index_moves_at_anniversaries() -> None:
    one = world()
    found = [yearly_index(one.case, one.values, "wages", month) for month in (0, 11, 12, 23, 24)]
    later = 114 * 1.21 ** (11 / 12) / 113
    assert found == pytest.approx([1, 1, later, later, later * 1.21], rel=1e-12)


@pytest.mark.parametrize(
    ("terms", "month", "factor"),
    [
        ({"index": "wages", "first": "2026-02", "every": "month"}, 0, 1),
        ({"index": "wages", "first": "2026-02", "every": "month"}, 1, 114 / 113),
        ({"index": "wages", "lag_months": 3, "first": "2026-04", "every": "quarter"}, 5, 113 / 110),
        ({"index": "wages", "lag_months": 3, "base_month": "2025-06", "first": "2026-04"}, 3, 113 / 106),
        ({"index": "wages", "base_month": "2025-06", "first": "2026-02", "method": "chained"}, 1, 114 / 106),
        ({"fixed_rate": 0.0609, "every": "half_year"}, 11, 1),
        ({"fixed_rate": 0.0609, "every": "half_year"}, 18, 1.0609**1.5),
        ({"fixed_rate": 0.0609, "lag_months": 4}, 12, 1.0609),
        ({"fixed_rate": 0.0609, "base_month": "2025-07"}, 12, 1.0609**1.5),
        ({"indices": {"wages": 0.4, "energy": 0.5}, "fixed_part": 0.1, "base_month": "2025-12"}, 12,
         0.1 + 0.4 * 114 * 1.21 ** (11 / 12) / 112 + 0.5 * 1.1 ** (13 / 12)),
    ],
)  # fmt: skip
def test_revision_by_dates_and_weights(terms: dict[str, Any], month: int, factor: float) -> None:
    assert revision(month, **terms) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("terms", "factors"),
    [
        ({"fixed_rate": 0.05, "cap": 0.03}, (1.03, 1.03**2)),
        ({"fixed_rate": 0.05, "cap": 0.03, "excess": "carried"}, (1.03, 1.03**2)),
        ({"fixed_rate": -0.05, "floor": -0.02, "excess": "carried"}, (0.98, 0.98**2)),
        ({"fixed_rate": 0.05, "cap": 0, "floor": 0}, (1, 1)),
    ],
)
def test_limits_of_a_steady_revision(terms: dict[str, Any], factors: tuple[float, float]) -> None:
    assert (revision(12, **terms), revision(24, **terms)) == pytest.approx(factors, rel=1e-12)


@pytest.mark.parametrize(
    ("terms", "factors"),
    [
        ({"excess": "lost"}, (1.03, 1.03 * 111 / 110)),
        ({"excess": "carried"}, (1.03, 1.03**2)),
        ({"excess": "lost", "method": "chained"}, (1.03, 1.03 * 111 / 110)),
        ({"excess": "carried", "method": "chained"}, (1.03, 1.03**2)),
        ({"excess": "carried", "share": 0.5}, (1.03, 1.055)),
    ],
)
def test_excess_is_lost_or_caught_up(terms: dict[str, Any], factors: tuple[float, float]) -> None:
    series = {"2026-01": 100, "2026-02": 110, "2026-03": 111}
    clause = {"index": "steep", "cap": 0.03, "first": "2026-02", "every": "month", **terms}
    one = world(term=3, indices={"steep": {"series": series}}, offer={"indexation": clause})
    assert [one.revision("give", month) for month in (1, 2)] == pytest.approx(factors, rel=1e-12)


@pytest.mark.parametrize(
    ("digits", "mode", "factor"),
    [(2, "nearest", 1.03), (2, "up", 1.03), (2, "down", 1.02), (3, "up", 1.025), (3, "down", 1.025), (1, "nearest", 1)],
)
def test_rounding_of_a_coefficient_on_the_half(digits: int, mode: str, factor: float) -> None:
    rounding = {"digits": digits, "mode": mode}
    assert revision(12, fixed_rate=0.05, share=0.5, rounding=rounding) == pytest.approx(factor, rel=1e-12)


def test_price_factor_of_covered_services_productivity_and_what_belongs_to_none() -> None:
    charges = {"desk": {"base": 1}, "hosting": {"base": 1}}
    offer = {"charges": charges, "productivity": 0.1, "indexation": {"fixed_rate": 0.5, "services": "desk"}}
    one = world(services={"desk": {}, "hosting": {}}, offer=offer)
    found = [price_factor(one, "give", service, 12) for service in ("desk", "hosting", None)]
    assert found == pytest.approx([1.35, 0.9, 1.35])


@pytest.mark.parametrize(
    ("terms", "factor"),
    [
        ({"gap": 0.2}, 0.8),
        ({"gap": 0.2, "passed_on": 0.5}, 0.9),
        ({"gap": 0.2, "tolerance": 0.05, "counts": "excess"}, 0.85),
        ({"gap": 0.2, "tolerance": 0.05, "most": 0.1}, 0.9),
        ({"gap": 0.05, "tolerance": 0.05}, 1),
        ({"gap": -0.2}, 1),
    ],
)
def test_benchmark(terms: dict[str, Any], factor: float) -> None:
    one = world(offer={"benchmark": {"from_month": 7, **terms}})
    assert [benchmark_factor(one, "give", month) for month in (5, 6)] == pytest.approx([1, factor])


@pytest.mark.parametrize(
    ("rate", "beyond", "factor"),
    [
        (1.1, "excess", 1), (1.1, "whole", 1), (1.2, "excess", 1.04), (1.2, "whole", 1.08),
        (0.85, "excess", 0.98), (0.85, "whole", 0.94),
    ],
)  # fmt: skip
def test_exchange_clause(rate: float, beyond: str, factor: float) -> None:
    clause = {"currency": "USD", "share": 0.4, "reference": 1, "band": 0.1, "beyond": beyond}
    one = world(exchange_rates={"USD": rate}, offer={"exchange": clause})
    assert exchange_factor(one, "give", 0) == pytest.approx(factor)


def test_an_offer_in_another_currency_is_converted_month_by_month() -> None:
    offer = {
        "currency": "USD",
        "minimum_commitment": {"amount": 1500},
        "transition": {"price": 800, "overrun": 0.5},
        "exit": {"wind_down": 100},
        "payment_days": 30,
    }
    run = played(term=24, exit_month=13, exchange_rates={"USD": {"rate": 2, "drift": 0.21}}, offer=offer)
    assert [run.lines["charges.give.desk"][m] for m in (1, 7, 13)] == pytest.approx([2000, 2200, 2420])
    assert run.lines["minimum_commitment.give"][7] == pytest.approx(1100)
    assert (run.lines["transition.give"][1], run.lines["transition_overrun.give"][0]) == pytest.approx((1600, 800))
    assert run.owed == pytest.approx(242)


@pytest.mark.parametrize(("units", "total"), [(0, 50), (100, 350), (100.5, 650), (210, 950)])
def test_packages(units: float, total: float) -> None:
    assert cost(units, base=50, price=3, package=100) == pytest.approx(total)


@pytest.mark.parametrize(
    ("way", "units", "total"),
    [
        ("graduated", 0, 5), ("graduated", 100, 205), ("graduated", 101, 213),
        ("volume", 100, 205), ("volume", 101, 108),
    ],
)  # fmt: skip
def test_fees_of_bands(way: str, units: float, total: float) -> None:
    assert cost(units, **{way: {"up_to": [100], "price": [2, 1], "fee": [5, 7]}}) == pytest.approx(total)


def test_a_limit_that_belongs_above_enters_the_next_band() -> None:
    bands = {"up_to": [100], "price": [2, 1], "fee": [5, 7], "limit": "excluded"}
    assert cost(100, graduated=bands) == pytest.approx(212)


@pytest.mark.parametrize(
    ("counted", "units", "total"),
    [
        ("edge", 1100, 5000), ("edge", 900, 5000), ("edge", 1200, 5200), ("edge", 1400, 5360), ("edge", 1600, 5400),
        ("edge", 800, 4900), ("edge", 400, 4550), ("edge", 0, 4350),
        ("baseline", 1100, 5000), ("baseline", 1200, 5400), ("baseline", 1600, 5600), ("baseline", 800, 4800),
    ],
)  # fmt: skip
def test_dead_band(counted: str, units: float, total: float) -> None:
    band = {
        "width": 0.1,
        "additional": {"to": [1.25, 1.5], "rate": [2, 0.4]},
        "reduced": {"to": [0.5], "rate": [1, 0.5]},
        "counted_from": counted,
    }
    assert cost(units, base=5000, baseline=1000, dead_band=band) == pytest.approx(total)


def test_a_reduced_charge_is_never_below_zero() -> None:
    band = {"additional": {"rate": [1]}, "reduced": {"rate": [9]}}
    assert cost(0, base=500, baseline=100, dead_band=band) == 0
    assert cost(100, base=500, baseline=100, dead_band=band) == 500


def test_work_at_the_rates_of_roles() -> None:
    roles = {"senior": {"rate": 900, "days": 2}, "junior": {"rate": 400, "days_per_unit": 0.01}}
    assert cost(500, base=10, time_and_materials={"roles": roles}) == pytest.approx(3810)
    assert cost(500, base=10, time_and_materials={"roles": roles, "ceiling": 3000}) == pytest.approx(3010)


@pytest.mark.parametrize(
    ("actual", "limits", "line"),
    [
        (800, {}, 70), (1000, {}, 0), (1300, {}, -110), (1300, {"overrun_share": [0.1, 0.2]}, -50),
        (800, {"most_fee": 120}, 20), (1300, {"least_fee": 40}, -60),
    ],
)  # fmt: skip
def test_settled_gain(actual: float, limits: dict[str, Any], line: float) -> None:
    terms = {"up_to": [0.1], "provider_share": [0.3, 0.4], **limits}
    one = world(offer={"charges": {"desk": {"gain_share": terms}}})
    clause = one.case.offers["give"].charges["desk"].gain_share
    assert clause is not None
    assert settled_gain(clause, 1000, actual, 100) == pytest.approx(line)


def test_gain_is_settled_each_year_and_before_the_exit() -> None:
    gain = {"target_fixed": 1000, "actual_fixed": 900, "fee": 50, "provider_share": [0.5]}
    run = played(term=24, exit_month=14, offer={"charges": {"desk": {"gain_share": gain}}})
    assert {m: x for m, x in run.lines["gain_share.give.desk"].items() if x} == pytest.approx({11: 600, 13: 100})
    assert run.lines["charges.give.desk"][0] == pytest.approx(950)


@pytest.mark.parametrize(
    ("method", "total", "discount"),
    [
        ("graduated", 1000, 0),
        ("graduated", 3000, 250),
        ("volume", 1000, 0),
        ("volume", 2000, 200),
        ("volume", 3000, 450),
    ],
)
def test_discount_on_the_total(method: str, total: float, discount: float) -> None:
    one = world(offer={"discount": {"up_to": [1000, 2000], "share": [0, 0.1, 0.15], "method": method}})
    terms = one.case.offers["give"].discount
    assert terms is not None
    assert settled_discount(terms, total) == pytest.approx(discount)


def test_yearly_discount_with_an_exit_in_mid_year() -> None:
    run = played(term=24, exit_month=18, offer={"discount": {"up_to": [10_000], "share": [0, 0.1]}})
    assert {m: x for m, x in run.lines["discount.give"].items() if x} == pytest.approx({11: -200})


@pytest.mark.parametrize(
    ("months", "owed"),
    [
        (0, [5, 3, 0, 0, 0, 2]), (1, [5, 3, -3, 0, 0, 2]), (2, [5, 3, -4, -3, 0, 2]), (3, [5, 3, -4, -4, 0, 2]),
    ],
)  # fmt: skip
def test_shortfalls_are_set_off_the_oldest_first(months: int, owed: list[float]) -> None:
    assert less_set_off([-5, -3, 4, 20, 1, -2], months) == owed


def test_unit_commitment_carries_units_and_ignores_packages() -> None:
    season = {"january": -0.5, "february": 0.25}
    charge = {"price": 2, "package": 60, "commitment": {"units": 100, "rate": 3, "carry_forward_months": 1}}
    run = played(services={"desk": {"volume": {"month_1": 100, "season": season}}}, offer={"charges": {"desk": charge}})
    assert [run.lines["unit_commitment.give.desk"][m] for m in (0, 1, 2)] == pytest.approx([150, -75, 0])
    assert run.lines["charges.give.desk"][0] == pytest.approx(120)
    assert run.received == 0


def test_pass_through_is_no_part_of_the_invoice() -> None:
    offer = {
        "charges": {"desk": {"base": 1000}},
        "pass_through": {
            "licences": {"monthly": 100, "markup": 0.1, "index": "plain"},
            "power": {"service": "desk", "per_unit": 2},
        },
        "minimum_commitment": {"amount": 1100},
        "exit": {"months_of_charges": 1},
    }
    run = played(term=24, exit_month=13, indices=INDICES, offer=offer)
    assert [run.lines["pass_through.give.licences"][m] for m in (0, 12, 13)] == pytest.approx([110, 113.3, 0])
    assert run.lines["pass_through.give.power"][0] == pytest.approx(200)
    assert run.lines["minimum_commitment.give"][0] == pytest.approx(100)
    assert run.owed == pytest.approx(1100)
