# ruff: noqa: E501 (tables)
"""Rules that join several records, on variants of one good case."""

from pathlib import Path
from typing import Any

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.cautions import cautions
from outsourcing_model.case.checks import problems
from outsourcing_model.case.paths import override
from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError, dotted


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(Path(__file__).parents[1] / "casefile" / "good.yaml")


def test_a_good_case_has_no_problem(case: Case) -> None:
    assert problems(case) == []


@pytest.mark.parametrize(
    ("text", "raw", "path", "key"),
    [
        ("reference", "out", "reference", "unknown_name"),
        ("exit_month", 61, "exit_month", "outside_term"),
        ("exit_month", 12, "offers.onshore.exit.from_month", "exit_too_early"),
        ("services.hosting.volume", None, "offers.onshore.charges.hosting", "needs"),
        ("services.hosting.stays", True, "offers.onshore.charges.hosting", "must_stay"),
        ("in_house.costs.agents.service", "architecture", "in_house.costs.agents.service", "needs"),
        ("in_house.costs", {"a line": {"monthly": 3, "relevance": "sunk"}}, "in_house.costs.a line", "not_an_id"),
        ("in_house.costs", {"a": {"share_of_charges": "3 %", "relevance": "sunk"}}, "in_house.costs.a.share_of_charges", "not_here"),
        ("in_house.costs.agents.service", "desks", "in_house.costs.agents.service", "unknown_name_near"),
        ("in_house.variants", {"v": {"costs": {"overhead": {"yearly": 1, "relevance": "sunk"}}}}, "in_house.variants.v.costs.overhead", "variant_of_unavoidable"),
        ("in_house.variants", {"an other": {}}, "in_house.variants.an other", "not_an_id"),
        ("retained.costs", {"a": {"monthly": 3, "relevance": "sunk"}}, "retained.costs.a.relevance", "not_here"),
        ("retained.costs", {"agents": {"monthly": 3}}, "retained.costs.agents", "line_name_taken"),
        ("retained.costs", {"stranded": {"monthly": 3}}, "retained.costs.stranded", "line_name_taken"),
        ("retained.costs", {"hosting": {"severance": {"people": 3, "transferred": 2, "redeployed": 2, "weeks": 9, "annual_wage": 1}}}, "retained.costs.hosting.severance", "severance_people"),
        ("retained.costs", {"a": {"severance": {"people": 3, "weeks": 9, "annual_wage": 1, "month": 61}}}, "retained.costs.a.severance.month", "outside_term"),
        ("in_house.costs", {"a": {"severance": {"people": 3, "weeks": 9, "annual_wage": 1}, "relevance": "sunk"}}, "in_house.costs.a.severance", "not_here"),
        ("freed", {"a room": {"service": "hosting", "kind": "sublet", "monthly": 1}}, "freed.a room", "not_an_id"),
        ("freed", {"room": {"service": "hostin", "kind": "sublet", "monthly": 1}}, "freed.room.service", "unknown_name_near"),
        ("freed", {"room": {"service": "hosting", "kind": "sublet", "monthly": 1, "index": "cpu"}}, "freed.room.index", "unknown_name_near"),
        ("freed", {"room": {"service": "architecture", "kind": "opportunity", "monthly": 1}}, "freed.room.service", "freed_never"),
        ("service_levels.in_time.metric", "reported", "in_house.attainment.in_time", "reported_only"),
        ("offers.onshore.attainment.availability", {"outages": {"a_month": 400, "repair": {"law": "exponential", "mean": 2}}}, "offers.onshore.attainment.availability.outages", "down_all_the_time"),
        ("service_levels.in_time.service", "dsk", "service_levels.in_time.service", "unknown_name_near"),
        ("offers.onshore.attainment", {"in_time": {"mean": "80 %"}}, "offers.onshore.credits.availability", "credit_without_belief"),
        ("offers.onshore.indexation.index", "cpu", "offers.onshore.indexation.index", "unknown_name_near"),
        ("offers.onshore.transition.price", {"desks": 3}, "offers.onshore.transition.price", "unknown_name_near"),
        ("offers.onshore.transition.milestones", {61: 1}, "offers.onshore.transition.milestones", "outside_term"),
        ("offers.onshore.transition.milestones", {"go": {"month": 61}}, "offers.onshore.transition.milestones.go.month", "outside_term"),
        ("alternatives", {}, "alternatives", "empty"),
        ("alternatives.all_onshore.every_service", "off", "alternatives.all_onshore.every_service", "unknown_name"),
        ("alternatives.mix.in_house", "better", "alternatives.mix.in_house", "nothing_there"),
        ("risks.leavers.months", [1, 61], "risks.leavers.months", "outside_term"),
        ("risks.leavers.applies_to", ["mixed"], "risks.leavers.applies_to", "unknown_name_near"),
        ("scenarios", {"s": {"term": 30, "exit_month": 31}}, "scenarios.s", "outside_term"),
        ("scenarios", {"s": {"term": "long"}}, "scenarios.s.term", "not_a_number"),
        ("scenarios", {"a b": {}}, "scenarios.a b", "not_an_id"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together(case: Case, text: str, raw: Any, path: str, key: str) -> None:
    found = {(dotted(problem.path), problem.key) for problem in problems(override(case, {text: raw}))}
    assert (path, key) in found


def test_with_tax_no_line_is_called_tax(case: Case) -> None:
    named = override(case, {"retained.costs": {"tax": {"monthly": 3}}})
    assert problems(named) == []
    assert [(dotted(item.path), item.key) for item in problems(override(named, {"tax": {"rate": "25 %"}}))] == [
        ("retained.costs.tax", "line_name_taken")
    ]


@pytest.mark.parametrize(
    ("resource", "key"),
    [
        ({"kind": "sale"}, "freed_measure"),
        ({"kind": "sale", "monthly": 3}, "freed_measure"),
        ({"kind": "sublet", "amount": 3}, "freed_measure"),
        ({"kind": "opportunity", "amount": 3, "monthly": 3}, "freed_measure"),
        ({"kind": "sublet", "monthly": 3, "service": []}, "empty"),
        ({"kind": "rent", "monthly": 3}, "not_allowed"),
    ],
)
def test_a_freed_resource_states_the_figure_of_its_kind(case: Case, resource: dict[str, Any], key: str) -> None:
    with pytest.raises(CaseError) as raised:
        override(case, {"freed": {"room": {"service": "hosting", **resource}}})
    assert [problem.key for problem in raised.value.problems] == [key]


def test_only_what_ends_in_part_fades(case: Case) -> None:
    with pytest.raises(CaseError) as raised:
        override(case, {"in_house.costs.agents.relevance": {"kind": "avoidable", "fades_over": 6}})
    assert [problem.key for problem in raised.value.problems] == ["only_partly"]


def test_an_offer_may_not_be_called_in_house(case: Case) -> None:
    found = problems(override(case, {"offers": {"in_house": case.offers["onshore"]}}))
    assert ("reserved", ("offers", "in_house")) in {(problem.key, problem.path) for problem in found}


def test_a_pair_is_stated_once_and_of_two(case: Case) -> None:
    first, second = case.correlations[0].between
    pairs = [
        {"between": [first, second], "rank": 0.1},
        {"between": [second, first], "rank": 0.2},
        {"between": [first, first], "rank": 1},
    ]
    found = problems(override(case, {"correlations": pairs}))
    assert [(problem.key, problem.path[1]) for problem in found] == [("stated_twice", 1), ("stated_twice", 2)]


def test_a_breach_is_no_matter_of_the_first_month_allowed_but_needs_a_month(case: Case) -> None:
    assert problems(override(case, {"exit_month": 12, "exit_ground": "breach"})) == []
    found = problems(override(case, {"exit_ground": "breach"}))
    assert [(problem.key, problem.path) for problem in found] == [("needs", ("exit_ground",))]


def test_a_notice_before_the_start_is_told(case: Case) -> None:
    early = {"offers.onshore.exit.from_month": 1, "offers.onshore.exit.notice_months": 6}
    found = [item for item in cautions(override(case, {**early, "exit_month": 6})) if item.key == "notice_before_start"]
    assert [dotted(item.path) for item in found] == ["offers.onshore.exit.notice_months"]
    assert "Leave later" in found[0].text("en")
    for quiet in ({"exit_month": 7}, {"exit_month": 6, "exit_ground": "breach"}, {"exit_month": None}):
        kept = cautions(override(case, {**early, **quiet}))
        assert "notice_before_start" not in {item.key for item in kept}


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ({"cap": 1, "cap_share": "5 %"}, "at_most_one"),
        ({"assistance": 1, "assistance_days": 2, "assistance_day_rate": 3}, "at_most_one"),
        ({"assistance_days": 2}, "needs"),
        ({"assistance_day_rate": 3}, "needs"),
    ],
)
def test_terms_of_exit_that_can_not_stand_together(case: Case, stated: dict[str, Any], key: str) -> None:
    with pytest.raises(CaseError) as caught:
        override(case, {"offers.onshore.exit": stated})
    assert [problem.key for problem in caught.value.problems] == [key]


@pytest.mark.parametrize("stated", [{"months": 12}, {"months": 0, "renew": {}}, {"months": 12, "retender": {}}])
def test_an_end_of_the_term_says_something_whole(case: Case, stated: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        override(case, {"end_of_term": stated})
