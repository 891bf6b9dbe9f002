"""Schemes of credits: published answers, schedules of public clouds at their edges, and answers by hand."""

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from small_cases import one_offer

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate

Tree = dict[str, Any]


def deal(
    returns: Tree, levels: Tree, base: float = 100_000, term: int = 1, promise: Tree | None = None, **offer: Any
) -> Case:
    """Return a case whose levels (name to what is believed of them) are met without luck."""
    promised = {
        name: {"service": "desk", "metric": "availability", "target": "99.9 %", **(promise or {})} for name in levels
    }
    beliefs = {name: belief if isinstance(belief, dict) else {"mean": belief} for name, belief in levels.items()}
    terms = {"attainment": beliefs, "credits": returns, **offer}
    return one_offer({"base": base}, None, terms, service_levels=promised, term=term)


def played(case: Case) -> CashFlows:
    """Return a few simulated draws."""
    return simulate(case, draw(case, 16))


def received(case: Case) -> float:
    """Return the credits of a case without chance."""
    run = played(case)
    assert run.received.min(axis=1).tolist() == run.received.max(axis=1).tolist()
    return float(run.received[run.alternatives.index("out"), 0])


# F1: https://lawinsider.com/clause/service-level-credits/_2 (Texas DIR): pool x allocation x amount at risk
def test_f1_a_share_of_the_amount_at_risk() -> None:
    level = {"below": ["99.9 %"], "allocation": 0.5 * 0.4}
    assert received(deal({"at_risk": "10 %", "up": level}, {"up": "99 %"})) == pytest.approx(2_000, abs=0.005)


def test_f1_several_defaults_add_up_to_at_most_what_is_at_risk() -> None:
    levels = {f"level_{n}": {"below": ["99.9 %"], "allocation": 0.5 * 0.4} for n in range(7)}
    scheme = {"at_risk": "10 %", "pool": "150 %", **levels}
    two = {name: "99 %" if n < 2 else "100 %" for n, name in enumerate(levels)}
    assert received(deal(scheme, two)) == pytest.approx(4_000)
    case = deal(scheme, dict.fromkeys(levels, "99 %"))
    assert received(case) == pytest.approx(10_000)  # 7 x 2,000 is more than 10 % of 100,000


# F4: https://lawinsider.com/dictionary/service-level-performance-measure (UK call-off): target less achieved
@pytest.mark.parametrize(("achieved", "credit"), [("75 %", 23_000), ("98 %", 0), ("99 %", 0), ("97.5 %", 500)])
def test_f4_the_shortfall_is_the_credit(achieved: str, credit: float) -> None:
    level = {"per_point": "1 %", "of": "invoice"}
    case = deal({"up": level}, {"up": achieved}, promise={"target": "98 %"})
    assert received(case) == pytest.approx(credit, abs=0.005)


# F5: https://www.markettransfer.info/clause/calculation-of-service-level-credits (TELUS): a table of points
TABLE = {"at": [10, 15, 20, 25, 30], "credit": ["2 %", "4 %", "6 %", "8 %", "10 %"]}


@pytest.mark.parametrize(
    ("points", "credit"),
    [
        (5, 0),
        (9, 0),
        (10, 2_000),
        (14, 2_000),
        (15, 4_000),
        (20, 6_000),
        (25, 8_000),
        (29, 8_000),
        (30, 10_000),
        (45, 10_000),
    ],
)
def test_f5_a_table_of_points(points: float, credit: float) -> None:
    missed = {"below": ["99.9 %"], "points": [points - 4]}
    scheme = {"up": missed, "quick": {**missed, "points": [4]}, "kind": {**missed, "points": [7]}}
    case = deal({"points_table": TABLE, **scheme}, {"up": "99 %", "quick": "99 %", "kind": "100 %"})
    assert received(case) == pytest.approx(credit, abs=0.005)


# F8: CCAG-TIC, acceptance: unavailable for at most 2 % of the opening hours, here 220 h and 180 h a month
# (https://hagnere-code.ai/guides/plan-recette-application-metier)
@pytest.mark.parametrize(("hours", "free"), [(220, 4.4), (180, 3.6)])
def test_f8_two_percent_of_the_opening_hours_are_free(hours: float, free: float) -> None:
    assert free * 60 == pytest.approx(hours * 60 * 0.02)

    def credit(down: float) -> float:
        level = {"per_hour": 60, "free_hours": free}
        return received(
            deal({"up": level}, {"up": 1 - down / hours}, promise={"service_hours": hours, "target": "98 %"})
        )

    assert credit(free) == pytest.approx(0, abs=1e-6)
    assert credit(free + 1 / 60) == pytest.approx(1, abs=1e-6)  # one minute more, at 60 an hour
    assert credit(free + 10) == pytest.approx(600)


# F11: Common Paper SLA 2.0: 43,200 minutes, 600 excluded, 300 down; credits stop at 8 % of a subscription of 120,000
MONTH = {"service_hours": 43_200 / 60, "maintenance_hours": 600 / 60}


def test_f11_downtime_counts_in_the_agreed_minutes_only() -> None:
    level = {"per_hour": 60}
    attained = (42_600 - 300) / 42_600
    assert attained == pytest.approx(0.992958, abs=5e-7)
    assert received(deal({"up": level}, {"up": attained}, promise=MONTH)) == pytest.approx(300)


def test_f11_credits_stop_at_a_share_of_the_subscription() -> None:
    scheme = {"yearly_cap": "8 %", "up": {"below": ["99.9 %"], "credit": ["10 %"], "of": "invoice"}}
    missed = {"mean": "99.95 %", "weak_start": {"months": 9, "lower_by": "1 %"}}
    assert received(deal(scheme, {"up": missed}, 10_000, 12)) == pytest.approx(9_000)
    always = deal(scheme, {"up": "99 %"}, 10_000, 12)
    assert received(always) == pytest.approx(9_600)
    run = played(always)
    assert [*run.idle_by_offer.values()][-1].tolist() == [3] * 16  # months 10, 11 and 12


@pytest.mark.parametrize(("bad", "met"), [(1, 0), (2, 2), (3, 2)])
def test_f11_two_misses_in_three_months_give_the_right_to_terminate(bad: int, met: int) -> None:
    missed = {"mean": "99.95 %", "weak_start": {"months": bad, "lower_by": "1 %"}}
    right = {"twice": {"level": "up", "misses": 2, "within": 3}}
    scheme = {"up": {"below": ["99.9 %"], "credit": ["10 %"], "of": "invoice"}}
    run = played(deal(scheme, {"up": missed}, 10_000, 12, triggers=right))
    assert run.triggers_met["out", "give", "twice"].tolist() == [met] * 16


# F12 and F14 through a case: what is made of several parts is credited as a whole
@pytest.mark.parametrize(
    ("parts", "together", "level"),
    [(("99 %", "99 %"), "in_series", 0.9801), (("99 %", "99 %"), "in_parallel", 0.9999),
     (("99.9 %", "99.95 %", "99.8 %"), "in_series", 0.996503)],
)  # fmt: skip
def test_f12_and_f14_parts_in_series_and_in_parallel(parts: tuple[str, ...], together: str, level: float) -> None:
    beliefs: Tree = {f"part_{n}": mean for n, mean in enumerate(parts)}
    beliefs["whole"] = {together: list(beliefs)}
    case = deal({"whole": {"per_point": "1 %", "of": "invoice"}}, beliefs, promise={"target": "100 %"})
    assert received(case) == pytest.approx(100_000 * (1 - level), abs=0.05)


# F14: 99.9 % of 30 days are 43.2 minutes; more returns something, less doesn't
@pytest.mark.parametrize(("minutes", "credit"), [(43.2, 0), (43.1, 0), (43.3, 10_000)])
def test_f14_minutes_allowed_in_thirty_days(minutes: float, credit: float) -> None:
    level = {"below": ["99.9 %"], "credit": ["10 %"], "of": "invoice"}
    case = deal({"up": level}, {"up": 1 - minutes / 43_200}, promise={"service_hours": 720})
    assert received(case) == pytest.approx(credit)


def schedules() -> dict[str, Tree]:
    """Return each public schedule as a level's credit: its facts and sources stand in the table beside this test."""
    with (Path(__file__).parent / "service_credit_schedules.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, Tree] = {}
    for row in sorted(rows, key=lambda row: -float(row["below"])):
        level = found.setdefault(row["service"], {"below": [], "credit": [], "of": "desk"})
        level["below"].append(f"{row['below']} %")
        level["credit"].append(f"{row['credit']} %")
    return found


def bands() -> list[tuple[str, float, float]]:
    """Return service, uptime in percent and credit in percent at each edge of each band, and just below it."""
    found = []
    for service, level in schedules().items():
        limits = [float(limit.removesuffix(" %")) for limit in level["below"]]
        steps = [0.0, *(float(credit.removesuffix(" %")) for credit in level["credit"])]
        for limit, (above, below) in zip(limits, pairwise(steps), strict=True):
            found += [(service, limit, above), (service, limit - 0.0001, below)]
        found += [(service, 100.0, 0.0), (service, 0.0, 100.0)]
    return found


@pytest.mark.parametrize(("service", "uptime", "credit"), bands())
def test_a_public_schedule_runs_as_data(service: str, uptime: float, credit: float) -> None:
    case = deal(
        {"up": schedules()[service]}, {"up": uptime / 100}, 1_000, promise={"target": schedules()[service]["below"][0]}
    )
    assert received(case) == pytest.approx(10 * credit)


def test_there_are_five_schedules_of_three_bands() -> None:
    assert [len(level["below"]) for level in schedules().values()] == [3] * 5
    assert len(bands()) == 5 * 8
