"""Work that is handed over at once costs no execution; its lines stay, empty, and nothing else changes."""

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import expected_draws
from outsourcing_model.engine.program.translate import translate
from outsourcing_model.engine.simulate import expected_run, simulate


def case(**transition):
    """Return a case whose service leaves, with two lines that are needed no more."""
    offer = {"transition": transition} if transition else {}
    return one_offer(
        {"price": 10}, 100, offer=offer, in_house=own(team={"monthly": 900}, tools={"unit_cost": 2}), term=6
    )


def rules(program):
    return [step.rule for step in program.instructions]


def test_what_is_handed_over_at_once_is_not_executed():
    short, whole = translate(case()), translate(case(), keep=True)
    assert rules(whole).count("own_cost") == 2
    assert "own_cost" not in rules(short)
    assert "needed" not in rules(short)
    assert short.lines == whole.lines
    assert len(short.instructions) == len(whole.instructions) - 6


@pytest.mark.parametrize("more", [{"months": 2}, {"slip_days": {"uniform": [0, 9]}}])
def test_what_runs_on_is_executed(more):
    assert rules(translate(case(**more))) == rules(translate(case(**more), keep=True))


@pytest.mark.parametrize("more", [{}, {"months": 2}])
def test_nothing_else_changes(more):
    whole, short = expected_run(case(**more)), simulate(case(**more), expected_draws(case(**more)), noise=False)
    np.testing.assert_array_equal(short.line_means, whole.line_means)
    np.testing.assert_array_equal(short.totals, whole.totals)
