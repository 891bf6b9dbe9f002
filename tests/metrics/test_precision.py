import numpy as np
import pytest

from outsourcing_model.engine.points import points
from outsourcing_model.metrics.precision import intervals, mean_interval, settling
from outsourcing_model.metrics.summary import STUDENT_95, standard_error


def test_the_interval_of_a_mean_is_that_of_sixteen_replicates():
    values = points(1, "a", 512)
    low, high = mean_interval(values)
    assert (low + high) / 2 == pytest.approx(values.mean())
    assert high - low == pytest.approx(2 * STUDENT_95 * standard_error(values))
    assert mean_interval(np.ones(31)) is None


def test_too_few_draws_have_no_intervals_of_percentiles():
    found = intervals(np.arange(1023.0))
    assert found["mean"] is not None
    assert {name for name, each in found.items() if each is None} == {"p5", "p10", "p50", "p80", "p90", "p95"}
    assert None not in intervals(np.arange(1024.0)).values()
    assert set(intervals(np.ones(1030)).values()) == {(1.0, 1.0)}


@pytest.mark.parametrize(("name", "share"), [("p5", 0.05), ("p50", 0.5), ("p95", 0.95)])
def test_intervals_of_percentiles_cover(name, share):
    """Of 300 intervals of 95 % at 4,096 draws, for a sum of two uniforms whose quantiles are known."""
    truth = np.sqrt(2 * share) if share <= 0.5 else 2 - np.sqrt(2 * (1 - share))
    covered = 0
    for seed in range(300):
        low, high = intervals(points(seed, "a", 4096) + points(seed, "b", 4096))[name]
        covered += low <= truth <= high
    assert covered / 300 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 300))


def test_a_mean_settles_to_that_of_all_draws():
    values = points(3, "a", 5000) ** 2
    found = settling(values)
    assert (found.draws[0], found.draws[-1], found.draws.size) == (32, 4992, len(set(found.draws)))
    assert found.mean[-1] == pytest.approx(values[:4992].mean())
    assert (found.low[-1], found.high[-1]) == pytest.approx(mean_interval(values[:4992]))
    assert found.mean[0] == pytest.approx(values[:32].mean())
    assert settling(values[:31]) is None
