import pytest

from outsourcing_model.metrics.value import present_value


def test_months_and_years_of_the_same_flows():
    assert present_value([0] * 11 + [100], 0.1, "end", 12) == pytest.approx(present_value([100], 0.1, "end"))
    assert present_value([100] + [0] * 11, 0.1, "start", 12) == 100


def test_middle_lies_between():
    start, middle, end = (present_value([100], 0.21, timing) for timing in ("start", "mid", "end"))
    assert (start, end) == (100, pytest.approx(100 / 1.21))
    assert middle == pytest.approx(100 / 1.1)


def test_an_annuity_has_its_closed_form():
    assert present_value([1] * 20, 0.07) == pytest.approx((1 - 1.07**-20) / 0.07, rel=1e-14)


def test_a_schedule_is_chained():
    assert present_value([0, 0, 100], {0: 0.1, 2: 0.2}) == pytest.approx(100 / 1.1 / 1.2 / 1.2)


def test_nothing_is_worth_nothing():
    assert present_value([], 0.1) == 0


@pytest.mark.parametrize("rate", [-1, -1.5, {0: 0.1, 3: -1}])
def test_an_impossible_rate_is_refused(rate):
    with pytest.raises(ValueError, match="a discount rate of -100 % or less has no present value"):
        present_value([1], rate)


def test_an_unknown_timing_is_refused():
    with pytest.raises(ValueError, match="timing must be one of start, mid, end, not 'late'"):
        present_value([1], 0.1, "late")
