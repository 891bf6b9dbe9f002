"""What flips a recommendation, by hand where beliefs are normal and the gain is a straight line."""

import numpy as np
import pytest
from scipy.stats import norm
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import draw, expected_draws
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.reverse_stress import reverse_stress
from outsourcing_model.metrics.settings import play, scores_of
from outsourcing_model.metrics.standing import chance_beyond, score_of, value_at_score
from outsourcing_model.quantities import Exact

PRICE, TEAM, TOOLS = "offers.give.charges.desk.price", "in_house.costs.team.monthly", "in_house.costs.tools.monthly"


def normal(mean, sd):
    return {"normal": {"mean": mean, "sd": sd}}


def case(**more):
    """The gain is normal with mean 1,000 + 500 - 100 · 13 = 200, of sd 80, 60 and 15."""
    lines = own(team={"monthly": normal(1000, 60)}, tools={"monthly": normal(500, 15)})
    return one_offer({"price": normal(13, 0.8)}, 100, in_house=lines, **more)


def played(stated, drivers):
    """Return what is recommended with the drivers at some values."""
    base = expected_draws(stated)
    values = base.values.copy()
    for path, value in drivers.items():
        values[base.rows[path]] = value
    scores = scores_of(play(stated, base, values))
    return scores.alternatives[int(scores.chosen[0])]


# By hand: z = 200 s / Σ s² for s = 80, 60; tools make up 225 of 10,225, less than 5 %, and stay.
def test_the_nearest_flip_by_hand():
    found = reverse_stress(case(), "out")
    assert (found.becomes, found.margin) == ("in_house", pytest.approx(200))
    assert [driver.path for driver in found.drivers] == [PRICE, TEAM]
    price, team = found.drivers
    assert (price.value, team.value) == pytest.approx((13 + 0.8 * 1.6, 1000 - 60 * 1.2), rel=1e-3)
    assert found.distance == pytest.approx(2.0, rel=1e-3)
    assert (price.share, team.share) == pytest.approx((0.64, 0.36), abs=2e-3)
    assert (price.chance, team.chance) == pytest.approx((norm.sf(1.6), norm.cdf(-1.2)), rel=5e-3)


def test_the_flip_is_played_and_a_little_less_is_none():
    for stated in (case(), case(hurdle="8 %"), case(hurdle=100)):
        found = reverse_stress(stated, "out")
        at = {driver.path: driver.value for driver in found.drivers}
        nearly = {driver.path: driver.now + 0.99 * (driver.value - driver.now) for driver in found.drivers}
        assert played(stated, at) == found.becomes == "in_house"
        assert played(stated, nearly) == "out"
        assert found.left <= 0


# By hand with a hurdle of 300: 100 are missing, half as far, the other way.
def test_a_reference_that_is_kept_flips_to_the_rival():
    found = reverse_stress(case(hurdle=300), "in_house")
    assert found.becomes == "out"
    assert found.distance == pytest.approx(1.0, rel=1e-3)
    assert {driver.path: driver.value > driver.now for driver in found.drivers} == {PRICE: False, TEAM: True}


# By hand: with correlation r of price and team the steepest way is along C s: s' C s is the variance of the gain.
def test_correlation_counts_in_the_distance():
    r = 2 * np.sin(np.pi * 0.5 / 6)
    found = reverse_stress(case(correlations=[{"between": [PRICE, TEAM], "rank": 0.5}]), "out")
    assert found.distance == pytest.approx(200 / np.sqrt(80**2 + 60**2 - 2 * r * 80 * 60), rel=1e-3)


def test_one_driver_is_enough_where_one_is_enough():
    stated = override(case(), {PRICE: normal(13, 1.2), TEAM: normal(1000, 1), TOOLS: 500})
    found = reverse_stress(stated, "out")
    (driver,) = found.drivers
    assert (driver.path, driver.value) == (PRICE, pytest.approx(15, rel=1e-6))


def test_nothing_within_reach_says_what_is_left():
    stated = override(case(), {PRICE: normal(8, 0.8)})
    found = reverse_stress(stated, "out")
    assert (found.becomes, found.drivers, found.distance) == (None, (), None)
    # By hand: 700 less 2.326 · (80 + 60 + 15).
    assert found.left == pytest.approx(700 - norm.ppf(0.99) * 155, rel=1e-6)


def test_what_already_holds_and_what_has_no_choice():
    already = reverse_stress(case(hurdle=300), "out")
    assert (already.becomes, already.drivers, already.margin) == ("in_house", (), pytest.approx(-100))
    constant = override(case(), {PRICE: 13, TEAM: 1000, TOOLS: 500})
    assert reverse_stress(constant, "out").becomes is None
    alone = case().model_copy(update={"alternatives": {"in_house": case().alternatives["in_house"]}})
    assert reverse_stress(alone, "in_house") is None


def test_the_nearest_rival_is_found_among_several():
    other = {"provider": "Other", "charges": {"desk": {"price": normal(13.2, 0.8)}}}
    offers = {"give": {"provider": "Provider", "charges": {"desk": {"price": normal(13, 0.8)}}}, "other": other}
    stated = case(
        offers=offers,
        alternatives={"in_house": {}, "out": {"every_service": "give"}, "two": {"every_service": "other"}},
    )
    found = reverse_stress(stated, "out")
    # By hand: 20 between the two, each price of sd 80 on the gain: 20 / (80 √2).
    assert found.becomes == "two"
    assert found.distance == pytest.approx(20 / (80 * np.sqrt(2)), rel=1e-3)


def test_steps_are_crossed_where_they_stand():
    team = {"staff": {"units_per_month": {"uniform": [40, 60]}, "annual_wage": 3600, "step": 1}}
    stated = one_offer({"price": 5.5}, 100, in_house=own(team=team))
    # By hand: 2 people or 600 up to 50 units each, 3 or 900 below that, against 550: a flip needs none but more people.
    assert reverse_stress(stated, "out").becomes is None
    stated = override(stated, {PRICE: 7})
    found = reverse_stress(stated, "in_house")
    (driver,) = found.drivers
    assert driver.value == pytest.approx(50, rel=1e-3)
    assert played(stated, {driver.path: driver.value}) == "out"


def test_the_order_of_lists_moves_nothing():
    lines = dict(reversed(own(team={"monthly": normal(1000, 60)}, tools={"monthly": normal(500, 15)})["costs"].items()))
    turned = one_offer({"price": normal(13, 0.8)}, 100, in_house={"costs": lines})
    assert reverse_stress(turned, "out") == reverse_stress(case(), "out")


@pytest.mark.parametrize(
    "belief",
    [
        Uncertain("uniform", (1.0, 3.0)),
        Uncertain("pert", (1.0, 2.0, 6.0)),
        Uncertain("lognormal", (10.0, 3.0)),
        Uncertain("triangular", (0.0, 1.0, 5.0)),
    ],
    ids=lambda belief: belief.family,
)
def test_scores_and_values_lead_to_one_another(belief):
    for score in (-2.0, -0.3, 0.0, 1.7):
        value = float(value_at_score(belief, np.array([score]))[0])
        assert score_of(belief, value) == pytest.approx(score, abs=1e-8)
        assert chance_beyond(belief, value, True) == pytest.approx(norm.sf(score), rel=1e-6)


def test_outcomes_are_joined_by_straight_lines_and_their_chances_added():
    belief = Uncertain("discrete", (5.0, 0.0), (0.25, 0.75))
    assert score_of(belief, 0.0) == pytest.approx(norm.ppf(0.375))
    assert value_at_score(belief, np.array([-3.0, 3.0])).tolist() == [0.0, 5.0]
    assert chance_beyond(belief, 5.0, True) == 0.25
    assert chance_beyond(belief, 0.0, False) == 0.75


def test_the_comparison_agrees_with_the_flip_put_into_the_case():
    stated = case()
    found = reverse_stress(stated, "out")
    moved = {driver.path: Exact(driver.value) for driver in found.drivers}
    moved.update({TOOLS: 500})
    flipped = override(stated, moved)
    assert compare(simulate(flipped, draw(flipped, 1), noise=False)).recommended == "in_house"
