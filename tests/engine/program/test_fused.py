"""Neighbours that are executed as one give what they give one by one."""

import numpy as np
from small_cases import one_offer

from outsourcing_model.engine.draws import expected_draws
from outsourcing_model.engine.program.translate import translate
from outsourcing_model.engine.simulate import expected_run, simulate

TIERS = {"below": ["99 %", "97 %"], "credit": ["10 %", "30 %"], "of": "desk"}


def case(**scheme):
    """Return a case with one credited level."""
    return one_offer(
        {"price": 10}, 100,
        offer={"attainment": {"up": {"mean": 0.985, "spread": 0.01}}, "credits": {"up": TIERS, **scheme}},
        service_levels={"up": {"service": "desk", "metric": "availability", "target": "99 %"}},
        term=6, discount_rate="8 %",
    )  # fmt: skip


def rules(case, **which):
    return [step.rule for step in translate(case, **which).instructions]


ONE_BY_ONE = {"credit_share", "level_credit", "add"}
AT_ONCE = {"added_credit", "added_share"}


def test_a_credit_and_its_share_are_found_and_added_in_one_go():
    assert rules(case(), measures_only=True).count("added_share") == 1
    assert not {"credit_share", "level_credit", "added_credit"}.intersection(rules(case(), measures_only=True))
    for which in ({}, {"keep": True}):
        assert ONE_BY_ONE.issubset(rules(case(), **which))
        assert AT_ONCE.isdisjoint(rules(case(), **which))


def test_a_credit_whose_share_is_read_again_is_added_in_one_go():
    repeating = case(up={**TIERS, "repeat": {"after": 1, "multiplier": 2}})
    assert rules(repeating, measures_only=True).count("added_credit") == 1
    assert "added_share" not in rules(repeating, measures_only=True)


def test_a_credit_that_is_capped_with_its_service_is_not():
    capped = case(service_caps={"desk": "20 %"})
    assert "level_credit" in rules(capped, measures_only=True)
    assert "added_credit" not in rules(capped, measures_only=True)


def test_the_results_are_the_same():
    one, other = expected_run(case()), simulate(case(), expected_draws(case()), noise=False)
    np.testing.assert_array_equal(other.received_npv, one.received_npv)
    assert one.received_npv[1, 0] > 0
    for level, sums in one.level_credits.items():
        np.testing.assert_allclose(other.level_credits[level].present, sums.present, rtol=1e-14)
        np.testing.assert_allclose(other.level_credits[level].plain, sums.plain, rtol=1e-14)
