import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.baseline import bridge
from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.fiscal import fiscal_label, fiscal_view
from outsourcing_model.metrics.heads import head_count, heads_by_fiscal_year, total_heads
from outsourcing_model.metrics.write_off import straight_line
from outsourcing_model.presentation.budget_csv import COLUMNS, as_csv, budget


def compared(case):
    return compare(simulate(case, draw(case, 32)))


def amounts(view):
    return [{" ".join(key): value for key, value in year.amounts.items() if round(value, 6)} for year in view.years]


# By hand: four months from November 2026; a server of 60 with six months of life, a third of it left at the end.
def test_years_by_payment_and_by_service():
    case = one_offer(
        {"base": 10}, start="2026-11", term=4, in_house=own(server={"asset": {"price": 60, "life": 6}}),
        offer={"payment_days": 30, "transition": {"price": 7}},
    )  # fmt: skip
    found = compared(case)
    assert amounts(fiscal_view(found, "in_house")) == [
        {"capital cash": pytest.approx(60), "capital accrual": pytest.approx(20)},
        {"capital cash": pytest.approx(-20), "capital accrual": pytest.approx(20)},
    ]
    view = fiscal_view(found, "out")
    assert amounts(view) == [
        {"operating cash": 10, "operating accrual": 20, "one_off cash": 7, "one_off accrual": 7},
        {"operating cash": 30, "operating accrual": 20},
    ]
    assert [(year.label, year.months) for year in view.years] == [("2026", 2), ("2027", 3)]


@pytest.mark.parametrize(("first", "label"), [(1, "2026"), (4, "2025/26"), (3, "2026/27"), (12, "2025/26")])
def test_labels_of_march(first, label):
    case = one_offer(start="2026-03", fiscal_year_start=first)
    assert fiscal_label(case, 0) == label


def test_a_century_ends_in_two_digits():
    assert fiscal_label(one_offer(start="2099-12", fiscal_year_start=7), 0) == "2099/00"


def test_two_purchases_without_residual_lose_the_rest_in_the_last_month():
    charge = straight_line(np.array([30.0, 0, 0, 30, 0, 0, 0]), 3, 5)
    assert charge.tolist() == [10, 10, 10, 10, 20, 0, 0]


def test_heads_leave_with_the_service():
    team = own(team={"staff": {"headcount": 3, "annual_wage": 12}, "index": "wages"})
    kept = {"costs": {"manager": {"staff": {"headcount": 0.5, "annual_wage": 9}}}}
    case = one_offer(
        {"base": 1}, in_house=team, term=24, indices={"wages": {"growth": 0.1}},
        offer={"transition": {"months": 1.5}}, retained=kept,
    )  # fmt: skip
    found = compared(case)
    assert head_count(found, "in_house")["team"].tolist() == pytest.approx([3] * 24)
    assert head_count(found, "out")["team"].tolist() == pytest.approx([3, 1.5, *[0] * 22])
    assert total_heads(found, "out")[:3].tolist() == pytest.approx([3.5, 2, 0.5])
    assert heads_by_fiscal_year(found, "out") == pytest.approx({"2026": (3.5 + 2 + 10 * 0.5) / 12, "2027": 0.5})


def test_no_team_has_no_heads():
    found = compared(one_offer(in_house=own(work={"monthly": 5})))
    assert total_heads(found, "in_house") is None
    assert heads_by_fiscal_year(found, "in_house") == {}


def test_the_table_holds_every_amount_once():
    team = own(team={"staff": {"headcount": 2, "annual_wage": 12}})
    found = compared(one_offer({"base": 1}, in_house=team, term=14))
    table = budget(found)
    assert tuple(table.columns) == COLUMNS
    assert table.query("alternative == 'in_house' and basis == 'cash'").amount.tolist() == pytest.approx([24, 4])
    assert table.query("kind == 'head_count' and alternative == 'in_house'").amount.tolist() == pytest.approx([2, 2])
    assert not table.duplicated(["alternative", "fiscal_year", "kind", "basis"]).any()
    assert as_csv(found).startswith("alternative,fiscal_year,kind,basis,amount\nin_house,2026,operating,cash,24.0")


# By hand: 12 a month, 10 % dearer in the second year, as is all money.
def test_real_cost_takes_inflation_out():
    case = one_offer(
        {"base": 12}, 2, in_house=own(work={"monthly": 12, "index": "prices"}), term=24,
        indices={"prices": {"growth": 0.1}}, inflation="prices",
    )  # fmt: skip
    inside, out = (by_year(compared(case), name) for name in ("in_house", "out"))
    assert [year.cost for year in inside] == pytest.approx([144, 158.4])
    assert [year.real_cost for year in inside] == pytest.approx([144, 144])
    assert [year.real_cost for year in out] == pytest.approx([144, 144 / 1.1])
    assert [year.per_unit for year in out] == pytest.approx([6, 6])
    assert [year.real_per_unit for year in out] == pytest.approx([6, 6 / 1.1])


def test_a_real_rate_with_inflation_is_a_nominal_rate():
    lines = {
        "in_house": own(work={"monthly": 12, "index": "prices"}),
        "term": 24,
        "indices": {"prices": {"growth": 0.02}},
    }
    real = one_offer(**lines, discount_rate=0.04, discount_basis="real", inflation="prices")
    nominal = one_offer(**lines, discount_rate=1.04 * 1.02 - 1)
    stepped = one_offer(**lines, discount_rate={0: 0.04, 2: 0.03}, discount_basis="real", inflation="prices")
    costs = [compared(case).alternatives["in_house"].npv_cost.mean for case in (real, nominal, stepped)]
    assert costs[0] == pytest.approx(costs[1], rel=1e-12)
    assert stepped.nominal_rate == pytest.approx({0: 1.04 * 1.02 - 1, 2: 1.03 * 1.02 - 1})
    assert costs[2] > costs[0]


# By hand: 100 in the budget, 20 more for a wider scope, 5 less for what was paid once; the model's year costs 144.
def test_the_bridge_names_the_unexplained_rest():
    plan = {
        "lines": {"staff": 60, "rent": {"amount": 40, "name": "Rent"}},
        "adjustments": {"wider": {"amount": 20, "kind": "scope"}, "once": {"amount": -5, "kind": "one_off"}},
    }
    found = bridge(compared(one_offer(in_house=own(work={"monthly": 12}), term=24, budget=plan)))
    assert [(step.name, step.kind, step.amount) for step in found.steps[:-1]] == [
        ("staff", "budget", 60), ("rent", "budget", 40), ("wider", "scope", 20), ("once", "one_off", -5),
    ]  # fmt: skip
    assert (found.budget, found.baseline, found.unexplained) == pytest.approx((100, 144, 29))
    assert sum(step.amount for step in found.steps) == pytest.approx(found.baseline)


def test_without_a_budget_there_is_no_bridge():
    assert bridge(compared(one_offer())) is None
