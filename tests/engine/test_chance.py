"""Chance as a whole: closed forms, how errors fall, and how often intervals cover.

The figure is a cheap function of three drawn beliefs, so that a thousand repeats of 8,192 draws take seconds.
"""

import numpy as np
import pytest
from scipy import stats
from small_cases import one_offer, own

from outsourcing_model.case.distribution import Distribution
from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.engine.drawing import Group, Source
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.points import KINDS
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.precision import mean_interval

STATED = {
    "price": {"lognormal": {"mean": 5, "sd": 2}},
    "rate": {"triangular": [0, 1, 3]},
    "volume": {"pert": [80, 100, 150]},
}
LAWS = {name: read_uncertain(raw, "number", None, None).distribution for name, raw in STATED.items()}
TRUTH = LAWS["price"].mean * LAWS["volume"].mean + 30 * LAWS["rate"].mean


def figure(seed, count, points="keyed"):
    """Return price times volume, and thirty times a rate, in each draw."""
    price, rate, volume = Source(LAWS, seed, points, (), count).block(0, count)
    return price * volume + 30 * rate


def test_the_error_of_plain_draws_falls_with_the_root_of_their_number():
    counts = 2 ** np.arange(8, 15)
    errors = np.zeros((300, counts.size))
    for seed in range(300):
        running = np.cumsum(figure(seed, int(counts[-1]), "plain"))
        errors[seed] = running[counts - 1] / counts - TRUTH
    slope = np.polyfit(np.log(counts), np.log(np.sqrt((errors**2).mean(axis=0))), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.05)


@pytest.mark.parametrize(("points", "repeats"), [("keyed", 1000), ("plain", 250), ("sobol", 250)])
def test_intervals_of_95_percent_cover_93_to_97_percent(points, repeats):
    """With 8,192 draws, 512 to each of the sixteen replicates; fewer repeats are given 4 errors of their own."""
    covered = 0
    for seed in range(repeats):
        low, high = mean_interval(figure(seed, 8192, points))
        covered += low <= TRUTH <= high
    allowed = 0.02 if repeats == 1000 else 4 * np.sqrt(0.95 * 0.05 / repeats)
    assert covered / repeats == pytest.approx(0.95, abs=allowed)


@pytest.mark.parametrize("points", KINDS)
def test_a_sum_of_normals_is_normal(points):
    """Of two that go together too: mean, deviation and tails within 4 standard errors of as many plain draws."""
    laws = {"a": Distribution("normal", (10, 3)), "b": Distribution("normal", (-2, 4))}
    together = Group(np.array([0, 1]), np.array([[1, 0], [0.6, 0.8]]))
    count = 16_384
    for groups, variance in (((), 25), ((together,), 25 + 2 * 0.6 * 12)):
        total = Source(laws, 5, points, groups, count).block(0, count).sum(axis=0)
        law = stats.norm(8, np.sqrt(variance))
        assert abs(total.mean() - 8) < 4 * law.std() / np.sqrt(count)
        assert abs(total.var() - variance) < 4 * variance * np.sqrt(2 / count)
        for share in (0.01, 0.1, 0.5, 0.9, 0.99):
            below = (total < law.ppf(share)).mean()
            assert abs(below - share) < 4 * np.sqrt(share * (1 - share) / count)


def test_an_event_is_drawn_and_not_its_expectation():
    """One chance in ten of 1,000: the mean is that of probability times impact, but one draw in ten costs it all."""
    case = one_offer(
        term=12,
        in_house=own(desk={"monthly": 5}),
        risks={"fire": {"probability": 0.1, "cost": {"uniform": [900, 1100]}, "applies_to": "in_house"}},
    )
    flows = simulate(case, draw(case, 4096))
    cost = flows.npv[flows.alternatives.index("in_house")] - 60
    happened = cost > 1
    assert happened.mean() == pytest.approx(0.1, abs=4 * np.sqrt(0.09 / 4096))
    assert cost.mean() == pytest.approx(100, abs=4 * 300 / np.sqrt(4096))
    assert cost[happened].min() >= 900
    assert np.abs(cost[~happened]).max() < 1e-9
    assert np.percentile(cost, 85) == pytest.approx(0, abs=1e-9)
    assert 900 <= np.percentile(cost, 95) <= 1100
