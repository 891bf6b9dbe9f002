"""Draws made again from those before are those that would be drawn anew, whatever the points."""

import numpy as np
import pytest
from small_cases import one_offer

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.points import KINDS
from outsourcing_model.engine.redraw import drawn, redraw

PRICE, VOLUME = "offers.give.charges.desk.price", "services.desk.volume.month_1"
CASE = one_offer(
    {"price": {"pert": [7, 9, 14]}},
    {"uniform": [80, 120]},
    correlations=[{"between": [PRICE, VOLUME], "rank": 0.6}],
)


def same(found, case, points="keyed"):
    wanted = draw(case, 100, 3, points)
    np.testing.assert_array_equal(found.draws.values, wanted.values)
    assert (found.draws.paths, found.draws.errors, found.draws.pairs) == (wanted.paths, wanted.errors, wanted.pairs)


@pytest.mark.parametrize("points", KINDS)
def test_a_changed_belief_moves_its_own_draws(points):
    last = drawn(CASE, 100, 3, points)
    for path, other in ((PRICE, {"pert": [7, 8, 14]}), (VOLUME, {"normal": {"mean": 100, "sd": 2}}), (PRICE, [7, 13])):
        now = override(CASE, {path: other if isinstance(other, dict) else {"uniform": other}})
        last = redraw(now, last)
        same(last, now, points)
    assert last.scores is not None


def test_nothing_is_drawn_again_for_a_constant():
    last = drawn(CASE, 100, 3)
    assert redraw(override(CASE, {"discount_rate": "3 %"}), last) is last


@pytest.mark.parametrize("change", [{PRICE: 9}, {"correlations[0].rank": 0.2}])
def test_other_beliefs_or_correlations_are_drawn_anew(change):
    now = override(CASE, change)
    same(redraw(now, drawn(CASE, 100, 3)), now)
