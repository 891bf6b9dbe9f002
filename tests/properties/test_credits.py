"""Service credits of random schemes: between zero and their caps, and moved by what may move them only."""

from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Tree, quality_trees, trees

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate

from .runs import edited, examples, expected, lines, run, scale

SIZES = ("credit", "points", "allocation", "per_point", "per_hour", "most")
HARMS = ("downtime", "downtime_cost_per_hour", "late_cost")
OFFER = "onshore"


def without(tree: Any, *names: str) -> Any:
    """Return a plain tree without the members of some names, at any depth."""
    if isinstance(tree, dict):
        return {key: without(value, *names) for key, value in tree.items() if key not in names}
    return [without(item, *names) for item in tree] if isinstance(tree, list) else tree


def sound(tree: Tree) -> Case:
    """Return a valid case."""
    case = Case.model_validate(tree)
    assert problems(case) == []
    return case


def due(flows: CashFlows, alternative: str) -> np.ndarray:
    """Return what all levels are due in an alternative, by draw."""
    mine = [sums.plain for key, sums in flows.level_credits.items() if key[0] == alternative]
    return np.sum([np.zeros(flows.draws.count), *mine], axis=0)


@examples(20)
@given(quality_trees(uncertain=True), st.booleans())
def test_credits_lie_between_zero_and_what_is_due(tree: Tree, noise: bool) -> None:
    flows = run(sound(tree), noise=noise)
    for (alternative, offer), kept in flows.kept_credits.items():
        slack = 1e-9 * scale(flows)
        mine = [sums.plain for key, sums in flows.level_credits.items() if key[:2] == (alternative, offer)]
        assert np.all(kept.plain >= -slack)
        assert np.all(kept.plain <= np.sum([np.zeros(flows.draws.count), *mine], axis=0) + slack)
        assert all(np.all(sums >= -slack) for sums in mine)


@examples(20)
@given(quality_trees(uncertain=True), st.integers(0, 7), st.booleans())
def test_credits_stay_within_every_cap(tree: Tree, number: int, noise: bool) -> None:
    tree = without(tree, "order")
    tree["offers"] = without(tree["offers"], "currency")
    case = sound(tree)
    flows = simulate(case, draw(case, 8, 2).only(number), noise=noise)
    scheme = case.offers[OFFER].credits
    for alternative in case.alternatives if scheme else ():
        kept, slack = -lines(flows, alternative, "credits."), 1e-9 * scale(flows)
        invoice = lines(flows, alternative, f"charges.{OFFER}.")
        lag = case.offers[OFFER].payment_months
        kept, invoice = kept[lag + 1 :][: case.term], invoice[lag:][: case.term]
        assert scheme is not None
        if scheme.monthly_cap is not None:
            assert np.all(kept <= scheme.monthly_cap * invoice[: len(kept)] + slack)
        for month in range(0, case.term, 12) if scheme.yearly_cap is not None else ():
            year = slice(month, month + 12)
            assert scheme.yearly_cap is not None
            assert kept[year].sum() <= scheme.yearly_cap * invoice[year].sum() + slack
        if scheme.contract_cap is not None:
            assert kept.sum() <= scheme.contract_cap * invoice.sum() + slack
        if scheme.contract_cap_amount is not None:
            assert kept.sum() <= scheme.contract_cap_amount + slack


@examples(25)
@given(quality_trees())
def test_no_miss_no_credit(tree: Tree) -> None:
    met = edited(tree, mean=1, spread=0, lower_by=0, number=0, number_spread=0, a_month=0)
    for flows in (run(sound(met)), expected(sound(met))):
        for alternative in flows.alternatives:
            assert not due(flows, alternative).any()
            assert not lines(flows, alternative, "credits.").any()


@examples(30)
@given(quality_trees(), st.sampled_from((0.99, 0.97, 0.85, 0.7)), st.sampled_from((0.01, 0.1, 0.5)), st.booleans())
def test_credits_never_fall_when_attainment_falls(tree: Tree, mean: float, less: float, noise: bool) -> None:
    plain = without(tree, "order", "earn_back", "rolling_cap", "outages", "by_units", *HARMS)
    own = plain["in_house"]
    places = (own, *own.get("variants", {}).values(), plain["offers"][OFFER])
    for belief in (belief for place in places for belief in place.get("attainment", {}).values()):
        if not {"mean", "number", "same_as", "in_series", "in_parallel"} & set(belief):
            belief["mean"] = 1
    good = sound(edited(plain, mean=mean, spread=0, number=2, number_spread=0))
    bad = sound(edited(plain, mean=mean - less, spread=0, number=2 + 10 * less, number_spread=0))
    better, worse = run(good, noise=noise), run(bad, noise=noise)
    slack = 1e-9 * scale(worse)
    for place, alternative in enumerate(better.alternatives):
        assert np.all(due(worse, alternative) >= due(better, alternative) - slack)
        assert np.all(worse.received[place] >= better.received[place] - slack)


def halves(tree: Tree) -> Tree:
    """Return a tree in which every credited level is two of half the weight that share one attainment."""
    split = deepcopy(tree)
    levels, offer = split["service_levels"], split["offers"][OFFER]
    for name in [name for name in offer["credits"] if name in levels]:
        terms = offer["credits"][name]
        for field in SIZES:
            if field in terms:
                terms[field] = [x / 2 for x in terms[field]] if isinstance(terms[field], list) else terms[field] / 2
        if "persistent" in terms:
            terms["persistent"]["credit"] /= 2
        belief = offer["attainment"][name]
        levels[f"{name}_half"] = {**levels[name], "critical": False}
        offer["credits"][f"{name}_half"] = deepcopy(terms)
        made = {"same_as", "in_series", "in_parallel"} & set(belief)
        offer["attainment"][f"{name}_half"] = belief if made else {"same_as": name}
    return split


@examples(20)
@given(quality_trees(), st.booleans())
def test_a_level_split_in_two_that_share_one_attainment_changes_nothing(tree: Tree, noise: bool) -> None:
    tree = without(tree, *HARMS, *([] if noise else ["earn_back"]))
    if "credits" not in tree["offers"][OFFER]:
        return
    one, two = (run(sound(each), noise=noise) for each in (tree, halves(tree)))
    slack = 1e-12 * scale(one)
    for place, alternative in enumerate(one.alternatives):
        np.testing.assert_allclose(due(two, alternative), due(one, alternative), rtol=1e-12, atol=slack)
        np.testing.assert_allclose(two.received[place], one.received[place], rtol=1e-12, atol=slack)


def yearly(belief: Tree, memory: float, terms: Tree, **level: Any) -> tuple[np.ndarray, float]:
    """Return the uncapped credits of a year by draw, and the part of the months in which the level was missed."""
    tree = {
        "case": "Memory", "currency": "EUR", "start": "2026-01", "term": 12, "discount_rate": 0, "reference": "stay",
        "services": {"desk": {"volume": {"month_1": 300}}},
        "service_levels": {"kept": {"service": "desk", **level}},
        "offers": {OFFER: {
            "provider": "Provider", "charges": {"desk": {"base": 1000}},
            "attainment": {"kept": {**belief, "memory": memory}}, "credits": {"kept": {**terms, "of": "desk"}},
        }},
        "alternatives": {"stay": {}, "go": {"every_service": OFFER}},
    }  # fmt: skip
    flows = run(sound(tree), 4096)
    return flows.received[flows.alternatives.index("go")], float(expected(sound(tree)).received[0, 0])


SHARE = {"metric": "share_in_time", "target": 0.9}
TIERS = {"below": [0.9, 0.8], "credit": [0.1, 0.3]}


@pytest.mark.parametrize(
    ("belief", "terms", "level"),
    [
        ({"mean": 0.93, "spread": 0.05}, TIERS, SHARE),
        ({"mean": 0.97, "spread": 0.08}, {"per_point": 0.02}, SHARE),
        ({"mean": 0.93, "spread": 0.05, "by_units": True}, TIERS, SHARE),
        ({"number": 4, "number_spread": 2}, {"above": [6, 9], "credit": [0.1, 0.3]}, {"metric": "count", "at_most": 6}),
        ({"number": 4, "number_spread": 2}, {"above": [6], "credit": [0.1]}, {"metric": "duration", "at_most": 6}),
    ],
)
def test_memory_keeps_the_mean_and_raises_the_worst_years(belief: Tree, terms: Tree, level: Tree) -> None:
    (short, once), (long, again) = (yearly(belief, memory, terms, **level) for memory in (0, 0.8))
    assert once == again
    for found in (short, long):
        assert abs(found.mean() - once) <= 4 * found.std() / 4096**0.5
    assert np.percentile(short, 95) > 0
    assert np.percentile(long, 95) > np.percentile(short, 95)


@examples(15)
@given(trees(every_term=True, quality=True), st.sampled_from((0, 1e6)))
def test_the_exemption_of_delay_penalties_never_touches_credits(tree: Tree, exempt: float) -> None:
    one, two = run(sound(tree)), run(sound(edited(tree, exempt_up_to=exempt)))
    for alternative in one.alternatives:
        assert lines(one, alternative, "credits.").tobytes() == lines(two, alternative, "credits.").tobytes()
    assert one.level_credits.keys() == two.level_credits.keys()
    for key, sums in one.level_credits.items():
        assert sums.plain.tobytes() == two.level_credits[key].plain.tobytes()


@examples(20)
@given(quality_trees(uncertain=True), st.booleans())
def test_a_share_with_too_few_events_is_not_measured(tree: Tree, noise: bool) -> None:
    few = deepcopy(tree)
    for level in few["service_levels"].values():
        if level["metric"] in ("share_in_time", "satisfaction") and "share_of_volume" in level:
            level["least_events"] = 10**9
    flows = run(sound(few), noise=noise)
    for (_, _, level), sums in flows.level_credits.items():
        if few["service_levels"][level].get("least_events") == 10**9:
            assert not sums.plain.any()
