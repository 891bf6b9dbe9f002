"""Shared beliefs: stated once, named by several numbers, in force wherever a case is made."""

from typing import Any

import pytest
from pydantic import ValidationError
from small_cases import one_offer, own

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.difference import difference
from outsourcing_model.case.expected import units_at
from outsourcing_model.case.factors import joined, with_numbers
from outsourcing_model.case.patch import patched, stages
from outsourcing_model.case.paths import beliefs, override, with_scenarios
from outsourcing_model.casefile.digest import digest
from outsourcing_model.errors import CaseError, dotted

Tree = dict[str, Any]
SKILL = {"pert": [0.5, 1, 1.5]}
PRICES = ("offers.give.charges.desk.graduated.price[0]", "offers.give.charges.desk.graduated.price[1]")
TEAM = "in_house.costs.team.staff.units_per_month"


def shared(skill: Any = SKILL, **more: Any) -> Case:
    """Return a case in which one belief moves a team and two prices."""
    bands = {"up_to": [100], "price": [{"value": 8, "times": "skill"}, {"uniform": [4, 6], "times": "skill"}]}
    team = own(team={"staff": {"units_per_month": {"value": 50, "times": "skill"}, "annual_wage": 12}})
    return one_offer({"graduated": bands}, 200, in_house=team, factors={"skill": skill}, **more)


def refusals(case: Case, changes: Tree) -> list[tuple[str, str]]:
    """Return place and key of all that is wrong with some changes."""
    with pytest.raises(CaseError) as caught:
        override(case, changes)
    return [(dotted(problem.path), problem.key) for problem in caught.value.problems]


def test_mean_and_span_are_those_of_the_product():
    found = beliefs(shared({"uniform": [0.5, 2]}))
    assert (found[TEAM].mean, found[TEAM].span()) == (62.5, (25, 100))
    assert (found[PRICES[1]].mean, found[PRICES[1]].span()) == (6.25, (2, 12))
    assert (found[PRICES[1]].own.mean, found[PRICES[1]].own.span()) == (5, (4, 6))
    assert [found[TEAM].is_constant, found[TEAM].is_certain, found[PRICES[1]].is_constant] == [True, False, False]
    assert beliefs(shared(2))[TEAM].is_certain


def test_joining_again_changes_nothing():
    case = shared()
    assert joined(case, case.factors) is case
    assert case.revised(term=12).in_house is case.in_house
    assert Case.model_validate(case.members()) == case


def test_another_belief_about_the_factor_reaches_every_number():
    case = override(shared(scenarios={"trained": {"factors.skill": {"change": "20 %"}}}), {"factors.skill": 2})
    assert [beliefs(case)[path].mean for path in (TEAM, *PRICES)] == [100, 16, 10]
    assert [beliefs(with_scenarios(case, ("trained",)))[path].mean for path in (TEAM, *PRICES)] == [120, 19.2, 12]


def test_a_number_in_place_of_a_product_leaves_the_factor_and_a_change_keeps_it():
    case = shared(2)
    assert beliefs(override(case, {TEAM: 60}))[TEAM].mean == 60
    assert beliefs(override(case, {TEAM: {"change": "10 %"}}))[TEAM].mean == pytest.approx(110)


def test_what_is_wrong_is_told_at_its_place():
    case = shared(term=12)
    assert refusals(case, {TEAM: {"value": 5, "times": "skil"}}) == [(TEAM, "unknown_name_near")]
    assert refusals(case, {TEAM: {"value": 5, "times": "weather"}}) == [(TEAM, "not_stated_in")]
    assert refusals(case, {TEAM: {"value": 5, "times": 3}}) == [(f"{TEAM}.times", "not_text")]
    assert refusals(case, {"factors.skill": {"value": 1, "times": "skill"}}) == [("factors.skill", "not_here")]
    assert refusals(case, {"factors.skill": -1}) == [("factors.skill", "too_low")]
    assert refusals(case, {"factors.skill": {"normal": {"mean": 1, "sd": 1}}}) == [("factors.skill", "belief_too_low")]
    assert refusals(case, {"factors": [1]}) == [("factors", "not_a_map")]
    wage = "in_house.costs.team.staff.loading"
    assert refusals(case, {wage: {"value": 1.2, "times": "skill"}}) == [(wage, "belief_too_low")]
    assert refusals(override(case, {"factors.skill": 1}), {wage: {"value": 0.9, "times": "skill"}}) == [
        (wage, "too_low")
    ]
    assert beliefs(override(case, {wage: {"value": 2.4, "times": "skill"}}))[wage].mean == pytest.approx(2.4)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ValidationError) as caught:
        shared().revised(factors={})
    assert [item["type"] for item in caught.value.errors()] == ["not_stated_in"] * 3
    judged = {
        "evaluation": {"price_weight": 0.5, "method": "proportional", "should_cost": {"value": 5, "times": "skill"}}
    }
    with pytest.raises(ValidationError) as caught:
        shared(**judged)
    assert [(item["loc"], item["type"]) for item in caught.value.errors()] == [
        (("evaluation", "should_cost"), "not_here")
    ]


def test_names_are_checked():
    assert [problem.key for problem in problems(one_offer(factors={"a b": 1}))] == ["not_an_id"]
    grown = {"month_1": 5, "growth_factor": "skil"}
    case = one_offer({"price": 1}, services={"desk": {"volume": grown}}, factors={"skill": 1})
    assert [(dotted(each.path), each.key) for each in problems(case)] == [
        ("services.desk.volume.growth_factor", "unknown_name_near")
    ]


def test_a_constant_times_a_factor_goes_with_nothing_but_the_factor_does():
    wages = {"wages": {"growth": {"uniform": [0, 0.1]}}}

    def correlated(path: str) -> list[str]:
        pair = {"between": [path, "indices.wages.growth"], "rank": 0.5}
        return [problem.key for problem in problems(shared(indices=wages, correlations=[pair]))]

    assert correlated("factors.skill") == correlated(PRICES[1]) == []
    assert correlated(TEAM) == ["correlated_constant"]


def test_expected_volumes_grow_with_the_shared_factor():
    volume = {"month_1": 100, "growth": "10 %", "growth_factor": "market"}
    case = one_offer({"price": 1}, services={"desk": {"volume": volume}}, factors={"market": 1.2}, term=24)
    assert units_at(case, "desk", 12) == pytest.approx(132)


def test_a_difference_is_told_where_it_is_stated():
    before, after = shared(), shared({"pert": [0.5, 1, 2]})
    assert [(change.name, change.aspect) for change in difference(before, after)] == [("factors.skill", "figure")]
    assert digest(before) == digest(shared({"pert": [0.5, "1", 1.5]}))
    assert digest(before) != digest(after)
    freed = override(before, {TEAM: 50})
    assert [(change.name, change.kind) for change in difference(before, freed)] == [(TEAM, "changed")]
    assert digest(before) != digest(freed)


def test_cases_between_two_versions_know_their_factors():
    before, after = shared(1), override(shared(3), {PRICES[0]: {"value": 9, "times": "skill"}})
    changes = difference(before, after)
    assert [change.name for change in changes] == ["factors.skill", PRICES[0]]
    half = patched(before, after, changes[:1])
    assert half is not None
    assert [beliefs(half)[path].mean for path in (TEAM, *PRICES)] == [150, 24, 15]
    plain = one_offer({"graduated": {"up_to": [100], "price": [8, 5]}}, 200)
    named = one_offer(
        {"graduated": {"up_to": [100], "price": [{"value": 8, "times": "skill"}, 5]}}, 200, factors={"skill": 2}
    )
    steps = [group for group, _ in stages(plain, named, difference(plain, named))]
    assert [[change.name for change in group] for group in steps] == [["factors.skill"], [PRICES[0]]]
    steps = [group for group, _ in stages(named, plain, difference(named, plain))]
    assert [{change.name for change in group} for group in steps] == [{"factors.skill", PRICES[0]}]


def test_only_fields_that_can_hold_a_belief_are_walked():
    assert "spread" not in with_numbers(Attainment)
    assert {"mean", "lack", "weak_start"} <= set(with_numbers(Attainment))
    assert {"correlations", "scenarios", "contract"}.isdisjoint(with_numbers(Case))


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ({"mean": "99 %", "lack": "1 %"}, "exactly_one"),
        ({"lack": "1 %", "spread": "1 %", "concentration": 50}, "only_one"),
        ({"number": 3, "concentration": 50}, "not_beside"),
        ({"outages": {"a_month": 1, "repair": {"mean": 2, "variation": 1}}, "concentration": 50}, "not_beside"),
        ({"lack": "1 %", "concentration": 0}, "too_low"),
        ({"lack": "-1 %"}, "too_low"),
    ],
)
def test_a_lack_and_a_concentration_stand_in_place_of_mean_and_spread(stated, key):
    with pytest.raises(ValidationError) as caught:
        Attainment.model_validate(stated)
    assert caught.value.errors()[0]["type"] == key


def test_what_a_lack_leaves():
    def left(lack: Any) -> tuple[Any, ...]:
        found = Attainment.model_validate({"lack": lack})
        return found.mean_level, found.mean_span, found.basis, found.is_share

    assert left("2 %") == (0.98, (0.98, 0.98), "lack", True)
    assert left({"uniform": ["50 %", "130 %"]}) == (pytest.approx(0.1), (0.0, 0.5), "lack", True)
    other = Attainment.model_validate({"number": 3})
    assert (other.mean_level, other.mean_span, other.is_share) == (None, (0.0, 1.0), False)
    up = {"service": "desk", "metric": "availability", "target": "99 %"}
    case = one_offer(service_levels={"up": up}, offer={"attainment": {"up": {"lack": "150 %"}}})
    assert [(dotted(each.path), each.key) for each in problems(case)] == [
        ("offers.give.attainment.up.lack", "too_high")
    ]
