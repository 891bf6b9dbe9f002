import numpy as np
import pytest

from outsourcing_model.metrics.ranking import best_after_hurdle, probability_of_greatest, value_of_perfect_information


def test_ties_share_the_draw():
    scores = np.array([[1.0, 5, 2, 0], [1, 4, 2, 0], [0, 4, 2, 0]])
    assert probability_of_greatest(scores) == pytest.approx([(1 / 2 + 1 + 1 / 3 + 1 / 3) / 4, 7 / 24, 1 / 6])
    assert probability_of_greatest(scores).sum() == pytest.approx(1)


def test_a_hair_is_a_tie_and_a_cent_in_a_million_is_not():
    assert probability_of_greatest(np.array([[1e6], [1e6 + 1e-7]])).tolist() == [0.5, 0.5]
    assert probability_of_greatest(np.array([[1e6], [1e6 + 0.01]])).tolist() == [0, 1]
    assert probability_of_greatest(np.array([[-1e6], [-1e6 + 0.01]])).tolist() == [0, 1]


def test_perfect_information():
    scores = np.array([[10.0, 0, 4], [0, 6, 4]])
    assert value_of_perfect_information(scores) == pytest.approx((10 + 6 + 4) / 3 - 14 / 3)
    assert value_of_perfect_information(scores[:1]) == 0
    assert value_of_perfect_information(scores + 100) == pytest.approx(value_of_perfect_information(scores))


@pytest.mark.parametrize(("hurdle", "chosen"), [(0, "a"), (4.99, "a"), (5, "a"), (5.01, "keep")])
def test_the_hurdle_is_met_exactly(hurdle, chosen):
    assert best_after_hurdle({"keep": 10.0, "a": 15.0, "b": 12.0}, "keep", hurdle) == (chosen, "a", 5.0)


def test_the_reference_wins_a_tie():
    assert best_after_hurdle({"a": 3.0, "keep": 3.0, "b": 3.0}, "keep", 0) == ("keep", "keep", 0)


def test_the_best_is_the_reference():
    assert best_after_hurdle({"a": 1.0, "keep": 3.0}, "keep", 0) == ("keep", "keep", 0)
