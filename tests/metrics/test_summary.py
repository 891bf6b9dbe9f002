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


@pytest.mark.parametrize(
    ("figure", "mean"),
    [(lambda u: (u**2).sum(axis=0), 4 / 3), (lambda u: (1 + u).prod(axis=0), 1.5**4), (lambda u: u[0] > 0.7, 0.3)],
)
def test_an_interval_covers_the_mean_as_often_as_it_says(figure, mean):
    """Of 400 intervals of 95 %, 93 to 97 % cover but for 4 standard errors of the count itself."""
    covered = 0
    for seed in range(400):
        values = figure(np.array([points(seed, name, 512) for name in "abcd"])).astype(float)
        covered += abs(values.mean() - mean) <= summary.STUDENT_95 * summary.standard_error(values)
    assert 0.95 - 4 * 0.011 < covered / 400 < 0.95 + 4 * 0.011


def test_the_error_is_far_below_that_of_plain_chance():
    values = points(1, "a", 4096) ** 2
    assert summary.standard_error(values) < 0.05 * values.std() / np.sqrt(4096)


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
