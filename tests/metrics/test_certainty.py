"""How sure the answer is: regret, tails, certainty equivalents, dominance, acceptability, in closed form."""

import numpy as np
import pytest
from scipy import stats
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.acceptability import POINTS, TIMES, acceptability, envelope
from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.dominance import ALIKE, FIRST, NONE, SECOND, dominance, dominances
from outsourcing_model.metrics.equivalent import certainty_equivalent
from outsourcing_model.metrics.ranking import value_of_perfect_information
from outsourcing_model.metrics.regret import expected_regret
from outsourcing_model.metrics.tail import mean_of_worst


def some(alternatives, draws, seed=1):
    return np.random.default_rng(seed).normal(size=(alternatives, draws))


@pytest.mark.parametrize("alternatives", [1, 2, 5])
def test_the_least_regret_is_the_value_of_perfect_information(alternatives):
    scores = some(alternatives, 500)
    regrets = expected_regret(scores)
    assert regrets.min() == pytest.approx(value_of_perfect_information(scores), abs=1e-12)
    assert regrets.argmin() == scores.mean(axis=1).argmax()
    assert (regrets >= 0).all()


def test_regret_by_hand():
    assert expected_regret(np.array([[10.0, 0, 4], [0, 6, 4]])).tolist() == pytest.approx([2, 10 / 3])
    assert expected_regret(np.array([[3.0, 3], [3, 3]])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("share", "mean"), [(0.1, 1), (0.2, 1.5), (0.25, (1 + 2 + 0.5 * 3) / 2.5), (1, 5.5), (0.05, 1), (1e-9, 1)]
)
def test_the_mean_of_the_worst_counts_a_part_of_the_draw_at_the_edge(share, mean):
    values = np.array([3.0, 10, 1, 4, 2, 9, 6, 5, 8, 7])
    assert mean_of_worst(values, share) == pytest.approx(mean, rel=1e-12)
    assert -mean_of_worst(-values, share) == pytest.approx(11 - mean, rel=1e-12)


def test_the_mean_of_the_worst_of_nothing_but_zeros_is_zero():
    assert mean_of_worst(np.zeros(7), 0.05) == 0
    assert mean_of_worst(np.array([2.0]), 0.1) == 2
    for share in (0, -0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="share must be above 0"):
            mean_of_worst(np.zeros(7), share)


def test_the_tail_of_a_normal():
    """Mean of the worst a of a normal: mu - sigma phi(z) / a, z its a-quantile."""
    values = 5 + 2 * stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    for share in (0.05, 0.1):
        exact = 5 - 2 * stats.norm.pdf(stats.norm.ppf(share)) / share
        assert mean_of_worst(values, share) == pytest.approx(exact, abs=1e-4)


def test_the_certainty_equivalent_of_a_normal():
    """Under exponential utility that of a normal is mu - sigma² / (2 R)."""
    values = 5 + 2 * stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    for tolerance in (2.0, 10.0, 1e6):
        assert certainty_equivalent(values, tolerance) == pytest.approx(5 - 4 / (2 * tolerance), abs=1e-3)


def test_the_certainty_equivalent_lies_between_the_worst_and_the_mean_whatever_the_amounts():
    values = np.array([-3e9, 1e9, 5e8])
    found = [certainty_equivalent(values, tolerance) for tolerance in (1e-2, 1e3, 1e8, 1e10, 1e15)]
    assert found == sorted(found)
    assert found[0] == pytest.approx(-3e9)
    assert found[-1] == pytest.approx(values.mean(), rel=1e-3)
    assert certainty_equivalent(np.zeros(3), 1.0) == 0
    assert certainty_equivalent(values + 7e9, 1e8) == pytest.approx(certainty_equivalent(values, 1e8) + 7e9)
    for tolerance in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="tolerance must be above 0"):
            certainty_equivalent(values, tolerance)


@pytest.mark.parametrize(
    ("x", "y", "better", "order", "shares"),
    [
        ([3, 1, 2], [0, 2, 1], "x", FIRST, []),
        ([0, 2, 1], [3, 1, 2], "y", FIRST, []),
        ([1, 1], [1, 2], "y", FIRST, []),
        ([2, 2], [0, 4], "x", SECOND, [0.5]),
        ([0, 3], [2, 2], "y", SECOND, [0.5]),
        ([0, 9], [2, 2], "x", NONE, [0.5]),
        ([1, 4, 4, 7], [2, 3, 5, 6], "y", SECOND, [0.25, 0.5, 0.75]),
        ([1, 2, 3], [3, 2, 1], "x", ALIKE, []),
        ([0, 0], [0, 0], "x", ALIKE, []),
        ([5], [5 + 1e-12], "x", ALIKE, []),
    ],
)
def test_dominance_by_hand(x, y, better, order, shares):
    found = dominance(("x", np.array(x, float)), ("y", np.array(y, float)))
    assert (found.better, found.order) == (better, order)
    assert {found.better, found.other} == {"x", "y"}
    assert [share for share, _ in found.crossings] == shares
    assert (found.behind == 0) == (order in (FIRST, ALIKE))


def test_where_curves_cross():
    found = dominance(("x", np.array([0.0, 9.0])), ("y", np.array([2.0, 2.0])))
    assert found.crossings == ((0.5, (0 + 2 + 9 + 2) / 4),)
    assert found.behind == pytest.approx(2 / 9)
    assert not found.is_plain


def test_a_draw_in_the_tail_makes_no_lead():
    """One draw in 5,000 is behind by a little: not first order, but plain to see."""
    low = np.linspace(0, 1, 5000)
    found = dominance(("high", np.where(low == 0, -0.2, low + 0.5)), ("low", low))
    assert (found.better, found.order, found.crossings, found.is_plain) == ("high", NONE, (), True)
    assert 0 < found.behind < 1e-4


def test_every_pair_is_told_once():
    scores = dict(zip("abc", some(3, 400), strict=True))
    assert [{each.better, each.other} for each in dominances(scores)] == [{"a", "b"}, {"a", "c"}, {"b", "c"}]
    assert dominances({"a": np.zeros(3)}) == ()
    higher = dominance(("a", scores["a"]), ("b", scores["a"] + 1e-3))
    assert (higher.better, higher.order) == ("b", FIRST)


def test_the_upper_envelope_of_lines():
    assert envelope(np.array([1.0, 2, 3]), np.array([0.0, 10, 12])) == [(6.0, 0, 2)]
    assert envelope(np.array([1.0, 1]), np.array([5.0, 5])) == []
    assert envelope(np.array([3.0, 1]), np.array([5.0, 5])) == []
    assert envelope(np.array([3.0]), np.array([5.0])) == []


def played(case, draws=256):
    return compare(simulate(case, draw(case, draws, seed=1)))


PRICED = {"in_house": own(desk={"monthly": {"uniform": [80, 120]}})}


def test_the_price_of_a_point_that_makes_the_dearer_alternative_best():
    """Ten points more for 30 more: worth it from 3 a point; with a cost of 80 to 120 even odds lie at 3 too."""
    case = one_offer(
        {"base": 130},
        **PRICED,
        alternatives={
            "in_house": {"quality_points": 60},
            "out": {"every_service": "give", "quality_points": 70},
        },
        evaluation={"price_weight": 0.5, "method": "award_on_value", "value_per_point": 4},
    )
    found = acceptability(played(case).flows)
    assert found.axis == POINTS
    assert found.changes == ((pytest.approx(3.0, abs=0.01), "in_house", "out"),)
    assert found.even == ((pytest.approx(3.0, abs=0.1), "in_house", "out"),)
    assert found.stated == 4
    assert found.prices[0] == 0
    assert found.prices[-1] == 8
    assert sum(found.chances.values()) == pytest.approx(np.ones(41))
    assert found.chances["out"][0] == 0
    assert found.chances["out"][-1] == 1
    assert (np.diff(found.chances["out"]) >= 0).all()
    # At 4 a point in-house is best where it costs less than 90: a quarter of the draws.
    assert found.chances["in_house"][20] == pytest.approx(0.25, abs=0.01)


def test_without_points_what_service_is_worth_is_counted_several_times():
    case = one_offer({"base": 130}, **PRICED, risks={"fire": {"probability": 1, "harm": 60, "applies_to": "in_house"}})
    comparison = played(case)
    found = acceptability(comparison.flows)
    assert found.axis == TIMES
    assert found.stated == 1
    at_one = found.chances["out"][np.flatnonzero(found.prices == 1)[0]]
    assert at_one == pytest.approx(comparison.alternatives["out"].probability_best)
    assert found.changes == ((pytest.approx(0.5, abs=0.01), "in_house", "out"),)


def test_where_no_price_changes_anything_there_is_no_curve():
    assert acceptability(played(one_offer({"base": 130}, **PRICED)).flows) is None
    assert certainty(played(one_offer({"base": 130}, **PRICED))).acceptability is None


def test_nothing_uncertain_is_certain():
    found = certainty(played(one_offer({"base": 100}, in_house=own(desk={"monthly": 120})), 64))
    assert (found.evpi, found.evpi_error, found.inputs, found.groups, found.findings) == (0, 0, (), {}, ())
    assert found.everything.value == 0
    assert found.alternatives["out"].regret == 0
    assert found.alternatives["in_house"].regret == pytest.approx(20)
    assert found.alternatives["in_house"].worst_cost == {0.05: pytest.approx(120), 0.1: pytest.approx(120)}
    assert found.dominances[0].better == "out"
    assert found.recommended_risk_averse is None


def test_one_alternative_that_costs_nothing():
    case = one_offer(alternatives={"in_house": {}}, risk_aversion={"tolerance": 10})
    found = certainty(played(case, 64))
    assert found.dominances == ()
    assert found.acceptability is None
    standing = found.alternatives["in_house"]
    assert (standing.probability_best, standing.regret, standing.certainty_equivalent) == (1, 0, 0)
    assert standing.worst_net_benefit == {0.05: 0, 0.1: 0}


def test_whoever_dislikes_risk_may_choose_otherwise():
    """In-house costs 0 to 190 (95 on average), the offer 100 for sure: better with a tolerance of 20."""
    case = one_offer({"base": 100}, in_house=own(desk={"monthly": {"uniform": [0, 190]}}), reference="in_house")
    bold = certainty(played(case.revised(risk_aversion={"tolerance": 1_000_000}), 1024))
    shy = certainty(played(case.revised(risk_aversion={"tolerance": 20}), 1024))
    assert (bold.recommended_risk_averse, shy.recommended_risk_averse) == ("in_house", "out")
    exact = -20 * np.log(20 / 190 * (np.exp(190 / 20) - 1))
    assert shy.alternatives["in_house"].certainty_equivalent == pytest.approx(exact, rel=0.01)
    assert shy.alternatives["out"].certainty_equivalent == pytest.approx(-100)


def test_a_comparison_is_looked_into_once_and_forgotten_with_it():
    comparison = played(one_offer({"base": 130}, **PRICED), 64)
    assert certainty(comparison) is certainty(comparison)
    assert certainty._last is not None
    del comparison
    assert certainty._last is None
