"""What knowing is worth: closed forms, order of sets, invariance, and what is stated to be found out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from small_cases import one_offer, own

from outsourcing_model.case.checks import problems
from outsourcing_model.case.finding_out import covered
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.points import points
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.finding_out import groups_of
from outsourcing_model.metrics.information import worth_of_knowing
from outsourcing_model.metrics.ranking import value_of_perfect_information
from outsourcing_model.metrics.summary import standard_error


def normal(names, draws=4096, seed=1):
    """Return normal scores of keyed points."""
    return np.array([stats.norm.ppf(points(seed, name, draws)) for name in names])


def loss(mean, spread):
    """Return E max(0, x) - max(0, E x) of a normal x: the unit normal loss integral."""
    return spread * stats.norm.pdf(mean / spread) - abs(mean) * stats.norm.cdf(-abs(mean) / spread)


def within(found, exact):
    assert abs(found.value - exact) <= 4 * found.standard_error, (found, exact)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("mean", [0.0, 0.4, -0.9])
def test_the_two_normal_decision(seed, mean):
    """Keep for nothing, or switch and gain mean + a x + b y: EVPI and both EVPPI are loss integrals."""
    a, b = 1.0, 0.7
    values = normal("xy", seed=seed)
    scores = np.array([np.zeros(values.shape[1]), mean + a * values[0] + b * values[1]])
    x, y, both = worth_of_knowing(scores, values, ["x", "y"], [["x"], ["y"], ["x", "y"]])
    within(x, loss(mean, a))
    within(y, loss(mean, b))
    within(both, loss(mean, np.hypot(a, b)))
    perfect = value_of_perfect_information(scores)
    error = standard_error(scores.max(axis=0) - scores[scores.mean(axis=1).argmax()])
    assert abs(perfect - loss(mean, np.hypot(a, b))) <= 4 * error
    assert both.value <= perfect


@pytest.mark.parametrize("rank", [-0.8, 0.5, 1.0])
def test_knowing_one_of_two_that_go_together_tells_of_the_other(rank):
    """Only y counts, x is correlated with it: knowing x is worth the loss integral of what it says of y."""
    x, e = normal("xe", seed=4)
    y = rank * x + np.sqrt(1 - rank**2) * e
    scores = np.array([np.zeros(x.size), 0.2 + y])
    found, both = worth_of_knowing(scores, np.array([x, y]), ["x", "y"], [["x"], ["x", "y"]])
    within(found, loss(0.2, abs(rank)))
    within(both, loss(0.2, 1))


def test_what_matters_only_together_is_worth_something_only_together():
    """Gain x·y: neither alone changes the choice; E max(0, x·y) = 1/π for two normals."""
    values = normal("xy", seed=2)
    scores = np.array([np.zeros(values.shape[1]), values[0] * values[1] - 0.0])
    scores[1] -= scores[1].mean()
    x, both = worth_of_knowing(scores, values, ["x", "y"], [["x"], ["x", "y"]])
    assert x.value <= 4 * (x.standard_error or 0) + 0.02
    within(both, 1 / np.pi)


@pytest.mark.parametrize(
    ("gain", "exact"),
    [
        (lambda u: u - 0.5, 1 / 8),
        (lambda u: np.where(u > 0.9, 5.0, -0.5), 0.45),
        (lambda u: np.exp(stats.norm.ppf(u)) - np.exp(0.5), np.exp(0.5) * (2 * stats.norm.cdf(0.5) - 1)),
        (lambda u: np.abs(u - 0.5) - 0.25, 1 / 16),
    ],
    ids=["straight", "step", "lognormal", "folded"],
)
def test_shapes_that_are_not_straight(gain, exact):
    """E max(0, gain) where the mean gain is 0 or below, seen through noise."""
    u, noise = points(3, "u", 8192), normal("n", 8192, seed=3)[0]
    scores = np.array([np.zeros(u.size), gain(u) + 0.2 * noise])
    exact -= max(float(gain(u).mean()), 0.0)
    (found,) = worth_of_knowing(scores, np.array([u]), ["u"], [["u"]])
    assert found.value == pytest.approx(exact, rel=0.05, abs=4 * found.standard_error)


def test_a_belief_of_two_outcomes_and_one_that_is_a_constant():
    happens = (points(1, "a", 4096) < 0.25).astype(float)
    scores = np.array([np.zeros(4096), 1 - 6 * happens])
    asked = [["event"], ["constant"], ["event", "constant"], []]
    found = worth_of_knowing(scores, np.array([happens, np.full(4096, 7.0)]), ["event", "constant"], asked)
    assert found[0].value == pytest.approx(0.75, rel=1e-3)
    assert [each.value for each in found[1:]] == [0, found[0].value, 0]


def test_chance_is_not_rewarded():
    """Forty inputs that have nothing to do with two alternatives alike on average: alone worth nothing but noise."""
    values = normal([f"p{n}" for n in range(40)], 1024)
    scores = np.array([np.zeros(1024), normal("x", 1024)[0]])
    names = [f"p{n}" for n in range(40)]
    everything = worth_of_knowing(scores, values, names, [names])[0]
    assert everything.value < 0.12
    alone = [found.value for found in worth_of_knowing(scores, values, names, [[name] for name in names])]
    assert np.mean(alone) < 0.02


@pytest.mark.parametrize("draws", [1, 3, 31, 40])
def test_few_draws_make_no_worth_of_their_own(draws):
    values = normal("xyz", draws)
    scores = np.array([np.zeros(draws), values.sum(axis=0)])
    for found in worth_of_knowing(scores, values, list("xyz"), [["x"], list("xyz")]):
        assert 0 <= found.value <= value_of_perfect_information(scores) + 1e-12
        assert (found.standard_error is None) == (draws < 32) or found.value == 0


def test_nothing_to_choose_or_nothing_to_know_is_worth_nothing():
    values = normal("x", 64)
    asked = [["x"]]
    assert worth_of_knowing(values, values, ["x"], asked)[0].value == 0
    assert worth_of_knowing(np.array([values[0], values[0]]), values, ["x"], asked)[0].value == 0
    assert worth_of_knowing(np.zeros((3, 64)), values, ["x"], asked)[0].value == 0
    assert worth_of_knowing(np.array([values[0], values[0] + 1]), values, ["x"], asked)[0].value == 0
    assert worth_of_knowing(np.array([values[0], 0 * values[0]]), np.empty((0, 64)), [], [[], ["x"]])[1].value == 0
    assert worth_of_knowing(values, values, ["x"], []) == ()


@st.composite
def decisions(made):
    """Draw a decision: a few alternatives over a few inputs, straight, curved and in pairs, with luck besides."""
    seed, inputs, others = made(st.integers(0, 10**6)), made(st.integers(2, 6)), made(st.integers(1, 3))
    chance = np.random.default_rng(seed)
    values = chance.normal(size=(inputs, made(st.sampled_from([48, 200, 500]))))
    if made(st.booleans()):
        values[1] = 0.8 * values[0] + 0.6 * values[1]
    if made(st.booleans()):
        values[-1] = values[-1] > 1
    straight, curved = chance.normal(size=(2, others, inputs))
    scores = straight @ values + made(st.sampled_from([0, 0.5])) * curved @ values**2 + values[0] * values[-1]
    scores += made(st.sampled_from([0, 1, 5])) * chance.normal(size=scores.shape)
    return np.vstack([np.full(values.shape[1], made(st.sampled_from([0.0, 1.0]))), scores]), values, chance


@settings(max_examples=30, deadline=None)
@given(decisions())
def test_more_is_never_worth_less_and_nothing_depends_on_order(decision):
    scores, values, chance = decision
    names = [f"p{n}" for n in range(len(values))]
    order = list(chance.permutation(names))
    cuts = sorted(chance.integers(0, len(names) + 1, size=3))
    chain = [order[:cut] for cut in cuts] + [names]
    found = [each.value for each in worth_of_knowing(scores, values, names, chain)]
    assert found == sorted(found)
    assert found[0] >= 0
    assert found[-1] <= value_of_perfect_information(scores)
    small = [worth_of_knowing(scores, values, names, [order[:size]])[0].value for size in range(1, 5)]
    assert small == sorted(small)
    mixed, turned = chance.permutation(scores.shape[1]), chance.permutation(len(names))
    again = worth_of_knowing(
        scores[chance.permutation(len(scores))][:, mixed],
        values[turned][:, mixed],
        [names[row] for row in turned],
        [chance.permutation(each) for each in reversed(chain)],
    )
    scale = np.abs(scores).max()
    assert [each.value for each in reversed(again)] == pytest.approx(found, abs=1e-9 * scale)
    money = worth_of_knowing(1000 * scores, values, names, chain)
    assert [each.value for each in money] == pytest.approx([1000 * each for each in found], abs=1e-6 * scale)


def test_beliefs_are_grouped_by_the_part_that_holds_them():
    paths = ["in_house.costs.a.monthly", "offers.b.price", "offers.b.slip_days", "offers.bb.price", "risks.x.cost"]
    assert groups_of(paths) == {
        "in_house": (paths[0],), "offers.b": (paths[1], paths[2]), "offers.bb": (paths[3],), "risks": (paths[4],),
    }  # fmt: skip
    assert groups_of(()) == {}
    assert covered(["offers.b", "risks.x.cost"], paths) == (paths[1], paths[2], paths[4])
    assert covered(["a.rates[1]", "b.rates"], ["a.rates[1]", "a.rates[11]", "b.rates[0]"]) == (
        "a.rates[1]",
        "b.rates[0]",
    )


STUDIES = {
    "survey": {"about": "in_house", "cost": 2, "months": 1, "reveals": "50 %"},
    "audit": {"about": ["in_house.costs.desk.monthly"], "cost": 3},
    "dear": {"about": ["in_house"], "cost": 5000},
    "idle": {"about": "offers.give.charges.desk.base"},
}


def studied(**more):
    case = one_offer({"base": 1000}, term=10, in_house=own(desk={"monthly": {"uniform": [900, 1140]}}), **more)
    return compare(simulate(case, draw(case, 2048, seed=1)))


def test_the_shopping_list_by_hand():
    """In-house costs 9,000 to 11,400, the offer 10,000: switching gains 200, knowing 1,000² / 4,800."""
    found = certainty(studied(finding_out=STUDIES))
    worth = 1000**2 / (2 * 2400)
    assert found.monthly_gain == pytest.approx(20, abs=0.5)
    assert found.evpi == pytest.approx(worth, rel=0.01)
    listed = {each.name: each for each in found.findings}
    assert [each.name for each in found.findings] == ["audit", "survey", "idle", "dear"]
    audit, survey = listed["audit"], listed["survey"]
    assert audit.worth.value == pytest.approx(worth, rel=0.02)
    assert (audit.value, audit.net) == (audit.worth.value, audit.worth.value - 3)
    assert survey.value == pytest.approx(worth / 2, rel=0.02)
    assert survey.delay_cost == pytest.approx(20, abs=0.5)
    assert survey.net == pytest.approx(survey.value - 2 - survey.delay_cost)
    assert [listed[name].pays for name in ("audit", "survey", "dear", "idle")] == [True, True, False, False]
    assert listed["idle"].worth.value == 0


def test_waiting_for_what_is_kept_anyway_costs_nothing():
    found = certainty(studied(finding_out=STUDIES, reference="out"))
    assert found.monthly_gain == 0
    assert {each.delay_cost for each in found.findings} == {0}


def test_what_is_looked_into_must_be_there():
    case = one_offer({"base": 1}, in_house=own(desk={"monthly": 1}), finding_out={"x": {"about": ["in_huose.costs"]}})
    (found,) = problems(case)
    assert (found.path, found.key) == (("finding_out", "x", "about"), "unknown_name_near")
    assert "in_house.costs" in found.text("en")
    fine = case.revised(
        finding_out={"x": {"about": ["in_house", "in_house.costs.desk", "in_house.costs.desk.monthly"]}}
    )
    assert problems(fine) == []
    assert problems(case.revised(finding_out={"not a word": {"about": "in_house"}}))[0].key == "not_an_id"
