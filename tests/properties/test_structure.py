"""What is the same case must give the same figures; numbers are those of the list of invariants."""

import json
import re
from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import Tree, cases, trees

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.paths import beliefs, override, with_scenarios

from .runs import different, edited, examples, expected, run, scale


@examples(15)
@given(cases(uncertain=True))
def test_5_a_scenario_without_overrides_is_the_base(case: Case) -> None:
    assert different(run(case), run(with_scenarios(case, ("empty",)))) == []


def cost_lines(case: Case) -> list[tuple[str, CostLine]]:
    """Return every in-house line with its path."""
    places = {"in_house.costs": case.in_house.costs}
    places |= {f"in_house.variants.{name}.costs": variant.costs for name, variant in case.in_house.variants.items()}
    return [(f"{place}.{name}", line) for place, lines in places.items() for name, line in lines.items()]


@examples(15)
@given(cases(uncertain=True))
def test_6_an_override_by_itself_changes_nothing(case: Case) -> None:
    # A date that only partly avoidable lines have can't be stated for others, not even at its default.
    partly = [f"{path}.relevance" for path, line in cost_lines(case) if line.relevance.kind == "partly"]
    stated = {path: value for path, value in beliefs(case).items() if not path.endswith(".relevance.from_month")}
    stated |= {f"{path}.from_month": beliefs(case)[f"{path}.from_month"] for path in partly}
    same = override(case, stated)
    assert beliefs(same) == beliefs(case)
    assert different(run(case), run(same)) == []


@examples(15)
@given(cases(uncertain=True), st.data())
def test_6_overrides_of_different_fields_commute(case: Case, data: st.DataObject) -> None:
    paths = [path for path in beliefs(case) if ".charges." in path or path.endswith("growth")]
    first, second = data.draw(st.lists(st.sampled_from(paths), min_size=2, max_size=2, unique=True))
    less, more = {first: {"change": -0.1}}, {second: {"change": 0.1}}
    one, other = override(override(case, less), more), override(override(case, more), less)
    assert beliefs(one) == beliefs(other)
    assert different(run(one), run(other)) == []


def years_later(tree: Tree, years: int) -> Tree:
    """Return a case in which every date is some years later."""
    moved = re.sub(r"\b(20\d\d)(-\d\d)\b", lambda found: f"{int(found[1]) + years}{found[2]}", json.dumps(tree))
    return dict(json.loads(moved))


@examples(20)
@given(trees(uncertain=True), st.integers(1, 7))
def test_9_whole_years_later_is_the_same(tree: Tree, years: int) -> None:
    later = Case.model_validate(years_later(tree, years))
    assert later.start.year == 2026 + years
    assert different(run(Case.model_validate(tree)), run(later)) == []


@examples(20)
@given(trees(uncertain=True))
def test_12_without_volume_only_fixed_cost_remains(tree: Tree) -> None:
    empty = Case.model_validate({**edited(tree, month_1=0), "correlations": []})
    assume(any(service.volume for service in empty.services.values()))
    per_unit = [
        path for path in beliefs(empty) if path.endswith(".unit_cost") or ".price[" in path or ".charges." in path
    ]
    prices = [path for path in per_unit if not path.endswith(".base")]
    # Reference volumes of a minimum commitment are not demand: without them no unit price counts.
    both = [
        override(case, {f"offers.{name}.minimum_commitment": 0 for name in empty.offers})
        for case in (empty, override(empty, {path: {"change": 0.5} for path in prices}))
    ]
    one, other = (run(case) for case in both)
    assert different(one, other) == []
    assert np.all(np.isfinite(one.npv))
    assert not one.value_npv.any()


def alone(tree: Tree, chosen: set[str]) -> Tree:
    """Return a case with some of the services and only what isn't shared between services."""
    levels = {name: level for name, level in tree["service_levels"].items() if level["service"] in chosen}

    def own(lines: dict[str, Any]) -> dict[str, Any]:
        return {name: line for name, line in lines.items() if line.get("service", []) in [*chosen]}

    def of_levels(part: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in part.items() if name in levels}

    offers = {}
    for name, offer in tree["offers"].items():
        covered = chosen & offer["charges"].keys()
        if covered:
            offers[name] = {
                "provider": "Provider",
                "charges": {service: offer["charges"][service] for service in covered},
                "indexation": offer.get("indexation"),
                "attainment": of_levels(offer["attainment"]),
                "payment_days": offer.get("payment_days", 0),
                "transition": _unshared(offer["transition"], covered),
                "exit": {"months_of_charges": offer.get("exit", {}).get("months_of_charges", 0)},
                "credits": {
                    level: {**tiers, "of": levels[level]["service"]}
                    for level, tiers in of_levels(offer.get("credits", {})).items()
                },
            }
    kept = {"case", "currency", "start", "term", "discount_rate", "timing", "reference", "indices", "exit_month"}
    return {
        **{name: part for name, part in tree.items() if name in kept},
        "services": {name: service for name, service in tree["services"].items() if name in chosen},
        "service_levels": levels,
        "in_house": {"costs": own(tree["in_house"]["costs"]), "attainment": of_levels(tree["in_house"]["attainment"])},
        "retained": {"costs": own(tree["retained"]["costs"])},
        "offers": offers,
        "alternatives": {"stay": {}}
        | {name: {"every_service": name} if name in offers else {} for name in tree["offers"]},
    }


def _unshared(transition: dict[str, Any], covered: set[str]) -> dict[str, Any]:
    """Return a transition with prices by service only."""
    price = transition.get("price", {})
    kept = {name: value for name, value in transition.items() if name not in ("price", "delay_damages")}
    return {**kept, "price": {s: p for s, p in price.items() if s in covered} if isinstance(price, dict) else {}}


@examples(40)
@given(trees(uncertain=True))
def test_12_services_apart_are_both_together(tree: Tree) -> None:
    names = set(tree["services"])
    assume(len(names) > 1)
    first = {min(names)}
    made = [Case.model_validate(alone(tree, chosen)) for chosen in (names, first, names - first)]
    assert [problems(case) for case in made] == [[], [], []]
    together, one, other = (expected(case) for case in made)
    for measure in ("npv", "total", "harm_npv", "received", "owed", "irrelevant_npv", "value_npv"):
        parts = getattr(one, measure) + getattr(other, measure)
        np.testing.assert_allclose(
            parts, getattr(together, measure), rtol=0, atol=1e-9 * scale(together), err_msg=measure
        )


@examples(15)
@given(trees(uncertain=True))
def test_17_leaving_at_the_end_is_not_leaving(tree: Tree) -> None:
    tree = edited(tree, from_month=1)
    stays = {name: part for name, part in tree.items() if name != "exit_month"}
    at_the_end = Case.model_validate({**stays, "exit_month": tree["term"]})
    assert different(run(Case.model_validate(stays)), run(at_the_end)) == []


@examples(20)
@given(trees(uncertain=True))
def test_17_a_fee_falls_to_nothing(tree: Tree) -> None:
    assume(tree["term"] > 2)
    for offer in tree["offers"].values():
        offer["exit"] = {**offer.get("exit", {}), "from_month": 1, "months_of_charges": 0}
    early, late, end = (run(Case.model_validate({**tree, "exit_month": tree["term"] - k})) for k in (2, 1, 0))
    assert np.all(early.owed >= late.owed - 1e-9 * scale(early))
    assert not end.owed.any()
