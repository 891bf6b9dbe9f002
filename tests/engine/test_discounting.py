import numpy as np
import pytest

from outsourcing_model.engine.discounting import TIMINGS, discount_factor, discount_factors


@pytest.mark.parametrize(
    ("timing", "years"),
    [
        ("start", [0, 1 / 12, 12 / 12]),
        ("mid", [0.5 / 12, 1.5 / 12, 12.5 / 12]),
        ("end", [1 / 12, 2 / 12, 13 / 12]),
        ("year_start", [0, 0, 1]),
        ("year_mid", [0.5, 0.5, 1.5]),
        ("year_end", [1, 1, 2]),
    ],
)
def test_when_flows_fall(timing, years):
    factors = discount_factors(0.08, 13, timing)[[0, 1, 12]]
    np.testing.assert_allclose(factors, [1.08**-x for x in years], rtol=1e-15)


def test_every_timing_is_listed():
    assert TIMINGS == ("end", "mid", "start", "year_end", "year_mid", "year_start")


def test_the_rate_is_effective_not_nominal():
    assert discount_factors(0.12, 12)[11] == pytest.approx(1 / 1.12)
    assert discount_factors(0.12, 12)[0] != pytest.approx(1 / 1.01)


def test_a_schedule_is_chained_month_by_month():
    rates = {0: 0.05, 2: 0.10}
    factors = discount_factors(rates, 24)
    assert factors[11] == pytest.approx(1 / 1.05)
    assert factors[17] == pytest.approx(1 / 1.05 / 1.10**0.5)
    assert factors[23] == pytest.approx(1 / 1.05 / 1.10)


@pytest.mark.parametrize("years", [0, 0.25, 1, 7.5])
def test_a_schedule_of_one_rate_is_that_rate(years):
    assert discount_factor({0: 0.07}, years) == pytest.approx(discount_factor(0.07, years), rel=1e-14)
    assert discount_factor({0: 0.07, 1: 0.07, 5: 0.07}, years) == pytest.approx(discount_factor(0.07, years), rel=1e-14)


def test_today_is_worth_itself_and_no_rate_discounts_nothing():
    assert discount_factor({0: 0.5}, 0) == discount_factor(0.5, 0) == 1
    assert discount_factors(0, 5).tolist() == [1] * 5


def test_a_negative_rate_makes_later_money_dearer():
    assert (np.diff(discount_factors(-0.01, 24)) > 0).all()
