"""Dead band, fees, packages and gain share: published answers and what lies beside them, through cases and rules."""

import pytest
from small_cases import cost, line, one_offer

# D1: upperedge.com, how to establish and maintain control of a fixed-price outsourcing agreement: baseline 1,000
# tickets, 50,000 a month, dead band 10 %. D2 and D3 put rates of 40 (ARC), 35 beyond 125 %, and 30 (RRC) on top.
RATES = {"additional": {"rate": [40]}, "reduced": {"rate": [30]}}


def dead_band(volume: float, **band: object) -> float:
    charge = {"base": 50_000, "baseline": 1_000, "dead_band": {"width": "10 %", **RATES, **band}}
    return cost(one_offer(charge, volume), "out")


@pytest.mark.parametrize("volume", [900, 900.5, 1_000, 1_050, 1_100])
@pytest.mark.parametrize("counted_from", ["edge", "baseline"])
def test_d1_nothing_moves_in_the_dead_band(volume: float, counted_from: str) -> None:
    assert dead_band(volume, counted_from=counted_from) == pytest.approx(50_000)


@pytest.mark.parametrize(
    ("volume", "edge", "baseline"),
    [
        (1_250, 56_000, 60_000),
        (800, 47_000, 44_000),
        (1_101, 50_040, 54_040),
        (899, 49_970, 46_970),
        (0, 23_000, 20_000),
    ],
)
def test_d2_units_count_from_the_edge_or_from_the_baseline(volume: float, edge: float, baseline: float) -> None:
    assert dead_band(volume) == pytest.approx(edge)
    assert dead_band(volume, counted_from="baseline") == pytest.approx(baseline)


@pytest.mark.parametrize(
    ("volume", "due"),
    [(1_400, 61_250), (1_250, 56_000), (1_251, 56_035), (1_500, 64_750), (2_000, 82_250)],
)
def test_d3_rates_by_band(volume: float, due: float) -> None:
    assert dead_band(volume, additional={"to": [1.25], "rate": [40, 35]}) == pytest.approx(due)


def test_the_last_band_may_end() -> None:
    closed = {"additional": {"to": [1.25, 1.5], "rate": [40, 35]}, "reduced": {"to": [0.75], "rate": [30]}}
    assert dead_band(2_000, **closed) == pytest.approx(64_750)
    assert dead_band(700, **closed) == dead_band(750, **closed) == pytest.approx(45_500)


def test_a_dead_band_never_pays_the_client() -> None:
    assert dead_band(0, reduced={"rate": [100]}) == 0


def test_a_band_of_no_width_charges_every_unit_beside_the_baseline() -> None:
    assert dead_band(1_001, width=0) == pytest.approx(50_040)
    assert dead_band(999, width=0) == pytest.approx(49_970)


# D6: flexprice and lago documentation of tiered and volume charges: 65,000 units, 39 without and 49 with a fee of 10.
PRICES = {"up_to": [10_000, 50_000, 100_000], "price": [0.0010, 0.0008, 0.0006, 0.0004]}


def test_d6_flat_fee_of_the_band_reached() -> None:
    assert cost(one_offer({"volume": {**PRICES, "fee": [0, 0, 10, 0]}}, 65_000), "out") == pytest.approx(49)
    assert cost(one_offer({"volume": PRICES}, 65_000), "out") == pytest.approx(39)
    assert cost(one_offer({"graduated": PRICES}, 65_000), "out") == pytest.approx(51)


@pytest.mark.parametrize(("volume", "fees"), [(0, 5), (10_000, 5), (10_001, 8), (50_000, 8), (50_001, 9), (1e6, 13)])
def test_graduated_fees_add_up_band_by_band(volume: float, fees: float) -> None:
    with_fees = cost(one_offer({"graduated": {**PRICES, "fee": [5, 3, 1, 4]}}, volume), "out")
    assert with_fees - cost(one_offer({"graduated": PRICES}, volume), "out") == pytest.approx(fees)


@pytest.mark.parametrize(("volume", "packages"), [(0, 0), (0.5, 1), (100, 1), (100.5, 2), (101, 2), (1_000, 10)])
def test_packages_are_billed_whole(volume: float, packages: int) -> None:
    assert cost(one_offer({"price": 0.5, "package": 100}, volume), "out") == pytest.approx(packages * 50)


# D8: project-management-prepcast.com, cost plus incentive fee: target 210,000, fee 25,000, 80/20, actual 200,000.
def incentive(actual: float, **terms: object) -> float:
    shared = {"target_fixed": 210_000, "actual_fixed": actual, "fee": 25_000, "provider_share": ["20 %"], **terms}
    return cost(one_offer({"gain_share": shared}), "out")


def test_d8_cost_plus_incentive_fee() -> None:
    assert incentive(200_000) == pytest.approx(227_000)
    case = one_offer(
        {"gain_share": {"target_fixed": 210_000, "actual_fixed": 200_000, "fee": 25_000, "provider_share": [0.2]}}
    )
    assert line(case, "out", "gain_share.give.desk") == pytest.approx([2_000])


@pytest.mark.parametrize(
    ("actual", "terms", "price"),
    [
        (210_000, {}, 235_000), (220_000, {}, 243_000),
        (190_000, {"provider_share": ["50 %", "30 %"], "up_to": ["5 %"]},
         190_000 + 25_000 + 0.5 * 10_500 + 0.3 * 9_500),
        (230_000, {"overrun_share": ["40 %"]}, 230_000 + 25_000 - 8_000),
        (400_000, {"least_fee": 5_000}, 405_000), (50_000, {"most_fee": 40_000}, 90_000),
    ],
)  # fmt: skip
def test_beside_d8(actual: float, terms: dict[str, object], price: float) -> None:
    assert incentive(actual, **terms) == pytest.approx(price)


def test_the_target_follows_the_volume() -> None:
    shared = {"target_per_unit": 10, "actual_per_unit": 9, "provider_share": ["50 %"], "settled": "month"}
    case = one_offer({"gain_share": shared}, 1_200)
    assert cost(case, "out") == pytest.approx(1_200 * 9 + 0.5 * 1_200)
