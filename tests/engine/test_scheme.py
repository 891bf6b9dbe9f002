"""Whole schemes: each step by hand, orders that matter, and random schemes against loops over plain numbers."""

import itertools
import random
from typing import Any

import numpy as np
import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.program import credited, levels
from outsourcing_model.engine.simulate import expected_run, simulate

from . import scheme_loops
from .playing import played

Tree = dict[str, Any]
POINT = 1e-9


def idle(run: CashFlows) -> np.ndarray:
    """Return the months in which the credits of the only offer reach a cap, for each draw."""
    (months,) = run.idle_by_offer.values()
    return months


def failing(months: int, depth: float = 0.10, **more: Any) -> Tree:
    """Return the belief of a level that is 99.5 % for certain, and `depth` lower in its first months."""
    return {"mean": "99.5 %", "weak_start": {"months": months, "lower_by": depth}, **more}


def case(
    returns: Tree | None,
    beliefs: dict[str, Tree],
    term: int = 12,
    promises: dict[str, Tree] | None = None,
    **offer: Any,
) -> Case:
    """Return a case in which an offer of 1,000 a month for two services is believed to meet its levels so."""
    level = {"service": "desk", "metric": "availability", "target": "99 %"}
    own = {name: {**level, **(promises or {}).get(name, {})} for name in beliefs}
    charges = {"desk": {"base": 700}, "host": {"base": 300}}
    more = {"exchange_rates": offer.pop("exchange_rates")} if "exchange_rates" in offer else {}
    given = {"provider": "Provider", "charges": charges, "attainment": beliefs, **offer}
    tree: Tree = {
        "case": "Small", "currency": "EUR", "start": "2026-01", "term": term, "discount_rate": 0,
        "services": {"desk": {"volume": {"month_1": 100}}, "host": {"volume": {"month_1": 10}}}, "service_levels": own,
        "offers": {"give": {**given, **({"credits": returns} if returns else {})}},
        "alternatives": {"in_house": {}, "out": {"every_service": "give"}}, **more,
    }  # fmt: skip
    return Case.model_validate(tree)


def tier(credit: str = "10 %", of: str = "invoice", **more: Any) -> Tree:
    """Return what a level returns below 99 %."""
    return {"below": ["99 %"], "credit": [credit], "of": of, **more}


def received(one: Case, luck: bool = True) -> list[float]:
    """Return the credits of each month of service, in one draw with its luck or in the expected run."""
    run = simulate(one, draw(one, 16), noise=luck)
    row = next(n for n, line in enumerate(run.lines) if line.id == "credits.give")
    values = [float(-value) for value in run.line_means[row]]
    return values[1 : one.term + 1]


def both(returns: Tree, beliefs: dict[str, Tree], term: int = 12, **more: Any) -> list[float]:
    """Return the credits by month of a case without chance, the same in a simulated and in the expected run."""
    one = case(returns, beliefs, term, **more)
    drawn = received(one)
    assert received(one, luck=False) == pytest.approx(drawn, abs=1e-9)
    return drawn


def test_tiers_by_themselves():
    assert both({"up": tier()}, {"up": failing(3)}, 5) == pytest.approx([100, 100, 100, 0, 0])
    deep = {"below": ["99 %", "90 %"], "credit": ["10 %", "30 %"], "of": "desk"}
    assert both({"up": deep}, {"up": failing(2)}, 3) == pytest.approx([210, 210, 0])


def test_a_limit_met_exactly_is_a_pass():
    assert both({"up": tier()}, {"up": {"mean": "99 %"}}, 2) == [0, 0]
    assert both({"up": tier()}, {"up": {"mean": "98.9999 %"}}, 2) == pytest.approx([100, 100])


def test_so_much_for_each_point_below_the_target():
    lost = {"per_point": "2 %", "of": "desk"}
    assert both({"up": lost}, {"up": {"mean": "96.5 %"}}, 2) == pytest.approx([35, 35])  # 2.5 points x 2 % x 700
    assert both({"up": {**lost, "most": "4 %"}}, {"up": {"mean": "96.5 %"}}, 2) == pytest.approx([28, 28])
    assert both({"up": {**lost, "whole_points": True}}, {"up": {"mean": "96.5 %"}}, 2) == pytest.approx([28, 28])


@pytest.mark.parametrize(
    ("level", "points"),
    [
        ("99 %", 0),
        ("98.01 %", 0),
        ("98 %", 1),
        ("97.9999 %", 1),
        ("97 %", 2),
        ("96.0001 %", 2),
        ("90 %", 3),
        ("0 %", 3),
    ],
)
def test_whole_points_are_counted_at_their_edges(level, points):
    lost = {"per_point": "2 %", "of": "invoice", "whole_points": True, "most": "6 %"}
    assert both({"up": lost}, {"up": {"mean": level}}, 1) == pytest.approx([20 * points])


def test_so_much_for_each_hour_beyond_the_free_ones():
    lost = {"per_hour": 10, "free_hours": 2}  # 1 % of 730 h is 7.3 h
    assert both({"up": lost}, {"up": {"mean": "99 %"}}, 2) == pytest.approx([53, 53])
    assert both({"up": {**lost, "most": "4 %"}}, {"up": {"mean": "99 %"}}, 2) == pytest.approx([40, 40])
    assert both({"up": {"per_hour": 10, "free_hours": 7.3}}, {"up": {"mean": "99 %"}}, 1) == pytest.approx([0])


def test_the_pool_returns_its_allocation_times_the_multiplier_up_to_what_is_at_risk():
    half = {"below": ["99 %"], "allocation": "50 %"}
    assert both({"at_risk": "12 %", "up": half}, {"up": failing(1)}, 2) == pytest.approx([60, 0])
    deep = {"below": ["99 %", "90 %"], "allocation": "50 %", "multiplier": [1, 1.5]}
    assert both({"at_risk": "12 %", "up": deep}, {"up": failing(1)}, 2) == pytest.approx([90, 0])
    over = {"at_risk": "12 %", "pool": "200 %", "up": {**deep, "multiplier": [1, 3]}}
    assert both(over, {"up": failing(1)}, 2) == pytest.approx([120, 0])
    run = simulate(one := case(over, {"up": failing(1)}, 2), draw(one, 16))
    assert run.capped_months.max() == idle(run).max() == 1
    assert run.level_credits["out", "give", "up"].plain == pytest.approx([180] * 16)


@pytest.mark.parametrize(
    ("points", "credit"), [(0, 0), (5, 0), (9, 0), (10, 2), (15, 4), (29, 8), (30, 10), (45, 10)]
)  # fmt: skip
def test_points_are_added_up_and_the_table_says_what_they_return(points, credit):
    table = {"at": [10, 15, 20, 25, 30], "credit": ["2 %", "4 %", "6 %", "8 %", "10 %"]}
    first, second = points // 3, points - points // 3
    scheme = {"points_table": table, **{name: {"below": ["99 %"], "points": [part]}
                                        for name, part in (("up", first), ("fast", second))}}  # fmt: skip
    one = case(scheme, {"up": failing(1), "fast": failing(1)}, 2)
    assert received(one) == pytest.approx([10 * credit, 0])
    run = simulate(one, draw(one, 16))
    if credit:
        assert run.level_credits["out", "give", "up"].plain == pytest.approx([10 * credit * first / points] * 16)


@pytest.mark.parametrize(("points", "credit"), [(0, 0), (5, 1), (10, 2), (12, 2.8), (30, 10), (60, 10)])
def test_in_the_expected_run_a_table_is_read_between_its_steps(points, credit):
    table = {"at": [10, 15, 30], "credit": ["2 %", "4 %", "10 %"]}
    one = case({"points_table": table, "up": {"below": ["99 %"], "points": [points]}}, {"up": failing(1)}, 2)
    assert received(one, luck=False) == pytest.approx([10 * credit, 0])


def test_misses_in_a_row_return_more():
    again = tier(repeat={"after": 2, "multiplier": 3})
    assert both({"up": again}, {"up": failing(4)}, 6) == pytest.approx([100, 100, 300, 300, 0, 0])


def test_failure_that_persists_returns_something_on_top_which_repeats_do_not_multiply():
    lasting = tier(persistent={"misses": 3, "within": 4, "credit": "5 %"}, repeat={"after": 1, "multiplier": 2})
    assert both({"up": lasting}, {"up": failing(4)}, 6) == pytest.approx([100, 200, 250, 250, 0, 0])


def test_points_are_doubled_by_repeats_before_the_table_is_read():
    again = {"below": ["99 %"], "points": [4], "repeat": {"after": 1, "multiplier": 2}}
    one = case({"points_table": {"at": [5], "credit": ["3 %"]}, "up": again}, {"up": failing(3)}, 4)
    assert received(one) == pytest.approx([0, 30, 30, 0])


def test_our_own_share_of_the_misses_excuses_and_years_have_their_part():
    scheme = {"up": tier(by_year=["0 %", "50 %"])}
    found = both(scheme, {"up": failing(99)}, 36, promises={"up": {"our_share": "20 %"}})
    assert found == pytest.approx([0] * 12 + [40] * 24)


def test_the_levels_of_a_service_return_at_most_a_share_of_its_charge():
    scheme = {
        "service_caps": {"host": "10 %"},
        "up": tier("20 %", "desk"),
        "fast": tier("15 %", "host"),
        "kind": tier("5 %", "host"),
    }
    here = {"fast": {"service": "host"}, "kind": {"service": "host"}}
    beliefs = {name: failing(1) for name in ("up", "fast", "kind")}
    one = case(scheme, beliefs, 2, promises=here)
    assert both(scheme, beliefs, 2, promises=here) == pytest.approx([140 + 30, 0])
    run = simulate(one, draw(one, 16))
    assert run.level_credits["out", "give", "fast"].plain == pytest.approx([45] * 16)
    assert run.kept_credits["out", "give"].plain == pytest.approx([170] * 16)


def test_the_monthly_cap_cuts_and_makes_idle():
    one = case({"monthly_cap": "8 %", "claimed": "50 %", "up": tier()}, {"up": failing(3)}, 5)
    assert received(one) == pytest.approx([40, 40, 40, 0, 0])
    run = simulate(one, draw(one, 16))
    assert run.capped_months[1] == pytest.approx([3] * 16)
    assert idle(run) == pytest.approx([3] * 16)
    assert run.kept_credits["out", "give"].plain == pytest.approx([240] * 16)
    exact = case({"monthly_cap": "10 %", "up": tier()}, {"up": failing(3)}, 5)
    run = simulate(exact, draw(exact, 16))
    assert (run.capped_months[1, 0], idle(run)[0]) == (0, 3)


def test_a_rolling_cap_looks_back_on_what_was_kept():
    scheme = {"rolling_cap": {"share": "5 %", "months": 3}, "up": tier()}
    # 5 % of what was invoiced in the months so far, at most three: 50, then 100 - 50, then 150 - 100, then 150 - 100
    assert both(scheme, {"up": failing(5)}, 8) == pytest.approx([50, 50, 50, 50, 50, 0, 0, 0])
    late = {"mean": "99.5 %", "weak_end": {"months": 4, "lower_by": "10 %"}}
    assert both(scheme, {"up": late}, 8) == pytest.approx([0, 0, 0, 0, 100, 50, 0, 100])


def test_a_yearly_cap_counts_all_invoices_of_the_contract_year():
    scheme = {"yearly_cap": "2 %", "up": tier()}
    assert both(scheme, {"up": failing(14)}, 18) == pytest.approx([100, 100, 40, *[0] * 9, 100, 20, 0, 0, 0, 0])


def test_a_contract_cap_is_a_share_of_all_invoices_or_an_amount():
    for cap in ({"contract_cap": "2.5 %"}, {"contract_cap_amount": 300}):
        found = both({**cap, "up": tier()}, {"up": failing(6)}, 12)
        assert found == pytest.approx([100, 100, 100, *[0] * 9])
    one = case({"contract_cap": "2.5 %", "up": tier()}, {"up": failing(6)}, 12)
    run = simulate(one, draw(one, 16))
    assert idle(run) == pytest.approx([10] * 16)  # the third month reaches it, and nothing is left after it
    assert run.capped_months[1] == pytest.approx([0] * 16)


def test_a_credit_goes_back_after_months_without_a_miss():
    scheme = {"earn_back": {"months": 3}, "up": tier()}
    assert both(scheme, {"up": failing(2)}, 8) == pytest.approx([100, 100, 0, 0, -100, 0, 0, 0])
    # the miss of month 2 keeps month 1; month 2 goes back after months 3, 4 and 5
    assert both({"earn_back": {"months": 1}, "up": tier()}, {"up": failing(2)}, 4) == pytest.approx([100, 100, -100, 0])


def test_what_is_still_open_at_the_end_is_kept():
    scheme = {"earn_back": {"months": 3}, "up": tier()}
    assert both(scheme, {"up": failing(2)}, 4) == pytest.approx([100, 100, 0, 0])
    assert both(scheme, {"up": failing(2)}, 5) == pytest.approx([100, 100, 0, 0, -100])


def test_a_miss_of_any_credited_level_keeps_what_was_paid_for_another():
    scheme = {"earn_back": {"months": 2}, "up": tier(), "fast": tier("1 %")}
    assert both(scheme, {"up": failing(1), "fast": failing(2)}, 5) == pytest.approx([110, 10, 0, -10, 0])


def twice() -> Tree:
    """Return a level missed in month 1 and in the last two months of six."""
    return {**failing(1), "weak_end": {"months": 2, "lower_by": "10 %"}}


def test_what_went_back_makes_room_under_caps_of_several_months_if_so_agreed():
    scheme = {"contract_cap_amount": 150, "earn_back": {"months": 2}, "up": tier()}
    assert both(scheme, {"up": twice()}, 6) == pytest.approx([100, 0, -100, 0, 50, 0])
    frees = {**scheme, "earn_back": {"months": 2, "frees_caps": True}}
    assert both(frees, {"up": twice()}, 6) == pytest.approx([100, 0, -100, 0, 100, 50])


def test_repeats_after_a_cap_multiply_what_it_left():
    scheme = {"monthly_cap": "8 %", "up": tier(repeat={"after": 1, "multiplier": 2})}
    assert both(scheme, {"up": failing(2)}, 3) == pytest.approx([80, 80, 0])
    after = {**scheme, "order": ["monthly_cap", "multiplier"]}
    assert both(after, {"up": failing(2)}, 3) == pytest.approx([80, 160, 0])


def test_repeats_after_the_yearly_cap_but_before_that_of_the_contract():
    levels_ = {"up": tier(repeat={"after": 1, "multiplier": 2})}
    caps = {"yearly_cap": "2 %", "contract_cap_amount": 260}
    assert both({**caps, **levels_}, {"up": failing(4)}, 12)[:4] == pytest.approx([100, 140, 0, 0])
    turned = {**caps, "order": ["yearly_cap", "multiplier", "contract_cap"], **levels_}
    # 100; 100 doubled, of which the contract allows 160; nothing more in the year
    assert both(turned, {"up": failing(4)}, 12)[:4] == pytest.approx([100, 160, 0, 0])


def test_the_order_of_two_caps_changes_nothing_but_where_repeats_stand_does():
    caps = {"monthly_cap": "9 %", "yearly_cap": "1.5 %"}
    levels_ = {"up": tier(repeat={"after": 1, "multiplier": 2})}
    steps = ("multiplier", "monthly_cap", "yearly_cap")
    found = {}
    for order in itertools.permutations(steps):
        found[order] = tuple(np.round(both({**caps, "order": list(order), **levels_}, {"up": failing(3)}, 12)[:3], 6))
    assert found[steps] == found["multiplier", "yearly_cap", "monthly_cap"] == (90, 90, 0)
    assert found["monthly_cap", "multiplier", "yearly_cap"] == (90, 90, 0)
    assert found["monthly_cap", "yearly_cap", "multiplier"] == (90, 180, 0)
    assert found["yearly_cap", "monthly_cap", "multiplier"] == (90, 180, 0)
    assert found["yearly_cap", "multiplier", "monthly_cap"] == (90, 90, 0)


def test_windows_of_a_quarter_return_a_share_of_the_quarter_and_repeat_by_quarters():
    quarter = {"up": {"window": "quarter"}}
    again = tier(repeat={"after": 1, "multiplier": 2}, persistent={"misses": 2, "within": 6, "credit": "1 %"})
    found = both({"up": again}, {"up": failing(9)}, 12, promises=quarter)
    assert found == pytest.approx([0, 0, 300, 0, 0, 630, 0, 0, 630, 0, 0, 0])


def test_rolling_windows_return_a_share_of_the_month():
    rolling = {"up": {"rolling_months": 3}}
    found = both({"up": tier()}, {"up": failing(2)}, 6, promises=rolling)
    assert found == pytest.approx([0, 0, 100, 100, 0, 0])  # means 92.83 % of months 1 to 3, 96.17 % of 2 to 4


def test_hours_of_a_quarter_are_those_of_its_three_months():
    lost = {"per_hour": 10, "free_hours": 2}  # 1 % of 2,190 h is 21.9 h
    found = both({"up": lost}, {"up": {"mean": "99 %"}}, 3, promises={"up": {"window": "quarter"}})
    assert found == pytest.approx([0, 0, 199])


def test_nothing_is_due_of_a_charge_that_is_not_there():
    late = {"transition": {"months": 1, "slip_days": 365}}
    lost = {
        "up": {"per_hour": 10},
        "fast": {"below": ["99 %"], "points": [1]},
        "points_table": {"at": [1], "credit": ["5 %"]},
    }
    found = received(case(lost, {"up": {"mean": "98 %"}, "fast": {"mean": "98 %"}}, 14, **late))
    assert found == pytest.approx([0] * 13 + [146 + 50])


def test_a_trigger_tells_the_first_month_in_which_it_is_met():
    triggers = {"often": {"level": "up", "misses": 2, "within": 3}, "rare": {"misses": 5, "within": 6},
                "deep": {"level": "up", "misses": 1, "below_minimum": True}, "full": {"months_at_cap": 2}}  # fmt: skip
    one = case(
        {"monthly_cap": "10 %", "up": tier()},
        {"up": twice()},
        6,
        {"up": {"critical": True, "minimum": "90 %"}},
        triggers=triggers,
    )
    run = simulate(one, draw(one, 16))
    met = {name: run.triggers_met["out", "give", name].tolist() for name in triggers}
    assert met == {"often": [6] * 16, "rare": [0] * 16, "deep": [1] * 16, "full": [6] * 16}
    run = expected_run(one)
    assert run.triggers_met["out", "give", "often"] == [6]


def test_a_trigger_without_a_level_is_met_by_any_critical_level_alone():
    beliefs = {"up": failing(1), "fast": failing(3), "kind": failing(5)}
    promises = {"up": {"critical": True}, "fast": {"critical": True}}
    one = case(
        None, beliefs, 6, promises, triggers={"often": {"misses": 2, "within": 3}, "four": {"misses": 4, "within": 6}}
    )
    run = simulate(one, draw(one, 16))
    assert run.triggers_met["out", "give", "often"][0] == 2
    assert run.triggers_met["out", "give", "four"][0] == 0  # one and three misses of two levels are no four of one


def test_paying_late_costs_interest_and_an_indemnity():
    late = {"share": "20 %", "days": 73, "rate": "10 %", "indemnity": 40}
    one = case(None, {}, 3, late_payment=late, payment_days=30)
    run = expected_run(one)
    row = next(n for n, line in enumerate(run.lines) if line.id == "late_payment.give")
    assert run.line_means[row].tolist() == pytest.approx([0, 12, 12, 12])  # 20 % x (1,000 x 10 % x 73/365 + 40)
    assert run.owed[1, 0] == pytest.approx(36)
    assert run.owed_parts["out", "give", "late_payment"].plain == pytest.approx([36])
    assert run.total[1, 0] == pytest.approx(3036)


def test_an_offer_in_another_currency_is_reckoned_in_it_to_the_last_line():
    scheme = {"contract_cap_amount": 150, "up": tier()}
    late = {"share": 1, "days": 0, "rate": 0, "indemnity": 5}
    one = case(scheme, {"up": failing(6)}, 3, currency="USD", late_payment=late, exchange_rates={"USD": {"rate": 0.5}})
    run = expected_run(one)
    assert run.received[1, 0] == pytest.approx(75)
    assert run.level_credits["out", "give", "up"].plain == pytest.approx([150])
    assert run.kept_credits["out", "give"].plain == pytest.approx([75])
    assert run.owed_parts["out", "give", "late_payment"].plain == pytest.approx([7.5])


# random schemes against loops over plain numbers


def random_level(dice: random.Random, service: str) -> Tree:
    """Return what a level returns, in one of the ways that tiers give."""
    way = dice.choice(["credit", "points", "allocation"])
    values = {"credit": ["6 %", "15 %"], "points": [3, 7], "allocation": "40 %"}
    level: Tree = {"below": ["99 %", "97 %"], way: values[way], "by_year": dice.choice([[], ["50 %", "100 %"]])}
    if way == "credit":
        level["of"] = dice.choice(["invoice", service])
    if way == "allocation":
        level["multiplier"] = [1, 2]
    if dice.random() < 0.5:
        level["repeat"] = {"after": dice.randint(1, 2), "multiplier": dice.choice([1.5, 2, 3])}
    if way != "points" and dice.random() < 0.5:
        level["persistent"] = {"misses": dice.randint(1, 3), "within": dice.randint(3, 5), "credit": "4 %"}
    return level


def random_scheme(dice: random.Random) -> Tree:
    """Return a scheme with some of the steps, in some order."""
    steps = {
        "monthly_cap": dice.choice(["7 %", "12 %"]), "rolling_cap": {"share": "4 %", "months": dice.randint(2, 6)},
        "yearly_cap": dice.choice(["2 %", "5 %"]), "contract_cap": dice.choice(["2 %", "4 %"]),
        "earn_back": {"months": dice.randint(1, 4), "frees_caps": dice.random() < 0.5},
        "service_caps": {"host": "8 %"},
    }  # fmt: skip
    scheme = {name: value for name, value in steps.items() if dice.random() < 0.5}
    order = ["multiplier", "monthly_cap", "rolling_cap", "yearly_cap", "contract_cap", "earn_back"]
    dice.shuffle(order)
    table = {"at": [3, 7, 12], "credit": ["2 %", "5 %", "9 %"]}
    levels_ = {name: random_level(dice, service) for name, service in HERE.items()}
    return {**scheme, "order": order, "at_risk": "10 %", "pool": "200 %", "points_table": table, **levels_}


HERE = {"up": "desk", "fast": "host", "kind": "host"}


def played_by_hand(one: Case, draws: Any, number: int) -> list[float]:
    """Return what is kept in each month of one draw, by loops over the misses that the engine draws."""
    offer = one.offers["give"]
    scheme = offer.credits
    assert scheme is not None
    run = expected_run(one)
    invoice = run.steps["alternatives.out.offers.give.invoice"].values.tolist()
    charges = {service: run.steps[f"offers.give.charges.{service}"].values.tolist() for service in offer.charges}
    shares, misses, bases, parts = {}, {}, {}, {}
    for name, terms in scheme.levels.items():
        pool = terms.allocation * scheme.at_risk if terms.way == "allocation" else 1
        tiers = (terms.limits, tuple(step * pool for step in terms.steps))
        shares[name] = played(one, lambda a, n=name, t=tiers: levels.stepped(a, "give", n, "any", t), draws)[
            :, number
        ].tolist()
        misses[name] = played(one, lambda a, n=name: credited.missed(a, "give", n), draws)[:, number].tolist()
        bases[name] = invoice if terms.of == "invoice" else charges[terms.of]
        years = terms.by_year or (1.0,)
        parts[name] = [years[min(m // 12, len(years) - 1)] for m in range(one.term)]
    by_hand = scheme_loops.Played(shares, misses, bases, invoice, one.term)
    return scheme_loops.kept(scheme, by_hand, parts, HERE, charges)


@pytest.mark.parametrize("seed", range(40))
def test_random_schemes_agree_with_loops_over_plain_numbers(seed):
    dice = random.Random(seed)
    beliefs = {name: {"mean": f"{dice.choice([98.9, 99.2, 97.5])} %", "spread": f"{dice.choice([0.6, 1.5])} %",
                      "memory": dice.choice([0, 0.7])} for name in HERE}  # fmt: skip
    promises = {name: {"service": service} for name, service in HERE.items()}
    one = case(random_scheme(dice), beliefs, dice.choice([14, 30]), promises, indexation={"fixed_rate": "6 %"})
    draws = draw(one, 16, seed)
    run = simulate(one, draws)
    for number in (0, 5, 11):
        months = played_by_hand(one, draws, number)
        assert run.kept_credits["out", "give"].plain[number] == pytest.approx(sum(months), abs=1e-6)
        cash = -run.totals[1, :, number]
        assert np.isfinite(cash).all()
