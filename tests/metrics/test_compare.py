import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import CATEGORIES, compare

BASE = one_offer(
    {"price": {"pert": [7, 9, 14]}},
    {"uniform": [80, 120]},
    in_house=own(team={"monthly": 1_000}, building={"monthly": 300, "relevance": "unavoidable"}),
    offer={"transition": {"price": 500}},
    discount_rate="6 %",
    term=24,
)


def compared(changes=None, count=512):
    case = override(BASE, changes or {})
    return compare(simulate(case, draw(case, count)))


def test_saving_is_paired_draw_by_draw():
    found = compared()
    flows = found.flows
    own_cost, out = (flows.npv[flows.alternatives.index(name)] for name in ("in_house", "out"))
    np.testing.assert_array_equal(found.saving_draws["out"], own_cost - out)
    assert found.saving["out"].mean == pytest.approx((own_cost - out).mean())
    assert found.saving["in_house"].mean == found.saving["in_house"].standard_error == 0
    expected = found.expected
    assert found.saving["out"].expected_run == pytest.approx(float(expected.npv[0, 0] - expected.npv[1, 0]))


def test_both_views_give_the_same_saving():
    found = compared().alternatives
    total = found["in_house"].npv_cost.mean - found["out"].npv_cost.mean
    assert found["in_house"].relevant_cost.mean - found["out"].relevant_cost.mean == pytest.approx(total)
    assert found["out"].npv_cost.mean - found["out"].relevant_cost.mean == pytest.approx(
        300 * sum(1.06 ** (-(m + 1) / 12) for m in range(24))
    )


def test_the_cost_structure_adds_up_and_is_in_order():
    for result in compared().alternatives.values():
        lines = result.cost_structure.values()
        assert sum(line.npv for line in lines) == pytest.approx(result.npv_cost.mean)
        assert sum(line.total for line in lines) == pytest.approx(result.total_cost.mean)
        assert sum(line.relevant_npv for line in lines) == pytest.approx(result.relevant_cost.mean)
        assert sum(line.expected_npv for line in lines) == pytest.approx(result.npv_cost.expected_run)
        places = [CATEGORIES.index(line.category) for line in lines]
        assert places == sorted(places)
        assert result.cash_by_month.sum() == pytest.approx(result.total_cost.mean)


def test_uncertainty_and_expected_run_are_reconciled():
    found = compared()
    for name, result in found.alternatives.items():
        difference = result.npv_cost.mean - result.npv_cost.expected_run
        assert found.uncertainty_effect[name] == pytest.approx(difference)


def test_the_hurdle_decides():
    gain = compared().saving["out"].mean
    assert gain > 0
    cost = compared().alternatives["in_house"].npv_cost.mean
    for hurdle, chosen, why in (
        (f"{gain / cost * 99} %"[:12] + " %", "out", "reason.gain_above_hurdle"),
        (gain * 1.01, "in_house", "reason.gain_below_hurdle"),
    ):
        found = compared({"hurdle": hurdle})
        assert (found.recommended, found.reason[0]) == (chosen, why)
        assert found.reason[1]["best"] == "out"
        assert found.reason[1]["gain"] == pytest.approx(gain)
        assert found.reason[1]["hurdle"] == found.hurdle
        assert found.shown == "out"


def test_the_reference_may_be_best():
    found = compared({"offers.give.transition.price": 9_000})
    assert (found.recommended, found.reason[0], found.shown) == ("in_house", "reason.reference_is_best", "out")


def test_one_alternative_alone():
    alone = BASE.model_copy(update={"alternatives": {"in_house": BASE.alternatives["in_house"]}})
    found = compare(simulate(alone, draw(alone, 32)))
    assert (found.recommended, found.shown, found.reason[0]) == ("in_house", "in_house", "reason.only_alternative")
    assert (found.flips, found.exit_costs, found.evpi) == ((), (), 0)


def test_payback_and_its_reasons():
    found = compared().alternatives
    assert (found["in_house"].payback_month, found["in_house"].payback_reason) == (None, "reason.same_alternative")
    assert found["out"].payback_reason == ""
    assert found["out"].payback_month > 1
    never = compared({"offers.give.transition.price": 9_000}).alternatives["out"]
    assert (never.payback_month, never.payback_reason) == (None, "reason.never_pays_back")


def test_peak_outlay_is_that_of_the_expected_run():
    """The transition of 500 against a saving of 1,000 - 950 in the first month."""
    mean = 100 * (7 + 4 * 9 + 14) / 6
    assert compared().alternatives["out"].peak_cash_outlay == pytest.approx(500 + mean - 1_000)


def test_probabilities_add_up():
    found = compared().alternatives.values()
    assert sum(result.probability_cheapest for result in found) == pytest.approx(1)
    assert sum(result.probability_best for result in found) == pytest.approx(1)


def levelled(claimed="100 %", hourly=100):
    """Return a case in which credits decide on cost, and harm decides on net benefit."""
    return one_offer(
        {"base": 1_050},
        services={"desk": {"downtime_cost_per_hour": hourly}},
        in_house={**own(team={"monthly": 1_000}), "attainment": {"uptime": {"mean": "99.5 %"}}},
        offer={
            "attainment": {"uptime": {"mean": "98 %"}},
            "credits": {"uptime": {"below": ["99 %"], "credit": ["10 %"], "of": "desk"}, "claimed": claimed},
        },
        service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99 %"}},
        term=12,
    )


def test_harm_decides_where_cost_would_not():
    found = compare(simulate(levelled(), draw(levelled(), 32)))
    assert found.recommended_cost_only == "out"
    assert found.recommended == "in_house"
    harm = found.alternatives["out"].harm.mean
    assert harm == pytest.approx(12 * 0.02 * 730 * 100)


def test_credits_decide_where_nothing_else_would():
    case = levelled(hourly=0)
    found = compare(simulate(case, draw(case, 32)))
    assert found.recommended == "out"
    assert found.recommended_zero_credits == "in_house"


def test_the_comparison_can_be_looked_at():
    found = compared()
    frame = found.to_frame()
    assert list(frame.index) == ["in_house", "out"]
    assert frame.loc["out", "saving"] == pytest.approx(found.saving["out"].mean)
    assert np.isnan(frame.loc["out", "pv_ratio"])
    assert "out" in found._repr_html_()
    assert repr(found).startswith("Comparison('Small', recommended ")
