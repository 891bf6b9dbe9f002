"""Money adds up, scales, and moves the right way; numbers are those of the list of invariants."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Tree, cases, trees

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.case.record import Record
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.quantities import Exact, cents, rounding_line

from .runs import edited, examples, expected, figures, lines, run, scale


@examples(30)
@given(cases(uncertain=True))
def test_1_lines_add_up_to_the_total(case: Case) -> None:
    flows = run(case)
    for place, name in enumerate(flows.alternatives):
        np.testing.assert_allclose(
            lines(flows, name, ""), flows.totals[place].mean(axis=1), rtol=0, atol=1e-9 * scale(flows)
        )
        np.testing.assert_allclose(
            flows.discount @ flows.totals[place], flows.npv[place], rtol=0, atol=1e-9 * scale(flows)
        )


@examples(15)
@given(cases(uncertain=True))
def test_1_and_2_cost_structure_adds_up_to_the_cent(case: Case) -> None:
    for result in compare(run(case)).alternatives.values():
        structure = result.cost_structure.values()
        npv, total = [line.npv for line in structure], [line.total for line in structure]
        assert sum(npv) == pytest.approx(result.npv_cost.mean, rel=1e-9, abs=0.004)
        assert sum(total) == pytest.approx(result.total_cost.mean, rel=1e-9, abs=0.004)
        assert sum(line.expected_npv for line in structure) == pytest.approx(
            result.npv_cost.expected_run, rel=1e-9, abs=0.004
        )
        shown = sum(map(cents, npv), Decimal(0)) + rounding_line(npv, result.npv_cost.mean or 0.0)
        assert shown == cents(result.npv_cost.mean or 0.0)


def dearer(case: Case, chosen: Callable[[str], bool]) -> Case:
    """Return a case in which the chosen figures are a quarter higher."""
    return override(case, {path: {"change": 0.25} for path in beliefs(case) if chosen(path)})


@examples(30)
@given(cases(uncertain=True))
def test_3_dearer_prices_cost_more(case: Case) -> None:
    dear = dearer(case, lambda path: ".charges." in path)
    before, after = run(case), run(dear)
    for name in before.alternatives:
        kinds = ("charges.", "minimum_commitment.")
        assert np.all(lines(after, name, *kinds) >= lines(before, name, *kinds) - 1e-9 * scale(after))


@examples(30)
@given(cases(uncertain=True))
def test_3_dearer_own_work_saves_no_less(case: Case) -> None:
    ends = (".annual_wage", ".unit_cost", ".monthly", ".yearly")
    dear = dearer(case, lambda path: path.startswith("in_house.costs") and path.endswith(ends))
    before, after = run(case), run(dear)
    stay = before.alternatives.index("stay")
    saved = (after.npv[stay] - after.npv) - (before.npv[stay] - before.npv)
    assert np.all(saved >= -1e-9 * scale(after))


@examples(40)
@given(cases(uncertain=True), st.integers(0, 7), st.booleans())
def test_4_credits_stay_within_the_cap(case: Case, number: int, noise: bool) -> None:
    flows = simulate(case, draw(case, 8, 2).only(number), noise=noise)
    for alternative in case.alternatives:
        for name, offer in case.offers.items():
            returned = -lines(flows, alternative, f"credits.{name}")
            assert np.all(returned >= 0)
            if offer.credits is not None and offer.credits.monthly_cap is not None:
                # Both are dated by payment: a credit is set off one month after the invoice that it is a part of.
                invoice = lines(flows, alternative, f"charges.{name}.", f"minimum_commitment.{name}")
                assert np.all(returned[1:] <= offer.credits.monthly_cap * invoice[:-1] + 1e-9 * scale(flows))


@examples(15)
@given(trees())
def test_4_no_miss_no_credit(tree: Tree) -> None:
    case = Case.model_validate(edited(tree, mean=1, spread=0, lower_by=0))
    for flows in (run(case), expected(case)):
        for alternative in flows.alternatives:
            assert not lines(flows, alternative, "credits.").any()


@examples(30)
@given(trees(), st.sampled_from((0.99, 0.97, 0.85, 0.7)), st.sampled_from((0.01, 0.1, 0.5)))
def test_4_more_misses_never_fewer_credits(tree: Tree, mean: float, less: float) -> None:
    good = expected(Case.model_validate(edited(tree, mean=mean, spread=0)))
    bad = expected(Case.model_validate(edited(tree, mean=mean - less, spread=0)))
    for name in good.alternatives:
        assert np.all(lines(bad, name, "credits.") <= lines(good, name, "credits.") + 1e-12 * scale(good))


def scaled(node: Any, factor: float) -> Any:
    """Return a record or map with every amount of money multiplied."""
    if isinstance(node, dict):
        return {name: scaled(value, factor) for name, value in node.items()}
    if not isinstance(node, Record):
        return node
    changes: dict[str, Any] = {}
    for name in node.model_fields_set & set(type(node).model_fields) - {"scenarios"}:
        value, extra = getattr(node, name), type(node).model_fields[name].json_schema_extra
        money = (isinstance(extra, dict) and extra.get("kind") == "amount") or (
            isinstance(node, Transition) and name == "price"
        )
        if (new := times(value, factor) if money else scaled(value, factor)) is not value:
            changes[name] = new
    return node.revised(**changes) if changes else node


def times(value: Any, factor: float) -> Any:
    """Return an amount, or amounts, multiplied."""
    if isinstance(value, dict):
        return {name: times(item, factor) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(times(item, factor) for item in value)
    return value.scaled(factor) if isinstance(value, Uncertain) else None if value is None else Exact(value * factor)


@examples(20)
@given(cases(uncertain=True), st.sampled_from((0.0, 0.25)))
def test_both_views_give_the_same_saving_before_and_after_tax(case: Case, rate: float) -> None:
    """What is alike in every alternative is alike after tax, so that the relevant lines hold the whole saving."""
    flows = run(override(case, {"tax": {"rate": rate}}))
    plain = [name for name, chosen in case.alternatives.items() if chosen.in_house is None]
    for name in plain:
        npv, alike = flows.npv[flows.alternatives.index(name)].mean(), flows.irrelevant_npv.mean()
        rows = [(row @ flows.discount, line) for row, line in zip(flows.line_means, flows.lines, strict=True)]
        relevant = sum(value * (1 - line.irrelevant) for value, line in rows if line.alternative == name)
        assert relevant == pytest.approx(npv - alike, rel=1e-9, abs=1e-9 * scale(flows))
    untaxed = run(case)
    assert np.allclose(flows.irrelevant_npv, untaxed.irrelevant_npv, rtol=0, atol=1e-9 * scale(flows)) or rate > 0


@examples(30)
@given(cases(uncertain=True), st.sampled_from((4.0, 0.37)))
def test_7_all_money_times_a_factor(case: Case, factor: float) -> None:
    before, after = run(case), run(scaled(case, factor))
    one, other, size = figures(before), figures(after), scale(before)
    assert one.keys() == other.keys()
    for name, array in one.items():
        rate = 1.0 if name.startswith("capped_months") else factor
        np.testing.assert_allclose(other[name] / rate, array, rtol=0, atol=1e-12 * size, err_msg=name)


@examples(15)
@given(cases(uncertain=True))
def test_7_ratios_ranks_and_months_stay(case: Case) -> None:
    before, after = compare(run(case)), compare(run(scaled(case, 4.0)))
    assert (after.recommended, after.recommended_cost_only, after.recommended_zero_credits) == (
        before.recommended, before.recommended_cost_only, before.recommended_zero_credits,
    )  # fmt: skip
    assert after.hurdle == pytest.approx(4 * before.hurdle, rel=1e-12)
    assert after.evpi == pytest.approx(4 * before.evpi, rel=1e-12)
    for name, result in before.alternatives.items():
        other = after.alternatives[name]
        assert other.payback_month == result.payback_month
        assert other.probability_best == result.probability_best
        assert other.probability_cheapest == result.probability_cheapest
        assert (other.pv_ratio.mean is None) == (result.pv_ratio.mean is None)
        assert other.pv_ratio.mean is None or other.pv_ratio.mean == pytest.approx(result.pv_ratio.mean, rel=1e-12)
        assert other.peak_cash_outlay == pytest.approx(4 * result.peak_cash_outlay, rel=1e-12)


@examples(20)
@given(cases(uncertain=True))
def test_10_without_interest_present_is_plain(case: Case) -> None:
    flows = run(override(case, {"discount_rate": 0}))
    np.testing.assert_allclose(flows.npv, flows.total, rtol=0, atol=1e-9 * scale(flows))
    np.testing.assert_allclose(flows.received_npv, flows.received, rtol=0, atol=1e-9 * scale(flows))
    np.testing.assert_allclose(flows.owed_npv, flows.owed, rtol=0, atol=1e-9 * scale(flows))


@examples(20)
@given(cases(uncertain=True))
def test_10_a_higher_rate_makes_later_cost_smaller(case: Case) -> None:
    low, high = (run(override(case, {"discount_rate": rate})) for rate in (0.02, 0.09))
    assert np.all(np.diff(low.discount) <= 0)
    for name in low.alternatives:
        kinds = ("charges.", "minimum_commitment.", "exit_assistance.", "termination_fee.")
        flows = lines(low, name, *kinds)
        np.testing.assert_allclose(lines(high, name, *kinds), flows, rtol=0, atol=1e-12 * scale(low))
        assert flows @ high.discount <= flows @ low.discount
    assert np.all(high.value_npv <= low.value_npv)
    assert np.all(high.harm_npv <= low.harm_npv)
    assert np.all(high.owed_npv <= low.owed_npv)
