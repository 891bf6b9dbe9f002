"""Make or buy: published answers, and the same rule at neighbouring values."""

import pytest
from scipy.optimize import brentq
from small_cases import cost, one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison


def compared(case: Case) -> Comparison:
    return compare(simulate(case, draw(case, 32)))


# A2: Outsourcing Cost Comparison Calculator,
# https://calcbee.pages.dev/calculators/business/profitability/outsourcing-cost-comparison
CALCULATOR = one_offer(
    {"base": 480_000 / 12}, offer={"transition": {"price": 80_000}}, in_house=own(staff={"yearly": 800_000}), term=36
)


def test_a2_three_year_contract() -> None:
    comparison = compared(CALCULATOR)
    years = by_year(comparison, "out")
    assert [year.cumulated_cost for year in years] == pytest.approx([560_000, 1_040_000, 1_520_000], abs=0.005)
    assert [year.cumulated_saving for year in years] == pytest.approx([240_000, 560_000, 880_000], abs=0.005)
    total = comparison.alternatives["out"].total_cost.mean
    assert total / 3 == pytest.approx(506_666.67, abs=0.005)
    assert comparison.saving["out"].mean / 3 == pytest.approx(293_333.33, abs=0.005)
    assert comparison.saving["out"].mean / 2_400_000 == pytest.approx(0.3667, abs=0.00005)
    assert comparison.alternatives["out"].payback_month == 3


@pytest.mark.parametrize(("price", "month"), [(0, 1), (79_000, 3), (80_001, 4), (960_000, 36), (960_001, None)])
def test_a2_pays_back_in_the_month_that_the_transition_is_earned(price: float, month: int | None) -> None:
    case = override(CALCULATOR, {"offers.give.transition.price": price})
    assert compared(case).alternatives["out"].payback_month == month


# A4: Committee of Public Accounts on PITO/Airwave, Figure 3, present values in million pounds,
# https://ppponline.affinitext.com/public/book?id=3165&toc_id=473680
AIRWAVE = one_offer(
    {"base": 1470},
    in_house={
        **own(base={"monthly": 1370}),
        "variants": {"at_risk": own(allowance={"monthly": 170}, contingency={"monthly": 70})},
    },
    alternatives={"in_house": {}, "comparator": {"in_house": "at_risk"}, "out": {"every_service": "give"}},
    reference="comparator",
)


def test_a4_comparator_with_its_risk_is_dearer_than_the_contract() -> None:
    comparison = compared(AIRWAVE)
    assert comparison.alternatives["comparator"].npv_cost.mean == pytest.approx(1610, abs=0.5)
    assert comparison.alternatives["out"].npv_cost.mean == pytest.approx(1470, abs=0.5)
    assert comparison.saving["out"].mean == pytest.approx(140, abs=0.5)
    assert comparison.saving["out"].mean / 1610 == pytest.approx(0.0870, abs=0.00005)


def test_a4_without_its_risk_it_is_cheaper() -> None:
    comparison = compared(AIRWAVE)
    assert comparison.saving["out"].mean - comparison.saving["in_house"].mean == pytest.approx(-100, abs=0.5)
    assert compared(override(AIRWAVE, {"reference": "in_house"})).saving["out"].mean == pytest.approx(-100, abs=0.5)


# A5: Part S-6, https://www.coursehero.com/file/6394552/Assignment-acirc-Week-6/
@pytest.mark.parametrize(("rent", "make"), [(0, 570_000), (80_000, 650_000)])
def test_a5_unavoidable_cost_decides_nothing(rent: float, make: float) -> None:
    parts = {f"part_{number}": {"unit_cost": price} for number, price in enumerate((3.60, 10.00, 2.40, 3.00))}
    lines = own(**parts, fixed={"unit_cost": 6.00, "relevance": "unavoidable"}, rent={"monthly": rent})
    comparison = compared(one_offer({"price": 21.00}, 30_000, in_house=lines))
    assert comparison.alternatives["in_house"].relevant_cost.mean == pytest.approx(make, abs=0.005)
    assert comparison.alternatives["out"].relevant_cost.mean == pytest.approx(630_000, abs=0.005)
    assert comparison.saving["out"].mean == pytest.approx(make - 630_000, abs=0.005)
    assert comparison.recommended == ("out" if rent else "in_house")


# A8: inputs from https://ontimewriters.org/2022/07/application-development-build-in-house-or-outsource-decision-tree/
def test_a8_rework_as_an_event() -> None:
    events = {
        "rework_own": {"probability": 0.10, "cost": 50_000, "applies_to": "in_house"},
        "rework_given": {"probability": 0.70, "cost": 25_000, "applies_to": "outsourced"},
    }
    case = one_offer({"base": 80_000}, in_house=own(build={"monthly": 95_000}), risks=events)
    assert cost(case, "in_house") == pytest.approx(100_000, abs=0.005)
    assert cost(case, "out") == pytest.approx(97_500, abs=0.005)
    flows = simulate(case, draw(case, 512))
    own_cost, out_cost = (flows.total[flows.alternatives.index(name)] for name in ("in_house", "out"))
    assert (own_cost.max(), out_cost.max()) == (145_000, 105_000)


# A13: TransGlobal, https://expertminds.ai/practice/acca/acca-pm-performance-management-practice-exam-4/q/31
TRANSGLOBAL = one_offer(
    {"price": 2500},
    {"discrete": [200, 350, 500], "weights": [0.3, 0.5, 0.2]},
    in_house=own(
        salaries={"monthly": 400_000}, per_unit={"unit_cost": 1200}, office={"monthly": 90_000, "relevance": "sunk"}
    ),
    retained={"costs": {"redundancy": {"one_off": {"amount": 100_000}}, "sale": {"one_off": {"amount": -50_000}}}},
)


def test_a13_expected_cost_and_the_volume_that_flips_it() -> None:
    result = compared(TRANSGLOBAL)
    assert result.alternatives["in_house"].relevant_cost.expected_run == pytest.approx(802_000, abs=0.005)
    assert result.alternatives["out"].relevant_cost.expected_run == pytest.approx(887_500, abs=0.005)

    def saving(volume: float) -> float:
        case = override(TRANSGLOBAL, {"services.desk.volume.month_1": volume})
        return cost(case, "in_house") - cost(case, "out")

    assert brentq(saving, 200, 500) == pytest.approx(269.23, abs=0.005)
    assert saving(200) > 0 > saving(350)


def test_a13_outsourcing_wins_in_three_draws_of_ten() -> None:
    flows = simulate(TRANSGLOBAL, draw(TRANSGLOBAL, 1024))
    probability = compare(flows).alternatives["out"].probability_cheapest
    assert probability == pytest.approx(0.3, abs=0.5 / 64)


# C3: https://www.algebra.com/cgi-bin/show-question-source.mpl?solution=770423
def volumes(volume: float, charge: dict[str, object], fixed: float, variable: float) -> Case:
    return one_offer(charge, volume, in_house=own(fixed={"monthly": fixed}, work={"unit_cost": variable}))


def crossing(charge: dict[str, object], fixed: float, variable: float, low: float, high: float) -> float:
    """Return the volume at which the saving is nothing."""
    base = volumes(low, charge, fixed, variable)

    def saving(volume: float) -> float:
        case = override(base, {"services.desk.volume.month_1": volume})
        return cost(case, "in_house") - cost(case, "out")

    return float(brentq(saving, low, high, xtol=1e-6))


@pytest.mark.parametrize(("volume", "out", "inside"), [(16_000, 128_000, 128_000), (15_000, 120_000, 122_500)])
def test_c3_costs_at_two_volumes(volume: float, out: float, inside: float) -> None:
    case = volumes(volume, {"price": 8}, 40_000, 5.5)
    assert cost(case, "out") == pytest.approx(out, abs=0.005)
    assert cost(case, "in_house") == pytest.approx(inside, abs=0.005)


def test_c3_break_even_volume() -> None:
    assert crossing({"price": 8}, 40_000, 5.5, 1000, 100_000) == pytest.approx(16_000, abs=0.01)


# The same rule with a base charge, Q = (F_in - F_out)/(v_out - v_in).
@pytest.mark.parametrize(
    ("base", "price", "fixed", "variable"), [(10_000, 8, 40_000, 5.5), (0, 9.25, 40_000, 5.5), (500, 3, 900, 2.5)]
)
def test_c3_general_rule(base: float, price: float, fixed: float, variable: float) -> None:
    expected = (fixed - base) / (price - variable)
    found = crossing({"base": base, "price": price}, fixed, variable, expected / 10, expected * 10)
    assert found == pytest.approx(expected, abs=0.01)


# C2: by hand; the supplier takes 3.0M, then 6 a unit for the first half million and 4 above; own 5.0M and 3 a unit.
def test_c2_break_even_on_a_tiered_price() -> None:
    charge = {"base": 3_000_000, "graduated": {"up_to": [500_000], "price": [6, 4]}}
    assert crossing(charge, 5_000_000, 3, 600_000, 5_000_000) == pytest.approx(1_000_000, abs=0.01)
    low = volumes(500_000, charge, 5_000_000, 3)
    assert (cost(low, "out"), cost(low, "in_house")) == pytest.approx((6_000_000, 6_500_000))
