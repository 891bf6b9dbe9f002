import numpy as np
import pytest
from scipy import stats

from outsourcing_model.engine.attainment import WIDEST, missed


def probability(mean, spread, limit, lower_by=0.0):
    return float(missed(spread, limit)(np.array([mean]), np.array([lower_by]))[0])


@pytest.mark.parametrize("mean", [0.5, 0.9, 0.994])
@pytest.mark.parametrize("spread", [0.0005, 0.006, 0.05])
@pytest.mark.parametrize("limit", [0.4, 0.95, 0.99, 0.999])
def test_probability_is_that_of_a_beta_with_mean_and_deviation(mean, spread, limit):
    concentration = mean * (1 - mean) / spread**2 - 1
    known = stats.beta(mean * concentration, (1 - mean) * concentration)
    assert (known.mean(), known.std()) == pytest.approx((mean, spread))
    assert probability(mean, spread, limit) == pytest.approx(known.cdf(limit - 1e-9), rel=1e-9, abs=1e-300)


def test_without_spread_a_limit_met_exactly_is_a_pass():
    assert probability(0.99, 0, 0.99) == 0
    assert probability(0.99 - 5e-10, 0, 0.99) == 0
    assert probability(0.99 - 2e-9, 0, 0.99) == 1
    assert probability(0.3 * 3, 1e-12, 0.9) == 0


def test_a_weak_start_lowers_the_mean():
    assert probability(0.99, 0.01, 0.95, lower_by=0.04) == pytest.approx(probability(0.95, 0.01, 0.95))
    assert probability(0.9, 0, 0.95, lower_by=2.0) == 1


@pytest.mark.parametrize("mean", [0.0, 1.0])
def test_certain_levels_have_no_spread(mean):
    assert probability(mean, 0.3, 0.5) == 1 - mean


def test_a_spread_too_wide_for_its_mean_is_kept_below_the_greatest():
    widest = WIDEST * np.sqrt(0.99 * 0.01)
    assert probability(0.99, 0.5, 0.95) == pytest.approx(probability(0.99, widest, 0.95))
    assert 0 < probability(0.99, 0.5, 0.95) < 0.02


def test_a_higher_limit_is_missed_more_often():
    found = [probability(0.97, 0.02, limit) for limit in np.linspace(0.8, 1, 41)]
    assert (np.diff(found) >= 0).all()
    assert found[-1] == pytest.approx(1)


def test_rows_and_columns_keep_their_shape():
    mean = np.array([[0.9, 0.95, 0.99], [1.0, 0.5, 0.0]])
    assert missed(0.01, 0.96)(mean, np.zeros_like(mean)).shape == (2, 3)
