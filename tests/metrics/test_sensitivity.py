"""What drives an answer: by hand where arithmetic can say it, and whatever the order of anything."""

from dataclasses import replace

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.rank_correlation import correlation, interval, rank_correlations, ranks
from outsourcing_model.metrics.scenario_effect import compositions, recommended, scenario_effects
from outsourcing_model.metrics.sensitivity import scenarios, sensitivity
from outsourcing_model.metrics.settings import scores_at
from outsourcing_model.metrics.tornado import tornado

PRICE, TEAM, TOOLS = "offers.give.charges.desk.price", "in_house.costs.team.monthly", "in_house.costs.tools.monthly"
TREE = {
    "charge": {"price": {"uniform": [6, 12]}},
    "volume": 100,
    "in_house": own(team={"monthly": {"uniform": [950, 1_050]}}, tools={"monthly": {"uniform": [10, 90]}}),
}


def case(**more) -> Case:
    return one_offer(**TREE, **more)


def bars(found) -> dict:
    return {bar.path: bar for bar in found.bars}


# By hand: 1,000 + 50 - 100 · price of 9 = 150; the price at 6.6 and 11.4 moves that by 240 either way.
def test_the_tornado_by_hand():
    found = tornado(case(), "out")
    assert found.base == pytest.approx(150)
    assert [bar.path for bar in found.bars] == [PRICE, TEAM, TOOLS]
    price = found.bars[0]
    assert (price.low, price.high) == pytest.approx((6.6, 11.4))
    assert (price.at_low, price.at_high, price.swing) == pytest.approx((390, -90, 480))
    assert bars(found)[TOOLS].at_high == pytest.approx(150 + 32)


# A package of 100 units at 1 each, against 1 a unit of one's own: fewer units waste the rest, more take a second one.
def test_both_ends_of_a_bar_may_lie_on_one_side():
    steps = {"price": 1, "package": 100}
    volume = {"discrete": [60, 100, 140], "weights": ["20 %", "60 %", "20 %"]}
    found = tornado(one_offer(steps, volume, in_house=own(work={"unit_cost": 1})), "out")
    (bar,) = found.bars
    # By hand: 60 - 100, 140 - 200, and 100 - 100 at the mean: both ends are below.
    assert (bar.at_low, bar.at_high, found.base, bar.swing) == pytest.approx((-40, -60, 0, 60))


def test_a_tornado_without_beliefs_has_no_bars_and_the_reference_does_not_move():
    still = override(case(), {PRICE: 9, TEAM: 1000, TOOLS: 50})
    assert tornado(still, "out").bars == ()
    assert tornado(still, "out").base == pytest.approx(150)
    assert {bar.swing for bar in tornado(case(), "in_house").bars} == {0.0}


def test_the_order_of_lists_and_draws_moves_nothing():
    lines = TREE["in_house"]["costs"]
    turned = one_offer(TREE["charge"], 100, in_house={"costs": dict(reversed(lines.items()))})
    assert tornado(turned, "out") == tornado(case(), "out")
    flows = simulate(case(), draw(case(), 256), noise=False)
    order = np.argsort(np.sin(np.arange(256)))
    shuffled = replace(flows.draws, values=flows.draws.values[:, order])
    assert rank_correlations(simulate(case(), shuffled, noise=False), "out") == rank_correlations(flows, "out")


def test_rank_correlations_follow_the_gain():
    flows = simulate(case(), draw(case(), 512))
    found = {each.path: each for each in rank_correlations(flows, "out")}
    assert next(iter(found)) == PRICE
    assert -1 <= found[PRICE].low < found[PRICE].value < found[PRICE].high < -0.95
    assert found[TEAM].value > 0
    assert rank_correlations(flows, "in_house") == ()
    assert rank_correlations(simulate(case(), draw(case(), 9)), "out") == ()


# Worked example of ties by hand: 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
def test_tied_values_share_their_mean_rank():
    assert ranks(np.array([5.0, 7.0, 7.0, 9.0])).tolist() == [-1.5, 0, 0, 1.5]
    assert correlation(ranks(np.array([5.0, 7.0, 7.0, 9.0])), ranks(np.arange(4.0))) == pytest.approx(
        4.5 / np.sqrt(22.5)
    )
    assert correlation(np.zeros(3), np.ones(3)) == 0
    assert interval(1.0, 50) == (1.0, 1.0)


def test_an_interval_of_a_rank_correlation_covers_what_is_true():
    # Two normals with correlation 0.5 have the rank correlation 6/pi asin(1/4) = 0.4826.
    first = draw_normal("a", 400 * 200).reshape(400, 200)
    second = 0.5 * first + np.sqrt(0.75) * draw_normal("b", 400 * 200).reshape(400, 200)
    ends = [interval(correlation(ranks(a), ranks(b)), 200) for a, b in zip(first, second, strict=True)]
    inside = np.mean([low < 6 / np.pi * np.arcsin(0.25) < high for low, high in ends])
    assert 0.93 <= inside <= 0.98


def draw_normal(name: str, count: int) -> np.ndarray:
    from scipy import special

    from outsourcing_model.engine.points import points

    # Points of one path are spread evenly; in the order of another path's they are as good as drawn one by one.
    return special.ndtri(points(7, name, count)[np.argsort(points(7, f"order of {name}", count))])


# By hand: a price of 2 more costs 200 more, a team of 100 less brings 100 less; both together both.
SCENARIOS = {"dear": {PRICE: {"uniform": [8, 14]}}, "lean": {TEAM: {"uniform": [850, 950]}}}


def test_scenarios_by_hand_with_the_same_luck():
    base = simulate(case(scenarios=SCENARIOS), draw(case(), 64))
    found = scenario_effects(base, "out", compositions(base.case))
    assert [each.names for each in found] == [(), ("dear",), ("lean",), ("dear", "lean")]
    assert [each.difference for each in found] == pytest.approx([0, -200, -100, -300])
    assert [each.standard_error for each in found] == pytest.approx([0, 0, 0, 0], abs=1e-9)
    assert [each.recommended for each in found] == ["out", "in_house", "out", "in_house"]
    assert found[1].saving == pytest.approx(found[0].saving - 200)
    assert scenario_effects(base, "out", ()) == ()


def test_many_scenarios_are_not_all_paired_and_a_clash_is_told():
    many = {f"s{number}": {TEAM: 1000 + number} for number in range(5)}
    assert len(compositions(case(scenarios=many))) == 5
    assert len(compositions(case(scenarios=SCENARIOS), pairs=False)) == 2


def test_the_recommendation_of_flows_is_that_of_the_comparison():
    for hurdle in (0, "10 %", 200, {"personnel_percent": "50 %"}):
        stated = case(hurdle=hurdle)
        flows = simulate(stated, draw(stated, 64))
        assert recommended(flows) == compare(flows).recommended


def test_what_is_told_of_a_comparison_is_reckoned_once():
    comparison = compare(simulate(case(scenarios=SCENARIOS), draw(case(), 32)))
    assert sensitivity(comparison) is sensitivity(comparison)
    assert scenarios(comparison) is scenarios(comparison)
    assert sensitivity(replace(comparison)) == sensitivity(comparison)
    assert sensitivity(comparison).stress.recommended == comparison.recommended


def test_figures_of_every_kind_are_set_together():
    stated = case(hurdle="10 %")
    rates = np.array([0.0, 0.1, 0.0, 0.1])
    prices = np.array([5.0, 5.0, 9.0, 9.0])
    found = scores_at(stated, [PRICE, "discount_rate"], np.array([prices, rates]))
    factor = 1.1 ** -(1 / 12)
    assert found.gain("out") == pytest.approx([550, 550 * factor, 150, 150 * factor])
    assert found.hurdle == pytest.approx([105, 105 * factor, 105, 105 * factor])
    assert [found.alternatives[row] for row in found.chosen] == ["out"] * 4
    assert scores_at(stated, [PRICE], np.array([[10.4, 9.6]])).chosen.tolist() == [0, 0]
