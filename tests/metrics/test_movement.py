"""What moved the answer: steps that add up, worked by hand and for random edits of the shipped cases."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.patch import stated
from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_case
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.errors import CaseError
from outsourcing_model.metrics.movement import figures, movement
from outsourcing_model.session.study import evaluate

FEW = 32


def priced(team=100, charge=60, volume=2, **more):
    """Return a case of one month: a team, and an offer by the unit."""
    return one_offer({"price": charge}, volume=volume, in_house=own(team={"monthly": team}), **more)


def moved(found):
    return {" & ".join(change.name for change in step.changes): step.moved(found.focus) for step in found.steps}


def test_the_steps_by_hand():
    """In-house 100 -> 130; the offer 30 a unit x 2 -> 20 a unit x 3: saving 40 -> 70."""
    found = movement(priced(100, 30, 2), priced(130, 20, 3), FEW)
    assert (found.focus, found.start.saving("out"), found.end.saving("out")) == ("out", 40, 70)
    assert moved(found) == pytest.approx(
        {
            "services.desk.volume.month_1": -30,
            "in_house.costs.team.monthly": 30,
            "offers.give.charges.desk.price": 30,
        }
    )
    assert [step.moved_reference for step in found.steps] == pytest.approx([0, 30, 0])
    assert found.total == pytest.approx(30)


def test_a_change_alone_differs_from_its_step_by_the_interaction():
    """A price 10 lower is worth 20 on two units and 30 on the three of its step."""
    found = movement(priced(100, 30, 2), priced(100, 20, 3), FEW)
    price = found.steps[-1]
    assert price.alone.saving("out") - found.start.saving("out") == pytest.approx(20)
    assert price.moved("out") == pytest.approx(30)


def test_a_step_that_needs_an_earlier_one_has_no_figures_alone():
    later = one_offer(
        {"price": 30}, volume=2, in_house=own(team={"monthly": 100}, tool={"service": "more", "monthly": 9}),
        services={"desk": {"volume": {"month_1": 2}}, "more": {}},
    )  # fmt: skip
    found = movement(priced(100, 30, 2), later, FEW)
    assert [step.changes[0].name for step in found.steps] == ["services.more", "in_house.costs.tool"]
    assert found.steps[0].alone is not None
    assert found.steps[1].alone is None


def test_the_recommendation_turns_and_the_loser_is_followed_where_the_reference_wins():
    found = movement(priced(100, 30, 2), priced(100, 80, 2), FEW)
    assert (found.was.recommended, found.now.recommended, found.focus) == ("out", "in_house", "out")
    assert (found.now.probability_best["in_house"], found.total) == (1.0, -100)


def test_the_saving_is_followed_through_a_change_of_reference():
    alternatives = {"old": {}, "in_house": {}, "out": {"every_service": "give"}}
    found = movement(priced(), priced(reference="old", alternatives=alternatives), FEW)
    assert [len(step.changes) for step in found.steps] == [2]
    assert (found.focus, found.total) == ("out", 0)


def test_versions_without_a_common_alternative_follow_the_cost_of_the_reference():
    alternatives = {"as_is": {}, "away": {"every_service": "give"}}
    found = movement(priced(100), priced(120, reference="as_is", alternatives=alternatives), FEW)
    assert (found.focus, found.total, found.simulated_total.mean) == ("", 0.0, 0.0)
    assert sum(step.moved_reference for step in found.steps) == pytest.approx(20)


def test_the_same_case_has_no_steps():
    found = movement(priced(), priced(), FEW)
    assert (found.changes, found.steps, found.total, found.uncertainty_effect) == ((), (), 0, 0)


def test_what_is_not_played_moves_nothing():
    later = priced(scenarios={"dear": {"discount_rate": "10 %"}})
    (step,) = movement(priced(), later, FEW).steps
    assert (step.moved("out"), step.moved_reference) == (0, 0)


def test_currencies_are_not_mixed():
    with pytest.raises(CaseError, match="USD where the earlier version has EUR"):
        movement(priced(), priced(currency="USD"), FEW)


def test_the_simulated_answers_are_those_of_a_run():
    case = read_case(shipped_case("service-desk-and-hosting"))
    found = movement(case, override(case, {"discount_rate": "7 %"}), 64)
    ran = evaluate(case, 64).comparison
    assert found.was.recommended == ran.recommended
    for name, measure in ran.saving.items():
        assert replace(found.was.saving[name], expected_run=None) == replace(measure, expected_run=None)
        assert found.was.saving[name].expected_run == pytest.approx(measure.expected_run, rel=1e-12, abs=1e-6)
        assert found.was.probability_best[name] == ran.alternatives[name].probability_best
    paired = found.simulated_total
    assert paired.standard_error < found.now.saving[found.focus].standard_error


@pytest.mark.parametrize("name", ["service-desk-and-hosting", "contrat-infogerance"])
def test_the_figures_are_those_of_the_expected_run(name):
    case = read_case(shipped_case(name))
    run, found = expected_run(case), figures(case)
    for row, each in enumerate(run.alternatives):
        assert found.npv_cost[each] == pytest.approx(run.npv[row, 0], rel=1e-12)


def test_progress_runs_from_little_to_all():
    told = []
    movement(priced(), priced(120, 50, 3), FEW, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


CASES = ("service-desk-and-hosting", "contrat-infogerance", "outsourcing-calculator")


@st.composite
def versions(draw):
    """Return a shipped case and an edited one: some beliefs scaled, perhaps a risk gone, perhaps a line more."""
    case = read_case(shipped_case(draw(st.sampled_from(CASES))))
    movable = [path for path, belief in beliefs(case).items() if belief.span()[0] > 0 and "attainment" not in path]
    chosen = draw(st.lists(st.sampled_from(movable), min_size=1, max_size=4, unique=True))
    later = case
    for path in chosen:
        try:
            later = override(later, {path: {"change": draw(st.sampled_from(["-5 %", "-1 %", "-10 %"]))}})
        except CaseError:
            continue
    tree = stated(later)
    if case.risks and draw(st.booleans()):
        del tree["risks"][draw(st.sampled_from(sorted(case.risks)))]
    if draw(st.booleans()):
        service = draw(st.sampled_from(sorted(case.services)))
        tree["in_house"]["costs"]["one_more"] = {"service": service, "monthly": draw(st.integers(1, 9000))}
    both = [case, Case.model_validate(tree)]
    return both if draw(st.booleans()) else both[::-1]


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(versions())
def test_the_steps_add_up_and_do_not_depend_on_the_order_of_maps(both):
    before, after = both
    found = movement(before, after, FEW)
    for name in found.start.npv_cost:
        assert sum(step.moved(name) for step in found.steps) == pytest.approx(
            found.end.saving(name) - found.start.saving(name), abs=1e-6
        )
    assert sum(step.moved_reference for step in found.steps) == pytest.approx(
        found.end.reference_cost - found.start.reference_cost, abs=1e-6
    )
    assert found.total + found.uncertainty_effect == pytest.approx(found.simulated_total.mean, abs=1e-6)
    turned = stated(after)
    turned["in_house"]["costs"] = dict(reversed(turned["in_house"]["costs"].items()))
    turned["offers"] = dict(reversed(turned["offers"].items()))
    again = movement(before, Case.model_validate(turned), FEW)
    assert moved(again) == pytest.approx(moved(found), abs=1e-5)
