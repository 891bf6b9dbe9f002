"""Sobol indices against closed forms."""

import numpy as np
import pytest
from scipy import special
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.points import points
from outsourcing_model.metrics.sobol import BASE, factors, indices, resamples, sobol, swapped

TEAM, TOOLS = "in_house.costs.team.monthly", "in_house.costs.tools.monthly"


def results(function, count, base, seed=1):
    """Return the results of a function of independent uniform inputs at the settings of the indices."""
    one, other = (np.array([points(seed, f"{name} {row}", base) for row in range(count)]) for name in "ab")
    samples = [one, other, *swapped(one, other, [[row] for row in range(count)])]
    return np.array([function(sample) for sample in samples])


def found(function, count, base=4096, seed=1):
    names = [(str(row),) for row in range(count)]
    return {int(each.paths[0]): each for each in indices(results(function, count, base, seed), names)}


def error(low, high):
    """Return the standard error of which an interval is 95 %."""
    return (high - low) / 3.92


# Y = Σ a X with X standard normal: first and total index are a² / Σ a².
def test_a_linear_model_has_its_indices():
    weights = np.array([4.0, 2.0, 1.0, 0.0])
    there = found(lambda u: weights @ special.ndtri(u), 4)
    for row, true in enumerate(weights**2 / 21):
        index = there[row]
        assert abs(index.first - true) <= 4 * error(index.first_low, index.first_high) + 1e-9
        assert abs(index.total - true) <= 4 * error(index.total_low, index.total_high) + 1e-9
    assert sum(each.first for each in there.values()) == pytest.approx(1, abs=0.05)
    assert there[3].total == 0


# Ishigami and Homma (1990), a = 7, b = 0.1: first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437.
def test_a_function_with_interactions_has_its_indices():
    def ishigami(u):
        x = np.pi * (2 * u - 1)
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    there = found(ishigami, 3)
    for row, (first, total) in enumerate([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)]):
        index = there[row]
        assert abs(index.first - first) <= 4 * error(index.first_low, index.first_high)
        assert abs(index.total - total) <= 4 * error(index.total_low, index.total_high)
        assert index.total >= index.first - 4 * error(index.first_low, index.first_high)


def test_intervals_cover_what_is_true():
    weights = np.array([2.0, 1.0])
    inside = []
    for seed in range(24):
        index = found(lambda u: weights @ special.ndtri(u), 2, 256, seed)[0]
        inside.append(index.total_low <= 0.8 <= index.total_high)
    assert sum(inside) >= 20


def test_a_gain_that_does_not_vary_has_no_indices():
    assert indices(np.full((4, 64), 5.0), [("a",), ("b",)]) == ()
    assert indices(np.zeros((3, 64)), [("a",)]) == ()


def test_a_scale_or_a_constant_changes_nothing():
    played = results(lambda u: u[0] + u[0] * u[1], 2, 256)
    names = [("0",), ("1",)]
    for one, other in zip(indices(played, names), indices(1e6 + 1000 * played, names), strict=True):
        assert (one.first, one.total_high) == pytest.approx((other.first, other.total_high), rel=1e-6)


def test_resamples_draw_every_setting_alike_with_replacement():
    weights = resamples(256, 1)
    assert weights.shape == (1000, 256)
    assert weights.sum(axis=1) == pytest.approx(np.ones(1000))
    counts = weights * 256
    assert counts.mean(axis=0) == pytest.approx(np.ones(256), abs=0.2)
    assert counts.var() == pytest.approx(1 - 1 / 256, abs=0.02)
    assert not np.array_equal(weights, resamples(256, 2))


def tree(correlations=()):
    beliefs = {
        "team": {"monthly": {"normal": {"mean": 1000, "sd": 30}}},
        "tools": {"monthly": {"normal": {"mean": 500, "sd": 40}}},
    }
    return one_offer(
        {"price": {"normal": {"mean": 10, "sd": 1.2}}}, 100, in_house=own(**beliefs), correlations=list(correlations)
    )


# By hand: the variances are 900, 1,600 and 120² = 14,400 of 16,900.
def test_the_indices_of_a_case():
    case = tree()
    there = {each.paths: each for each in sobol(case, "out", 512).indices}
    for path, variance in ((TEAM, 900), (TOOLS, 1600), ("offers.give.charges.desk.price", 14_400)):
        index = there[path,]
        assert abs(index.first - variance / 16_900) <= 4 * error(index.first_low, index.first_high)
        assert abs(index.total - variance / 16_900) <= 4 * error(index.total_low, index.total_high)
    assert sobol(case, "out", 512) == sobol(case, "out", 512)
    assert sobol(case, "in_house", 64).indices == ()


def test_correlated_beliefs_are_one_factor():
    case = tree([{"between": [TEAM, TOOLS], "rank": 0.6}])
    assert factors(case, draw(case, 1).paths) == ((TEAM, TOOLS), ("offers.give.charges.desk.price",))
    together = next(each for each in sobol(case, "out", 512).indices if len(each.paths) == 2)
    rho = 2 * np.sin(np.pi * 0.6 / 6)
    joint = 900 + 1600 + 2 * rho * 1200
    assert abs(together.first - joint / (joint + 14_400)) <= 4 * error(together.first_low, together.first_high)


def test_nothing_uncertain_has_no_indices_and_the_base_is_a_power_of_two():
    assert sobol(one_offer({"price": 10}, 100), "out").runs == 0
    assert BASE & (BASE - 1) == 0


def test_progress_is_told_to_the_end():
    told = []
    done = sobol(tree(), "out", 64, progress=told.append)
    assert told[-1] == done.runs == 64 * 5
