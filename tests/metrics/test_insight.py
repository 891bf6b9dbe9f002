import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.insight import flips, worst_cases

CASE = one_offer(
    {"price": {"uniform": [6, 12]}},
    100,
    in_house=own(team={"monthly": {"uniform": [950, 1_050]}}, tools={"monthly": {"pert": [10, 20, 90]}}),
    term=10,
)


def test_a_flip_put_back_makes_the_gain_the_hurdle():
    means = {
        "offers.give.charges.desk.price": 9,
        "in_house.costs.team.monthly": 1_000,
        "in_house.costs.tools.monthly": 30,
    }
    found = flips(CASE, "out", 500.0)
    assert found[0].path == "offers.give.charges.desk.price"
    for flip in found:
        case = override(CASE, {**means, flip.path: flip.value})
        run = simulate(case, draw(case, 1), noise=False)
        assert float(run.npv[0, 0] - run.npv[1, 0]) == pytest.approx(500, abs=1)


def test_a_price_flips_where_the_arithmetic_says():
    price = next(flip for flip in flips(CASE, "out", 0.0) if flip.path.endswith("price"))
    assert (price.now, price.value) == pytest.approx((9, 10.3), abs=1e-3)


def test_nothing_flips_what_is_far_away_or_the_reference_itself():
    assert flips(override(CASE, {"offers.give.charges.desk.price": {"uniform": [1, 2]}}), "out", 0.0) == ()
    assert flips(CASE, "in_house", 0.0) == ()
    assert flips(one_offer(), "out", 0.0) == ()


def test_worst_cases_are_the_smallest_savings_and_name_their_causes():
    comparison = compare(simulate(CASE, draw(CASE, 256)))
    saving = comparison.saving_draws["out"]
    found = worst_cases(comparison.flows, "out", saving)
    assert [case.saving for case in found] == np.sort(saving)[:3].tolist()
    for case in found:
        assert saving[case.draw] == case.saving
        path, value, mean = case.drivers[0]
        assert path == "offers.give.charges.desk.price"
        assert value == comparison.flows.draws.values[comparison.flows.draws.rows[path], case.draw]
        assert value > mean == pytest.approx(9, abs=0.05)
    assert comparison.worst_cases == found


def test_too_few_draws_name_no_causes():
    flows = simulate(CASE, draw(CASE, 5))
    assert [case.drivers for case in worst_cases(flows, "out", flows.npv[0] - flows.npv[1])] == [()] * 3
    assert len(worst_cases(flows, "out", flows.npv[0] - flows.npv[1], count=2)) == 2
