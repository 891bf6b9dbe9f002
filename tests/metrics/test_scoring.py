from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsourcing_model.metrics import scoring

PRICES = st.lists(st.floats(1, 1e9), min_size=2, max_size=6)
RELATIVE = (scoring.proportional, scoring.linear_between_extremes, scoring.linear_scale, scoring.penalty)


@pytest.mark.parametrize("formula", RELATIVE)
@given(prices=PRICES)
def test_the_lowest_price_has_the_best_mark_and_marks_fall_as_prices_rise(formula, prices):
    marks = [formula(price, prices, 40.0) for price in sorted(prices)]
    assert marks[0] == pytest.approx(40)
    assert all(later <= before + 1e-9 for before, later in pairwise(marks))
    assert all(0 <= mark <= 40 + 1e-9 for mark in marks)


@pytest.mark.parametrize("formula", RELATIVE)
@given(prices=PRICES, factor=st.floats(0.01, 100))
def test_marks_do_not_hang_on_the_unit_of_money(formula, prices, factor):
    before = [formula(price, prices, 40.0) for price in prices]
    after = [formula(price * factor, [each * factor for each in prices], 40.0) for price in prices]
    assert after == pytest.approx(before, rel=1e-6, abs=1e-6)


@given(prices=PRICES)
def test_a_range_set_beforehand_knows_no_other_bid_and_is_cut_at_both_ends(prices):
    marks = [scoring.fixed_range(price, (1e3, 1e6), 40.0) for price in sorted(prices)]
    assert all(0 <= mark <= 40 for mark in marks)
    assert all(later <= before for before, later in pairwise(marks))
    assert scoring.fixed_range(1.0, (1e3, 1e6), 40.0) == 40
    assert scoring.fixed_range(2e6, (1e3, 1e6), 40.0) == 0


def test_alike_prices_all_have_the_best_mark():
    assert [formula(100, [100, 100], 40.0) for formula in RELATIVE] == [40.0] * 4


def test_price_and_quality_in_one_figure():
    assert scoring.quality_per_price(80, 10_000) == pytest.approx(1 / scoring.price_per_point(10_000, 80))
    assert scoring.award_on_value(1_000, 150) == 850
    assert scoring.value_for_money(1_000, 80, 5) == 600
    assert scoring.supplier_quality_premium(500_000, 0, 70) == 0


@pytest.mark.parametrize("price", [0, -5, float("nan")])
@pytest.mark.parametrize(
    "formula",
    [
        lambda price: scoring.proportional(price, [100]),
        lambda price: scoring.proportional(100, [price]),
        lambda price: scoring.linear_between_extremes(price, [100]),
        lambda price: scoring.linear_scale(price, [100]),
        lambda price: scoring.penalty(price, [100]),
        lambda price: scoring.fixed_range(price, (1, 2)),
        lambda price: scoring.quality_per_price(80, price),
        lambda price: scoring.price_per_point(price, 80),
        lambda price: scoring.price_per_point(80, price),
        lambda price: scoring.award_on_value(price, 0),
        lambda price: scoring.value_for_money(price, 80, 5),
        lambda price: scoring.supplier_quality_premium(500_000, 5, price),
    ],
)
def test_nothing_is_divided_by_a_price_that_is_no_price(formula, price):
    with pytest.raises(ValueError, match="must be above zero"):
        formula(price)


def test_scales_that_are_none_are_refused():
    with pytest.raises(ValueError, match="n must be above 1, not 1"):
        scoring.linear_scale(100, [100], n=1)
    with pytest.raises(ValueError, match="must rise, not go from 2 to 2"):
        scoring.fixed_range(100, (2, 2))
