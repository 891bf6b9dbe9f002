"""Shared beliefs as they are played: one draw for all that name them; levels by what they lack."""

import numpy as np
import pytest
from scipy import special, stats
from small_cases import cost, one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.engine import quantiles
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.program.translate import translate
from outsourcing_model.engine.simulate import expected_run, simulate

SKILL = {"lognormal": {"mean": 1, "sd": 0.2}}
UP = {"service": "desk", "metric": "availability", "target": "99.9 %"}
CREDITS = {"up": {"below": ["99.9 %", "99 %"], "credit": ["10 %", "25 %"], "of": "desk"}}


def shared(**more) -> Case:
    """Return a case of a year in which a factor multiplies a belief, two constants and a growth."""
    return one_offer(
        {"base": {"value": 70, "times": "skill"}},
        offer={"attainment": {"up": {"lack": {"value": "0.2 %", "times": "skill"}, "concentration": 400}},
               "credits": CREDITS},
        in_house=own(
            fixed={"monthly": {"uniform": [50, 90], "times": "skill"}},
            each={"unit_cost": 2},
        ),
        services={"desk": {"volume": {"month_1": 100, "growth": "10 %", "growth_factor": "market"}}},
        service_levels={"up": UP},
        factors={"skill": SKILL, "market": {"uniform": [0.9, 1.2]}},
        term=24,
        **more,
    )  # fmt: skip


def test_every_number_takes_the_same_draw_of_its_factor():
    case = shared()
    draws = draw(case, 500)
    flows = simulate(case, draws, noise=False, workers=1)
    own_cost, out = (flows.total[flows.alternatives.index(name)] for name in ("in_house", "out"))
    skill, market, monthly = (
        draws.values[draws.rows[path]] for path in ("factors.skill", "factors.market", "in_house.costs.fixed.monthly")
    )
    months = np.arange(24)[:, None] / 12
    units = (100 * (1.1 * market) ** months).sum(axis=0)
    assert own_cost == pytest.approx(24 * monthly * skill + 2 * units, rel=1e-12)
    mean = 1 - 0.002 * skill
    below = [special.betainc(mean * 400, (1 - mean) * 400, limit) for limit in (0.999 - 1e-9, 0.99 - 1e-9)]
    assert out == pytest.approx(24 * 70 * skill * (1 - 0.1 * below[0] - 0.15 * below[1]), rel=1e-9)


def test_the_run_at_mean_beliefs_multiplies_means():
    case = shared()
    months = np.arange(24) / 12
    assert cost(case, "in_house") == pytest.approx(24 * 70 + 2 * (100 * (1.1 * 1.05) ** months).sum(), rel=1e-12)


def test_what_is_missed_by_luck_agrees_with_the_closed_form():
    case = shared()
    draws = draw(case, 2048)
    drawn, reckoned = (simulate(case, draws, noise=noise, workers=1) for noise in (True, False))
    apart = drawn.received[1] - reckoned.received[1]
    assert abs(apart.mean()) < 4 * apart.std() / 2048**0.5
    assert abs(apart.mean()) > 0


def test_a_factor_moves_no_other_draw():
    with_it, without = shared(), shared()
    without = without.revised(in_house=own(fixed={"monthly": {"uniform": [50, 90]}}))
    one, other = draw(with_it, 50), draw(without, 50)
    path = "in_house.costs.fixed.monthly"
    assert one.values[one.rows[path]].tobytes() == other.values[other.rows[path]].tobytes()
    assert one.paths == ("factors.market", "factors.skill", path)


def test_a_measure_made_of_a_belief_takes_its_factor():
    case = shared(price_per={"unit": "seat", "count": {"value": 10, "times": "skill"}})
    draws = draw(case, 20)
    count = case.price_per.count
    assert draws.of("price_per.count", count) == pytest.approx(10 * draws.values[draws.rows["factors.skill"]])


def test_an_explanation_names_the_number_and_its_factor():
    steps = expected_run(shared()).steps
    assert steps["in_house.costs.fixed"].inputs == ("factors.skill", "in_house.costs.fixed.monthly")
    assert steps["volume.desk"].inputs == (
        "factors.market", "services.desk.volume.growth", "services.desk.volume.month_1",
    )  # fmt: skip


def test_a_case_without_factors_has_no_row_for_them():
    case = one_offer({"base": 5}, volume=3)
    assert not [name for name in translate(case).rows if " times " in name or "factors." in name]


@pytest.mark.parametrize("concentration", [60.0, 900.0])
@pytest.mark.parametrize("mean", [0.9, 0.9985])
def test_shares_by_table_keep_to_their_concentration(concentration, mean):
    table = quantiles.shares(0.0, 0.8, 0.9999, concentration)
    values = np.array(table.values).reshape(table.nodes, -1)
    node = round((special.logit(mean) - table.low) / table.step)
    at = special.expit(table.low + node * table.step)
    law = stats.beta(at * concentration, (1 - at) * concentration)
    for score in (-3.0, -1.0, 0.0, 0.5):
        place = int(np.abs(quantiles.SCORES - score).argmin())
        assert special.expit(values[node, place]) == pytest.approx(
            law.ppf(special.ndtr(quantiles.SCORES[place])), rel=1e-9
        )


@pytest.mark.parametrize("measured", [{"rolling_months": 3}, {"window": "quarter"}])
def test_windows_take_levels_that_keep_to_a_concentration(measured):
    """The mean of three months: drawn, and as a beta with their mean and variance."""
    case = one_offer(
        {"base": 100}, term=12, service_levels={"up": {**UP, **measured}},
        offer={"attainment": {"up": {"lack": "0.2 %", "concentration": 400}}, "credits": CREDITS},
    )  # fmt: skip
    draws = draw(case, 4096)
    drawn, expected = simulate(case, draws, workers=1).received[1], expected_run(case).received[1, 0]
    windows = 10 if "rolling_months" in measured else 4
    base = 1 if "rolling_months" in measured else 3
    law = stats.beta(*_shapes(0.998, 0.998 * 0.002 / 401 / 3))
    chances = law.cdf([0.999 - 1e-9, 0.99 - 1e-9])
    assert expected == pytest.approx(windows * base * 100 * (0.1 * chances[0] + 0.15 * chances[1]), rel=1e-9)
    assert drawn.mean() == pytest.approx(expected, rel=0.03)


def _shapes(mean, variance):
    scale = mean * (1 - mean) / variance - 1
    return mean * scale, (1 - mean) * scale
