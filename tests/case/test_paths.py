"""Paths into a case, overrides and scenarios."""

from pathlib import Path
from typing import Any

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, override, parse, value_at, with_scenarios
from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError, dotted

PRICE = "offers.onshore.charges.desk.graduated.price[1]"


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(Path(__file__).parents[1] / "casefile" / "good.yaml")


def test_paths_are_read_as_they_are_written() -> None:
    assert parse(PRICE) == ("offers", "onshore", "charges", "desk", "graduated", "price", 1)
    assert dotted(parse(PRICE)) == PRICE
    for text in ("", "a..b", "a.", "[", "a[x]", "a b.", "a[٣]"):
        assert dotted(parse(text)) == text


def test_every_belief_is_found_at_its_path_and_a_value_put_back_changes_nothing(case: Case) -> None:
    found = beliefs(case)
    assert list(found) == sorted(found)
    assert {PRICE, "services.desk.volume.growth", "retained.costs.vendor_manager.staff.annual_wage"} <= set(found)
    for text, belief in found.items():
        assert value_at(case, parse(text)) == belief
    # A date that only partly avoidable lines have can't be stated for others, not even at its default.
    stated = [item for item in found.items() if not item[0].endswith(".relevance.from_month")]
    assert override(case, dict(stated[::7])) == case


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("term", "4 years", 48),
        ("discount_rate", "9 %", 0.09),
        ("discount_rate", {"change": "50 %"}, pytest.approx(0.12)),
        ("exit_month", 36, 36),
        ("services.desk.volume.season.january", "150 %", 1.5),
        ("offers.onshore.transition.price.desk", 1, 1.0),
        ("offers.onshore.credits.availability.of", "invoice", "invoice"),
        ("alternatives.mix.hosting", "in_house", "in_house"),
        ("services.architecture.stays", False, False),
    ],
)
def test_an_override_puts_a_value_at_its_path(case: Case, text: str, raw: Any, value: Any) -> None:
    changed = override(case, {text: raw})
    assert value_at(changed, parse(text)) == value
    assert changed != case or value_at(case, parse(text)) == value


def test_relative_changes(case: Case) -> None:
    assert value_at(override(case, {PRICE: {"change": "10 %"}}), parse(PRICE)).mean == pytest.approx(24.2)
    assert value_at(override(case, {PRICE: {"change": "-100 %"}}), parse(PRICE)).span() == (0, 0)
    growth = "services.desk.volume.growth"
    assert value_at(override(case, {growth: {"change": "-100 %"}}), parse(growth)).is_constant
    twice = override(case, {"services.desk.volume": "-25 % from 2028-01"})
    twice = override(twice, {"services.desk.volume": "+10 %"})
    assert [change.change for change in twice.services["desk"].volume.changes] == [-0.25, 0.1]


@pytest.mark.parametrize(
    ("text", "raw", "key", "path"),
    [
        ("", 1, "unknown_name", ""),
        ("services.dsk", 1, "unknown_name_near", "services.dsk"),
        ("services.desk.volume.month_1.pert", 1, "nothing_there", "services.desk.volume.month_1.pert"),
        (PRICE.replace("1", "9"), 1, "unknown_name", PRICE.replace("1", "9")),
        (PRICE, "dear", "not_a_number", PRICE),
        (PRICE, -1, "too_low", PRICE),
        (PRICE, {"change": "-150 %"}, "too_low", PRICE),
        (PRICE, {"change": 8}, "bare_percent", PRICE),
        ("case", {"change": "5 %"}, "not_relative", "case"),
        ("services.desk.volume", "less", "not_a_change", "services.desk.volume.changes[0]"),
        ("services.desk.volume", "-200 %", "too_low", "services.desk.volume.changes[0].change"),
        ("offers.onshore.provider", None, "nothing_stated", "offers.onshore.provider"),
        ("offers.onshore.provider", {"nam": "x"}, "missing", "offers.onshore.provider.name"),
        ("offers.onshore.exit", {"notice": 3}, "unknown_key_near", "offers.onshore.exit.notice"),
        ("service_levels.availability.minimum", "99.9 %", "minimum_above_target", "service_levels.availability"),
        ("language", "de", "not_allowed", "language"),
    ],
)
def test_an_override_that_cannot_be_is_refused_at_its_path(
    case: Case, text: str, raw: Any, key: str, path: str
) -> None:
    with pytest.raises(CaseError) as caught:
        override(case, {text: raw})
    problem = caught.value.problems[0]
    assert (problem.key, dotted(problem.path)) == (key, path)
    assert caught.value.text("fr")


def test_all_problems_of_several_overrides_are_told(case: Case) -> None:
    with pytest.raises(CaseError) as caught:
        override(case, {"term": "x", "term.y": 1, "timing": "z", "currency": "EUR"})
    assert [problem.key for problem in caught.value.problems] == ["not_a_number", "nothing_there", "not_allowed"]


def test_scenarios_compose_in_the_order_given(case: Case) -> None:
    both = with_scenarios(case, ("dear", "site_sold"))
    assert value_at(both, parse("offers.onshore.charges.hosting.price")).mean == pytest.approx(286)
    assert str(both.services["desk"].volume.changes[0].start) == "2028-01"
    assert with_scenarios(case, ()) is case
    with pytest.raises(CaseError, match="the case has no site_sol here; did you mean site_sold"):
        with_scenarios(case, ("site_sol",))
