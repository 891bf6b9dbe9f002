import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare, personnel_cost
from outsourcing_model.metrics.crossing import all_crossings, nearest_crossing
from outsourcing_model.metrics.make_or_buy import make_or_buy, make_or_buy_views
from outsourcing_model.metrics.margins import line_margins, margins
from outsourcing_model.metrics.switching import switching_values


def compared(case):
    return compare(simulate(case, draw(case, 32)))


def values(case, hurdle=0.0):
    return {each.name or each.variable: each.values for each in switching_values(case, "out", hurdle)}


# By hand: 100 against 80 a month: the price may rise by a quarter, and by 10 / 80 if a tenth must be gained.
@pytest.mark.parametrize(("hurdle", "rise"), [(0, 0.25), ("10 %", 0.125), (5, 15 / 80)])
def test_the_price_that_takes_the_saving_away(hurdle, rise):
    case = one_offer({"base": 80}, in_house=own(work={"monthly": 100}), hurdle=hurdle)
    assert values(case)["price"] == pytest.approx((rise,), abs=1e-6)


def test_the_share_of_staff_cost_counts_too():
    case = one_offer(
        {"base": 80}, in_house=own(team={"staff": {"headcount": 1, "annual_wage": 1200}}),
        hurdle={"personnel_percent": "5 %"},
    )  # fmt: skip
    staff = personnel_cost(compared(case).alternatives["in_house"])
    assert staff == pytest.approx(100)
    assert values(case, staff)["price"] == pytest.approx((15 / 80,), abs=1e-6)


# By hand: own 1,000 + 2 Q against 5 Q: even at Q = 333.3, a third of today's 1,000.
def test_the_volume_at_which_the_choice_turns():
    case = one_offer({"price": 5}, 1000, in_house=own(fixed={"monthly": 1000}, work={"unit_cost": 2}))
    assert values(case)["volume"] == pytest.approx((-2 / 3,), abs=1e-6)


# By hand over 24 months: 12 (100 + 100 (1 + g)) = 24 * 97.5 at g = - 5 %, seven points below the 2 % believed.
def test_the_growth_at_which_the_choice_turns():
    case = one_offer(
        {"base": 97.5}, in_house=own(work={"monthly": 100, "index": "wages"}), term=24,
        indices={"wages": {"growth": "2 %"}, "idle": {"growth": "1 %"}},
    )  # fmt: skip
    found = values(case)
    assert found["wages"] == pytest.approx((-0.07,), abs=1e-6)
    assert found["idle"] == ()


# By hand: 20 a month saved over 12 months less a transition of 100 must gain 40: seven months of service, five late.
def test_the_date_at_which_the_choice_turns():
    case = one_offer(
        {"base": 80}, in_house=own(work={"monthly": 100}), term=12, hurdle=40, offer={"transition": {"price": 100}}
    )
    assert values(case)["takeover"] == pytest.approx((5,), abs=1e-5)


def test_none_within_the_range_and_none_for_the_reference():
    case = one_offer({"base": 1}, in_house=own(work={"monthly": 100}))
    assert values(case)["price"] == ()
    assert switching_values(case, "in_house") == ()


def test_crossings_are_all_found_or_none():
    assert all_crossings(lambda x: np.cos(x), 0, 7) == pytest.approx((np.pi / 2, 3 * np.pi / 2), abs=1e-9)
    assert all_crossings(lambda x: x + 10, 0, 7) == ()
    assert nearest_crossing(lambda x: np.cos(x), np.linspace(0, 7, 33), 5) == pytest.approx(3 * np.pi / 2, abs=1e-4)


# By hand, as NPV / PV(variable): 20 saved is a fifth of the 100 avoided and a quarter of the 80 charged.
def test_margins_by_hand():
    found = compared(one_offer({"base": 80}, in_house=own(work={"monthly": 100})))
    assert {each.name: each.margin for each in margins(found, "out")} == pytest.approx(
        {"running": -0.2, "charges": 0.25}
    )
    assert {each.name for each in line_margins(found, "out")} == {"work", "charges.give.desk"}
    assert margins(found, "in_house") == ()


def test_what_both_pay_alike_has_no_margin():
    head = {"yearly": 999, "relevance": "unavoidable"}
    found = compared(one_offer({"base": 80}, in_house=own(work={"monthly": 100}, head=head)))
    assert {each.name for each in line_margins(found, "out")} == {"work", "charges.give.desk"}


# By hand over two months: 200 stop; 30 + 12 - 2 once; 2 (80 + 5) lasting, 200 - 40 - 170 = -10. What stays is neither.
def test_make_or_buy_by_hand():
    case = one_offer(
        {"base": 80}, term=2, offer={"transition": {"price": 30}},
        in_house=own(work={"monthly": 100}, head={"monthly": 50, "relevance": "unavoidable"}),
        retained={
            "costs": {
                "severance": {"one_off": {"amount": 12}},
                "sale": {"one_off": {"amount": -2}},
                "manager": {"monthly": 5},
            }
        },
    )  # fmt: skip
    found = compared(case)
    view = make_or_buy(found, "out")
    assert view.avoidable == pytest.approx(200)
    assert (view.transitional, view.transitional_receipts, view.net_transitional) == pytest.approx((42, 2, 40))
    assert (view.net_ongoing, view.differential) == pytest.approx((170, -10))
    assert [each.alternative for each in make_or_buy_views(found)] == ["out"]


def test_delay_damages_are_received_once_and_credits_while_it_lasts():
    delay = {"value": 1000, "rate_per_day": "1 %"}
    case = one_offer(
        {"base": 80}, term=12, in_house=own(work={"monthly": 100}),
        offer={"transition": {"slip_days": 3, "delay_damages": delay}},
    )  # fmt: skip
    view = make_or_buy(compared(case), "out")
    assert view.transitional_receipts == pytest.approx(30)
    assert view.ongoing_receipts == 0
