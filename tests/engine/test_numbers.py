import numpy as np
import pytest
from scipy import integrate, stats

from outsourcing_model.engine import numbers
from outsourcing_model.engine.attainment import WIDEST, share_missed, share_shortfall

ONE = np.ones(1)


def beta(mean, sd):
    size = mean * (1 - mean) / sd**2 - 1
    return stats.beta(mean * size, (1 - mean) * size)


@pytest.mark.parametrize("mean", [0.3, 3.0, 400.0])
@pytest.mark.parametrize("limit", [0.0, 2.0, 2.5, 30.0, 420.0])
def test_events_above_a_limit(mean, limit):
    known = stats.poisson(mean).sf(np.floor(limit))
    assert numbers.events_above(mean * ONE, 0.0, limit)[0] == pytest.approx(known, rel=1e-9, abs=1e-300)
    shape = (mean / 2) ** 2
    known = stats.nbinom(shape, shape / (shape + mean)).sf(np.floor(limit))
    assert numbers.events_above(mean * ONE, 2.0, limit)[0] == pytest.approx(known, rel=1e-8, abs=1e-300)


def test_no_events_are_never_above_a_limit():
    assert numbers.events_above(0 * ONE, 0.0, 0.0)[0] == 0
    assert numbers.events_above(0 * ONE, 2.0, 0.0)[0] == 0


@pytest.mark.parametrize("limit", [1.0, 4.0, 20.0])
def test_hours_above_a_limit(limit):
    variance = np.log1p(0.25)
    known = stats.lognorm(np.sqrt(variance), scale=4 * np.exp(-variance / 2))
    assert (known.mean(), known.std()) == pytest.approx((4, 2))
    assert numbers.hours_above(4 * ONE, 2.0, limit)[0] == pytest.approx(known.sf(limit + 1e-9), rel=1e-9)


def test_certain_hours():
    assert numbers.hours_above(4 * ONE, 0.0, 4.0)[0] == 0
    assert numbers.hours_above(4 * ONE, 0.0, 3.9)[0] == 1
    assert numbers.hours_above(0 * ONE, 2.0, 0.0)[0] == 0


@pytest.mark.parametrize(("count", "limit"), [(1, 0.95), (40, 0.95), (40, 0.9), (40, 0.925), (3_000, 0.97)])
def test_units_in_time_are_beta_binomial(count, limit):
    held = beta(0.96, 0.03)
    known = stats.betabinom(count, *held.args)
    short = np.ceil(count * (limit - 1e-9) - 1e-9) - 1
    found = numbers.units_missed(count * ONE, 0.96 * ONE, 0.03 * ONE, limit)[0]
    assert found == pytest.approx(known.cdf(short), rel=1e-8)
    part = np.arange(count + 1)
    shortfall = known.pmf(part) @ np.maximum(limit - part / count, 0)
    assert numbers.units_shortfall(count * ONE, 0.96 * ONE, 0.03 * ONE, limit)[0] == pytest.approx(shortfall, rel=1e-8)


def test_units_without_spread_are_binomial_and_none_are_not_missed():
    found = numbers.units_missed(np.array([40.0, 0.0, 40.0]), np.array([0.96, 0.96, 1.0]), np.zeros(3), 0.95)
    assert found == pytest.approx([stats.binom(40, 0.96).cdf(37), 0, 0], rel=1e-9)


def test_of_very_many_units_the_share_is_their_chance():
    many = numbers.MANY * 50.0 * ONE
    assert numbers.units_missed(many, 0.96 * ONE, 0.03 * ONE, 0.95)[0] == pytest.approx(
        beta(0.96, 0.03).cdf(0.95), rel=1e-6
    )


@pytest.mark.parametrize(("mean", "sd"), [(0.98, 0.01), (0.9, 0.2), (0.999, 0.02)])
@pytest.mark.parametrize("limit", [0.5, 0.97, 1.0])
def test_the_shortfall_of_a_share_is_the_area_below_its_limit(mean, sd, limit):
    sd = min(sd, WIDEST * np.sqrt(mean * (1 - mean)))
    area, _ = integrate.quad(lambda x: share_missed(mean * ONE, sd * ONE, x)[0], 0, limit, limit=400, epsabs=1e-12)
    assert share_shortfall(mean * ONE, sd * ONE, limit)[0] == pytest.approx(area, rel=1e-5, abs=1e-8)
    assert share_shortfall(0.9 * ONE, 0 * ONE, 0.95)[0] == pytest.approx(0.05)
