"""What a case may state for the views of the standards."""

import pytest
from pydantic import ValidationError
from small_cases import one_offer, own

from outsourcing_model.case.budget import Budget
from outsourcing_model.case.checks import problems
from outsourcing_model.case.hurdle import Hurdle
from outsourcing_model.case.optimism import OptimismBias, bias_of
from outsourcing_model.case.risk_cautions import optimism_and_range
from outsourcing_model.errors import dotted

INDEXED = own(work={"monthly": 5, "index": "wages"})
WAGES = {"wages": {"growth": "2 %"}}


def told(case):
    return [(dotted(problem.path), problem.key) for problem in problems(case)]


def test_a_real_rate_and_an_indexed_flow_need_inflation():
    case = one_offer(in_house=INDEXED, indices=WAGES, discount_basis="real")
    assert told(case) == [("discount_basis", "real_rate")]
    assert "in_house.costs.work" in problems(case)[0].text("en")
    assert told(one_offer(in_house=INDEXED, indices=WAGES, discount_basis="real", inflation="wages")) == []
    assert told(one_offer(in_house=own(work={"monthly": 5}), discount_basis="real")) == []
    revised = {"indexation": {"fixed_rate": "2 %"}}
    assert told(one_offer(offer=revised, discount_basis="real")) == [("discount_basis", "real_rate")]


def test_inflation_is_an_index_and_a_bias_has_alternatives():
    assert told(one_offer(indices=WAGES, inflation="wage")) == [("inflation", "unknown_name_near")]
    bias = {"upper": "41 %"}
    assert told(one_offer(optimism_bias={"outsourced": bias, "in_house": bias, "out": bias})) == []
    assert told(one_offer(optimism_bias={"outsorced": bias})) == [("optimism_bias", "unknown_name_near")]


def test_a_cap_needs_a_share():
    with pytest.raises(ValidationError, match="needs"):
        Hurdle.model_validate({"personnel_cap": 5})
    assert Hurdle.model_validate("10 %").value(200) == 20
    assert Hurdle.model_validate({"personnel_percent": "10 %", "personnel_cap": 0}).value(200, 100) == 0


@pytest.mark.parametrize("raw", [{}, {"total": 5, "lines": {"a": 5}}])
def test_a_budget_is_a_total_or_lines(raw):
    with pytest.raises(ValidationError, match="one of"):
        Budget.model_validate(raw)


def test_an_adjustment_has_a_known_kind():
    with pytest.raises(ValidationError, match="scope"):
        Budget.model_validate({"total": 5, "adjustments": {"a": {"amount": 1, "kind": "other"}}})


def test_an_alternative_goes_before_its_group():
    group, own_bias = OptimismBias(upper="41 %"), OptimismBias(upper="5 %")
    assert bias_of({"outsourced": group, "mix": own_bias}, "mix", True) == ("mix", own_bias)
    assert bias_of({"outsourced": group}, "mix", True) == ("outsourced", group)
    assert bias_of({"outsourced": group}, "improved", False) == ("", None)


def test_a_bias_beside_a_leaning_range_or_an_event_is_cautioned():
    bias = {"optimism_bias": {"outsourced": {"upper": "41 %"}}}
    leaning, even = {"pert": [8, 10, 20]}, {"pert": [8, 10, 12]}

    def found(price, **more):
        return [dotted(each.path) for each in optimism_and_range(one_offer({"price": price}, 5, **more))]

    assert found(leaning, **bias) == ["optimism_bias.outsourced"]
    assert found(even, **bias) == found(leaning) == []
    event = {"risks": {"leak": {"probability": 0.1, "cost": 5}}}
    assert found(even, **bias, **event) == ["optimism_bias.outsourced"]
