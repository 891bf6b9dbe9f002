"""The company's own side through whole cases: hiring, parting, what fades, what is freed, tax; worked by hand."""

import numpy as np
import pytest
from small_cases import cost, line, one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.simulate import expected_run

SLOW, LATE = {"months": 1, "parallel_months": 3}, {"months": 2, "parallel_months": 1}
TEAM = {"units_per_month": 100, "annual_wage": 12_000, "attrition": "60 %", "hiring_cost": 1_000}


def lines(case, alternative="out"):
    """Return line to its payments, those that are not nothing."""
    named = [item.id for item in expected_run(case).lines if item.alternative == alternative]
    return {name: paid for name in named if any(paid := line(case, alternative, name))}


def both_views(case):
    """Return the saving of handing over in the total and in the relevant view, undiscounted cases only."""
    run = expected_run(case)
    stay, out = (run.alternatives.index(name) for name in ("in_house", "out"))
    relevant = run.npv - run.irrelevant_npv
    shown = [
        sum(float(row.sum()) * (1 - item.irrelevant) for row, item in zip(run.line_means, run.lines, strict=True)
            if item.alternative == name)
        for name in ("in_house", "out")
    ]  # fmt: skip
    assert shown == pytest.approx([float(relevant[stay, 0]), float(relevant[out, 0])])
    return float(run.npv[stay, 0] - run.npv[out, 0]), shown[0] - shown[1]


def growing(relevance="avoidable", team=TEAM, **transition):
    """Return a case of a team for 1,000 units, 1,200 from the second month on, handed over after two months."""
    volume = {"month_1": 1_000, "changes": ["+20 % from 2026-02"]}
    return one_offer(
        {"base": 7}, services={"desk": {"volume": volume}}, term=4,
        in_house=own(team={"staff": team, "relevance": relevance}), offer={"transition": {"months": 2, **transition}},
    )  # fmt: skip


def test_heads_can_be_read_by_month():
    step = expected_run(growing()).steps["in_house.costs.team.heads"]
    assert step.values.tolist() == [10, 12, 12, 12]
    assert (step.rule, step.unit, step.path) == ("staff_heads", "people", "in_house.costs.team.staff")
    fixed = growing(team={"headcount": 2.5, "annual_wage": 12})
    assert expected_run(fixed).steps["in_house.costs.team.heads"].values.tolist() == [2.5] * 4


def test_hires_are_borne_as_the_pay_is():
    assert lines(growing(), "in_house")["hiring.team"] == pytest.approx([500, 2_600, 600, 600])
    assert lines(growing())["hiring.team"] == pytest.approx([500, 2_600, 0, 0])
    assert lines(growing(parallel_months=1))["parallel_running"] == pytest.approx([0, 0, 12_600, 0])
    found = lines(growing({"kind": "partly", "avoidable": "70 %", "from_month": 4}))
    assert found["stranded"] == pytest.approx([0, 0, 0.3 * 12_600, 0.3 * 12_600])
    assert found["stranded_until_avoidable"] == pytest.approx([0, 0, 0.7 * 12_600, 0])


@pytest.mark.parametrize(
    "relevance", ["avoidable", "unavoidable", {"kind": "partly", "avoidable": "70 %", "from_month": 4}]
)
def test_hires_leave_both_views_alike(relevance):
    total, relevant = both_views(growing(relevance, parallel_months=1))
    assert relevant == pytest.approx(total)


@pytest.mark.parametrize(
    "team",
    [
        {key: value for key, value in TEAM.items() if key != "hiring_cost"},
        {"headcount": 3, "annual_wage": 12, "hiring_cost": 1_000},
    ],
)
def test_without_a_price_or_without_leavers_nothing_is_hired(team):
    assert not any(item.id.startswith("hiring") for item in expected_run(growing(team=team)).lines)


def test_a_retained_team_hires_until_the_exit():
    kept = {"staff": {"headcount": 2, "annual_wage": 12, "attrition": "50 %", "hiring_cost": 12}, "index": "wages"}
    case = one_offer(
        retained={"costs": {"manager": kept}}, indices={"wages": {"growth": "10 %"}}, term=14, exit_month=13
    )
    assert lines(case)["hiring.manager"] == pytest.approx([1] * 12 + [1.1, 0])
    assert lines(case, "in_house") == {}


def test_a_stranded_cost_fades():
    fading = {"kind": "partly", "avoidable": "80 %", "from_month": 3, "fades_over": 4}
    case = one_offer(
        in_house=own(room={"monthly": 100, "relevance": fading}), term=8, offer={"transition": {"months": 1}}
    )
    assert lines(case)["stranded_until_avoidable"] == pytest.approx([0, 80, 60, 40, 20, 0, 0, 0])
    assert lines(case)["stranded"] == pytest.approx([0] + [20] * 7)
    total, relevant = both_views(case)
    assert relevant == pytest.approx(total)


LEAVERS = {"people": 10, "transferred": 3, "redeployed": 2, "weeks": 26, "annual_wage": 40_000, "loading": 1.5}
MONEY = 5 * (26 / 52 * 40_000 * 1.5 + 2_000) + 3 * 700


def parting(severance=None, term=6, **more):
    """Return a case in which people leave."""
    stated = {**LEAVERS, "per_person": 2_000, "transfer_payment": 700, **(severance or {})}
    return one_offer(retained={"costs": {"plan": {"service": "desk", "severance": stated}}}, term=term, **more)


@pytest.mark.parametrize(
    ("transition", "month"),
    [({}, 0), ({"months": 2}, 2), ({"months": 2, "parallel_months": 1.5}, 3), ({"months": 9}, 5),
     ({"months": 2, "slip_days": 365 / 12}, 3)],
)  # fmt: skip
def test_people_are_paid_off_once_when_the_old_team_stops(transition, month):
    case = parting(offer={"transition": transition})
    assert line(case, "out", "plan") == pytest.approx([MONEY if m == month else 0 for m in range(6)])
    assert lines(case, "in_house") == {}
    (found,) = (item for item in expected_run(case).lines if item.id == "plan")
    assert found.category == "severance"


def test_severance_in_a_month_with_everyone_placed_and_after_an_exit():
    assert line(parting({"month": 5}), "out", "plan") == pytest.approx([0, 0, 0, 0, MONEY, 0])
    assert sum(line(parting({"redeployed": 9}), "out", "plan")) == pytest.approx(3 * 700)
    back = parting(offer={"transition": {"months": 2, "parallel_months": 2}}, exit_month=3)
    assert not any(line(back, "out", "plan"))


def test_severance_follows_the_earliest_of_several_takeovers():
    case = one_offer(
        services={"desk": {}, "hosting": {}},
        offers={
            "give": {"provider": "A", "charges": {"desk": {"base": 0}}, "transition": SLOW},
            "take": {"provider": "B", "charges": {"hosting": {"base": 0}}, "transition": {"months": 2}},
        },
        alternatives={"in_house": {}, "out": {"desk": "give", "hosting": "take"}},
        retained={"costs": {"plan": {"severance": LEAVERS}}}, term=6,
    )  # fmt: skip
    assert np.flatnonzero(line(case, "out", "plan")).tolist() == [4]


def freeing(resource, term=6, **more):
    """Return a case that frees a resource by a takeover after two months and a parallel run of one."""
    offer = {"transition": {"months": 2, "parallel_months": 1}}
    return one_offer(freed={"room": {"service": "desk", **resource}}, offer=offer, term=term, **more)


def test_a_room_is_let_once_the_old_team_has_left_it():
    case = freeing({"kind": "sublet", "monthly": 100})
    assert lines(case) == {"freed.room": [0, 0, 0, -100, -100, -100]}
    assert not any(item.id == "freed.room" for item in expected_run(case).lines if item.alternative == "in_house")
    assert lines(freeing({"kind": "sublet", "monthly": 100, "from_month": 5.5}))["freed.room"] == [0] * 4 + [-50, -100]
    assert lines(freeing({"kind": "sublet", "monthly": 100}, exit_month=5))["freed.room"] == [0] * 3 + [-100] * 2 + [0]


def test_equipment_is_sold_once_in_the_money_of_the_day():
    sale = {"kind": "sale", "amount": 1_000, "index": "prices"}
    prices = {"prices": {"growth": "-10 %"}}
    assert lines(freeing(sale, indices=prices))["freed.room"] == [0, 0, 0, -1_000, 0, 0]
    late = freeing({**sale, "from_month": 13}, term=14, indices=prices)
    assert line(late, "out", "freed.room") == pytest.approx([0] * 12 + [-900, 0])
    assert lines(freeing(sale, indices=prices, exit_month=3)) == {}
    assert lines(freeing({**sale, "from_month": 7}, indices=prices)) == {}


def test_a_missed_opportunity_is_a_cost_of_staying():
    missed = freeing({"kind": "opportunity", "monthly": 100, "from_month": 2})
    assert lines(missed, "in_house")["freed.room"] == [0, 100, 100, 100, 100, 100]
    assert lines(missed)["freed.room"] == [0, 100, 100, 0, 0, 0]
    let = freeing({"kind": "sublet", "monthly": 100, "from_month": 2})
    saved = [cost(case, "in_house") - cost(case, "out") for case in (missed, let)]
    assert saved == [300, 300]
    once = freeing({"kind": "opportunity", "amount": 900, "from_month": 2})
    assert lines(once, "in_house")["freed.room"] == lines(once)["freed.room"] == [0, 900, 0, 0, 0, 0]
    later = freeing({"kind": "opportunity", "amount": 900, "from_month": 4})
    assert lines(later, "in_house")["freed.room"] == [0, 0, 0, 900, 0, 0]
    assert lines(later) == {}


def test_what_two_services_share_is_free_when_both_have_left():
    case = one_offer(
        services={"desk": {}, "hosting": {}},
        offers={
            "give": {"provider": "A", "charges": {"desk": {"base": 0}}, "transition": {"months": 1}},
            "take": {"provider": "B", "charges": {"hosting": {"base": 0}}, "transition": LATE},
        },
        alternatives={"in_house": {}, "half": {"desk": "give"}, "out": {"desk": "give", "hosting": "take"}},
        freed={
            "room": {"service": ["desk", "hosting"], "kind": "sublet", "monthly": 10},
            "rack": {"service": ["desk", "hosting"], "kind": "sale", "amount": 50},
        },
        term=5,
    )  # fmt: skip
    assert lines(case) == {"freed.room": [0, 0, 0, -10, -10], "freed.rack": [0, 0, 0, -50, 0]}
    assert lines(case, "half") == {}


def taxed(rate="25 %", days=0, **more):
    """Return a case with tax: a machine for 1,200 that lasts 24 months in a term of 18, an office that stays."""
    inside = own(
        machine={"asset": {"price": 1_200, "life": 24, "month": 1}},
        office={"monthly": 40, "relevance": "unavoidable"},
        team={"monthly": 10},
    )
    offer = {"transition": {"months": 1, "price": 60}, "payment_days": days}
    return one_offer({"base": 20}, in_house=inside, offer=offer, term=18, tax={"rate": rate}, **more)


def test_an_asset_shields_from_tax_by_its_write_off():
    """1,200 over 24 months is 50 a month; the 300 received for six unused months are its book value and untaxed."""
    found = lines(taxed(), "in_house")
    assert found["machine"] == [1_200] + [0] * 16 + [-300]
    assert found["tax"] == pytest.approx([-0.25 * (50 + 10)] * 18)
    assert found["tax_alike"] == pytest.approx([-0.25 * 40] * 18)
    assert sum(found["machine"]) + 18 * 0.25 * -50 == pytest.approx(0.75 * 900)


def test_what_is_paid_later_is_deducted_in_its_month_of_service():
    found = lines(taxed(days=30))
    assert found["charges.give.desk"] == [0] * 2 + [20] * 17
    assert found["transition.give"] == [0, 60] + [0] * 17
    assert found["machine"] == [1_200] + [0] * 16 + [-300, 0]
    assert found["tax"] == pytest.approx([-0.25 * (50 + 10 + 60)] + [-0.25 * (50 + 20)] * 17 + [0])


def test_tax_leaves_both_views_alike():
    total, relevant = both_views(taxed())
    assert relevant == pytest.approx(total)
    unavoidable = override(taxed(), {"in_house.costs.machine.relevance": "sunk"})
    total, relevant = both_views(unavoidable)
    assert relevant == pytest.approx(total)
    assert lines(unavoidable, "in_house")["tax_alike"] == pytest.approx([-0.25 * (50 + 40)] * 18)


def test_a_rate_of_nothing_is_no_line_and_no_difference():
    none, plain = expected_run(taxed("0 %")), expected_run(override(taxed(), {"tax": None}))
    assert not any(item.category == "tax" for item in none.lines)
    np.testing.assert_array_equal(none.npv, plain.npv)


def test_credits_are_taxed_and_missed_opportunities_are_not():
    offer = {
        "attainment": {"uptime": {"mean": "90 %"}},
        "credits": {"uptime": {"below": ["99 %"], "credit": ["10 %"], "of": "invoice"}},
    }
    case = one_offer(
        {"base": 100}, offer=offer, term=2, tax={"rate": "30 %"},
        service_levels={"uptime": {"service": "desk", "metric": "availability", "target": "99 %"}},
        freed={"room": {"service": "desk", "kind": "opportunity", "monthly": 50}},
    )  # fmt: skip
    assert line(case, "out", "tax") == pytest.approx([-0.3 * 90, -0.3 * 90, 0])
    assert not any(line(case, "in_house", "tax"))
    let = override(case, {"freed.room.kind": "sublet"})
    assert line(let, "out", "tax") == pytest.approx([-0.3 * 40, -0.3 * 40, 0])


def test_a_retained_asset_is_written_off_until_the_exit():
    tools = {"asset": {"price": 120, "life": 12}}
    case = one_offer(retained={"costs": {"tools": tools}}, term=6, exit_month=4, tax={"rate": "50 %"})
    assert line(case, "out", "tools") == [120, 0, 0, 0, 0, 0]
    assert line(case, "out", "tax") == pytest.approx([-5] * 4 + [0] * 2)
