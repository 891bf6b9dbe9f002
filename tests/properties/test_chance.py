"""Chance: the same luck for the same seed, whatever else is done; numbers are those of the list of invariants."""

import json
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Tree, cases, trees

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Measure

from .runs import different, examples, expected, figures, run, scale

RECORDS = ("indices", "services", "service_levels", "offers", "alternatives", "risks", "scenarios")


def backwards(tree: Tree) -> Tree:
    """Return a case with its maps and lists of records in the other order."""
    turned = {name: dict(reversed(part.items())) if name in RECORDS else part for name, part in tree.items()}
    for place in (turned["in_house"], turned["retained"], *turned["in_house"]["variants"].values()):
        for name in ("costs", "attainment"):
            place |= {name: dict(reversed(place[name].items()))} if name in place else {}
    for offer in turned["offers"].values():
        offer |= {
            name: dict(reversed(offer[name].items())) for name in ("charges", "attainment", "credits") if name in offer
        }
    pairs = reversed(turned.get("correlations", []))
    return {**turned, "correlations": [{**pair, "between": pair["between"][::-1]} for pair in pairs]}


def renamed(tree: Tree) -> tuple[Tree, dict[str, str]]:
    """Return a case whose records all have other names, and new name to old."""
    places = [tree[name] for name in (*RECORDS, "in_house", "retained") if name != "scenarios"]
    inner = [part for place in places[-2:] for part in (place["costs"], place.get("variants", {}))]
    inner += [variant["costs"] for variant in tree["in_house"]["variants"].values()]
    old = {name for place in (*places[:-2], *inner) for name in place}
    new = {name: f"other_{name}" for name in old}
    text = re.sub(r"\w+", lambda found: new.get(found[0], found[0]), json.dumps(tree))
    return json.loads(text), {value: key for key, value in new.items()}


@examples(25)
@given(trees(uncertain=True))
def test_8_order_of_records_changes_no_byte(tree: Tree) -> None:
    before = run(Case.model_validate(tree))
    assert different(before, run(Case.model_validate(backwards(json.loads(json.dumps(tree)))))) == []


@examples(15)
@given(trees(uncertain=True))
def test_8_name_of_the_currency_changes_no_byte(tree: Tree) -> None:
    assert different(run(Case.model_validate(tree)), run(Case.model_validate({**tree, "currency": "CHF"}))) == []


@examples(25)
@given(trees(uncertain=True))
def test_8_names_change_no_expected_figure(tree: Tree) -> None:
    other, names = renamed(tree)
    before, after = expected(Case.model_validate(tree)), expected(Case.model_validate(other))
    one, two = figures(before), figures(after, names)
    assert one.keys() == two.keys()
    for name, array in one.items():
        np.testing.assert_allclose(two[name], array, rtol=0, atol=1e-12 * scale(before), err_msg=name)


@examples(15)
@given(trees(uncertain=True))
def test_8_names_change_means_within_their_error(tree: Tree) -> None:
    other, names = renamed(tree)
    before, after = (compare(run(Case.model_validate(part), 256)) for part in (tree, other))
    size = scale(before.flows)

    def close(one: Measure, two: Measure) -> None:
        assert one.mean is not None
        error = np.hypot(one.standard_error or 0.0, two.standard_error or 0.0)
        # Each error is itself an estimate from 16 replicates: 4 would fail once in 2,500 pairs, and there are hundreds.
        assert two.mean == pytest.approx(one.mean, abs=6 * error + 1e-9 * size)

    for new, result in after.alternatives.items():
        old = before.alternatives[names[new]]
        close(old.npv_cost, result.npv_cost)
        close(old.harm, result.harm)
        close(old.receivable.undiscounted, result.receivable.undiscounted)


@examples(25)
@given(cases())
def test_13_constants_without_noise_are_the_expected_run(case: Case) -> None:
    flows, once = run(case, 32, noise=False), expected(case)
    for name in ("npv", "total", "harm_npv", "received", "owed", "capped_months"):
        np.testing.assert_array_equal(getattr(flows, name), np.repeat(getattr(once, name), 32, axis=1))


@examples(10)
@given(cases())
def test_13_and_all_percentiles_are_one(case: Case) -> None:
    for result in compare(run(case, 32, noise=False)).alternatives.values():
        for measure in (result.npv_cost, result.harm, result.net_benefit):
            assert {measure.p5, measure.p50, measure.p95} == {measure.p50}
            assert measure.mean == pytest.approx(measure.expected_run, rel=1e-12)


def ordered(measure: Measure, array: Any) -> None:
    """Check that percentiles rise and that the mean lies among the draws."""
    points = [measure.p5, measure.p10, measure.p50, measure.p80, measure.p90, measure.p95]
    assert points == sorted(points)  # type: ignore[type-var]
    slack = 1e-9 * max(1.0, float(np.abs(array).max()))
    assert array.min() <= measure.p5
    assert array.max() >= measure.p95
    assert array.min() - slack <= measure.mean <= array.max() + slack


@examples(15)
@given(cases(uncertain=True))
def test_14_percentiles_are_ordered_and_draws_within_bounds(case: Case) -> None:
    flows = run(case)
    known = beliefs(case)
    for path, values in zip(flows.draws.paths, flows.draws.values, strict=True):
        low, high = known[path].span()
        slack = 1e-12 * max(abs(low), abs(high))
        assert low - slack <= values.min()
        assert values.max() <= high + slack
    for name, result in compare(flows).alternatives.items():
        place = flows.alternatives.index(name)
        ordered(result.npv_cost, flows.npv[place])
        ordered(result.harm, flows.harm_npv[place])
        ordered(result.receivable.present, flows.received_npv[place])


@examples(15)
@given(cases(uncertain=True), st.sampled_from((1, 16, 100, 256)))
def test_15_workers_change_no_byte(case: Case, count: int) -> None:
    draws = draw(case, count, 4)
    one, two, four = (simulate(case, draws, workers=workers) for workers in (1, 2, 4))
    assert different(one, two) == different(one, four) == []
    assert different(one, simulate(case, draws, workers=2, task=128)) == []


@examples(20)
@given(cases(uncertain=True), st.sampled_from((16, 50, 128)))
def test_15_more_draws_keep_the_first(case: Case, count: int) -> None:
    few, many = run(case, count), run(case, 2 * count)
    assert many.draws.values[:, :count].tobytes() == few.draws.values.tobytes()
    for name in ("npv", "total", "harm_npv", "received_npv", "received", "owed", "capped_months"):
        np.testing.assert_array_equal(getattr(many, name)[:, :count], getattr(few, name), err_msg=name)


def test_15_many_draws_of_one_case() -> None:
    tree = {
        "case": "Large", "currency": "EUR", "start": "2026-01", "term": 24, "discount_rate": 0.05, "reference": "stay",
        "services": {"desk": {"volume": {"month_1": {"pert": [80, 100, 150]}}}},
        "service_levels": {"quick": {"service": "desk", "metric": "share_in_time", "target": 0.9}},
        "offers": {
            "give": {
                "provider": "Provider", "charges": {"desk": {"price": {"uniform": [9, 11]}}},
                "attainment": {"quick": {"mean": {"pert": [0.8, 0.9, 1]}, "spread": 0.05}},
                "credits": {"quick": {"below": [0.9, 0.8], "credit": [0.1, 0.3], "of": "desk"}, "monthly_cap": 0.2},
            }
        },
        "alternatives": {"stay": {}, "go": {"every_service": "give"}},
        "correlations": [{"between": ["services.desk.volume.month_1", "offers.give.charges.desk.price"], "rank": 0.5}],
    }  # fmt: skip
    case = Case.model_validate(tree)
    few, many = draw(case, 3000, 1), draw(case, 6000, 1)
    one, two, four = (simulate(case, many, workers=workers) for workers in (1, 2, 4))
    assert different(one, two) == different(one, four) == []
    np.testing.assert_array_equal(simulate(case, few, workers=2).npv, one.npv[:, :3000])


@examples(25)
@given(trees(uncertain=True))
def test_16_an_unused_input_moves_no_draw(tree: Tree) -> None:
    more = {**tree, "indices": {**tree["indices"], "aaa": {"growth": {"pert": [0, 0.1, 0.3]}}}}
    before, after = run(Case.model_validate(tree)), run(Case.model_validate(more))
    known = dict(zip(after.draws.paths, after.draws.values, strict=True))
    assert len(known) == len(before.draws.paths) + 1
    for path, values in zip(before.draws.paths, before.draws.values, strict=True):
        assert known[path].tobytes() == values.tobytes()
    assert different(before, after) == []
