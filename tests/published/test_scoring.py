"""Scoring of bids: published answers, and answers by hand from published formulas."""

import pytest

from outsourcing_model.case.evaluation import Evaluation
from outsourcing_model.metrics.awarding import Tender, ranks, scores
from outsourcing_model.metrics.scoring import (
    fixed_range,
    linear_between_extremes,
    linear_scale,
    penalty,
    proportional,
    supplier_quality_premium,
)
from outsourcing_model.metrics.service_level import downtime_cost, value_of_level


# G1: https://support-us.negometrix.com/support/solutions/articles/44001761046-low-bid-scoring-formula
def test_g1_low_bid_scoring() -> None:
    prices = {"A": 10_000.0, "B": 8_000.0}
    quality = {"A": 40 + 30 + 20, "B": 32 + 20 + 22}
    marks = {name: proportional(price, list(prices.values()), 70) for name, price in prices.items()}
    assert marks == pytest.approx({"A": 56, "B": 70})
    totals = {name: quality[name] + mark for name, mark in marks.items()}
    assert totals == pytest.approx({"A": 146, "B": 144})
    assert ranks(totals, "proportional") == {"A": 1, "B": 2}


# G2: https://impactbids.com/the-quality-imperative/ (prints 38 and 37)
@pytest.mark.parametrize(("price", "mark"), [(100, 40), (105, 38.095), (108, 37.037)])
def test_g2_price_of_forty_points(price: float, mark: float) -> None:
    assert proportional(price, [100, 105, 108], 40) == pytest.approx(mark, abs=0.0005)


# G3: https://www.shma.co.uk/our-thoughts/evaluating-price-in-tenders-new-guidance-on-new-practices/
@pytest.mark.parametrize(("price", "mark"), [(15_000, 0.667), (10_000, 1), (30_000, 0.333)])
def test_g3_fixed_quotes(price: float, mark: float) -> None:
    assert proportional(price, [15_000, 10_000, 30_000], 1) == pytest.approx(mark, abs=0.0005)


# G5: by hand; formula of Weka, Marchés publics, n = 2, lowest 100, best mark 10
@pytest.mark.parametrize(
    ("price", "linear", "classic", "extremes"), [(100, 10, 10, 10), (120, 8, 8.33, 8), (200, 0, 5, 0)]
)
def test_g5_linear_scale(price: float, linear: float, classic: float, extremes: float) -> None:
    prices = [100, 120, 200]
    assert linear_scale(price, prices, 10, 2) == pytest.approx(linear)
    assert penalty(price, prices, 10) == pytest.approx(linear)
    assert proportional(price, prices, 10) == pytest.approx(classic, abs=0.005)
    assert linear_between_extremes(price, prices, 10) == pytest.approx(extremes)


# by hand: n = 3 reaches zero at 300; above n times the lowest the mark is cut off, unless negative marks are wanted
@pytest.mark.parametrize(("price", "n", "mark"), [(120, 3, 9), (200, 3, 5), (300, 3, 0), (350, 3, 0), (250, 2, 0)])
def test_linear_scale_with_another_n(price: float, n: float, mark: float) -> None:
    assert linear_scale(price, [100, price], 10, n) == pytest.approx(mark)


def test_a_mark_falls_below_zero_only_where_that_is_wanted() -> None:
    assert linear_scale(250, [100], 10, 2, None) == pytest.approx(-5)
    assert penalty(250, [100], 10, None) == pytest.approx(-5)
    assert fixed_range(250, (100, 200), 10, None) == pytest.approx(-5)


# by hand: estimate x margin / price weight = 500,000 x 5 / 70
def test_price_quality_method() -> None:
    assert supplier_quality_premium(500_000, 5, 70) == pytest.approx(35_714.29, abs=0.005)
    evaluation = Evaluation.model_validate({"price_weight": "70 %", "method": "price_quality", "estimate": 500_000})
    # quality weighs 30 %: a margin of 5 weighted points is 16.67 quality points
    found = scores("price_quality", [Tender("a", 510_000, 60 + 50 / 3), Tender("b", 480_000, 60)], evaluation)
    assert found == pytest.approx({"a": 510_000 - 35_714.29, "b": 480_000}, abs=0.005)


# G9: https://www.powerpartners-awi.com/step-by-step-guide-7-steps-to-calculate-the-cost-of-downtime/
def test_g9_downtime() -> None:
    assert downtime_cost(10_000, 2_000, 4, 5_000) == pytest.approx(53_000)
    assert downtime_cost(10_000, 2_000, 0, 5_000) == pytest.approx(5_000)
    assert value_of_level(0.995, 0.999, 12_000) == pytest.approx(420_480)
    assert value_of_level(0.999, 0.995, 12_000) == pytest.approx(-420_480)
    assert value_of_level(0.995, 0.999, 12_000, 730) == pytest.approx(35_040)
