"""A fit recovers what made a log, doubts what it can't know, and covers as often as it says."""

import numpy as np
import pytest
from scipy import special, stats

from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.metrics.attained.belief import belief_of
from outsourcing_model.metrics.attained.drift import drift
from outsourcing_model.metrics.attained.fit import fit, moments
from outsourcing_model.metrics.attained.predict import back_test, expected_range
from outsourcing_model.metrics.attained.times import rate, times

LOGS = 300
BAND = [int(edge) for edge in stats.binom.ppf([0.005, 0.995], LOGS, 0.8)]


def months(rng, mean, spread, memory, count, tickets=None):
    """Return the levels of months made as the engine makes them, of tickets if there are any."""
    luck = np.empty(count)
    luck[0] = rng.normal()
    for month in range(1, count):
        luck[month] = memory * luck[month - 1] + np.sqrt(1 - memory**2) * rng.normal()
    precision = mean * (1 - mean) / spread**2 - 1
    level = special.betaincinv(mean * precision, (1 - mean) * precision, special.ndtr(luck))
    return level if tickets is None else rng.binomial(tickets, level) / tickets


MADE = [
    (0.994, 0.006, 0.0, 24, None),
    (0.994, 0.006, 0.3, 36, None),
    (0.99, 0.004, 0.0, 12, None),
    (0.8, 0.06, 0.0, 24, 200),
    (0.8, 0.06, 0.5, 48, 1000),
    (0.57, 0.2, 0.0, 8, 1000),
]


@pytest.mark.parametrize(("mean", "spread", "memory", "count", "tickets"), MADE)
def test_level_spread_and_memory_are_recovered_and_ranges_cover_as_often_as_they_say(
    mean, spread, memory, count, tickets
):
    rng = np.random.default_rng(20261)
    counts = None if tickets is None else np.full(count, float(tickets))
    fits, inside, expected = [], 0, 0
    for _ in range(LOGS):
        made = months(rng, mean, spread, memory, count + 12, tickets)
        found = fit(made[:count], counts)
        low, high = found.percentiles
        inside += low <= mean <= high
        first, last = expected_range(found, tickets)
        expected += first <= made[-1] <= last
        fits.append((found.mean, found.spread, found.memory))
    assert BAND[0] <= inside <= BAND[1], inside
    assert BAND[0] <= expected <= BAND[1] + 6, expected
    middle, error = np.mean(fits, axis=0), np.std(fits, axis=0) / np.sqrt(LOGS)
    assert middle[0] == pytest.approx(mean, abs=4 * error[0])
    assert middle[1] == pytest.approx(spread, rel=0.06)
    assert middle[2] == pytest.approx(memory, abs=0.08)


def test_tickets_without_any_spread_of_their_own_show_none():
    rng = np.random.default_rng(3)
    found = [fit(rng.binomial(100, 0.9, 36) / 100, np.full(36, 100.0)).spread for _ in range(100)]
    assert np.median(found) < 0.01
    plain = [fit(rng.binomial(100, 0.9, 36) / 100).spread for _ in range(100)]
    assert np.median(plain) == pytest.approx(0.03, rel=0.1)


def test_the_spread_of_tickets_by_hand():
    """Two months of 1,000 tickets at 40 % and 60 %: (2 · 0.1²) = s² + v, with v = (0.25 - s²) / 1000."""
    mean, spread, noise = moments(np.array([0.4, 0.6]), np.array([1000.0, 1000.0]))
    assert mean == pytest.approx(0.5)
    assert spread**2 + noise[0] == pytest.approx(0.02)
    assert spread**2 == pytest.approx((0.02 - 0.00025) / (1 - 0.001), rel=1e-6)


def test_a_memory_is_supported_where_there_is_one_and_seldom_where_there_is_none():
    rng = np.random.default_rng(7)
    shares = [
        np.mean([fit(months(rng, 0.9, 0.05, memory, 48)).has_memory for _ in range(LOGS)]) for memory in (0.0, 0.5)
    ]
    assert shares[0] < 0.08
    assert shares[1] > 0.8
    assert not fit(months(rng, 0.9, 0.05, 0.9, 11)).has_memory


def test_drift_is_found_where_there_is_one_and_seldom_where_there_is_none():
    rng = np.random.default_rng(11)
    trend = np.linspace(-0.08, 0.08, 36)
    drifting = np.mean([drift(months(rng, 0.8, 0.06, 0.0, 36) + trend).has_drifted for _ in range(LOGS)])
    still = [
        np.mean([drift(months(rng, 0.8, 0.06, memory, 36)).has_drifted for _ in range(LOGS)]) for memory in (0.0, 0.4)
    ]
    assert drifting > 0.9
    assert max(still) < 0.12, still


def test_a_test_of_coverage_is_passed_by_what_it_was_fitted_for_and_failed_by_what_it_was_not():
    rng = np.random.default_rng(13)
    passed = [back_test(months(rng, 0.8, 0.05, 0.0, 36)).covers for _ in range(60)]
    assert np.mean(passed) > 0.88
    moved = [
        back_test(np.concatenate([months(rng, 0.8, 0.02, 0.0, 18), months(rng, 0.7, 0.02, 0.0, 18)])) for _ in range(20)
    ]
    assert not any(test.covers for test in moved)
    assert all(test.inside < test.least for test in moved)


def test_too_few_months_or_months_alike_tell_nothing():
    assert back_test(np.array([0.9, 0.8, 0.9, 0.7, 0.9, 0.8])) is None
    assert back_test(np.full(20, 1.0)) is None
    found = fit(np.full(12, 1.0))
    assert found.is_constant
    assert np.isnan(found.memory)
    assert not drift(np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3])).is_tested
    assert not drift(np.full(12, 0.99)).is_tested


def test_trend_by_hand():
    """Nine rising months: S = 36, variance 92, z = 35 / sqrt(92)."""
    found = drift(np.arange(9) / 10)
    assert (found.slope, found.periods) == (pytest.approx(0.1), 9)
    assert found.p == pytest.approx(2 * special.ndtr(-35 / np.sqrt(92)))
    assert drift(np.array([0.4, 0.8]), np.array([100.0, 100.0])).differ_p == pytest.approx(stats.chi2.sf(100 / 3, 1))


def test_months_that_free_of_misses_end_the_range_at_all():
    level = np.array([1, 1, 1, 0.99, 0.98, 1, 0.995, 1, 0.97, 1, 1, 0.99])
    low, high = expected_range(fit(level))
    assert high == 1.0
    assert 0.97 < low < 0.99


@pytest.mark.parametrize(
    "level",
    [
        [0.99, 0.97, 0.98, 0.99, 0.985],
        [0.4, 0.77],
        [0.9998, 0.9999, 0.9995, 1, 1, 1, 1, 1],
        [0.001, 0.002, 0.0005, 0.001],
        [0.5, 0.6, 0.4, 0.55, 0.45, 0.5, 0.52, 0.48],
    ],
)
def test_a_belief_has_the_percentiles_of_its_fit_and_a_case_takes_it(level):
    found = fit(np.array(level))
    belief = belief_of(found)
    stated = read_uncertain({belief.family: list(belief.values)}, "fraction", 0, 1)
    assert quantile(stated, np.array([0.1, 0.9])).tolist() == pytest.approx(list(found.percentiles), abs=2e-8)
    low, high = found.percentiles
    assert abs(stated.mean - found.mean) < 0.5 * (high - low)


def test_lengths_and_rates_by_hand():
    found = times(np.array([0.0, 1.0, np.e, np.e**2, 1000.0]))
    assert (found.median, found.longest, found.zeros) == (pytest.approx(np.e), 1000.0, 1)
    assert found.log_mean == pytest.approx((3 + np.log(1000)) / 4)
    assert found.has_heavy_tail
    assert times(np.zeros(0)) is None
    clustered = rate(np.array([0.0, 10.0, 0.0, 10.0]), np.ones(4))
    assert clustered.dispersion == pytest.approx((100 / 3) / 5)
    assert clustered.high - clustered.low > 2 * (rate(np.full(4, 5.0), np.ones(4)).high - 5)
