"""A session gives what a fresh evaluation gives, and works no more than it must."""

import gc
import re
import weakref

import numpy as np
import pytest

from outsourcing_model.engine import partial
from outsourcing_model.engine.draws import draw
from outsourcing_model.errors import CaseError
from outsourcing_model.session.session import Session
from outsourcing_model.session.study import evaluate

FEE, BELIEF = "offers.provider.charges.it_service.base", "in_house.costs.all_in.yearly"


def saving(session):
    return session.study.comparison.saving["outsourced"].mean


def test_a_session_agrees_with_an_evaluation_of_its_case(case):
    session = Session(case, 128, 3, ("dearer",))
    session.set("discount_rate", "5 %")
    fresh = evaluate(session.case, 128, 3)
    assert np.array_equal(session.study.flows.npv, fresh.flows.npv)
    assert session.base is case


def test_nothing_is_found_again_unless_something_changed(case):
    session = Session(case, 64)
    first = session.study
    assert session.study is first
    session.set(FEE, 40_000)
    assert session.study is first
    session.set(FEE, 45_000)
    assert session.study is not first
    assert saving(session) == pytest.approx(first.comparison.saving["outsourced"].mean - 36 * 5_000)


def test_a_changed_constant_keeps_the_luck_and_a_changed_belief_moves_its_own_draws_only(case):
    session = Session(case, 64, 2)
    draws = session.study.draws
    session.set(FEE, 45_000)
    assert session.study.draws is draws
    for share in (-0.1, -0.2):
        session.set(BELIEF, {"change": share})
        now = session.study.draws
        fresh = draw(session.case, 64, 2)
        assert np.array_equal(now.values, fresh.values)
        assert now.errors == fresh.errors
    assert np.allclose(now.values[now.rows[BELIEF]], draws.values[draws.rows[BELIEF]] * 0.8)


def test_moves_give_what_evaluations_give(case):
    session = Session(case, 96, 3)
    saving = session.study.comparison.saving["outsourced"].mean
    for value in (41_000, 42_000, 43_000):
        session.set(FEE, value)
        session.set("discount_rate", f"{value / 10_000:.2f} %")
        moved, fresh = session.study, evaluate(session.case, 96, 3)
        assert np.allclose(moved.flows.npv, fresh.flows.npv, rtol=1e-12, atol=0)
        assert moved.comparison.recommended == fresh.comparison.recommended
        assert moved.comparison.saving["outsourced"].mean != saving
        assert moved.comparison.flips == pytest.approx(fresh.comparison.flips)


def test_an_interruption_leaves_the_session_as_it_was(case, monkeypatch):
    session = Session(case, 64)
    study = session.study
    session.set(FEE, 41_000)

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(partial, "moving", interrupted)
        with pytest.raises(KeyboardInterrupt):
            assert session.study
    assert dict(session.knobs) == {FEE: 41_000}
    assert saving(session) == pytest.approx(study.comparison.saving["outsourced"].mean - 36 * 1_000)
    session.reset()
    assert session.study is study


def test_what_was_kept_for_quick_moves_is_let_go(case):
    session = Session(case, 64)
    assert session.study
    session.set(FEE, 41_000)
    assert session.study
    kept = weakref.ref(session._last.played.rest)
    assert kept() is not None
    session.reset()
    gc.collect()
    assert kept() is None


def test_a_comparison_finds_only_what_is_asked_for(case):
    session = Session(case, 64)
    session.saving_text("en")
    session.advice_text("en")
    assert not {"flips", "worst_cases", "exit_schedule"} & vars(session.study.comparison).keys()
    assert "expected" not in vars(session.study.comparison.runs)


def test_back_to_the_case_is_the_very_same_answer(case):
    session = Session(case, 64)
    before = session.study.flows.npv
    session.set(FEE, 50_000)
    session.set(BELIEF, 100_000)
    assert saving(session) < 0
    session.reset()
    assert dict(session.knobs) == {}
    assert np.array_equal(session.study.flows.npv, before)


def test_the_last_knob_turned_wins(case):
    session = Session(case, 64)
    session.set(FEE, 45_000)
    session.set("offers.provider.charges.it_service", {"base": 50_000})
    session.set(FEE, 46_000)
    assert session.case.offers["provider"].charges["it_service"].base.mean == 46_000
    assert list(session.knobs) == ["offers.provider.charges.it_service", FEE]


def test_scenarios_lie_below_the_knobs(case):
    session = Session(case, 64)
    session.choose("dearer")
    assert (session.scenarios, session.case.offers["provider"].charges["it_service"].base.mean) == (("dearer",), 50_000)
    session.set(FEE, {"change": "10 %"})
    assert session.case.offers["provider"].charges["it_service"].base.mean == pytest.approx(55_000)
    session.choose()
    assert session.case.offers["provider"].charges["it_service"].base.mean == pytest.approx(44_000)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (FEE, "cheap", "cheap can't be read here"),
        ("offers.provider.charges.it_servise.base", 1, "it_service"),
        ("discount_rate", 8, r"8 % \(0\.08\)"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_session_alone(case, path, value, words):
    session = Session(case, 64)
    session.set(FEE, 41_000)
    study, told = session.study, []
    session.observe(lambda: told.append(1))
    with pytest.raises(CaseError, match=words):
        session.set(path, value)
    with pytest.raises(CaseError, match="dearer"):
        session.choose("dearest")
    assert session.study is study
    assert dict(session.knobs) == {FEE: 41_000}
    assert told == []


def test_an_unknown_scenario_is_refused_at_once(case):
    with pytest.raises(CaseError, match="dearer"):
        Session(case, 64, scenarios=("dearest",))


def test_observers_hear_of_changes_only_and_can_stop(case):
    session, told = Session(case, 64), []
    stop = session.observe(lambda: told.append(dict(session.knobs)))
    session.set(FEE, 40_000)
    assert told == []
    session.set(FEE, 42_000)
    session.redraw(seed=5)
    session.redraw(seed=5)
    assert len(told) == 2
    stop()
    session.reset()
    assert len(told) == 2


def test_another_number_of_draws_or_seed_is_drawn(case):
    session = Session(case, 64, 1)
    values = session.study.draws.values
    session.redraw(n=128)
    assert (session.n, session.seed) == (128, 1)
    assert np.array_equal(session.study.draws.values[:, :64], values)
    session.redraw(seed=2)
    assert not np.array_equal(session.study.draws.values[:, :64], values)


def test_the_saving_is_said_in_both_languages(case):
    session = Session(case, 64)
    assert re.search(r"saves \$\d+k .*80% between", session.saving_text("en"))
    assert "d’économie" in session.saving_text("fr")
    session.set(FEE, 80_000)
    assert "costs" in session.saving_text("en")
    assert "Keep “Keep the service”" in session.advice_text("en")


def test_a_lone_alternative_tells_its_cost(case):
    alone = case.model_copy(update={"alternatives": {case.reference: case.alternatives[case.reference]}})
    assert "costs $2.4" in Session(alone, 64).saving_text("en")
