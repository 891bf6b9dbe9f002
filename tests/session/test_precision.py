"""Draws are doubled until the answer is known well enough, and no further."""

from contextlib import contextmanager

import numpy as np
import pytest
from pydantic_core import PydanticCustomError
from small_cases import one_offer, own

from outsourcing_model.session import precision
from outsourcing_model.session.precision import Sought, error_of, evaluate_until, read_sought
from outsourcing_model.session.study import evaluate

CASE = one_offer({"price": {"uniform": [9, 11]}}, {"pert": [80, 100, 150]}, in_house=own(team={"monthly": 1100}))


class Bars:
    """What was asked to be shown."""

    def __init__(self):
        self.rounds, self.done = [], []

    @contextmanager
    def __call__(self, count):
        self.rounds.append(count)
        yield self.done.append


def test_draws_are_doubled_until_the_error_is_small_enough():
    wanted = evaluate(CASE, 8192)
    error = error_of(wanted.flows, "in_house", "out")
    bars = Bars()
    reached = evaluate_until(CASE, Sought(error * 1.000001), bars, n=100)
    assert reached.met
    assert reached.study.draws.count == bars.rounds[-1] == bars.done[-1] <= 8192
    assert bars.rounds == [2048 * 2**power for power in range(len(bars.rounds))]
    assert np.array_equal(reached.study.flows.npv, evaluate(CASE, bars.rounds[-1]).flows.npv)
    assert all(error_of(evaluate(CASE, n).flows, "in_house", "out") > reached.sought for n in bars.rounds[:-1])


def test_a_share_is_one_of_the_cost_of_the_reference():
    reached = evaluate_until(CASE, read_sought("5 %"), Bars())
    assert reached.sought == pytest.approx(0.05 * 1100)
    assert reached.met


def test_the_most_is_told(monkeypatch):
    monkeypatch.setattr(precision, "MOST", 3000)
    bars = Bars()
    reached = evaluate_until(CASE, Sought(1e-6), bars)
    assert (reached.met, bars.rounds, reached.study.draws.count) == (False, [3000], 3000)


def test_a_lone_alternative_has_the_error_of_its_cost():
    flows = evaluate(CASE, 2048).flows
    assert error_of(flows, "out", "out") == pytest.approx(error_of(flows, "in_house", "out"))
    assert error_of(flows, "in_house", "in_house") == 0


@pytest.mark.parametrize("text", ["0", "-5", "0 %"])
def test_a_standard_error_is_above_zero(text):
    with pytest.raises(ValueError, match="above zero"):
        read_sought(text)


def test_what_is_no_number_is_refused():
    with pytest.raises(PydanticCustomError):
        read_sought("little")
