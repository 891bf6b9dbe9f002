import pytest

from outsourcing_model.case.evaluation import METHODS, Evaluation
from outsourcing_model.metrics.awarding import Tender, compare_methods, ranking, ranks, scores
from outsourcing_model.metrics.scoring import LOWER_WINS

BIDS = [Tender("a", 100.0, 60.0), Tender("b", 120.0, 80.0), Tender("c", 200.0, 90.0)]


def terms(**stated):
    every = {
        "price_weight": 0.5, "price_range": [80, 280], "value_per_point": 2, "willingness_to_pay": 1, "estimate": 150,
    }  # fmt: skip
    return Evaluation.model_validate({**every, **stated})


# by hand; marks out of 100, half the weight each
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("proportional", {"a": 80, "b": (100 / 1.2 + 80) / 2, "c": 70}),
        ("linear_between_extremes", {"a": 80, "b": 80, "c": 45}),
        ("linear_scale", {"a": 80, "b": 80, "c": 45}),
        ("penalty", {"a": 80, "b": 80, "c": 45}),
        ("fixed_range", {"a": 75, "b": 80, "c": 65}),
        ("quality_per_price", {"a": 0.6, "b": 2 / 3, "c": 0.45}),
        ("price_per_point", {"a": 5 / 3, "b": 1.5, "c": 20 / 9}),
        ("award_on_value", {"a": -20, "b": -40, "c": 20}),
        ("willingness_to_pay", {"a": 40, "b": 40, "c": 110}),
        ("price_quality", {"a": 100, "b": 120 - 30, "c": 200 - 45}),
    ],
)
def test_every_method_scores_as_by_hand(method, expected):
    assert scores(method, BIDS, terms()) == pytest.approx(expected)


def test_every_method_ranks_the_better_first():
    for method in METHODS:
        found = ranking(method, BIDS, terms())
        best = (min if method in LOWER_WINS else max)(found.scores.values())
        assert all(found.scores[name] == pytest.approx(best) for name in found.winners), method


def test_ties_share_a_rank_and_the_next_is_left_out():
    assert ranks({"a": 80.0, "b": 80.0 + 1e-12, "c": 45.0}, "penalty") == {"a": 1, "b": 1, "c": 3}
    assert ranks({"a": 40.0, "b": 40.0, "c": 30.0}, "willingness_to_pay") == {"a": 2, "b": 2, "c": 1}


def test_two_methods_that_disagree_say_so():
    bids = [Tender("A", 10_000, 90), Tender("B", 8_000, 74)]
    found = compare_methods(bids, Evaluation.model_validate({"price_weight": "40 %"}))
    # proportional: 0.4 x 80 + 0.6 x 90 = 86 against 84.4; between extremes: 54 against 84.4
    assert found.first.scores == pytest.approx({"A": 86, "B": 84.4})
    assert found.second.scores == pytest.approx({"A": 54, "B": 84.4})
    assert (found.first.winners, found.second.winners, found.agree) == (("A",), ("B",), False)
    quality_only = compare_methods(bids, Evaluation.model_validate({"price_weight": 0}))
    assert quality_only.agree
    assert quality_only.first.winners == ("A",)


def test_a_loser_that_decides_the_order_of_the_others_is_named():
    # between extremes c stretches the scale: b beats a with it (88 to 80), and loses without it (a 80, b 50)
    bids = [Tender("a", 100.0, 60.0), Tender("b", 120.0, 100.0), Tender("c", 300.0, 0.0)]
    found = ranking("linear_between_extremes", bids, terms())
    assert found.scores == pytest.approx({"a": 80, "b": 95, "c": 0})
    assert found.reversals == ("c",)
    assert ranking("fixed_range", bids, terms()).reversals == ()


def test_fewer_than_two_bids_are_not_ranked():
    with pytest.raises(ValueError, match="at least two bids"):
        compare_methods(BIDS[:1], terms())


def test_negative_marks_only_where_they_are_wanted():
    bids = [Tender("a", 100.0, 0.0), Tender("b", 300.0, 0.0)]
    assert scores("linear_scale", bids, terms()) == pytest.approx({"a": 50, "b": 0})
    assert scores("linear_scale", bids, terms(negative_marks=True)) == pytest.approx({"a": 50, "b": -50})
