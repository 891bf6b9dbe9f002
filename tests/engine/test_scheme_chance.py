"""Schemes under chance: expectations in closed form, and what must hold for every scheme."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy import special

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import expected_run, simulate

from .test_scheme import case, tier

Tree = dict[str, Any]
DRAWS = 2_048
UP, FAST = {"mean": "99 %", "spread": "0.8 %"}, {"mean": "98.5 %", "spread": "1 %"}


def standard_error(values: np.ndarray) -> float:
    """Return the standard error of the mean from sixteen replicates."""
    means = [values[n::16].mean() for n in range(16)]
    return float(np.std(means, ddof=1) / 4)


def due(one: Case, **more: Any) -> np.ndarray:
    """Return the credits of each draw, undiscounted."""
    run = simulate(one, draw(one, DRAWS, 3), **more)
    return run.received[run.alternatives.index("out")]


def chance(limit: float, mean: float = 0.99, spread: float = 0.008) -> float:
    """Return the probability that a beta level stays below a limit."""
    scale = mean * (1 - mean) / spread**2 - 1
    return float(special.betainc(mean * scale, (1 - mean) * scale, limit))


def shortfall(limit: float, mean: float = 0.99, spread: float = 0.008) -> float:
    """Return the expected shortfall of a beta level below a limit: limit F(limit) - mean F1(limit)."""
    scale = mean * (1 - mean) / spread**2 - 1
    a, b = mean * scale, (1 - mean) * scale
    return float(limit * special.betainc(a, b, limit) - mean * special.betainc(a + 1, b, limit))


WAYS = {
    "tiers": ({"below": ["99 %", "98 %"], "credit": ["5 %", "15 %"], "of": "invoice"},
              1000 * (0.05 * chance(0.99) + 0.10 * chance(0.98))),
    "points of shortfall": ({"per_point": "4 %", "of": "invoice"}, 1000 * 4 * shortfall(0.99)),
    "at most": ({"per_point": "4 %", "of": "invoice", "most": "6 %"}, 1000 * 4 * (shortfall(0.99) - shortfall(0.975))),
    "whole points": ({"per_point": "4 %", "of": "invoice", "whole_points": True},
                     40 * sum(chance(0.99 - j / 100) for j in range(1, 99))),
    "hours": ({"per_hour": 20, "free_hours": 3.65}, 20 * 730 * shortfall(0.995)),
    "repeats": (tier(repeat={"after": 2, "multiplier": 3}),
                100 * (chance(0.99) + 2 * chance(0.99) ** 3 * 10 / 12)),
    "persistent": (tier(persistent={"misses": 2, "within": 2, "credit": "5 %"}),
                   100 * chance(0.99) + 50 * chance(0.99) ** 2 * 11 / 12),
}  # fmt: skip
"""What a level returns, and the expected credit of a month, as a mean over a year, in closed form."""


@pytest.mark.parametrize("way", WAYS)
def test_without_caps_expected_and_simulated_credits_are_those_in_closed_form(way):
    terms, monthly = WAYS[way]
    one = case({"up": terms}, {"up": UP})
    run = expected_run(one)
    assert run.received[run.alternatives.index("out"), 0] == pytest.approx(12 * monthly, rel=1e-6)
    drawn = due(one)
    assert drawn.mean() == pytest.approx(12 * monthly, abs=4 * standard_error(drawn))


def test_what_comes_back_by_chance_is_what_is_expected():
    one = case({"earn_back": {"months": 2}, "up": tier()}, {"up": UP})
    p = chance(0.99)
    back = 10 * (1 - p) ** 2
    run = expected_run(one)
    assert run.received[run.alternatives.index("out"), 0] == pytest.approx(100 * p * (12 - back), rel=1e-6)
    drawn = due(one)
    assert drawn.mean() == pytest.approx(100 * p * (12 - back), abs=4 * standard_error(drawn))


FULL: Tree = {
    "monthly_cap": "9 %", "rolling_cap": {"share": "6 %", "months": 3}, "yearly_cap": "5 %", "contract_cap_amount": 900,
    "earn_back": {"months": 2, "frees_caps": True}, "at_risk": "12 %", "pool": "150 %",
    "points_table": {"at": [4, 8], "credit": ["3 %", "8 %"]},
    "up": tier(repeat={"after": 1, "multiplier": 2}, persistent={"misses": 2, "within": 3, "credit": "2 %"}),
    "fast": {"below": ["99 %", "98 %"], "allocation": "70 %", "multiplier": [1, 2]},
    "kind": {"below": ["99 %"], "points": [5], "repeat": {"after": 1, "multiplier": 2}},
    "slow": {"per_point": "3 %", "of": "desk", "most": "10 %"}, "dark": {"per_hour": 12, "free_hours": 2},
}  # fmt: skip
NAMES = ("up", "fast", "kind", "slow", "dark")


def full(mean: str, scheme: Tree = FULL, spread: str = "0.8 %", term: int = 24, **more: Any) -> Case:
    """Return a case with a level for each way."""
    beliefs = {name: {"mean": mean, "spread": spread} for name in NAMES if name in scheme}
    return case(scheme, beliefs, term, **more)


def test_credits_lie_between_nothing_and_the_caps():
    one = full("98 %")
    run = simulate(one, draw(one, 256))
    got, before = run.received[1], sum(sums.plain for sums in run.level_credits.values())
    assert (got >= -1e-9).all()
    assert (got <= 900 + 1e-6).all()
    assert (before >= run.kept_credits["out", "give"].plain - 1e-6).all()
    monthly = full("98 %", {name: FULL[name] for name in FULL if name not in ("earn_back",)})
    lines = simulate(monthly, draw(monthly, 64))
    assert (-(lines.totals[1] - 1000)[1:24] <= 90 + 1e-6).all()


def test_without_a_miss_there_is_no_credit():
    one = full("99.9 %", spread="0 %")
    run = simulate(one, draw(one, 64))
    assert not run.received.any()
    assert not any(sums.plain.any() for sums in run.level_credits.values())


@pytest.mark.parametrize("drop", [(), ("earn_back",)])
def test_credits_before_the_caps_never_fall_when_a_level_falls(drop):
    scheme = {name: value for name, value in FULL.items() if name not in drop}
    sums = []
    for mean in ("99.6 %", "99.2 %", "98.6 %", "97 %", "94 %"):
        one = full(mean, scheme)
        run = simulate(one, draw(one, 128))
        sums.append(sum(each.plain for each in run.level_credits.values()))
        if drop:
            sums[-1] = np.stack([sums[-1], run.received[1]])
    for good, bad in pairwise(sums):
        assert (bad >= good - 1e-6).all()


def test_a_level_split_in_two_that_share_their_luck_returns_the_same():
    scheme = {"monthly_cap": "9 %", "earn_back": {"months": 3}, "yearly_cap": "4 %"}
    repeat = {"repeat": {"after": 1, "multiplier": 2}}
    whole = case({**scheme, "up": tier("10 %", **repeat)}, {"up": UP})
    halves = case(
        {**scheme, "up": tier("5 %", **repeat), "kind": tier("5 %", **repeat)}, {"up": UP, "kind": {"same_as": "up"}}
    )
    assert due(halves) == pytest.approx(due(whole), abs=1e-6)
    pool = {"at_risk": "10 %", "up": {"below": ["99 %"], "allocation": "60 %"}}
    split = {"at_risk": "10 %", **{name: {"below": ["99 %"], "allocation": "30 %"} for name in ("up", "kind")}}
    assert due(case(split, {"up": UP, "kind": {"same_as": "up"}})) == pytest.approx(
        due(case(pool, {"up": UP})), abs=1e-6
    )


def test_the_exemption_of_delays_never_touches_credits():
    ladder = {"value": 1000, "rate_per_day": "1 %", "cap": "20 %"}
    found = []
    for exempt in (0, 150, 1e6):
        late = {"slip_days": 20, "delay_damages": {**ladder, "exempt_up_to": exempt}}
        one = case({"monthly_cap": "8 %", "up": tier()}, {"up": UP}, transition=late)
        run = simulate(one, draw(one, 64))
        found.append(run.kept_credits["out", "give"].plain)
        damages = run.received[1] - found[-1]
        assert damages == pytest.approx([200 if exempt < 200 else 0] * 64)
    assert (found[0] == found[1]).all()
    assert (found[0] == found[2]).all()


def test_claiming_less_scales_what_is_received_and_nothing_that_is_kept():
    all_, half = (full("98 %", {**FULL, "claimed": share}) for share in ("100 %", "50 %"))
    one, other = (simulate(each, draw(each, 64)) for each in (all_, half))
    assert other.received[1] == pytest.approx(one.received[1] / 2)
    assert (other.kept_credits["out", "give"].plain == one.kept_credits["out", "give"].plain).all()


def test_draws_are_the_same_bytes_for_any_number_of_workers_and_any_task():
    one = full("98 %")
    first, second = (simulate(one, draw(one, 1_024), workers=w, task=t) for w, t in ((1, 256), (2, 1024)))
    assert first.received.tobytes() == second.received.tobytes()
    for name, sums in first.level_credits.items():
        assert sums.plain.tobytes() == second.level_credits[name].plain.tobytes()


def test_details_are_kept_as_long_as_draws_are_kept_in_full():
    one = case({"monthly_cap": "8 %", "up": tier()}, {"up": UP}, 2)
    run = simulate(one, draw(one, 10_240))
    assert run.received.shape[1] == next(iter(run.idle_by_offer.values())).size == 10_240
    assert (
        run.level_credits["out", "give", "up"].plain.shape == run.kept_credits["out", "give"].present.shape == (8_192,)
    )
