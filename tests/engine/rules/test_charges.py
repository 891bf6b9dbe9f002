import math

import pytest

from outsourcing_model.engine.rules import charges, totals

from .conftest import column, steady

LIMITS = [1_000.0, 3_000.0]
PRICES = [[10.0], [8.0], [5.0]]


def test_flat(fill):
    assert fill(charges.flat_charge, [[0, 10], [2, 3]], [5, 7], [3, 2], months=2, draws=2) == [[5, 27], [11, 13]]


@pytest.mark.parametrize(
    ("volume", "charge"),
    [
        (0, 50), (1, 60), (999, 10_040), (1_000, 10_050), (1_001, 10_058),
        (3_000, 26_050), (3_001, 26_055), (10_000, 61_050),
    ],
)  # fmt: skip
def test_graduated(fill, volume, charge):
    assert column(fill(charges.graduated_charge, [[volume]], [50], PRICES, LIMITS, months=1)) == [charge]


@pytest.mark.parametrize("bands", range(1, 8))
@pytest.mark.parametrize("volume", [0.0, 12.5, 35.0, 99.0])
def test_each_of_many_bands_has_its_own_price(fill, bands, volume):
    limits = [10.0 * band for band in range(1, bands)]
    prices = [100.0 - 7.0 * band for band in range(bands)]
    ends = [*limits, math.inf]
    exact = 3 + sum(
        p * max(min(volume, end) - 10.0 * b, 0) for b, (p, end) in enumerate(zip(prices, ends, strict=True))
    )
    found = column(fill(charges.graduated_charge, [[volume]], [3], [[price] for price in prices], limits, months=1))
    assert found == pytest.approx([exact], rel=1e-14)


@pytest.mark.parametrize(
    ("volume", "included", "price"),
    [
        (999.9, 1, 10), (1_000, 1, 10), (1_000 + 5e-10, 1, 10), (1_000.01, 1, 8), (3_000, 1, 8), (3_000.01, 1, 5),
        (999.9, 0, 10), (1_000 - 5e-10, 0, 8), (1_000, 0, 8), (2_999.9, 0, 8), (3_000, 0, 5), (9e9, 0, 5),
    ],
)  # fmt: skip
def test_volume_price_at_its_limits(fill, volume, included, price):
    found = column(fill(charges.volume_charge, [[volume]], [50], PRICES, LIMITS, included, months=1))
    assert found == pytest.approx([50 + price * volume], rel=1e-15)


def test_bands_with_one_price_are_flat(fill):
    flat = fill(charges.flat_charge, [[7]], [50], [3], months=1)
    assert fill(charges.graduated_charge, [[7]], [50], [[3]], [], months=1) == flat
    assert fill(charges.volume_charge, [[7]], [50], [[3]], [], 1, months=1) == flat


def test_each_draw_has_its_own_prices(fill):
    prices = [[10, 20], [8, 16], [5, 10]]
    out = fill(charges.graduated_charge, [[2_000, 2_000]], [0, 0], prices, LIMITS, months=1, draws=2)
    assert out == [[18_000, 36_000]]


def test_billed_is_revised_and_only_for_the_part_delivered(fill):
    assert column(fill(charges.billed, [[100], [100]], [[1], [1.05]], [[0.25], [1]], months=2)) == [25, 105]


@pytest.mark.parametrize(("invoiced", "missing"), [(79, 1), (80, 0), (120, 0), (0, 80)])
def test_commitment(fill, invoiced, missing):
    assert column(fill(totals.commitment_shortfall, [[100]], [[invoiced]], 0.8, months=1)) == pytest.approx(
        [missing], abs=1e-12
    )


def test_share_of_charges_and_level_and_add(fill):
    assert column(fill(charges.share_of_charges, [0.04], [[100], [50]], months=2)) == [4, 2]
    assert fill(charges.level, [3, 4], months=2, draws=2) == [[3, 4], [3, 4]]
    assert column(fill(charges.add, steady(2, 2), months=2, start=5.0)) == [7, 7]
