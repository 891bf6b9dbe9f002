"""H1: the option to abandon, ACCA AFM, https://fliphtml5.com/ftmsg/ruay/AFM_-_Real_options/10/ (in millions)."""

import math
from itertools import pairwise
from statistics import NormalDist

import pytest

from outsourcing_model.metrics.option import Option, binomial, european

H1 = Option(value=30.6, proceeds=28, rate=0.04, years=2, volatility=0.35)


def test_h1_as_published() -> None:
    assert H1.d1 == pytest.approx(0.588506, abs=5e-7)
    assert H1.d2 == pytest.approx(0.093531, abs=5e-7)
    assert NormalDist().cdf(H1.d1) == pytest.approx(0.721904, abs=5e-7)
    assert NormalDist().cdf(H1.d2) == pytest.approx(0.537259, abs=5e-7)
    assert european(H1, "call") == pytest.approx(8.20, abs=0.005)
    assert european(H1, "put") == pytest.approx(3.45, abs=0.005)


# the same to four places, and on a tree of 1,000 steps: by hand
def test_h1_to_four_places() -> None:
    assert european(H1, "call") == pytest.approx(8.2036, abs=5e-5)
    assert european(H1, "put") == pytest.approx(3.4508, abs=5e-5)
    assert binomial(H1, steps=1000) == pytest.approx(3.4509, abs=5e-5)
    assert binomial(H1, steps=1000, american=True) == pytest.approx(3.6409, abs=5e-5)


def test_put_and_call_differ_by_the_forward() -> None:
    forward = H1.value - H1.proceeds * math.exp(-0.08)
    assert european(H1, "call") - european(H1, "put") == pytest.approx(forward, rel=1e-12)
    for steps in (1, 7, 100):
        gap = binomial(H1, "call", steps) - binomial(H1, "put", steps)
        assert gap == pytest.approx(forward, rel=1e-9)


def test_one_step_by_hand() -> None:
    up = math.exp(0.35 * math.sqrt(2))
    rise = (math.exp(0.08) - 1 / up) / (up - 1 / up)
    assert binomial(H1, "put", 1) == pytest.approx(math.exp(-0.08) * (1 - rise) * (28 - 30.6 / up), rel=1e-12)


def test_an_american_call_without_payouts_is_worth_no_more_than_a_european_one() -> None:
    assert binomial(H1, "call", 200, american=True) == pytest.approx(binomial(H1, "call", 200), rel=1e-12)


def test_a_put_is_worth_more_where_less_is_known() -> None:
    values = [european(Option(30.6, 28, 0.04, 2, volatility)) for volatility in (0.01, 0.2, 0.35, 0.6)]
    assert all(low < high for low, high in pairwise(values))
    deep = Option(value=1.0, proceeds=28, rate=0.04, years=2, volatility=0.2)
    assert binomial(deep, american=True) == pytest.approx(27.0)


@pytest.mark.parametrize("name", ["value", "proceeds", "years", "volatility"])
def test_what_must_be_above_zero_is(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} is 0"):
        Option(**{**vars(H1), name: 0})


def test_a_tree_too_coarse_is_refused() -> None:
    with pytest.raises(ValueError, match="use more steps"):
        binomial(Option(30, 28, 0.5, 10, 0.01), steps=1)
    with pytest.raises(ValueError, match="at least one"):
        binomial(H1, steps=0)
