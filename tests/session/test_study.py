"""An evaluation is the four verbs in a row, under the scenarios asked for."""

import numpy as np
import pytest

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.errors import CaseError
from outsourcing_model.metrics.compare import compare
from outsourcing_model.session.study import evaluate


def test_a_study_is_the_four_verbs(case):
    study, flows = evaluate(case, 64, 3), simulate(case, draw(case, 64, 3))
    assert study.case is case
    assert np.array_equal(study.flows.npv, flows.npv)
    assert study.comparison.saving == compare(flows).saving


def test_a_study_is_that_of_the_case_under_its_scenarios(case):
    fees = [evaluate(case, 64, 1, names).comparison.saving["outsourced"].mean for names in ((), ("dearer",))]
    assert fees[0] - fees[1] == pytest.approx(36 * 10_000)
    with pytest.raises(CaseError, match="dearer"):
        evaluate(case, 64, 1, ("dearest",))


def test_progress_is_told_and_workers_change_nothing(case):
    told = []
    many = evaluate(case, 2_500, 1, workers=2, progress=told.append)
    assert told == [1024, 2048, 2500]
    assert np.array_equal(many.flows.npv, evaluate(case, 2_500, 1, workers=1).flows.npv)
