"""Tables, break-even and crossings by hand."""

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.figure import figure_at, usual_range
from outsourcing_model.case.paths import override
from outsourcing_model.errors import CaseError
from outsourcing_model.metrics.break_even import break_evens
from outsourcing_model.metrics.crossing import nearest_crossings, turns
from outsourcing_model.metrics.searched_range import searched_range
from outsourcing_model.metrics.table import axis, table

PRICE, FIXED, VOLUME = "offers.give.charges.desk.price", "in_house.costs.fixed.monthly", "services.desk.volume.month_1"


def case(**more):
    """Own 1,000 + 2 Q against 5 Q, Q = 400."""
    return one_offer({"price": 5}, 400, in_house=own(fixed={"monthly": 1000}, work={"unit_cost": 2}), **more)


def test_a_table_by_hand():
    found = table(case(), [axis(case(), PRICE, [4, 5]), axis(case(), VOLUME, [100, 400, 700])])
    own_cost, price = np.array([1200, 1800, 2400]), np.array([[400, 1600, 2800], [500, 2000, 3500]])
    assert found.gains[found.alternatives.index("out")] == pytest.approx(own_cost - price)
    assert found.savings[1] == pytest.approx(found.gains[1])
    names = np.array(found.alternatives)[found.chosen].tolist()
    assert names == [["out", "out", "in_house"], ["out", "in_house", "in_house"]]
    assert found.base == (1, 1)
    assert table(case(), [axis(case(), VOLUME, [1, 2])]).base is None


def test_a_table_of_a_rate_and_of_months():
    stated = case(term=12, offer={"transition": {"price": 100, "months": 1}})
    found = table(
        stated, [axis(stated, "discount_rate", [0, 0.1]), axis(stated, "offers.give.transition.months", [0, 2])]
    )
    saved = 1800 - 2000
    assert found.gains[1, 0] == pytest.approx([12 * saved - 100, 10 * saved - 100])
    assert found.axes[0].now == 0


@pytest.mark.parametrize(
    ("path", "values", "words"),
    [
        ("services.desk", [1], "not_a_figure"),
        (PRICE, [-1e20, 5], "too_low"),
        ("offers.give.charges.desk.prise", [1], "unknown_name_near"),
        ("discount_rate", [-1.0], "too_low"),
    ],
)
def test_what_cannot_be_moved_is_told(path, values, words):
    with pytest.raises(CaseError) as told:
        table(case(), [axis(case(), path, values)])
    assert words in {problem.key for problem in told.value.problems}


def test_a_table_has_one_or_two_axes():
    with pytest.raises(ValueError, match="one or two different paths"):
        table(case(), [])
    with pytest.raises(ValueError, match="one or two different paths"):
        table(case(), [axis(case(), PRICE, [1]), axis(case(), PRICE, [2])])


# By hand: 1,800 / 400 = 4.5, and 1,000 / (5 - 2) = 333.3.
def test_break_even_by_hand():
    (price,) = break_evens(case(), PRICE, [("out", "in_house")])
    assert (price.low, price.high, price.now) == (2.5, 10, 5)
    assert [turn.at for turn in price.turns] == pytest.approx([4.5], rel=1e-12)
    assert (price.at_low, price.at_high) == pytest.approx((800, -2200))
    (volume,) = break_evens(case(), VOLUME, [("in_house", "out")], (1, 1e6))
    assert [turn.at for turn in volume.turns] == pytest.approx([1000 / 3], rel=1e-9)
    assert not volume.turns[0].jump


def test_none_within_the_range_says_who_stays_ahead():
    (found,) = break_evens(case(), PRICE, [("out", "in_house")], (1, 4))
    assert found.turns == ()
    assert min(found.at_low, found.at_high) > 0
    (same,) = break_evens(case(), PRICE, [("in_house", "in_house")])
    assert (same.turns, same.at_low) == ((), 0)


# Whole people at 300 for 100 units each against 3.50 a unit: ahead in turns, with a jump wherever a head is added.
def test_steps_are_jumps_and_bands_meet_a_cost_more_than_once():
    team = {"staff": {"units_per_month": 100, "annual_wage": 3600, "step": 1}}
    stated = one_offer({"price": 3.5}, 150, in_house=own(team=team))
    (found,) = break_evens(stated, VOLUME, [("out", "in_house")], (50, 290))
    roots = [turn.at for turn in found.turns if not turn.jump]
    jumps = [turn.at for turn in found.turns if turn.jump]
    assert roots == pytest.approx([300 / 3.5, 600 / 3.5, 900 / 3.5], rel=1e-9)
    assert jumps == pytest.approx([100, 200], rel=1e-8)


def test_several_pairs_are_searched_at_once():
    stated = case()
    pairs = [("out", "in_house"), ("in_house", "out")]
    one, other = break_evens(stated, FIXED, pairs)
    assert (one.turns[0].at, other.turns[0].at) == pytest.approx((1200, 1200), rel=1e-11)
    assert one.at_low == -other.at_low


def test_whole_numbers_turn_at_a_whole_number():
    stated = case(term=24, offer={"transition": {"price": 200 * 6 - 1}})
    better = override(stated, {PRICE: 4})
    (found,) = break_evens(better, "term", [("out", "in_house")], (1, 24))
    assert [(turn.at, turn.jump) for turn in found.turns] == [(6.0, True)]


def test_a_rate_is_found_though_it_is_no_belief():
    stated = case(term=24, offer={"transition": {"price": 4000, "milestones": {1: "100 %"}}})
    better = override(stated, {PRICE: 4})
    (found,) = break_evens(better, "discount_rate", [("out", "in_house")], (0.001, 0.9))
    (turn,) = found.turns
    factors = (1 + turn.at) ** (-np.arange(1, 25) / 12)
    assert 200 * factors.sum() == pytest.approx(4000 * factors[0], rel=1e-9)


def test_an_alternative_that_is_not_there_is_told():
    with pytest.raises(CaseError) as told:
        break_evens(case(), PRICE, [("out", "inhouse")])
    assert told.value.problems[0].path == ("alternatives", "inhouse")


def test_the_usual_range_of_a_figure():
    stated = case(term=12, retained={"costs": {"manager": {"share_of_charges": "60 %"}}})
    assert usual_range(figure_at(stated, "retained.costs.manager.share_of_charges")) == (0.3, 1.0)
    assert figure_at(stated, "discount_rate").kind == "fraction"
    assert figure_at(stated, "term").is_whole
    with pytest.raises(CaseError) as told:
        usual_range(figure_at(stated, "discount_rate"))
    assert told.value.problems[0].key == "no_usual_range"
    believed = override(stated, {PRICE: {"uniform": [4, 8]}})
    assert searched_range(figure_at(believed, PRICE)) == pytest.approx((4.02, 7.98))


def test_turns_are_all_found_told_apart_and_none_made_up():
    grid = np.linspace(0, 4, 257)
    found = turns(
        lambda x: np.array(
            [
                x * x - 2,
                np.where(x < 1, -1.0, 1.0),
                (x - 2.0001) * (x - 2.00013),
                np.sin(5 * x),
                x + 1,
                np.zeros_like(x),
                (x - 1.003) ** 2 + 1e-9,
            ]
        ),
        grid,
    )
    assert [turn.at for turn in found[0]] == pytest.approx([np.sqrt(2)], rel=1e-12)
    assert [(turn.at, turn.jump) for turn in found[1]] == [(1.0, True)]
    assert [turn.at for turn in found[2]] == pytest.approx([2.0001, 2.00013], rel=1e-9)
    assert [turn.at for turn in found[3]] == pytest.approx(np.pi / 5 * np.arange(1, 7), rel=1e-9)
    assert found[4:] == [(), (), ()]


def test_nearest_crossings_of_rows_are_those_of_each():
    grids = np.array([np.linspace(0, 7, 33), np.linspace(0, 1, 33)])
    first, second = nearest_crossings(lambda x: np.cos(x), grids, np.array([5.0, 0.5]))
    assert first == pytest.approx(3 * np.pi / 2, abs=1e-4)
    assert second is None
