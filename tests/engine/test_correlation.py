import numpy as np
import pytest
from scipy import stats
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.correlation import achieved as rank_correlation
from outsourcing_model.engine.correlation import factor, groups
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.scores import EXTREME, join
from outsourcing_model.errors import CaseError

CHANCE = 4.5 * 1.25 / np.sqrt(8192)
PATHS = {name: f"in_house.costs.{name}.monthly" for name in "abcde"}


def correlated(*pairs):
    """Return a case with five uncertain lines and rank correlations between some of them."""
    families = (
        {"pert": [1, 2, 5]},
        {"uniform": [1, 3]},
        {"lognormal": {"mean": 5, "sd": 3}},
        {"normal": {"mean": 9, "sd": 1}},
        {"triangular": [0, 1, 5]},
    )
    lines = {name: {"monthly": raw} for name, raw in zip(PATHS, families, strict=True)}
    stated = [{"between": [PATHS[one], PATHS[other]], "rank": rank} for one, other, rank in pairs]
    return one_offer(in_house=own(**lines), correlations=stated)


def achieved(case, count=8192):
    draws = draw(case, count)
    ranks = stats.spearmanr(draws.values, axis=1).statistic
    return lambda one, other: ranks[draws.rows[PATHS[one]], draws.rows[PATHS[other]]]


@pytest.mark.parametrize("rank", [-1, -0.8, -0.3, 0, 0.5, 0.9, 1])
def test_the_stated_rank_correlation_is_achieved(rank):
    assert achieved(correlated(("a", "b", rank)))("a", "b") == pytest.approx(rank, abs=CHANCE)


def test_a_group_of_three_and_the_rest_alone():
    found = achieved(correlated(("a", "c", 0.7), ("c", "e", -0.4)))
    for one, other, rank in (("a", "c", 0.7), ("c", "e", -0.4), ("a", "b", 0), ("b", "d", 0), ("c", "d", 0)):
        assert found(one, other) == pytest.approx(rank, abs=CHANCE)


def test_each_belief_keeps_its_own_distribution():
    alone, paired = draw(correlated(), 4096), draw(correlated(("a", "c", 0.7)), 4096)
    for path in alone.paths:
        one, other = (np.sort(draws.values[draws.rows[path]]) for draws in (alone, paired))
        assert stats.ks_2samp(one, other).pvalue > 0.01
    assert paired.values[paired.rows[PATHS["b"]]].tobytes() == alone.values[alone.rows[PATHS["b"]]].tobytes()


def test_groups_are_connected_and_sorted():
    case = correlated(("d", "c", 0.1), ("a", "b", 0.1), ("b", "d", 0.1))
    assert groups(case) == [tuple(PATHS[name] for name in "abcd")]
    assert groups(correlated(("d", "c", 0.1), ("a", "b", 0.1))) == [
        (PATHS["a"], PATHS["b"]),
        (PATHS["c"], PATHS["d"]),
    ]
    assert groups(correlated()) == []


def test_the_order_of_statement_changes_no_byte():
    one = draw(correlated(("a", "b", 0.6), ("b", "c", 0.3)), 64)
    other = draw(correlated(("c", "b", 0.3), ("b", "a", 0.6)), 64)
    assert one.values.tobytes() == other.values.tobytes()


def test_a_contradiction_is_refused():
    case = correlated(("a", "b", 0.9), ("a", "c", -0.9), ("b", "c", 0.9))
    with pytest.raises(CaseError, match=r"correlations: .*contradict one another.*-0\.8"):
        draw(case, 16)


def test_a_slight_contradiction_is_repaired_and_its_change_told():
    case = correlated(("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", 0.6))
    lower, change = factor(case, [PATHS[name] for name in "abc"])
    assert 0 < change < 0.05
    np.testing.assert_allclose(np.diag(lower @ lower.T), 1, rtol=1e-12)
    assert draw(case, 16).repaired == change
    found = achieved(case)
    for one, other, rank in (("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", 0.6)):
        assert found(one, other) == pytest.approx(rank, abs=change + CHANCE)


def test_a_possible_matrix_is_left_alone():
    case = correlated(("a", "b", 0.5))
    lower, change = factor(case, [PATHS["a"], PATHS["b"]])
    assert change == 0
    np.testing.assert_allclose(lower @ lower.T, [[1, 2 * np.sin(np.pi / 12)], [2 * np.sin(np.pi / 12), 1]])
    assert draw(case, 16).repaired == 0


def test_scores_are_mixed_by_the_lower_triangle_and_kept_inside():
    lower = np.array([[1, 0], [0.6, 0.8]])
    scores = np.array([[1.0, 2.0, 6.3], [5.0, 5.0, 5.0], [10.0, -1.0, 5.0]])
    join(lower, np.array([0, 2]), scores)
    assert scores[:2].tolist() == [[1, 2, 6.3], [5, 5, 5]]
    assert scores[2] == pytest.approx([EXTREME, 1.2 - 0.8, EXTREME])


def test_rank_correlation_is_scipys_with_ties_too():
    one, other = draw(correlated(("a", "b", 0.7)), 500).values[:2]
    assert rank_correlation(one, other) == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-12)
    one, other = one.round(), other.round(1)
    assert rank_correlation(one, other) == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-12)
    assert rank_correlation(one, np.ones(500)) == 0


def test_draws_tell_how_closely_pairs_go_together():
    case = correlated(("a", "b", 0.7), ("c", "d", -0.4))
    draws = draw(case, 8192)
    assert [(pair.between, pair.stated) for pair in draws.achieved] == [
        ((PATHS["a"], PATHS["b"]), 0.7), ((PATHS["c"], PATHS["d"]), -0.4),
    ]  # fmt: skip
    assert 0 < draws.widest_gap < CHANCE
    assert draw(correlated(), 64).widest_gap == 0


def test_a_correlation_changes_ranks_alone():
    """The same values are drawn, in another order, up to what evenly spread points differ by."""
    alone, joined = draw(correlated(), 8192), draw(correlated(("a", "b", 0.7), ("c", "d", -0.4)), 8192)
    np.testing.assert_array_equal(alone.values[[0, 2, 4]], joined.values[[0, 2, 4]])
    assert (alone.values[1] != joined.values[1]).all()


def test_a_belief_that_a_scenario_fixes_leaves_its_group():
    case = override(correlated(("a", "b", 0.7), ("b", "c", -0.4)), {PATHS["a"]: 3})
    assert groups(case) == [(PATHS["b"], PATHS["c"])]
    assert achieved(case)("b", "c") == pytest.approx(-0.4, abs=CHANCE)
