import numpy as np
import pytest
from scipy import special, stats

from outsourcing_model.engine.binomial import binomial
from outsourcing_model.engine.normal import PER_SCORE, SCORES, looked_up, score
from outsourcing_model.engine.rules import attainment
from outsourcing_model.engine.rules.credits import credit_share

from .conftest import column

DRAWS, MONTHS = 4_000, 24


def lucky(key=7, common_key=3, memory=0.0, common=0.0):
    out = np.empty((MONTHS, DRAWS))
    attainment.luck(key, common_key, memory, common, 0, out)
    return out


@pytest.mark.parametrize("word", [0, 1, 1000, 2**30, 2**31, 3 * 2**30, 2**32 - 2, 2**32 - 1])
def test_the_score_of_luck_is_the_quantile_of_the_normal(word):
    assert score(word) == pytest.approx(special.ndtri((word + 0.5) / 2**32), rel=3e-7, abs=3e-7)


def test_a_table_is_straight_between_its_nodes_and_scores():
    table = (np.arange(3)[:, None] * 10 + SCORES[None, :]).ravel()
    assert looked_up(table, 3, 0.25, 1.2345) == pytest.approx(3.7345)
    assert looked_up(table, 3, 2.0, -6.5) == pytest.approx(13.5)
    assert looked_up(table, 3, 9.0, 7.0) == pytest.approx(26.5)
    assert looked_up(table[: SCORES.size], 1, 0.7, 0.5 / PER_SCORE) == pytest.approx(0.5 / PER_SCORE)


@pytest.mark.parametrize("chance", [0.001, 0.2, 0.7])
def test_luck_without_memory_is_that_of_the_credits_drawn_directly(chance):
    given = np.full((1, DRAWS), chance)
    out = np.empty((MONTHS, DRAWS))
    credit_share(given, given, np.zeros(DRAWS), 0, np.array([1.0]), 7, 0, 1, out)
    np.testing.assert_array_equal(out == 1.0, lucky() < special.ndtri(chance))


@pytest.mark.parametrize("memory", [-0.5, 0.0, 0.6, 0.95])
@pytest.mark.parametrize("common", [0.0, 0.4])
def test_each_month_keeps_its_distribution_whatever_lasts_or_is_shared(memory, common):
    z = lucky(memory=memory, common=common)
    error = 1 / np.sqrt(DRAWS)
    assert np.abs(z.mean(axis=1)).max() < 4 * error
    assert np.abs(z.var(axis=1) - 1).max() < 4 * np.sqrt(2) * error
    assert stats.kstest(z[-1], "norm").pvalue > 1e-3
    lasting = [np.corrcoef(z[m], z[m + 1])[0, 1] for m in range(MONTHS - 1)]
    assert np.mean(lasting) == pytest.approx(memory, abs=4 * error / np.sqrt(MONTHS) * 2)


def test_levels_of_a_provider_share_as_much_luck_as_is_stated():
    one, other = lucky(key=7, common=0.4, memory=0.5), lucky(key=8, common=0.4, memory=0.5)
    stranger = lucky(key=8, common_key=4, common=0.4, memory=0.5)
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] == pytest.approx(0.4, abs=0.02)
    assert np.corrcoef(one.ravel(), stranger.ravel())[0, 1] == pytest.approx(0, abs=0.02)


def test_luck_is_a_function_of_the_draw_s_number():
    later = np.empty((MONTHS, 10))
    attainment.luck(7, 3, 0.5, 0.4, 100, later)
    np.testing.assert_array_equal(later, lucky(memory=0.5, common=0.4)[:, 100:110])


def test_a_level_learns_and_ends_weakly(fill):
    none, by = [0.0], [0.06]
    learning = fill(attainment.changing_level, [0.9], none, none, by, none, 1, 3, 9, 9, months=6)
    assert column(learning) == pytest.approx([0.9, 0.84, 0.86, 0.88, 0.9, 0.9])
    ending = fill(attainment.changing_level, [0.9], none, none, none, by, 0, 0, 3, 5, months=6)
    assert column(ending) == pytest.approx([0.9, 0.9, 0.9, 0.84, 0.84, 0.9])
    weak = fill(attainment.changing_level, [0.9], [1.0], [1.5], none, by, 0, 0, 1, 2, months=3)
    assert column(weak) == pytest.approx([0, 0, 0.9])


def test_a_certain_share_is_itself(fill):
    out = fill(
        attainment.share_attained, [[0.0], [1.0]], [[-5.0], [-5.0]], [3.0] * SCORES.size, 1, 0.0, 1.0, 1, months=2
    )
    assert column(out) == [0, 1]


def test_in_the_expected_run_a_level_is_its_mean(fill):
    table = [3.0] * SCORES.size
    assert column(fill(attainment.share_attained, [[0.9]], [[1.0]], table, 1, 0.0, 1.0, 0, months=1)) == [0.9]
    assert column(fill(attainment.number_attained, [4.0], [[1.0]], table, 1, 0.0, 1.0, 0, months=1)) == [4]
    assert column(fill(attainment.duration_attained, [4.0], 2.0, [[1.0]], 0, months=1)) == [4]
    out = fill(attainment.availability_attained, [4.0], [[1.0]], table, 1, 0.0, 1.0, 0.01, 0, months=1)
    assert column(out) == [0.96]


def test_bad_luck_takes_long_and_its_distribution_is_lognormal(fill):
    width = np.sqrt(np.log(1.25))
    out = fill(attainment.duration_attained, [4.0], 2.0, [[-1.0], [0.0], [1.0]], 1, months=3)
    assert column(out) == pytest.approx([4 * np.exp(each * width - width**2 / 2) for each in (1, 0, -1)])
    assert column(fill(attainment.duration_attained, [0.0], 2.0, [[-1.0]], 1, months=1)) == [0]


def test_two_levels_of_which_one_must_be_up(fill):
    assert column(fill(attainment.in_parallel, [[0.9]], [[0.8]], months=1)) == pytest.approx([0.98])


def test_units_are_whole_and_halves_rounded_up(fill):
    assert fill(attainment.units_counted, [[5, 10.2]], [0.5, 0.5], months=1, draws=2) == [[3, 5]]


@pytest.mark.parametrize(
    ("count", "chance"),
    [(1, 0.3), (40, 0.01), (40, 0.5), (19, 0.5), (25, 0.45), (300, 0.2), (100_000, 0.0005), (100_000, 0.4)],
)
def test_units_in_time_are_binomial(count, chance):
    found = np.array(
        [binomial(float(count), chance, np.uint64(each * 0x9E3779B97F4A7C15 % 2**64)) for each in range(40_000)]
    )
    known = stats.binom(count, chance)
    assert found.mean() == pytest.approx(known.mean(), abs=4 * known.std() / 200)
    edges = np.unique(known.ppf([0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98]))
    held = np.diff(np.concatenate(([0], [(found <= edge).mean() for edge in edges], [1])))
    wanted = np.diff(np.concatenate(([0], known.cdf(edges), [1])))
    assert stats.chisquare(held[wanted > 0] * 40_000, wanted[wanted > 0] / wanted.sum() * 40_000).pvalue > 1e-4


def test_certain_units_and_expected_ones(fill):
    chance, units = [[0.0], [1.0], [0.25]], [[8], [8], [8]]
    assert column(fill(attainment.units_in_time, chance, units, 5, 0, 0, months=3)) == [0, 8, 2]
    sampled = column(fill(attainment.units_in_time, chance, units, 5, 0, 1, months=3))
    assert sampled[:2] == [0, 8]
    assert sampled[2] in range(9)
