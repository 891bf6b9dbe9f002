"""Quantiles against scipy's own distributions, an independent road to the same numbers."""

import numpy as np
import pytest
from scipy import stats

from outsourcing_model.case.families import SHAPES
from outsourcing_model.case.uncertain import Uncertain, read_uncertain
from outsourcing_model.engine.distributions import quantile

SHARES = np.array([1e-9, 1e-4, 0.01, 0.05, 0.25, 0.4, 0.5, 0.6, 0.75, 0.95, 0.99, 1 - 1e-4, 1 - 1e-9])
TIGHT = 64 * np.finfo(float).eps


def belief(raw, kind="number"):
    return read_uncertain(raw, kind, None, None)


def lognormal(mean, sd):
    """Return the lognormal of a mean and a standard deviation."""
    variance = np.log(1 + (sd / mean) ** 2)
    return stats.lognorm(np.sqrt(variance), scale=mean / np.exp(variance / 2))


Z90, Z75, Z05 = stats.norm.ppf([0.9, 0.75, 0.05])
KNOWN = [
    ({"uniform": [10, 20]}, stats.uniform(10, 10)),
    ({"uniform": [-3, 5]}, stats.uniform(-3, 8)),
    ({"triangular": [0, 2, 10]}, stats.triang(0.2, 0, 10)),
    ({"triangular": [5, 5, 10]}, stats.triang(0, 5, 5)),
    ({"triangular": [5, 10, 10]}, stats.triang(1, 5, 5)),
    ({"normal": {"mean": 100, "sd": 15}}, stats.norm(100, 15)),
    ({"lognormal": {"mean": 100, "sd": 15}}, lognormal(100, 15)),
    ({"lognormal": {"mean": 2, "sd": 4}}, lognormal(2, 4)),
    ({"between": [80, 120]}, stats.norm(100, 20 / Z90)),
    ({"between": [1, 100], "family": "lognormal"}, stats.lognorm(np.log(100) / 2 / Z90, scale=10)),
    ({"pert": [80, 100, 150]}, stats.beta(1 + 80 / 70, 1 + 200 / 70, 80, 70)),
    ({"pert": [0, 0, 1]}, stats.beta(1, 5)),
    ({"pert": [0, 1, 1]}, stats.beta(5, 1)),
    ({"beta": {"a": 2, "b": 5}}, stats.beta(2, 5)),
    ({"beta": {"a": 0.5, "b": 0.5, "low": 3, "high": 7}}, stats.beta(0.5, 0.5, 3, 4)),
    ({"beta": {"a": 0.02, "b": 30}}, stats.beta(0.02, 30)),
    ({"beta": {"a": 4000, "b": 4}}, stats.beta(4000, 4)),
    ({"beta": {"mean": 0.25, "sd": 0.25}}, stats.beta(0.5, 1.5)),
    ({"normal": {"mean": 5, "sd": 2, "high": 9}}, stats.truncnorm(-np.inf, 2, 5, 2)),
    ({"normal": {"mean": 5, "sd": 2, "low": 4, "high": 9}}, stats.truncnorm(-0.5, 2, 5, 2)),
    ({"normal": {"mean": 0, "sd": 1, "low": 4, "high": 5}}, stats.truncnorm(4, 5)),
    ({"normal": {"mean": 0, "sd": 1, "low": -5.5, "high": -3}}, stats.truncnorm(-5.5, -3)),
    ({"normal": {"p5": 80, "p75": 120}}, stats.norm(80 - 40 / (Z75 - Z05) * Z05, 40 / (Z75 - Z05))),
    ({"lognormal": {"p10": 1, "p90": 100}}, stats.lognorm(np.log(100) / 2 / Z90, scale=10)),
    ({"lognormal": {"p50": 10, "p95": 20}}, stats.lognorm(np.log(2) / -Z05, scale=10)),
    ({"between": [15, 25], "family": "uniform"}, stats.uniform(13.75, 12.5)),
    ({"percentiles": {"p0": 2, "p100": 6}}, stats.uniform(2, 4)),
    ({"empirical": [6, 2, 4]}, stats.uniform(2, 4)),
]


@pytest.mark.parametrize(("raw", "known"), KNOWN, ids=[str(raw) for raw, _ in KNOWN])
def test_quantiles_are_scipys(raw, known):
    np.testing.assert_allclose(quantile(belief(raw), SHARES), known.ppf(SHARES), rtol=TIGHT, atol=TIGHT)


@pytest.mark.parametrize(("raw", "known"), KNOWN, ids=[str(raw) for raw, _ in KNOWN])
def test_the_mean_is_that_of_the_distribution(raw, known):
    assert belief(raw).mean == pytest.approx(known.mean(), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(("raw", "known"), KNOWN, ids=[str(raw) for raw, _ in KNOWN])
def test_the_deviation_is_that_of_the_distribution(raw, known):
    assert belief(raw).distribution.sd == pytest.approx(known.std(), rel=1e-11)


@pytest.mark.parametrize("family", SHAPES)
def test_between_has_its_percentiles(family):
    found = quantile(belief({"between": [80, 120], "family": family}), np.array([0.1, 0.9]))
    np.testing.assert_allclose(found, [80, 120], rtol=1e-14)


def test_the_open_tail_of_a_truncated_normal_keeps_its_digits():
    """Against the mirrored law, since scipy counts both tails of this one from below."""
    mirrored = -stats.truncnorm(-np.inf, 2.5, -5, 2).ppf(1 - SHARES)
    found = quantile(belief({"normal": {"mean": 5, "sd": 2, "low": 0}}), SHARES)
    np.testing.assert_allclose(found[6:], mirrored[6:], rtol=TIGHT)
    np.testing.assert_allclose(found[:9], stats.truncnorm(-2.5, np.inf, 5, 2).ppf(SHARES[:9]), rtol=TIGHT)


def test_lines_go_through_what_is_stated():
    stated = {"p5": 1, "p50": 4, "p95": 20}
    law = belief({"percentiles": stated})
    found = quantile(law, np.array([0.05, 0.5, 0.95, 0.275, 1e-12, 1 - 1e-12]))
    np.testing.assert_allclose(found, [1, 4, 20, 2.5, 1 - 3 / 9, 20 + 16 / 9], rtol=1e-10)
    even = quantile(law, (np.arange(100_000) + 0.5) / 100_000)
    assert (law.mean, law.distribution.sd) == (
        pytest.approx(even.mean(), rel=1e-6),
        pytest.approx(even.std(), rel=1e-6),
    )


@pytest.mark.parametrize("ends", [(-1e-3, 1e-3), (3, 3.001), (-5, -4.999), (0.5, 0.5099), (0.5, 0.5101)])
def test_moments_of_a_narrow_truncation_keep_their_digits(ends):
    """Against Gauss's rule of twenty points over the density of the parent."""
    a, b = ends
    places, weights = np.polynomial.legendre.leggauss(20)
    z = (a + b) / 2 + (b - a) / 2 * places
    weights = weights * np.exp(-z * z / 2)
    mean = (weights @ z) / weights.sum()
    sd = np.sqrt(weights @ (z - mean) ** 2 / weights.sum())
    found = belief({"normal": {"mean": 0, "sd": 1, "low": a, "high": b}}).distribution
    assert found.mean == pytest.approx(mean, rel=1e-12, abs=1e-12)
    assert found.sd == pytest.approx(sd, rel=1e-4)


@pytest.mark.parametrize(("raw", "known"), KNOWN, ids=[str(raw) for raw, _ in KNOWN])
def test_plain_draws_have_the_moments_within_four_standard_errors(raw, known):
    law, count = belief(raw).distribution, 40_000
    values = quantile(belief(raw), np.random.default_rng(7).random(count))
    assert abs(values.mean() - law.mean) < 4 * law.sd / np.sqrt(count)
    of_variance = law.sd**2 * np.sqrt((float(known.stats("k")) + 2) / count)
    assert abs(((values - law.mean) ** 2).mean() - law.sd**2) < 4 * of_variance


def test_lognormal_has_its_moments():
    """Naive parameters, the logarithms of mean and deviation, would give another mean."""
    values = quantile(belief({"lognormal": {"mean": 100, "sd": 30}}), (np.arange(200_000) + 0.5) / 200_000)
    assert values.mean() == pytest.approx(100, rel=1e-4)
    assert values.std() == pytest.approx(30, rel=1e-2)


def test_steps_in_the_order_of_their_values_whatever_the_order_stated():
    weighted = belief({"discrete": [30, 10, 20], "weights": [0.5, 0.2, 0.3]})
    shares = np.array([0.0, 0.19, 0.21, 0.49, 0.51, 0.99])
    assert quantile(weighted, shares).tolist() == [10, 10, 20, 20, 30, 30]
    assert weighted.mean == pytest.approx(23)


def test_a_step_begins_at_its_edge():
    assert quantile(belief({"sample": [1, 2, 3, 4]}), np.array([0.25, 0.5, 0.75])).tolist() == [2, 3, 4]
    assert quantile(belief({"discrete": [1, 2]}), np.array([0.5 - 1e-12, 0.5])).tolist() == [1, 2]


def test_a_sample_counts_each_value_alike():
    values = quantile(belief({"sample": [5, 1, 1, 9]}), (np.arange(400) + 0.5) / 400)
    assert np.unique(values, return_counts=True)[1].tolist() == [200, 100, 100]


def test_a_constant_is_itself():
    assert quantile(Uncertain("constant", (7.0,)), SHARES).tolist() == [7.0] * len(SHARES)


@pytest.mark.parametrize("raw", [raw for raw, _ in KNOWN] + [{"discrete": [1, 5, 2]}], ids=str)
def test_quantiles_never_fall(raw):
    values = quantile(belief(raw), (np.arange(20_000) + 0.5) / 20_000)
    assert (np.diff(values) >= 0).all()


def test_small_ranges_far_from_zero_keep_their_digits():
    values = quantile(belief({"triangular": [1e9, 1e9 + 1, 1e9 + 2]}), np.array([1e-6, 0.5, 1 - 1e-6]))
    assert (np.diff(values) > 0).all()
    assert values[1] == 1e9 + 1
