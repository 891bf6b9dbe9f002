"""Each clause through a whole case: who delivers, what lags, what is left, at which month."""

import pytest
from small_cases import cost, line, one_offer, own

from outsourcing_model.engine.simulate import expected_run

IN_HOUSE = own(team={"monthly": 100})


def lines(case, alternative="out"):
    """Return line to its payments, those that are not nothing."""
    run = expected_run(case)
    named = [item.id for item in run.lines if item.alternative == alternative]
    return {name: paid for name in named if any(paid := line(case, alternative, name))}


def taken_over(relevance="avoidable", **transition):
    """Return a case whose provider takes over after two months."""
    inside = own(team={"monthly": 100, "relevance": relevance})
    return one_offer({"base": 60}, in_house=inside, offer={"transition": {"months": 2, **transition}}, term=6)


def test_the_company_delivers_until_the_takeover():
    assert lines(taken_over()) == {"team": [100, 100, 0, 0, 0, 0], "charges.give.desk": [0, 0, 60, 60, 60, 60]}


def test_a_slip_moves_the_takeover_by_days():
    found = lines(taken_over(slip_days=365 / 12))
    assert found["charges.give.desk"] == pytest.approx([0, 0, 0, 60, 60, 60])
    half = lines(taken_over(slip_days=365 / 24))
    assert half["team"] == pytest.approx([100, 100, 50, 0, 0, 0])
    assert half["charges.give.desk"] == pytest.approx([0, 0, 30, 60, 60, 60])


def test_parallel_run_is_a_line_of_its_own():
    found = lines(taken_over(parallel_months=1.5))
    assert found["parallel_running"] == [0, 0, 100, 50, 0, 0]
    assert found["team"] == [100, 100, 0, 0, 0, 0]


@pytest.mark.parametrize("relevance", ["unavoidable", "sunk"])
def test_what_can_never_be_ended_is_stranded(relevance):
    found = lines(taken_over(relevance))
    assert found["stranded"] == [0, 0, 100, 100, 100, 100]
    assert "stranded_until_avoidable" not in found


def test_what_can_be_ended_later_is_stranded_until_then():
    found = lines(taken_over({"kind": "partly", "avoidable": "70 %", "from_month": 5}, parallel_months=1))
    assert found["team"] == [100, 100, 0, 0, 0, 0]
    assert found["parallel_running"] == pytest.approx([0, 0, 70, 0, 0, 0])
    assert found["stranded"] == pytest.approx([0, 0, 30, 30, 30, 30])
    assert found["stranded_until_avoidable"] == pytest.approx([0, 0, 0, 70, 0, 0])


def test_total_and_relevant_view_give_the_same_saving():
    case = taken_over({"kind": "partly", "avoidable": "70 %", "from_month": 5})
    run = expected_run(case)
    saving = run.npv[0] - run.npv[1]
    relevant = run.npv - run.irrelevant_npv
    assert relevant[0] - relevant[1] == pytest.approx(saving)
    assert run.irrelevant_npv == pytest.approx(0.3 * 600)


def test_a_shared_line_ends_when_its_last_service_leaves():
    case = one_offer(
        services={"desk": {}, "hosting": {}},
        in_house={"costs": {"manager": {"monthly": 10, "service": ["desk", "hosting"]}}},
        offers={
            "give": {"provider": "A", "charges": {"desk": {"base": 1}}, "transition": {"months": 1}},
            "take": {"provider": "B", "charges": {"hosting": {"base": 1}}, "transition": {"months": 3}},
        },
        alternatives={"in_house": {}, "half": {"desk": "give"}, "out": {"desk": "give", "hosting": "take"}},
        term=5,
    )
    assert line(case, "half", "manager") == [10] * 5
    assert line(case, "out", "manager") == [10, 10, 10, 0, 0]


def test_an_early_exit_brings_the_service_back():
    terms = {"exit": {"wind_down": 7, "months_of_charges": 2, "assistance": 5, "reinsourcing": 11}, "payment_days": 30}
    case = one_offer({"base": 60}, in_house=IN_HOUSE, offer=terms, term=4, exit_month=2)
    assert lines(case) == {
        "team": [0, 0, 100, 100, 0],
        "charges.give.desk": [0, 60, 60, 0, 0],
        "termination_fee.give": [0, 0, 127, 0, 0],
        "exit_assistance.give": [0, 0, 5, 0, 0],
        "reinsourcing.give": [0, 11, 0, 0, 0],
    }


def test_at_expiry_only_the_handover_is_paid():
    terms = {"exit": {"wind_down": 7, "months_of_charges": 2, "assistance": 5, "reinsourcing": 11}}
    case = one_offer({"base": 60}, in_house=IN_HOUSE, offer=terms, term=4)
    assert lines(case) == {"charges.give.desk": [60] * 4, "exit_assistance.give": [0, 0, 0, 5]}


def test_transition_is_paid_by_milestones_and_the_rest_inside_the_charges():
    terms = {"price": {"desk": 1_000, "unused": 9}, "milestones": {1: "25 %", 3: "75 %"}, "financed": "40 %"}
    case = one_offer(offer={"transition": {**terms, "months": 2, "overrun": "10 %"}}, term=4)
    assert lines(case) == {
        "transition.give": pytest.approx([150, 0, 450, 0]),
        "transition_overrun.give": pytest.approx([25, 0, 75, 0]),
    }


@pytest.mark.parametrize(("months", "paid"), [(0, 0), (0.5, 0), (1, 0), (1.5, 1), (3, 2), (60, 3)])
def test_without_milestones_all_is_paid_in_the_last_month_of_the_transition(months, paid):
    case = one_offer(offer={"transition": {"price": 8, "months": months}}, term=4)
    assert line(case, "out", "transition.give") == [8 if month == paid else 0 for month in range(4)]


def test_credits_are_set_off_against_the_next_invoice():
    case = one_offer(
        {"base": 100},
        offer={
            "attainment": {"uptime": {"mean": "90 %"}},
            "credits": {"uptime": {"below": ["99 %"], "credit": ["10 %"], "of": "invoice"}, "claimed": "80 %"},
            "payment_days": 30,
        },
        service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99 %"}},
        term=2,
    )
    assert lines(case) == {
        "charges.give.desk": [0, 100, 100, 0],
        "credits.give": pytest.approx([0, 0, -8, -8]),
    }


def test_a_commitment_tops_the_invoice_up():
    case = one_offer(
        {"base": 20, "price": 1, "baseline": 100}, 50, in_house=IN_HOUSE, offer={"minimum_commitment": "80 %"}, term=1
    )
    assert lines(case) == {"charges.give.desk": [70], "minimum_commitment.give": pytest.approx([26])}
    assert cost(case, "out") == pytest.approx(0.8 * (20 + 100))


def test_retained_lines_are_paid_only_where_something_is_outsourced():
    kept = {
        "governance": {"share_of_charges": "5 %"},
        "team": {"staff": {"headcount": 2, "annual_wage": 12}},
        "severance": {"one_off": {"amount": 30}},
    }
    case = one_offer({"base": 60}, offer={"transition": {"months": 1}}, retained={"costs": kept}, term=3, exit_month=2)
    assert lines(case, "in_house") == {}
    assert lines(case) == {
        "charges.give.desk": [0, 60, 0],
        "governance": [0, 3, 0],
        "team": [2, 2, 0],
        "severance": [0, 30, 0],
    }


def test_season_and_steps_of_volume():
    volume = {"month_1": 100, "season": {"march": "10 %"}, "changes": ["-50 % from 2026-02", "+20 % from 2026-03"]}
    case = one_offer({"price": 1}, services={"desk": {"volume": volume}}, term=4)
    assert line(case, "out", "charges.give.desk") == pytest.approx([100, 50, 66, 60])


EXIT = {"wind_down": 7, "assistance": 5, "data_extraction": 3, "reinsourcing": 11, "dual_running_months": 1.5}


def left(ground="convenience", leave=2, charge=None, **more):
    case = one_offer(charge or {"base": 60}, offer={"exit": {**EXIT, **more}}, term=4, exit_month=leave)
    found = lines(case.revised(exit_ground=ground))
    return {name.removesuffix(".give"): sum(paid) for name, paid in found.items() if not name.startswith("charges")}


def test_leaving_for_convenience_pays_each_part_on_a_line_of_its_own():
    wanted = {"termination_fee": 7, "exit_assistance": 5, "data_extraction": 3, "reinsourcing": 11}
    assert left() == {**wanted, "exit_dual_running": 90}


def test_a_breach_brings_no_fee_and_free_help():
    assert left("breach") == {"reinsourcing": 11, "exit_dual_running": 90}
    paid = {"exit_assistance": 5, "data_extraction": 3, "reinsourcing": 11, "exit_dual_running": 90}
    assert left("breach", assistance_free_on_breach=False) == paid


@pytest.mark.parametrize("ground", ["convenience", "breach"])
def test_at_expiry_the_ground_is_no_matter(ground):
    assert left(ground, 4) == {"exit_assistance": 5, "data_extraction": 3}


def test_the_next_tender_is_paid_in_place_of_the_way_back():
    found = left(after_exit="retender", retender=13)
    assert found["retender"] == 13
    assert "reinsourcing" not in found


def test_help_by_the_day():
    terms = {"assistance_days": 4, "assistance_day_rate": {"uniform": [20, 30]}}
    case = one_offer({"base": 60}, offer={"exit": terms}, term=4)
    assert line(case, "out", "exit_assistance.give") == [0, 0, 0, 100]


def test_a_fee_of_fixed_months_and_lost_margin_at_the_prices_of_the_time():
    """Month 14 of 24 at +10 %: twice the base of 60, a fifth of 160 for the 9 months after the takeover slips to 15."""
    terms = {
        "indexation": {"fixed_rate": "10 %"},
        "exit": {"months_of_base": 2, "share_of_remaining": "20 %"},
        "transition": {"months": 15},
    }
    case = one_offer({"base": 60, "price": 1, "baseline": 100}, 50, offer=terms, term=24, exit_month=14)
    fee = (2 * 60 + 0.2 * 160 * 9) * 1.1
    assert sum(line(case, "out", "termination_fee.give")) == pytest.approx(fee)


@pytest.mark.parametrize(
    ("cap", "fee"), [({"cap": 800}, 400), ({"cap": 10_000}, 1_000), ({"cap_share": "50 %"}, 60), ({"cap": 0}, 0)]
)
def test_a_cap_cuts_the_sum(cap, fee):
    case = one_offer({"base": 60}, offer={"exit": {"wind_down": 1_000, **cap}}, term=4, exit_month=2)
    assert sum(line(case, "out", "termination_fee.give")) == pytest.approx(fee)
