import pytest

from outsourcing_model.engine.rules import own_costs

from .conftest import column, steady

ONES = steady(1, 2)


def test_units_and_fixed_cost(fill):
    assert column(fill(own_costs.unit_cost, [[10], [20]], [3], [[1], [1.1]], months=2)) == pytest.approx([30, 66])
    assert column(fill(own_costs.fixed_cost, [1_200], 12.0, ONES, months=2)) == [100, 100]
    assert column(fill(own_costs.fixed_cost, [1_200], 1.0, [[1], [2]], months=2)) == [1_200, 2_400]


def test_single_payment_in_its_month(fill):
    out = fill(own_costs.single_payment, [100, -5], [2, 1], [1, 0], months=3, draws=2)
    assert out == [[0, -5], [200, 0], [0, 0]]


def asset(fill, months, needed=None, first=0, life=3, residual=1):
    """Return the payments for an asset at 300 whose price rises by half each year."""
    index = [[1.5 ** (month // 12)] for month in range(months)]
    needed = steady(1, months) if needed is None else [[share] for share in needed]
    return column(fill(own_costs.asset_cost, [100], [3], index, needed, first, life, residual, months=months))


def test_asset_is_renewed_and_its_rest_received(fill):
    assert asset(fill, 6) == [300, 0, 0, 300, 0, 0]
    assert asset(fill, 5) == [300, 0, 0, 300, -100]
    assert asset(fill, 4) == [300, 0, 0, 300 - 200]
    assert asset(fill, 4, residual=0) == [300, 0, 0, 300]


def test_asset_starts_in_its_month_at_the_price_of_the_day(fill):
    assert asset(fill, 14, first=12, life=4) == [0] * 12 + [450, -225]
    assert asset(fill, 3, first=5) == [0, 0, 0]


def test_asset_is_not_bought_while_another_delivers(fill):
    assert asset(fill, 7, needed=[1, 1, 0.5, 0, 0, 1, 1]) == [300, 0, 0, 0, 0, 300, -100]
    assert asset(fill, 3, needed=[0.999, 0.5, 0]) == [0, 0, 0]
    assert asset(fill, 3, needed=[1 - 5e-10, 0, 0]) == [300, 0, 0]
