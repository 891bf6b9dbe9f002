"""The oracle's levels, credits and triggers against figures worked out by hand."""

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta

from outsourcing_model.case.trigger import Trigger

from .brute import sample
from .crediting import Crediting
from .laws import Beta, Events, Hours, Sure, in_time, share
from .naive import Play, play_case
from .quality import whole
from .returns import at_least
from .test_naive import case_of, played
from .triggers import first_met
from .world import World, mean_values

Tree = dict[str, Any]
UP = {"service": "desk", "metric": "availability", "target": 0.9, "service_hours": 200}
QUICK = {"service": "desk", "metric": "share_in_time", "target": 0.9}
EVEN = {"mean": 0.5, "spread": 0.5 / 3**0.5}
"""A belief whose month is uniform from 0 to 1."""


def play_of(levels: Tree, attainment: Tree, **offer: Any) -> Play:
    """Return the play of a case of 12 months in which the offer takes the only service."""
    parts = {name: offer.pop(name) for name in ("term", "exit_month", "services", "risks") if name in offer}
    case = case_of(service_levels=levels, offer={"attainment": attainment, **offer}, **parts)
    return Play(World(case, mean_values(case)), "go")


def kept(levels: Tree, attainment: Tree, scheme: Tree, **more: Any) -> list[float]:
    """Return what is received of a scheme by month of service; the invoice is 1000 a month."""
    lines = play_of(levels, attainment, credits=scheme, **more).run.lines["credits.give"]
    return [-lines.get(month + 1, 0.0) for month in range(more.get("term", 12))]


def law_of(level: Tree, belief: Tree, month: int = 11, **offer: Any) -> Any:
    """Return the law of the window of one level that ends with a month."""
    return play_of({"up": level}, {"up": belief}, **offer).plays[0].beliefs.law("up", month)


@pytest.mark.parametrize(
    ("window", "ends"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7]),
        ({"window": "quarter"}, [5]),
        ({"window": "year"}, []),
        ({"rolling_months": 3}, [3, 4, 5, 6, 7]),
        ({"rolling_months": 12}, []),
    ],
)
def test_windows_lie_in_the_time_of_delivery(window: Tree, ends: list[int]) -> None:
    play = play_of({"up": UP | window}, {"up": {"mean": 0.9}}, transition={"months": 1.5}, exit_month=8)
    readings = play.plays[0].beliefs.readings("up")
    assert [month for month, law in enumerate(readings) if law is not None] == ends


def test_memory_widens_a_window() -> None:
    law = law_of(UP | {"window": "quarter"}, {"mean": 0.9, "spread": 0.05, "memory": 0.5})
    mean, variance = beta.stats(law.a, law.b)
    assert (mean, variance) == (pytest.approx(0.9), pytest.approx(0.05**2 * (3 + 2 * (0.5 + 0.5 + 0.25)) / 9))


def test_a_year_of_changing_means() -> None:
    belief = {"mean": 0.9, "learning": {"months": 4, "lower_by": 0.2}, "weak_end": {"months": 3, "lower_by": 0.4}}
    play = play_of({"up": UP | {"window": "year"}}, {"up": belief})
    means = [play.plays[0].beliefs.mean("up", month) for month in range(12)]
    assert means == pytest.approx([0.7, 0.75, 0.8, 0.85, *[0.9] * 5, 0.5, 0.5, 0.5])
    assert play.plays[0].beliefs.law("up", 11).value == pytest.approx(sum(means) / 12)


def test_units_in_time_of_an_even_chance() -> None:
    law = in_time(10, 0.5, 0.5 / 3**0.5)
    assert [law.missed(limit) for limit in (0.5, 0.51, 0)] == pytest.approx([5 / 11, 6 / 11, 0])
    assert in_time(2, 0.9, 0).missed(1) == pytest.approx(0.19)
    assert in_time(3, 1.0, 0).missed(1) == 0
    wide = in_time(30_000, 0.95, 0.02)
    assert wide.missed(0.93) == pytest.approx(share(0.95, 0.02).missed(0.93), abs=1e-3)


def test_units_of_a_window() -> None:
    level = QUICK | {"window": "quarter", "share_of_volume": 0.1}
    law = law_of(level, {**EVEN, "by_units": True, "memory": 0})
    assert len(law.values) == 31
    assert law_of(level | {"least_events": 31}, {**EVEN, "by_units": True}) is None
    assert law_of(level | {"least_events": 30}, EVEN) is not None
    assert law_of(QUICK | {"share_of_volume": 0.004}, {**EVEN, "by_units": True}) is None
    assert [whole(units) for units in (0.5, 1.5, 2.4)] == [1, 2, 2]


def test_events_and_hours() -> None:
    assert Events(2, 0).missed(2) == pytest.approx(1 - 5 * math.exp(-2))
    assert Events(2, 2).missed(2) == pytest.approx((2 / 3) ** 3)
    assert (Events(0, 3).missed(0), Hours(3, 0).missed(3), Hours(3, 0).missed(2.9)) == (0, 0, 1)
    assert Hours(4, 4 * math.sqrt(math.e - 1)).missed(4 * math.exp(-0.5)) == pytest.approx(0.5)
    count = {"service": "desk", "metric": "count", "at_most": 5, "window": "quarter"}
    assert law_of(count, {"number": 2, "number_spread": 1}) == Events(pytest.approx(6), pytest.approx(3**0.5))
    hours = {"service": "desk", "metric": "duration", "at_most": 5, "window": "quarter"}
    assert law_of(hours, {"number": 2, "number_spread": 1}) == Hours(2, pytest.approx(3**-0.5))


@pytest.mark.parametrize(("way", "mean", "variance"), [("in_series", 1 / 4, 7 / 144), ("in_parallel", 3 / 4, 7 / 144)])
def test_levels_made_of_others(way: str, mean: float, variance: float) -> None:
    levels = {"up": UP, "core": UP, "net": UP}
    play = play_of(levels, {"up": {way: ["core", "net"]}, "core": EVEN, "net": EVEN})
    law = play.plays[0].beliefs.law("up", 3)
    assert beta.stats(law.a, law.b) == (pytest.approx(mean), pytest.approx(variance))


def test_a_level_that_shares_another_ones_luck() -> None:
    play = play_of({"up": UP, "twin": UP}, {"up": {"same_as": "twin"}, "twin": EVEN})
    beliefs = play.plays[0].beliefs
    assert beliefs.law("up", 3) == beliefs.law("twin", 3) == Beta(pytest.approx(1), pytest.approx(1))


@pytest.mark.parametrize("law", [share(0.93, 0.05), in_time(40, 0.93, 0.05), in_time(7, 0.8, 0.0)])
@pytest.mark.parametrize("most", [math.inf, 0.1])
def test_points_of_shortfall_are_those_of_the_law(law: Any, most: float) -> None:
    def mean(of: Any) -> float:
        if isinstance(law, Beta):
            return float(np.mean([of(x) for x in beta.ppf((np.arange(20_000) + 0.5) / 20_000, law.a, law.b)]))
        return sum(chance * of(value) for value, chance in zip(law.values, law.chances, strict=True))

    smooth = mean(lambda x: min(2 * max(0.95 - x, 0), most))
    steps = mean(lambda x: min(0.02 * math.floor(max(0.95 - x, 0) / 0.01 + 1e-9), most))
    assert law.short(0.95, 2, most) == pytest.approx(smooth, rel=1e-4)
    assert law.stepped(0.95, 0.02, most) == pytest.approx(steps, rel=2e-3)


@pytest.mark.parametrize(
    ("terms", "mean", "amount"),
    [
        ({"per_point": 0.02}, 0.875, 50),
        ({"per_point": 0.02, "whole_points": True}, 0.875, 40),
        ({"per_point": 0.02, "whole_points": True}, 0.87, 60),
        ({"per_point": 0.02, "most": 0.045}, 0.875, 45),
        ({"per_point": 0.02}, 0.9, 0),
    ],
)
def test_points_below_the_target(terms: Tree, mean: float, amount: float) -> None:
    found = kept({"up": UP}, {"up": {"mean": mean}}, {"up": {**terms, "of": "desk"}})
    assert found == pytest.approx([amount] * 12)


def test_points_below_the_target_of_an_even_level() -> None:
    for whole_points, points in ((False, 40.5), (True, 40.05)):
        scheme = {"up": {"per_point": 0.01, "whole_points": whole_points, "of": "invoice"}}
        assert kept({"up": UP}, {"up": EVEN}, scheme)[0] == pytest.approx(10 * points)


@pytest.mark.parametrize(
    ("terms", "window", "amounts"),
    [
        ({}, {}, [200.0] * 12),
        ({"free_hours": 0.5}, {}, [150.0] * 12),
        ({"free_hours": 0.5}, {"window": "quarter"}, [0, 0, 550] * 4),
        ({"free_hours": 0.5, "most": 0.1}, {"window": "quarter"}, [0, 0, 300] * 4),
        ({"most": 0.1}, {"rolling_months": 2}, [0] + [100] * 11),
        ({"free_hours": 5000}, {}, [0] * 12),
    ],
)
def test_hours_lost(terms: Tree, window: Tree, amounts: list[float]) -> None:
    found = kept({"up": UP | window}, {"up": {"mean": 0.99}}, {"up": {"per_hour": 100, **terms}})
    assert found == pytest.approx(amounts)


@pytest.mark.parametrize(("pool", "allocations", "amount"), [("100 %", (0.6, 0.3), 75), ("250 %", (1, 0.8), 100)])
def test_allocations_of_the_amount_at_risk(pool: str, allocations: tuple[float, float], amount: float) -> None:
    terms = {"below": [0.9, 0.8], "multiplier": [0.75, 1]}
    scheme = {name: {**terms, "allocation": each} for name, each in zip(("up", "quick"), allocations, strict=True)}
    attained = {"up": {"mean": 0.85}, "quick": {"mean": 0.5}}
    found = kept({"up": UP, "quick": QUICK}, attained, {"at_risk": 0.1, "pool": pool, **scheme})
    assert found == pytest.approx([amount] * 12)


@pytest.mark.parametrize(("expected", "amount"), [(True, 110), (False, 50)])
def test_a_table_of_points(expected: bool, amount: float) -> None:
    table = {"at": [2, 7], "credit": [0.05, 0.2]}
    scheme = {"points_table": table, "up": {"below": [0.9], "points": [3]}, "quick": {"below": [0.9], "points": [1]}}
    play = play_of({"up": UP, "quick": QUICK}, {"up": {"mean": 0.8}, "quick": {"mean": 0.8}}, credits=scheme).plays[0]
    months = play.crediting({name: [Sure(0.8)] * 12 for name in ("up", "quick")}, expected).months
    assert months[5].kept == pytest.approx(amount)
    below = play.crediting({"up": [None] * 12, "quick": [Sure(0.8)] * 12}, expected).months
    assert below[5].kept == pytest.approx(25 if expected else 0)


def test_misses_in_a_row_and_failure_that_persists() -> None:
    terms = {"below": [0.3], "credit": [0.1], "of": "desk"}
    chance = share(EVEN["mean"], EVEN["spread"]).missed(0.3)
    repeat = kept({"up": UP}, {"up": EVEN}, {"up": {**terms, "repeat": {"after": 2, "multiplier": 3}}})
    once = 100 * chance
    assert repeat == pytest.approx([once, once, *[once * (1 + 2 * chance**2)] * 10])
    lasting = {"misses": 2, "within": 3, "credit": 0.5}
    found = kept({"up": UP}, {"up": EVEN}, {"up": {**terms, "persistent": lasting}})
    two = 500 * chance * (1 - (1 - chance) ** 2)
    assert found == pytest.approx([once, once + 500 * chance**2, *[once + two] * 10])
    assert at_least(2, [0.5, 0.5, 0.5]) == at_least(0, []) / 2 == 0.5


def test_by_year_and_our_share() -> None:
    scheme = {"up": {"below": [0.9], "credit": [0.1], "of": "desk", "by_year": [0, 0.5]}}
    found = kept({"up": UP | {"our_share": 0.25}}, {"up": {"mean": 0.8}}, scheme, term=36)
    assert found == pytest.approx([0] * 12 + [37.5] * 24)


HALF = {"below": [0.9], "credit": [0.1], "of": "desk"}


def half(**scheme: Any) -> list[float]:
    """Return what a level returns that is missed in every month by 100, under a scheme; 24 months."""
    term = scheme.pop("term", 24)
    return kept({"up": UP}, {"up": {"mean": 0.8}}, {**scheme, "up": HALF | scheme.pop("up", {})}, term=term)


@pytest.mark.parametrize(
    ("scheme", "amounts"),
    [
        ({"monthly_cap": 0.08}, [80] * 24),
        ({"service_caps": {"desk": 0.07}}, [70] * 24),
        ({"rolling_cap": {"share": 0.05, "months": 3}}, [50, 50, 50] * 8),
        ({"rolling_cap": {"share": 0.08, "months": 3}}, [80] * 24),
        ({"yearly_cap": 0.0125}, ([100, 50] + [0] * 10) * 2),
        ({"contract_cap": 0.0125}, [100, 100, 100] + [0] * 21),
        ({"contract_cap_amount": 250}, [100, 100, 50] + [0] * 21),
        ({"monthly_cap": 0.05, "yearly_cap": 0.01}, ([50, 50, 20] + [0] * 9) * 2),
        ({"claimed": 0.5, "contract_cap_amount": 250}, [50, 50, 25] + [0] * 21),
    ],
)
def test_caps(scheme: Tree, amounts: list[float]) -> None:
    assert half(**scheme) == pytest.approx(amounts)


@pytest.mark.parametrize(
    ("order", "amounts"),
    [([], [80] * 4), (["monthly_cap"], [80, 160, 160, 160]), (["monthly_cap", "yearly_cap", "multiplier"], [80] * 4)],
)
def test_what_repeats_add_comes_before_a_cap_or_on_what_it_left(order: list[str], amounts: list[float]) -> None:
    more = {"yearly_cap": 0.02} if "yearly_cap" in order else {}
    scheme = {"monthly_cap": 0.08, **({"order": order} if order else {}), **more}
    found = half(**scheme, up={"repeat": {"after": 1, "multiplier": 2}})
    if more:
        assert found[:4] == pytest.approx([80, 160, 0, 0])
    else:
        assert found[:4] == pytest.approx(amounts)


def shown(missed: list[int], scheme: Tree) -> Crediting:
    """Return a scheme played on a level that is missed in some months of 12, for 100 each."""
    play = play_of({"up": UP}, {"up": {"mean": 1}}, credits={**scheme, "up": HALF}, exit_month=10).plays[0]
    return play.crediting({"up": [Sure(0.0 if month in missed else 1.0) for month in range(12)]}, expected=False)


def test_credits_are_earned_back() -> None:
    played_ = shown([1, 2, 8], {"earn_back": {"months": 3}})
    assert [now.back for now in played_.months] == [0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(("frees", "order", "amounts"), [
    (False, [], [100, 0, 0]), (True, [], [100, 100, 100]), (True, ["earn_back"], [100, 100, 100]),
])  # fmt: skip
def test_what_was_earned_back_frees_caps(frees: bool, order: list[str], amounts: list[float]) -> None:
    scheme = {"earn_back": {"months": 2, "frees_caps": frees}, "contract_cap_amount": 100}
    months = shown([1, 4, 7], {**scheme, **({"order": order} if order else {})}).months
    assert [months[month].kept for month in (1, 4, 7)] == amounts
    assert [month for month, now in enumerate(months) if now.back] == [3, 6, 9] if frees else [3]


@pytest.mark.parametrize(("order", "second"), [([], 50), (["earn_back"], 75)])
def test_in_the_month_itself_room_is_free_if_earning_back_comes_first(order: list[str], second: float) -> None:
    scheme = {"earn_back": {"months": 1, "frees_caps": True}, "contract_cap_amount": 75}
    half_missed = {"up": {**HALF, "credit": [0.1], "below": [0.5]}}
    play = play_of({"up": UP}, {"up": EVEN}, credits={**scheme, **half_missed, **({"order": order} if order else {})})
    chance = share(EVEN["mean"], EVEN["spread"]).missed(0.5)
    first, due = 100 * chance, 100 * chance
    back = first * (1 - chance)
    room = 75 - first + (back if order else 0)
    found = play.plays[0].crediting({"up": play.plays[0].beliefs.readings("up")}).months
    assert found[1].kept == pytest.approx(min(due, room))
    assert found[1].kept == pytest.approx(min(second, 50) if order else 25, abs=1e-6)


def test_expected_earn_back() -> None:
    chance = share(EVEN["mean"], EVEN["spread"]).missed(0.9)
    found = kept({"up": UP}, {"up": EVEN}, {"up": HALF, "earn_back": {"months": 2}})
    once = 100 * chance
    assert found == pytest.approx([once, once, *[once * (1 - (1 - chance) ** 2)] * 10])


def test_capped_and_idle_months() -> None:
    scheme = {"monthly_cap": 0.1, "contract_cap_amount": 150}
    months = shown([1, 2, 3], scheme).months
    assert [now.kept for now in months[:5]] == [0, 100, 50, 0, 0]
    assert [now.capped for now in months[:5]] == [False] * 5
    assert [now.at_cap for now in months[:5]] == [False, True, True, True, False]
    assert [now.idle for now in months[:5]] == [False, True, True, True, True]


@pytest.mark.parametrize(
    ("trigger", "month"),
    [
        ({"level": "up", "misses": 1}, 2),
        ({"level": "up", "misses": 2, "within": 2}, 6),
        ({"level": "up", "misses": 3, "within": 5}, 6),
        ({"level": "up", "misses": 4, "within": 4}, None),
        ({"level": "up", "misses": 1, "below_minimum": True}, 6),
        ({"misses": 1}, 2),
        ({"months_at_cap": 2}, 8),
    ],
)
def test_triggers(trigger: Tree, month: int | None) -> None:
    level = case_of(service_levels={"up": UP | {"minimum": 0.8, "critical": True}}).service_levels
    values = [1, 0.95, 0.85, 0.9, 1, 0.85, 0.7, 0.9, 1, 1, 1, 1]
    at_cap = [False, True, False, False, False, False, False, True, True, True, False, False]
    assert first_met(Trigger.model_validate(trigger), level, {"up": [Sure(x) for x in values]}, at_cap) == month


def test_late_payment() -> None:
    terms = {"share": 0.5, "days": 73, "rate": 0.1, "indemnity": 40}
    run = played(offer={"late_payment": terms, "transition": {"months": 2}, "payment_days": 30})
    assert dict(run.lines["late_payment.give"]) == pytest.approx(dict.fromkeys(range(3, 13), 0.5 * (20 + 40)))


def test_harm_by_its_parts() -> None:
    hour = {"revenue_per_hour": 30, "people": 50, "effect": 0.2, "hourly_cost": 4, "recovery": 11}
    failures = {"outages": {"a_month": 2, "repair": {"mean": 5, "law": "exponential"}}}
    run = played(
        services={"desk": {"downtime": hour}},
        service_levels={"up": UP},
        in_house={"attainment": {"up": {"outages": {"a_month": 1, "repair": {"mean": 5, "law": "constant"}}}}},
        offer={"attainment": {"up": failures}, "transition": {"months": 3}},
    )
    assert run.harm == pytest.approx(9 * (10 * 70 + 22) + 3 * (5 * 70 + 11))


@pytest.mark.parametrize("window", [{}, {"window": "quarter"}, {"rolling_months": 4}])
@pytest.mark.parametrize(
    ("level", "belief", "terms"),
    [
        (UP, {"mean": 0.92, "spread": 0.06}, {"below": [0.95, 0.85], "credit": [0.1, 0.4], "of": "desk"}),
        (UP, {"mean": 0.92, "spread": 0.06}, {"per_point": 0.02, "whole_points": True, "of": "desk"}),
        (UP, {"mean": 0.99, "spread": 0.01}, {"per_hour": 40, "free_hours": 1}),
        (QUICK, {"mean": 0.92, "spread": 0.03, "by_units": True, "memory": 0}, {**HALF}),
        (
            {"service": "desk", "metric": "count", "at_most": 5},
            {"number": 4, "number_spread": 1.5},
            {"above": [4, 9], "credit": [0.1, 0.2], "of": "desk"},
        ),
    ],
)
def test_brute_force_agrees_with_the_expected_run(window: Tree, level: Tree, belief: Tree, terms: Tree) -> None:
    case = case_of(
        service_levels={"up": level | window}, offer={"attainment": {"up": belief}, "credits": {"up": terms}}
    )
    expected = play_case(case, mean_values(case))["go"].received
    found = np.array([chance.received for chance in sample(case, mean_values(case), "go", 3, 3000)])
    assert abs(found.mean() - expected) <= 4 * found.std() / 3000**0.5 + 0.02 * expected * bool(window)


def test_memory_keeps_the_mean_and_widens_the_year() -> None:
    offer = {"credits": {"up": {"below": [0.9], "credit": [0.1], "of": "desk"}}}
    found = []
    for memory in (0, 0.9):
        case = case_of(service_levels={"up": UP}, offer=offer | {"attainment": {"up": {**EVEN, "memory": memory}}})
        found.append(np.array([chance.received for chance in sample(case, mean_values(case), "go", 3, 3000)]))
    assert abs(found[0].mean() - found[1].mean()) < 4 * np.hypot(found[0].std(), found[1].std()) / 3000**0.5
    assert found[1].std() > 2 * found[0].std()


def test_outages_of_the_process_have_their_mean() -> None:
    law = {"mean": 4, "law": "lognormal", "variation": 1.5}
    for up in ({}, {"law": "weibull", "variation": 2}, {"law": "constant"}, {"law": "gamma", "variation": 0.5}):
        belief = {"outages": {"a_month": 2, "repair": law, **({"up": up} if up else {})}}
        case = case_of(service_levels={"up": UP}, offer={"attainment": {"up": belief}, "credits": {"up": HALF}})
        levels = [chance.shown["up"][3].value for chance in sample(case, mean_values(case), "go", 3, 2000)]
        assert np.mean(levels) == pytest.approx(0.96, abs=4 * np.std(levels) / 1000**0.5)
