import numpy as np
import pytest
from scipy import stats

from outsourcing_model.engine.points import points
from outsourcing_model.metrics import summary
from outsourcing_model.metrics.results import Measure


def test_standard_error_is_that_of_sixteen_replicates():
    values = np.arange(64.0) % 16
    means = np.arange(16.0)
    assert summary.standard_error(values) == pytest.approx(means.std(ddof=1) / 4)
    assert summary.standard_error(np.repeat([1.0, 2.0], 16)) == 0


@pytest.mark.parametrize(("count", "known"), [(1, False), (31, False), (32, True), (33, True)])
def test_too_few_draws_have_no_error(count, known):
    assert (summary.standard_error(np.arange(float(count))) is not None) is known


def test_an_interval_covers_the_mean_as_often_as_it_says():
    covered = 0
    for seed in range(200):
        values = points(seed, "a", 512) ** 2
        covered += abs(values.mean() - 1 / 3) <= summary.STUDENT_95 * summary.standard_error(values)
    assert covered / 200 > 0.9


def test_student_factor():
    assert pytest.approx(stats.t(15).ppf(0.975), rel=1e-12) == summary.STUDENT_95


def test_percentiles_are_excels_inclusive_ones():
    """PERCENTILE.INC of 1 to 5 at 0.9 is 4.6, by interpolation between ranks 4 and 5."""
    found = summary.summarise(np.array([3.0, 1, 5, 2, 4]), 7.0)
    assert found == Measure(7.0, 3.0, None, 1.2, 1.4, 3.0, 4.2, 4.6, 4.8)


def test_one_value_is_every_percentile():
    assert summary.summarise(np.array([2.5]), 2.5) == Measure(2.5, 2.5, None, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5)


def test_what_cannot_be_computed_has_a_reason():
    measure = summary.absent("reason.no_value")
    assert (measure.mean, measure.expected_run, measure.p50) == (None, None, None)
    assert measure.reason == "reason.no_value"
