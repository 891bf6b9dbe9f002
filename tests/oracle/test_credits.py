"""The engine's months of luck against those of brute force: credits before and after caps, months, triggers."""

from functools import cache

import numpy as np
import pytest
from random_dice import Tree

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate

from .brute import Chance, sample
from .world import mean_values

DRAWS, PLAYS = 4096, 1500
UP = {"service": "hosting", "metric": "availability", "target": 0.95, "service_hours": 210}
QUICK = {"service": "desk", "metric": "share_in_time", "target": 0.9, "share_of_volume": 0.2}
TICKETS = {"service": "desk", "metric": "count", "at_most": 5}
HOURS = {"service": "hosting", "metric": "duration", "at_most": 4}
TIERS = {"below": [0.95, 0.9, 0.8], "credit": [0.05, 0.15, 0.6], "of": "invoice"}
ABOVE = {"above": [5, 9], "credit": [0.05, 0.3], "of": "desk"}
WILD = {"mean": 0.93, "spread": 0.06}
OFTEN = {"number": 4.5, "number_spread": 2}

CASES: dict[str, tuple[Tree, Tree]] = {
    "memory": (
        {"up": UP | {"critical": True, "minimum": 0.9}, "quick": QUICK},
        {
            "attainment": {"up": {**WILD, "memory": 0.8}, "quick": {**WILD, "memory": -0.6}},
            "common_factor": 0.6,
            "credits": {
                "monthly_cap": 0.2,
                "up": {**TIERS, "repeat": {"after": 2, "multiplier": 2}},
                "quick": {**TIERS, "persistent": {"misses": 3, "within": 6, "credit": 0.1}},
            },
            "triggers": {
                "any": {"misses": 3, "within": 6, "below_minimum": True},
                "quick": {"level": "quick", "misses": 5, "within": 6},
                "capped": {"months_at_cap": 2},
            },
        },
    ),
    "windows": (
        {
            "up": UP | {"window": "quarter"},
            "quick": QUICK | {"window": "year", "least_events": 200},
            "late": QUICK | {"rolling_months": 4, "our_share": 0.25},
            "tickets": TICKETS | {"rolling_months": 2, "at_most": 9},
        },
        {
            "attainment": {
                "up": {**WILD, "memory": 0.7},
                "quick": {**WILD, "learning": {"months": 8, "lower_by": 0.1}},
                "late": {**WILD, "weak_start": {"months": 5, "lower_by": 0.1}},
                "tickets": {**OFTEN, "memory": 0.5},
            },
            "credits": {
                "points_table": {"at": [2, 5], "credit": [0.1, 0.4]},
                "yearly_cap": 0.06,
                "claimed": 0.7,
                "up": {"per_point": 0.02, "whole_points": True, "of": "hosting", "most": 0.1},
                "quick": {"per_point": 0.03, "of": "desk", "by_year": [0.5, 1]},
                "late": {"below": [0.93, 0.9], "points": [2, 4]},
                "tickets": {"above": [9, 12], "points": [1, 3], "repeat": {"after": 1, "multiplier": 2}},
            },
            "triggers": {"late": {"level": "late", "misses": 4, "within": 6}},
        },
    ),
    "numbers": (
        {"quick": QUICK, "tickets": TICKETS, "hours": HOURS, "few": QUICK | {"share_of_volume": 0.02}},
        {
            "attainment": {
                "quick": {**WILD, "by_units": True, "memory": 0.5},
                "few": {"mean": 0.9, "by_units": True},
                "tickets": {**OFTEN, "memory": 0.8},
                "hours": {"number": 3.5, "number_spread": 1, "memory": -0.4},
            },
            "common_factor": 0.3,
            "credits": {
                "at_risk": 0.12,
                "pool": "200 %",
                "rolling_cap": {"share": 0.07, "months": 4},
                "earn_back": {"months": 1, "frees_caps": True},
                "order": ["earn_back"],
                "quick": {"below": [0.95, 0.85], "allocation": 0.6, "multiplier": [0.5, 1]},
                "few": {"below": [0.9], "allocation": 0.3},
                "tickets": {"above": [5, 9], "allocation": 0.5, "multiplier": [1, 2]},
                "hours": {"above": [4], "credit": [0.1], "of": "hosting"},
            },
        },
    ),
    "made_of_others": (
        {
            "up": UP,
            "core": UP | {"window": "quarter"},
            "net": UP,
            "spare": UP,
            "quick": QUICK,
            "twin": QUICK | {"target": 0.8, "critical": True},
        },
        {
            "attainment": {
                "up": {"in_series": ["core", "net"]},
                "core": {"mean": 0.97, "spread": 0.03, "memory": 0.6},
                "net": {"mean": 0.96, "spread": 0.04},
                "spare": {"in_parallel": ["core", "net"]},
                "quick": {**WILD, "memory": 0.5},
                "twin": {"same_as": "quick"},
            },
            "common_factor": 0.5,
            "credits": {
                "service_caps": {"hosting": 0.3, "desk": 0.25},
                "monthly_cap": 0.2,
                "contract_cap": 0.06,
                "order": ["monthly_cap", "multiplier", "contract_cap"],
                "up": {**TIERS, "of": "hosting", "repeat": {"after": 1, "multiplier": 1.5}},
                "core": {**TIERS, "of": "hosting"},
                "spare": {"below": [0.999, 0.995], "credit": [0.1, 0.4], "of": "hosting"},
                "quick": {**TIERS, "of": "desk"},
                "twin": {"below": [0.9], "credit": [0.2], "of": "desk"},
            },
            "triggers": {"twin": {"misses": 2, "within": 12}, "core": {"level": "core", "misses": 1}},
        },
    ),
    "outages": (
        {"up": UP, "core": UP | {"window": "quarter"}},
        {
            "attainment": {
                "up": {"outages": {"a_month": 3, "repair": {"mean": 4, "variation": 1.5}}, "memory": 0.5},
                "core": {
                    "outages": {
                        "a_month": 1.5,
                        "repair": {"law": "constant", "mean": 5},
                        "up": {"law": "weibull", "variation": 0.5},
                    }
                },
            },
            "credits": {
                "monthly_cap": 0.15,
                "up": {"per_hour": 60, "free_hours": 10, "most": 0.5, "of": "hosting"},
                "core": {**TIERS, "of": "hosting"},
            },
            "triggers": {"up": {"level": "up", "misses": 3, "within": 6}},
        },
    ),
    "terms": (
        {"up": UP, "quick": QUICK | {"our_share": 0.4}},
        {
            "currency": "USD",
            "attainment": {
                "up": {**WILD, "weak_end": {"months": 6, "lower_by": 0.1}, "memory": 0.9},
                "quick": {**WILD, "mean": 0.97},
            },
            "credits": {
                "claimed": 0.5,
                "earn_back": {"months": 3},
                "contract_cap_amount": 9000,
                "up": {**TIERS, "by_year": [0, 1]},
                "quick": {**TIERS, "of": "desk", "repeat": {"after": 1, "multiplier": 3}},
            },
            "triggers": {"up": {"level": "up", "misses": 6, "within": 6}},
        },
    ),
}


@cache
def case_of(name: str) -> Case:
    """Return one of the cases."""
    levels, terms = CASES[name]
    tree = {
        "case": "Luck",
        "currency": "EUR",
        "start": "2026-03",
        "term": 26,
        "discount_rate": 0.05,
        "reference": "stay",
        "exchange_rates": {"USD": {"rate": 1.5, "drift": 0.3}},
        "services": {"desk": {"volume": {"month_1": 400, "growth": 0.1}}, "hosting": {}},
        "service_levels": levels,
        "offers": {
            "give": {
                "provider": "Provider",
                "charges": {"desk": {"price": 12}, "hosting": {"base": 2500}},
                "transition": {"months": 1.5},
                **terms,
            }
        },
        "alternatives": {"stay": {}, "go": {"every_service": "give"}},
    }
    case = Case.model_validate(tree)
    assert problems(case) == []
    return case


@cache
def both(name: str) -> tuple[CashFlows, list[Chance]]:
    """Return the engine's run and the plays of brute force of one of the cases."""
    case = case_of(name)
    return simulate(case, draw(case, DRAWS, 5), noise=True), sample(case, mean_values(case), "go", 11, PLAYS)


@pytest.mark.parametrize("name", CASES)
def test_luck_agrees_with_brute_force(name: str) -> None:
    case, (flows, found) = case_of(name), both(name)
    place = flows.alternatives.index("go")
    wrong = []

    def agree(what: str, engine: np.ndarray, brute: list[float]) -> None:
        other = np.array(brute, dtype=float)
        # Levels of outages are quantiles of a process that both sides play for a limited time.
        limited = 0.03 * other.std() if name == "outages" else 0.0
        error = np.hypot(engine.std() / DRAWS**0.5, other.std() / PLAYS**0.5)
        if not abs(engine.mean() - other.mean()) <= 4 * error + limited + 1e-9 * max(1.0, abs(other.mean())):
            wrong.append((what, float(engine.mean()), float(other.mean()), float(error)))

    agree("received", flows.received[place], [chance.received for chance in found])
    due = np.sum([sums.plain for key, sums in flows.level_credits.items() if key[0] == "go"], axis=0)
    agree("due", due, [chance.due for chance in found])
    for level in case.offers["give"].credits.levels:  # type: ignore[union-attr]
        mine = flows.level_credits["go", "give", level].plain
        agree(f"due of {level}", mine, [chance.due_of[level] for chance in found])
    agree("kept", flows.kept_credits["go", "give"].plain, [chance.kept for chance in found])
    agree("capped", flows.capped_months[place], [chance.capped_months for chance in found])
    agree(
        "idle",
        sum(months for key, months in flows.idle_by_offer.items() if key[0] == flows.alternatives[place]),
        [chance.idle_months for chance in found],
    )
    for trigger in case.offers["give"].triggers:
        first = flows.triggers_met["go", "give", trigger]
        months = [0 if chance.met[trigger] is None else chance.met[trigger] + 1 for chance in found]
        agree(f"{trigger} met", (first > 0).astype(float), [float(month > 0) for month in months])
        agree(f"{trigger} first", first.astype(float), months)
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in CASES if name != "outages"])
def test_credits_of_brute_force_spread_as_widely(name: str) -> None:
    flows, found = both(name)
    other = np.array([chance.received for chance in found])
    engine = flows.received[flows.alternatives.index("go")]
    assert engine.std() == pytest.approx(other.std(), rel=0.12)
    assert np.percentile(engine, 95) == pytest.approx(np.percentile(other, 95), rel=0.08)
