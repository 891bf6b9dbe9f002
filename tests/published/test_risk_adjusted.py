"""Risk-adjusted cost: comparators with quantified risk, and optimism bias."""

import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.should_cost import ShouldCost, should_costs


def compared(case: Case) -> Comparison:
    return compare(simulate(case, draw(case, 32)))


def views(case: Case) -> dict[str, ShouldCost]:
    return should_costs(compared(case))


# A4: Committee of Public Accounts on PITO/Airwave, Figure 3, present values in million pounds,
# https://ppponline.affinitext.com/public/book?id=3165&toc_id=473680
AIRWAVE = one_offer(
    {"base": 1470},
    in_house=own(base={"monthly": 1370}),
    risks={
        "allowance": {"probability": 1, "cost": 170, "applies_to": "in_house"},
        "contingency": {"probability": 1, "cost": 70, "applies_to": "in_house"},
    },
)


def test_a4_shows_the_answer_with_the_risk_and_without() -> None:
    found = views(AIRWAVE)
    inside, out = found["in_house"], found["out"]
    assert (inside.base, inside.risk, inside.before) == pytest.approx((1370, 240, 1610), abs=0.5)
    assert out.before == out.base == out.adjusted == pytest.approx(1470, abs=0.5)
    saving = inside.before - out.before
    assert saving == pytest.approx(140, abs=0.5)
    assert saving / inside.before == pytest.approx(0.0870, abs=0.00005)
    assert inside.base - out.base == pytest.approx(-100, abs=0.5)
    assert saving == pytest.approx(compared(AIRWAVE).saving["out"].mean)


@pytest.mark.parametrize(("probability", "saving"), [(0, -100), (0.25, -40), (0.5, 20), (1, 140)])
def test_a4_the_answer_rests_on_the_risk(probability: float, saving: float) -> None:
    case = override(AIRWAVE, {f"risks.{name}.probability": probability for name in AIRWAVE.risks})
    run = compared(case)
    assert run.saving["out"].expected_run == pytest.approx(saving)


# H4: Mott MacDonald / HM Treasury, https://ppponline.affinitext.com/public/book?id=1343&toc_id=444265, which rounds
# the managed bias to 4 % and prints 104 and 111.
def biased(upper: str, mitigation: str = "0 %", managing: float = 0, base: float = 100) -> ShouldCost:
    bias = {"upper": upper, "mitigation": mitigation, "risk_management": managing, "on": "all"}
    return views(one_offer({"base": base}, in_house=own(work={"monthly": 90}), optimism_bias={"outsourced": bias}))[
        "out"
    ]


def test_h4_managed_bias_is_not_rounded() -> None:
    found = biased("51 %", "92 %", 7)
    assert found.managed == pytest.approx(0.0408, abs=0.00005)
    assert found.before + found.allowance == pytest.approx(104.08, abs=0.005)
    assert found.adjusted == pytest.approx(111.08, abs=0.005)
    assert found.before + found.allowance != pytest.approx(104, abs=0.005)


# By hand: operating cost of an outsourced service at the upper bound of 41 %.
def test_h4_outsourcing_at_the_upper_bound() -> None:
    assert biased("41 %", base=1_000_000).adjusted == pytest.approx(1_410_000, abs=0.005)


@pytest.mark.parametrize(
    ("upper", "mitigation", "adjusted"), [("0 %", "0 %", 100), ("200 %", "50 %", 200), ("10 %", "100 %", 100)]
)
def test_h4_neighbours(upper: str, mitigation: str, adjusted: float) -> None:
    assert biased(upper, mitigation).adjusted == pytest.approx(adjusted)


def test_a_bias_on_operating_cost_leaves_what_is_paid_once() -> None:
    bias = {"outsourced": {"upper": "41 %"}, "in_house": {"upper": "10 %"}}
    case = one_offer(
        {"base": 1000}, in_house=own(work={"monthly": 700}, server={"asset": {"price": 60, "life": 1}}),
        offer={"transition": {"price": 500}}, optimism_bias=bias,
    )  # fmt: skip
    found = views(case)
    assert found["out"].before == pytest.approx(1500)
    assert found["out"].adjusted == pytest.approx(1500 + 0.41 * 1000)
    assert found["in_house"].adjusted == pytest.approx(760 + 0.1 * 700)


def test_an_own_bias_goes_before_that_of_the_group_and_the_answer_stays() -> None:
    bias = {"outsourced": {"upper": "41 %"}, "out": {"upper": "5 %"}}
    case = one_offer({"base": 1000}, in_house=own(work={"monthly": 1200}), optimism_bias=bias)
    assert views(case)["out"].adjusted == pytest.approx(1050)
    assert compared(case).saving["out"].mean == pytest.approx(200)


def test_nothing_to_adjust_is_no_view() -> None:
    assert views(one_offer({"base": 1000})) == {}
