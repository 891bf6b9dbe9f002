import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.option import abandonment
from outsourcing_model.metrics.renewal import end_of_term, running_cost
from outsourcing_model.metrics.tree import best_choice

CHOICES = {
    "months": 10,
    "renew": {"price_change": "5 %"},
    "retender": {
        "cost": 40,
        "price_change": {"uniform": ["-20 %", "0 %"]},
        "win_probability": "60 %",
        "transition": 200,
    },
    "insource": {"transition": 150},
}


def ending(**more):
    """100 a month to the provider and 10 of governance; 115 in-house; a one-off in the last year that doesn't go on."""
    kept = {"costs": {"governance": {"monthly": 10}, "move": {"one_off": {"amount": 77, "month": 24}}}}
    terms = {"payment_days": 30, "exit": {"assistance": 9}}
    inside = own(team={"monthly": 115})
    return one_offer(
        {"base": 100}, offer=terms, in_house=inside, retained=kept, term=24, end_of_term={**CHOICES, **more}
    )


def chosen(case):
    return end_of_term(expected_run(case), "out")


def test_a_month_at_the_end_is_what_goes_on():
    now = running_cost(expected_run(ending()), "out")
    assert (now.charges, now.other) == pytest.approx((100, 10))
    assert running_cost(expected_run(ending()), "in_house").at(0) == pytest.approx(115)


def test_each_choice_by_hand():
    found = chosen(ending())
    assert found.expected == pytest.approx({"renew": 1150, "retender": 40 + 1000 + 0.4 * 200, "insource": 1300})
    assert found.worst == pytest.approx({"renew": 1150, "retender": 40 + 1000 + 200, "insource": 1300})
    assert found.best == best_choice(found.tree).name == "retender"


def test_a_stated_yearly_cost_replaces_the_reference():
    found = chosen(ending(insource={"yearly_cost": 1080}))
    assert found.expected["insource"] == pytest.approx(900)
    assert found.best == "insource"


def test_months_after_the_term_are_discounted_to_the_valuation_date():
    case = override(ending(), {"discount_rate": "10 %"})
    factors = [1.1 ** (-(24 + k + 1) / 12) for k in range(10)]
    found = chosen(case)
    assert found.expected["renew"] == pytest.approx(115 * sum(factors))
    assert found.expected["insource"] == pytest.approx(115 * sum(factors) + 150 * factors[0])


def test_a_real_rate_is_raised_by_inflation_after_the_term_too():
    real = {
        "discount_rate": "10 %",
        "discount_basis": "real",
        "inflation": "cpi",
        "indices": {"cpi": {"growth": "2 %"}},
    }
    case = ending().revised(**real)
    factors = [1.122 ** (-(24 + k + 1) / 12) for k in range(10)]
    assert chosen(case).expected["renew"] == pytest.approx(115 * sum(factors))
    about = {"value_given_up": 30.6, "proceeds": 28, "years": 2, "volatility": "35 %"}
    stated = one_offer(end_of_term={"months": 1, "abandonment": about})
    nominal = stated.revised(**{**real, "discount_basis": "nominal", "discount_rate": "12.2 %"})
    assert abandonment(stated.revised(**real)) == pytest.approx(abandonment(nominal))


def test_an_asset_counts_with_the_mean_of_the_term():
    inside = own(server={"asset": {"price": 48, "month": 24, "life": "12 months"}})
    case = one_offer({"base": 1}, in_house=inside, term=24, end_of_term={"months": 1, "insource": {}})
    assert running_cost(expected_run(case), "in_house").at(0) == pytest.approx(4 / 24)


def test_it_never_enters_a_present_cost():
    without = one_offer({"base": 100}, term=24)
    case = without.revised(end_of_term=CHOICES)
    assert (expected_run(case).npv == expected_run(without).npv).all()
    assert end_of_term(expected_run(without), "out") is None


def test_the_option_is_a_range_and_stands_alone():
    about = {"value_given_up": 30.6, "proceeds": 28, "years": 2, "volatility": "35 %", "rate": "4 %"}
    case = one_offer(end_of_term={"months": 1, "abandonment": about})
    assert abandonment(case) == pytest.approx((3.4508, 3.6409), abs=5e-5)
    assert end_of_term(expected_run(case), "out") is None
    assert abandonment(one_offer()) is None
    wide = override(case, {"end_of_term.abandonment.volatility": {"uniform": [0.3, 0.4]}})
    low, high = abandonment(wide)
    assert low < 3.4508 < 3.6409 < high
    assert abandonment(override(case, {"end_of_term.abandonment.rate": None, "discount_rate": {0: 0.0408107741924}}))[
        0
    ] == pytest.approx(3.4508, abs=5e-5)
