"""Price mechanics: published rate cards, their limits and their neighbours."""

import pytest
from small_cases import cost, line, one_offer


def charged(way: str, limits: list[float], prices: list[float], volume: float, base: float = 0, **more: str) -> float:
    bands = {"up_to": limits, "price": prices, **more}
    return cost(one_offer({"base": base, way: bands}, volume), "out")


# D4: https://docs.useautumn.com/documentation/modelling-pricing/graduated-pricing.md
D4 = ([1_000, 10_000], [0.01, 0.008, 0.005])


def test_d4_graduated() -> None:
    assert charged("graduated", *D4, 15_000) == pytest.approx(107, abs=0.5)


@pytest.mark.parametrize(
    ("volume", "total"), [(0, 0), (999, 9.99), (1_000, 10), (1_001, 10.008), (10_000, 82), (10_001, 82.005)]
)
def test_d4_at_its_limits(volume: float, total: float) -> None:
    assert charged("graduated", *D4, volume) == pytest.approx(total, abs=1e-9)


# D5: https://zuplo.com/docs/articles/monetization/pricing-models
D5 = ([1_000, 10_000], [0.10, 0.05, 0.01])


@pytest.mark.parametrize(("way", "total"), [("graduated", 600), ("volume", 150)])
def test_d5_one_rate_card_two_readings(way: str, total: float) -> None:
    assert charged(way, *D5, 15_000) == pytest.approx(total, abs=0.5)


@pytest.mark.parametrize(("limit", "at", "above"), [("included", 500, 100.01), ("excluded", 100, 100.01)])
def test_d5_the_volume_price_drops_at_the_limit(limit: str, at: float, above: float) -> None:
    assert charged("volume", *D5, 10_000, limit=limit) == pytest.approx(at)
    assert charged("volume", *D5, 10_001, limit=limit) == pytest.approx(above)
    assert charged("volume", *D5, 9_999, limit=limit) == pytest.approx(499.95)


# D6: https://docs.flexprice.io/docs/product-catalogue/plans/billing-models/tiered and
# https://getlago.com/docs/guide/plans/charges/charge-models/volume.md; the third answer is by hand
D6 = ([10_000, 50_000, 100_000], [0.0010, 0.0008, 0.0006, 0.0004])


@pytest.mark.parametrize(("way", "fee", "total"), [("volume", 0, 39), ("volume", 10, 49), ("graduated", 0, 51)])
def test_d6_with_and_without_a_fee(way: str, fee: float, total: float) -> None:
    assert charged(way, *D6, 65_000, fee) == pytest.approx(total, abs=0.5)


@pytest.mark.parametrize(("volume", "total"), [(10_000, 10), (50_000, 40), (50_001, 30.0006), (100_001, 40.0004)])
def test_d6_at_its_limits(volume: float, total: float) -> None:
    assert charged("volume", *D6, volume) == pytest.approx(total, abs=1e-9)


# E5: https://intendancezone.net/spip.php?article1236; the index moves from 280.0 to 294.60
def revised(share: object, move: float, **more: object) -> float:
    """Return the thirteenth month's charge of 1,767 whose index moved once."""
    offer = {"indexation": {"index": "labour", "share": share, **more}}
    case = one_offer({"base": 1_767.00}, offer=offer, term=13, indices={"labour": {"growth": move}})
    paid = line(case, "out", "charges.give.desk")
    assert paid[:12] == [1_767.00] * 12
    return paid[12]


def test_e5_revision_with_a_fixed_part() -> None:
    assert revised("85 %", 294.60 / 280.0 - 1) == pytest.approx(1_845.32, abs=0.005)


def test_e5_neighbours() -> None:
    assert revised("100 %", 294.60 / 280.0 - 1) == pytest.approx(1_767 * 294.60 / 280, abs=1e-6)
    assert revised("0 %", 294.60 / 280.0 - 1) == pytest.approx(1_767)
    assert revised("85 %", 270.0 / 280.0 - 1) < 1_767


# E10: index values by hand from Syntec, 306.0 to 314.5; the floor is that of a published supplier clause,
# https://la-graine-informatique.fr/?p=5542
@pytest.mark.parametrize(
    ("terms", "total"),
    [
        ({"share": "100 %"}, 102_777.78),
        ({"share": "85 %"}, 102_361.11),
        ({"share": "100 %", "floor": "5 %"}, 105_000.00),
        ({"share": "100 %", "cap": "2 %"}, 102_000.00),
    ],
)
def test_e10_floors_and_caps(terms: dict[str, str], total: float) -> None:
    share, *rest = terms.items()
    assert revised(share[1], 314.5 / 306.0 - 1, **dict(rest)) * 100_000 / 1_767 == pytest.approx(total, abs=0.005)
