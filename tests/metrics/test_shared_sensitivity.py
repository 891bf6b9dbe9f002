"""Shared factors are moved like any other belief: one bar, one driver, one axis, one break-even for many figures."""

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.break_even import break_evens
from outsourcing_model.metrics.insight import gains
from outsourcing_model.metrics.reverse_stress import reverse_stress
from outsourcing_model.metrics.sobol import sobol
from outsourcing_model.metrics.table import axis, table
from outsourcing_model.metrics.tornado import tornado

FACTOR, TEAM = "factors.pay", "in_house.costs.team.monthly"


def case(factor, team=600):
    """The gain is 600 + 400, both times the factor, less 900."""
    lines = own(team={"monthly": {"value": team, "times": "pay"}}, lead={"monthly": {"value": 400, "times": "pay"}})
    return one_offer({"base": 900}, in_house=lines, factors={"pay": factor})


BELIEVED = case({"normal": {"mean": 1, "sd": 0.1}})


def test_a_factor_is_one_bar_and_one_driver():
    (bar,) = tornado(BELIEVED, "out").bars
    assert (bar.path, bar.swing) == (FACTOR, pytest.approx(1000 * 0.2 * 1.2815515655446004))
    (driver,) = reverse_stress(BELIEVED, "out").drivers
    assert (driver.path, driver.now, driver.value) == (FACTOR, 1.0, pytest.approx(0.9, rel=1e-4))
    assert sobol(BELIEVED, "out", 64).indices[0].paths == (FACTOR,)


@pytest.mark.parametrize("stated", [BELIEVED, case(1)], ids=["believed", "constant"])
def test_a_factor_is_an_axis_and_breaks_even(stated):
    found = table(stated, [axis(stated, FACTOR, [0.5, 1, 2])])
    assert found.gains[1] == pytest.approx([-400, 100, 1100])
    (turned,) = break_evens(stated, FACTOR, [("out", "in_house")], (0.5, 2))
    assert [turn.at for turn in turned.turns] == pytest.approx([0.9])


def test_a_figure_with_a_factor_is_set_to_what_it_comes_to():
    stated = case({"uniform": [0.5, 0.7]})
    found = table(stated, [axis(stated, TEAM, [360, 720])])
    assert found.axes[0].now == pytest.approx(360)
    assert found.gains[1] == pytest.approx([360 + 240 - 900, 720 + 240 - 900])
    played = expected_run(override(stated, {TEAM: 720}))
    assert gains(played, "out") == pytest.approx(found.gains[1, 1])


def test_a_belief_with_a_factor_moves_by_its_own_range():
    stated = case(0.5)
    moved = override(stated, {TEAM: {"uniform": [500, 700], "times": "pay"}})
    (bar,) = tornado(moved, "out").bars
    assert (bar.low, bar.high) == pytest.approx((520, 680))
    assert (bar.at_low, bar.at_high) == pytest.approx((0.5 * np.array([920, 1080]) - 900).tolist())
    (driver,) = reverse_stress(override(moved, {"offers.give.charges.desk.base": 530}), "in_house").drivers
    assert (driver.now, driver.value) == (600, pytest.approx(660, rel=1e-4))
