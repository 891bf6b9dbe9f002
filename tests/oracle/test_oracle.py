"""The engine against the oracle: every line and month and every measure, for random cases and random draws."""

import statistics
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_dice import Tree
from strategies import price_trees, quality_trees, side_trees, trees, way_trees

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.draws import Draws, draw, expected_draws
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate

from .brute import Chance, sample
from .naive import play_case
from .stage import Run
from .world import discount_factor, mean_values

RELATIVE = 1e-9
MEASURES = ("npv", "total", "harm_npv", "received_npv", "received", "owed_npv", "owed", "capped_months")
EASY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
slowly = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=EASY,
    phases=(Phase.explicit, Phase.generate),
)


def drawn_values(case: Case, draws: Draws) -> dict[str, float]:
    """Return the value of every belief in a table of one draw."""
    return mean_values(case) | dict(zip(draws.paths, map(float, draws.values[:, 0]), strict=True))


def measures(run: Run) -> tuple[float, ...]:
    """Return the oracle's measures in the order of MEASURES."""
    return (
        run.present,
        run.undiscounted,
        run.harm,
        run.received_present,
        run.received,
        run.owed_present,
        run.owed,
        run.capped_months,
    )


def largest_flow(runs: dict[str, Run]) -> float:
    """Return the largest flow, harm or value of all alternatives."""
    flows = [amount for run in runs.values() for months in run.lines.values() for amount in months.values()]
    return max([1.0, *map(abs, flows), *(max(run.harm, run.value) for run in runs.values())])


def paid(flows: CashFlows, alternative: str) -> dict[tuple[str, int], float]:
    """Return what the engine pays, by line and month of payment."""
    mine = [pair for pair in zip(flows.lines, flows.line_means, strict=True) if pair[0].alternative == alternative]
    assert len({line.id for line, _ in mine}) == len(mine)
    return {(line.id, month): float(amount) for line, row in mine for month, amount in enumerate(row)}


def disagreements(case: Case, draws: Draws) -> Iterator[str]:
    """Yield every figure of a noise-free run of one draw that the oracle computes otherwise."""
    flows, runs = simulate(case, draws, noise=False), play_case(case, drawn_values(case, draws))
    scale = largest_flow(runs)

    def differ(name: str, engine: float, oracle: float) -> Iterator[str]:
        if not abs(engine - oracle) <= RELATIVE * max(scale, abs(oracle)):
            yield f"{name}: engine {engine!r}, oracle {oracle!r}"

    for month, factor in enumerate(flows.discount):
        yield from differ(f"discount[{month}]", float(factor), discount_factor(case, month))
    for place, name in enumerate(flows.alternatives):
        run, engine = runs[name], paid(flows, name)
        oracle = {(line, month): amount for line, months in run.lines.items() for month, amount in months.items()}
        for key in sorted(engine.keys() | oracle.keys()):
            yield from differ(f"{name} {key}", engine.get(key, 0.0), oracle.get(key, 0.0))
        for measure, expected in zip(MEASURES, measures(run), strict=True):
            yield from differ(f"{name} {measure}", float(getattr(flows, measure)[place, 0]), expected)
        yield from differ(f"{name} value_npv", float(flows.value_npv[0]), run.value)
        yield from differ(f"{name} irrelevant_npv", float(flows.irrelevant_npv[0]), run.irrelevant)


def wrong(tree: Tree) -> list[str]:
    """Return what differs in the expected run of a valid case."""
    case = Case.model_validate(tree)
    assert problems(case) == []
    return list(disagreements(case, expected_draws(case)))


def wrong_draws(tree: Tree, seed: int) -> list[str]:
    """Return what differs in noise-free runs of some draws of the beliefs."""
    case = Case.model_validate(tree)
    draws = draw(case, 2, seed)
    return [difference for number in range(2) for difference in disagreements(case, draws.only(number))]


def credited(case: Case, draws: Draws) -> Iterator[str]:
    """Yield every figure of credits beside the lines that the oracle computes otherwise."""
    flows, runs = simulate(case, draws, noise=False), play_case(case, drawn_values(case, draws))
    for name in flows.alternatives:
        run, slack = runs[name], RELATIVE * largest_flow(runs)
        for what, sums, oracle in (("due", flows.level_credits, run.due), ("kept", flows.kept_credits, run.kept)):
            engine = sum(float(sums_.plain[0]) for key, sums_ in sums.items() if key[0] == name)
            if not abs(engine - oracle) <= max(slack, RELATIVE * abs(oracle)):
                yield f"{name} {what}: engine {engine!r}, oracle {oracle!r}"
        idle = sum(float(months[0]) for key, months in flows.idle_by_offer.items() if key[0] == name)
        if idle != run.idle_months:
            yield f"{name} idle months: engine {idle!r}, oracle {run.idle_months!r}"


@settings(slowly, max_examples=250)
@given(quality_trees())
def test_terms_of_quality_alone_and_combined(tree: Tree) -> None:
    case = Case.model_validate(tree)
    assert wrong(tree) + list(credited(case, expected_draws(case))) == []


@settings(slowly, max_examples=100)
@given(quality_trees(uncertain=True), st.integers(0, 10))
def test_terms_of_quality_under_drawn_beliefs(tree: Tree, seed: int) -> None:
    case = Case.model_validate(tree)
    assert wrong_draws(tree, seed) + list(credited(case, draw(case, 2, seed).only(1))) == []


@slowly
@given(trees(price_terms=True, every_term=True))
def test_expected_run_of_constant_cases(tree: Tree) -> None:
    assert wrong(tree) == []


@slowly
@given(trees(uncertain=True, price_terms=True, every_term=True), st.integers(0, 10))
def test_uncertain_cases(tree: Tree, seed: int) -> None:
    assert wrong(tree) + wrong_draws(tree, seed) == []


@settings(slowly, max_examples=150)
@given(price_trees())
def test_terms_of_price_alone_and_combined(tree: Tree) -> None:
    assert wrong(tree) == []


@slowly
@given(price_trees(uncertain=True), st.integers(0, 10))
def test_terms_of_price_under_drawn_beliefs(tree: Tree, seed: int) -> None:
    assert wrong_draws(tree, seed) == []


@settings(slowly, max_examples=150)
@given(way_trees())
def test_ways_there_and_out_alone_and_combined(tree: Tree) -> None:
    assert wrong(tree) == []


@slowly
@given(way_trees(uncertain=True), st.integers(0, 10))
def test_ways_there_and_out_under_drawn_beliefs(tree: Tree, seed: int) -> None:
    assert wrong_draws(tree, seed) == []


@settings(slowly, max_examples=150)
@given(side_trees())
def test_the_own_side_alone_and_combined(tree: Tree) -> None:
    assert wrong(tree) == []


@slowly
@given(side_trees(uncertain=True), st.integers(0, 10))
def test_the_own_side_under_drawn_beliefs(tree: Tree, seed: int) -> None:
    assert wrong_draws(tree, seed) == []


def small_case(offer: Tree, season: Tree | None = None) -> Case:
    """Return a case of one service and one offer, 14 months."""
    tree = {
        "case": "Edge",
        "currency": "EUR",
        "start": "2026-01",
        "term": 14,
        "discount_rate": 0,
        "reference": "stay",
        "services": {"desk": {"volume": {"month_1": 100, "season": season or {}}}},
        "exchange_rates": {"USD": {"rate": 2, "drift": 0.5}},
        "service_levels": {"up": {"service": "desk", "metric": "availability", "target": 0.99}},
        "offers": {"give": {"provider": "Provider", "charges": {"desk": {"base": 1000}}, **offer}},
        "alternatives": {"stay": {}, "go": {"every_service": "give"}},
    }
    return Case.model_validate(tree)


@pytest.mark.parametrize("days", [364, 365, 366])
def test_a_slip_of_a_whole_year_ends_at_a_month_edge(days: float) -> None:
    damages = {"value": 1000, "rate_per_day": 0.001}
    case = small_case({"transition": {"slip_days": days, "delay_damages": damages}})
    assert list(disagreements(case, expected_draws(case))) == []


LATE = {"amount_per_day": 10}
STEPS = {"design": {"month": 2, "slip_days": 365, "delay_damages": LATE}, "3": 0.5, "end": {"month": 14, "share": 0.5}}


@pytest.mark.parametrize("exit_month", [None, 1, 3, 13, 14])
@pytest.mark.parametrize(
    "there",
    [
        {"months": 14, "slip_days": 200, "price": 900},
        {"months": 13.5, "slip_days": 90, "ramp_months": 60, "delay_damages": LATE},
        {"months": 3, "price": 900, "milestones": STEPS, "damages_cap": 4000, "delay_damages": LATE},
        {"months": 14, "ramp_months": 1e-9, "parallel_months": 60, "price": 900, "financed": 1},
    ],
)
def test_a_takeover_beside_or_beyond_the_end(there: Tree, exit_month: int | None) -> None:
    case = small_case({"transition": there, "exit": {"share_of_remaining": 1, "dual_running_months": 1}})
    case = case if exit_month is None else case.revised(exit_month=exit_month)
    assert list(disagreements(case, expected_draws(case))) == []


@pytest.mark.parametrize(("mean", "spread", "limit"), [(0.95, 0.1, 1.0), (0.99, 0.002, 0.99), (0.99, 0.0, 0.99)])
def test_a_level_within_the_slack_of_its_limit_is_met(mean: float, spread: float, limit: float) -> None:
    scheme = {"up": {"below": [limit], "credit": [1], "of": "desk"}}
    case = small_case({"attainment": {"up": {"mean": mean, "spread": spread}}, "credits": scheme})
    assert list(disagreements(case, expected_draws(case))) == []


SEASON = {"january": -0.5, "february": -0.5, "march": 0.5, "april": 0.3}
UNITS = {"price": 1, "commitment": {"units": 100, "rate": 3, "carry_forward_months": 12}}
GAIN = {"provider_share": [0.5], "fee": 500, "least_fee": 5000}
OVERRUN = {"target_fixed": 1, "actual_fixed": 1000, "fee": 50, "provider_share": [1]}
CREDIT = {"attainment": {"up": {"mean": 0.9}}}
HALF_BACK = {"up_to": [], "share": [0.5]}


@pytest.mark.parametrize("of", ["desk", "invoice"])
@pytest.mark.parametrize("cap", [{}, {"monthly_cap": 0.1}])
def test_a_month_whose_invoice_is_below_zero_has_no_negative_credit(of: str, cap: Tree) -> None:
    scheme = {"up": {"below": [0.99], "credit": [0.2], "of": of}, **cap}
    case = small_case({**CREDIT, "credits": scheme, "discount": HALF_BACK})
    assert list(disagreements(case, expected_draws(case))) == []


@pytest.mark.parametrize("months", [0, 0.5, 1])
@pytest.mark.parametrize("charge", [UNITS, {"gain_share": GAIN}, {"gain_share": {**GAIN, "target_per_unit": 9}}])
def test_nothing_is_owed_or_carried_before_delivery(months: float, charge: Tree) -> None:
    case = small_case({"charges": {"desk": charge}, "transition": {"months": months}}, SEASON)
    assert list(disagreements(case, expected_draws(case))) == []


@pytest.mark.parametrize("settled", ["month", "year"])
@pytest.mark.parametrize("method", ["graduated", "volume"])
def test_no_discount_on_a_total_below_zero(settled: str, method: str) -> None:
    discount = {**HALF_BACK, "settled": settled, "method": method}
    case = small_case({"charges": {"desk": {"gain_share": OVERRUN}}, "discount": discount})
    assert list(disagreements(case, expected_draws(case))) == []


def test_what_is_owed_is_in_the_currency_of_the_case() -> None:
    case = small_case({"currency": "USD", "exit": {"wind_down": 100}})
    assert list(disagreements(case.revised(exit_month=6), expected_draws(case))) == []


@pytest.mark.parametrize("rate", [0.031, 0.0310000000004, 0.0300000005, 0.0300000000005, 0.0249999999999, 0.025])
@pytest.mark.parametrize("digits", [1, 2, 4, 7, 8])
@pytest.mark.parametrize("mode", ["nearest", "up", "down"])
def test_rounding_near_a_value_or_a_half(rate: float, digits: int, mode: str) -> None:
    case = small_case({"indexation": {"fixed_rate": rate, "rounding": {"digits": digits, "mode": mode}}})
    assert list(disagreements(case, expected_draws(case))) == []


PRICED = {
    "currency": "USD",
    "minimum_commitment": {"amount": 8000, "carry_forward_months": 2},
    "discount": {"up_to": [7000], "share": [0, 0.2], "settled": "month"},
    "productivity": 0.05,
}


def noisy_case(terms: Tree, tax: float) -> Case:
    """Return a taxed case whose credits hit their cap in many months and whose events happen in some."""
    tiers = {"below": [0.99, 0.97, 0.9], "credit": [0.05, 0.15, 0.6]}
    tree = {
        "case": "Noise",
        "tax": {"rate": tax},
        "currency": "EUR",
        "start": "2026-03",
        "term": 26,
        "discount_rate": 0.08,
        "reference": "stay",
        "exchange_rates": {"USD": {"rate": 1.5, "drift": 0.3}},
        "services": {"desk": {"volume": {"month_1": 400, "growth": 0.1}}, "hosting": {}},
        "service_levels": {
            "quick": {"service": "desk", "metric": "share_in_time", "target": 0.9},
            "up": {"service": "hosting", "metric": "availability", "target": 0.99},
        },
        "offers": {
            "give": {
                **terms,
                "provider": "Provider",
                "charges": {"desk": {"price": 12}, "hosting": {"base": 2500}},
                "transition": {"months": 1.5},
                "payment_days": 45,
                "attainment": {
                    "quick": {"mean": 0.96, "spread": 0.03, "weak_start": {"months": 4, "lower_by": 0.05}},
                    "up": {"mean": 0.985, "spread": 0.01},
                },
                "credits": {
                    "monthly_cap": 0.1,
                    "claimed": 0.8,
                    "quick": {**tiers, "of": "desk"},
                    "up": {**tiers, "of": "invoice"},
                },
            }
        },
        "alternatives": {"stay": {}, "go": {"every_service": "give"}, "half": {"desk": "give"}},
        "risks": {
            "fire": {"probability": 0.3, "cost": 9000, "months": [5, 20], "each_year": True},
            "leak": {"probability": 0.4, "harm": 7000, "applies_to": "outsourced"},
        },
    }
    case = Case.model_validate(tree)
    assert problems(case) == []
    assert all(value.is_constant for value in beliefs(case).values())
    return case


@pytest.mark.parametrize(("terms", "tax"), [({}, 0), (PRICED, 0.3)])
@pytest.mark.parametrize("alternative", ["go", "half"])
def test_noise_has_the_mean_and_the_spread_of_brute_force(alternative: str, terms: Tree, tax: float) -> None:
    case, count, plays = noisy_case(terms, tax), 8192, 4000
    flows = simulate(case, draw(case, count, 5), noise=True)
    place = flows.alternatives.index(alternative)
    found = sample(case, mean_values(case), alternative, 11, plays)
    rest = play_case(case, mean_values(case))[alternative]
    events = sum(rest.lines["risk.fire"].values())
    own_harm = rest.harm - sum(_spread_harm(case))

    def agree(engine: np.ndarray, brute: list[float]) -> None:
        error = np.hypot(engine.std() / count**0.5, statistics.stdev(brute) / plays**0.5)
        assert abs(engine.mean() - statistics.fmean(brute)) <= 4 * error
        assert engine.std() == pytest.approx(statistics.stdev(brute), rel=0.06)

    agree(flows.received[place], [luck.received for luck in found])
    agree(flows.capped_months[place], [luck.capped_months for luck in found])
    agree(flows.harm_npv[place] - own_harm, [luck.risk_harm for luck in found])
    rest_of_cost = rest.undiscounted + (rest.received - events) * (1 - tax)
    agree(flows.total[place] - rest_of_cost, [_net(luck) * (1 - tax) for luck in found])


def _net(luck: Chance) -> float:
    """Return what the luck adds to the cost."""
    return luck.risk_cost - luck.received


def _spread_harm(case: Case) -> list[float]:
    """Return the present harm of the leak of :func:`noisy_case`, spread over the months."""
    return [0.4 * 7000 / case.term * discount_factor(case, month) for month in range(case.term)]
