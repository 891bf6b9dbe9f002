import pytest
from pydantic import ValidationError
from small_cases import one_offer

from outsourcing_model.case.checks import problems
from outsourcing_model.case.evaluation import Evaluation, Quote
from outsourcing_model.case.paths import beliefs
from outsourcing_model.errors import dotted


def test_the_second_method_is_another_than_the_first():
    assert Evaluation.model_validate({"price_weight": "60 %"}).methods == ("proportional", "linear_between_extremes")
    other = Evaluation.model_validate({"price_weight": 0.6, "method": "linear_between_extremes"})
    assert other.methods == ("linear_between_extremes", "proportional")
    assert other.quality_weight == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ({"method": "penalty", "second_method": "penalty"}, "same_method"),
        ({"method": "fixed_range"}, "needs"),
        ({"method": "award_on_value"}, "needs"),
        ({"second_method": "willingness_to_pay"}, "needs"),
        ({"second_method": "price_quality"}, "needs"),
        ({"second_method": "price_quality", "estimate": 9, "price_weight": 0}, "needs"),
        ({"price_range": [1, 2, 3]}, "wrong_length"),
        ({"price_range": [2, 1]}, "not_ascending"),
        ({"price_weight": 60}, "bare_percent"),
        ({"n": 1}, "too_low"),
        ({"method": "cheapest"}, "literal_error"),
        ({"weight": 1}, "extra_forbidden"),
    ],
)
def test_an_evaluation_that_can_not_be_applied_is_refused(stated, key):
    with pytest.raises(ValidationError) as refused:
        Evaluation.model_validate({"price_weight": "60 %", **stated})
    assert [each["type"] for each in refused.value.errors()] == [key]


def test_a_quote_may_be_a_total_alone():
    assert Quote.model_validate(1000) == Quote.model_validate({"total": 1000})
    with pytest.raises(ValidationError):
        Quote.model_validate({"total": -1})


def test_points_beyond_the_scale_are_a_problem_with_a_place():
    alternatives = {"in_house": {}, "out": {"every_service": "give", "quality_points": {"pert": [60, 80, 120]}}}
    case = one_offer(alternatives=alternatives, evaluation={"price_weight": 0.5})
    assert [(dotted(each.path), each.key) for each in problems(case)] == [
        ("alternatives.out.quality_points", "too_high")
    ]
    assert problems(case.revised(evaluation={"price_weight": 0.5, "max_points": 120})) == []


def test_what_the_service_should_cost_is_judged_with_and_not_drawn():
    case = one_offer(evaluation={"price_weight": 0.5, "should_cost": {"pert": [1, 2, 3]}})
    assert not [path for path in beliefs(case) if path.startswith("evaluation")]
