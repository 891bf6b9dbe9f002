import numpy as np
import pytest
from scipy import stats

from outsourcing_model.case.paths import beliefs, parse, value_at
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.executor import STEPS
from outsourcing_model.engine.simulate import expected_run, simulate

from .playing import provided
from .test_simulate import noisy


@pytest.fixture(scope="module")
def run():
    return expected_run(noisy(monthly_cap="12 %"))


def test_a_run_of_many_draws_has_no_trace():
    case = noisy()
    assert simulate(case, draw(case, 4)).steps == {}


def test_every_line_is_its_step_moved_by_its_lag(run):
    for line, paid in zip(run.lines, run.line_means, strict=True):
        sign = -1 if line.category == "credits" else 1
        expected = np.zeros(len(run.discount))
        expected[line.lag : line.lag + 24] = sign * run.steps[line.step].values
        np.testing.assert_allclose(paid, expected, rtol=1e-15, err_msg=line.id)


def test_lines_add_up_to_the_totals(run):
    for place, name in enumerate(run.alternatives):
        own = run.line_means[[line.alternative == name for line in run.lines]]
        assert own.sum() == pytest.approx(run.total[place, 0], rel=1e-12)
        assert own.sum(axis=0) @ run.discount == pytest.approx(run.npv[place, 0], rel=1e-12)


def test_steps_lead_to_steps_and_inputs_that_exist(run):
    known = beliefs(run.case)
    for step in run.steps.values():
        assert set(step.steps) <= set(run.steps), step.name
        assert set(step.inputs) <= set(known), step.name
        assert step.rule in (*STEPS, "missed", "points_due")
        assert step.values.shape == (24,)
        if step.path:
            assert value_at(run.case, parse(step.path)) is not None


def test_every_uncertain_input_is_in_the_trace(run):
    uncertain = {path for path, belief in beliefs(run.case).items() if not belief.is_constant}
    assert uncertain <= {path for step in run.steps.values() for path in step.inputs}


def test_a_sum_names_all_its_parts(run):
    invoice = run.steps["alternatives.out.offers.give.invoice"]
    assert (invoice.rule, invoice.steps) == ("add", ("offers.give.charges.desk",))
    charge = run.steps["offers.give.charges.desk"]
    assert charge.rule == "billed"
    assert "offers.give.charges.desk.price" in run.steps["offers.give.charges.desk a full month"].inputs
    np.testing.assert_array_equal(invoice.values, charge.values)


def test_the_probability_of_each_tier_is_a_step(run):
    known = stats.beta(0.985 * (c := 0.985 * 0.015 / 0.01**2 - 1), 0.015 * c)
    for tier, limit in enumerate((0.99, 0.97)):
        step = run.steps[f"offers.give.missed.uptime.{tier}"]
        np.testing.assert_allclose(step.values, known.cdf(limit - 1e-9), rtol=1e-9)
        assert (step.unit, step.rule) == ("share", "missed")


BELIEF = {"mean": {"uniform": ["97 %", "99 %"]}, "spread": "1 %", "memory": 0.5}
TIERS = {"below": ["99 %", "97 %"], "credit": ["10 %", "30 %"], "of": "desk"}


@pytest.mark.parametrize("belief", [BELIEF, {**BELIEF, "learning": {"months": 3, "lower_by": "1 %"}}])
@pytest.mark.parametrize("promise", [{}, {"window": "quarter"}, {"metric": "share_in_time", "least_events": 100}])
def test_every_kind_of_level_tells_the_probability_of_its_tiers(belief, promise):
    case = provided(belief, promise, offer={"credits": {"up": TIERS}})
    run = expected_run(case)
    first, second = (run.steps[f"offers.give.missed.up.{tier}"] for tier in (0, 1))
    share = run.steps["offers.give.credit_share.up"]
    np.testing.assert_allclose(share.values, 0.1 * first.values + 0.2 * second.values, rtol=1e-12)
    assert np.count_nonzero(first.values) == (8 if "window" in promise else 24)
    assert "offers.give.attainment.up.mean" in first.inputs
    known = beliefs(case)
    assert {path for path, belief in known.items() if not belief.is_constant} <= {
        path for step in run.steps.values() for path in step.inputs
    }
