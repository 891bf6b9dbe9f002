"""Traps into which tools of this kind fell: each has a test here, or stands in the index of where it has one."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_cases import line, one_offer, own
from strategies import cases

from outsourcing_model.case.case import Case
from outsourcing_model.case.cautions import cautions
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.bids import bids
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.returns import internal_rate, sign_changes

from .runs import different, examples, run

TESTS = Path(__file__).parents[1]
SOURCES = sorted((TESTS.parent / "src").rglob("*.py"))

GUARDED = {
    "more known is worth less than less known": ("metrics/test_information.py::test_more_is_never_worth_less_and",),
    "results hang on the order of samples or lists": (
        "properties/test_traps.py::test_percentiles_and_means_do_not_hang_on_the_order_of_draws",
        "properties/test_chance.py::test_8_order_of_records_changes_no_byte",
    ),
    "seeds per worker": ("properties/test_traps.py::test_one_two_or_seven_workers_draw_the_same",),
    "ranking across currencies": ("properties/test_traps.py::test_bids_in_other_currencies_are_never_compared_raw",),
    "base index and chained index confused": (
        "published/test_indexation.py::test_e10_chained", "oracle/test_price_terms.py::test_revision_by_dates",
    ),
    "a revision hits closed lines": ("properties/test_traps.py::test_a_revision_moves_only_what_is_in_force",),
    "numbers read by the machine's locale": (
        "test_cli.py::test_the_same_run_writes_the_same_results",
        "casefile/test_ledger.py::test_any_delimiter_and_encoding",
    ),
    "formula cells that readers find empty": (
        "excel/test_recalculation.py::test_what_is_recalculated_is_the_stored_number",
    ),
    "charts lost when a workbook is saved again": ("properties/test_traps.py::test_no_workbook_is_ever_saved_again",),
    "probability times impact in place of an event": (
        "properties/test_traps.py::test_an_event_is_drawn_and_never_its_expectation",
    ),
    "a used-up allowance of credits goes below zero": (
        "properties/test_traps.py::test_a_used_up_allowance_returns_exactly_nothing",
    ),
    "one of several rates of return": ("properties/test_traps.py::test_several_rates_of_return_are_refused",),
    "tail measures without any cost": (
        "properties/test_traps.py::test_a_case_of_nothing_costs_nothing",
        "metrics/test_certainty.py::test_the_mean_of_the_worst_of_nothing_but_zeros_is_zero",
    ),
    "steady state only": ("properties/test_traps.py::test_a_takeover_without_dual_running_is_warned_of",),
}  # fmt: skip
"""Trap to the tests that guard against it, by file and the beginning of their name."""


@pytest.mark.parametrize("trap", GUARDED)
def test_every_trap_is_guarded_by_a_test_that_exists(trap: str) -> None:
    for place in GUARDED[trap]:
        file, name = place.split("::")
        functions = [node.name for node in ast.parse((TESTS / file).read_text("utf-8")).body if hasattr(node, "name")]
        assert any(function.startswith(name) for function in functions), place


@examples(15)
@given(st.permutations(range(64)), cases(uncertain=True))
def test_percentiles_and_means_do_not_hang_on_the_order_of_draws(order: list[int], case: Case) -> None:
    flows = run(case)
    for costs in flows.npv:
        turned = costs[np.array(order)]
        assert np.percentile(turned, [5, 10, 50, 80, 90, 95]).tobytes() == (
            np.percentile(costs, [5, 10, 50, 80, 90, 95]).tobytes()
        )
        assert turned.mean() == pytest.approx(costs.mean(), rel=1e-12, abs=1e-9)


@examples(10)
@given(cases(uncertain=True, quality=True))
def test_one_two_or_seven_workers_draw_the_same(case: Case) -> None:
    draws = draw(case, 600, 4)
    one, two, seven = (simulate(case, draws, workers=workers, task=256) for workers in (1, 2, 7))
    assert different(one, two) == different(one, seven) == []


def test_bids_in_other_currencies_are_never_compared_raw() -> None:
    """By hand: 190 dollars at 0.5 are 95, less than 100; 60 pounds at 2 are 120, the dearest of them."""
    offers: dict[str, Any] = {
        "euro": {"provider": "E", "charges": {"desk": {"base": 100}}},
        "dollar": {"provider": "D", "currency": "USD", "charges": {"desk": {"base": 190}}},
        "pound": {"provider": "P", "currency": "GBP", "charges": {"desk": {"base": 60}}},
    }
    alternatives = {f"by_{name}": {"every_service": name, "quality_points": 50} for name in offers}
    case = Case.model_validate({
        "case": "Currencies", "currency": "EUR", "start": "2026-01", "term": 1, "discount_rate": 0,
        "exchange_rates": {"USD": {"rate": 0.5}, "GBP": {"rate": 2}}, "services": {"desk": {}}, "offers": offers,
        "alternatives": {"in_house": {}, **alternatives}, "evaluation": {"price_weight": "100 %"},
    })  # fmt: skip
    found = bids(compare(run(case, 32)))
    assert {name: each.comparable for name, each in found.ledgers.items()} == pytest.approx(
        {"by_euro": 100, "by_dollar": 95, "by_pound": 120}
    )
    assert found.rankings is not None
    assert found.rankings.first.ranks == {"by_dollar": 1, "by_euro": 2, "by_pound": 3}


def test_a_revision_moves_only_what_is_in_force() -> None:
    """By hand: 100 for a year, 110 from its anniversary, nothing after the exit; 40 of the transition stay 40."""
    terms = {"indexation": {"fixed_rate": "10 %"}, "transition": {"price": 40}, "exit": {"from_month": 1}}
    case = one_offer({"base": 100}, offer=terms, term=36, exit_month=18)
    assert line(case, "out", "charges.give.desk") == pytest.approx([100] * 12 + [110] * 6 + [0] * 18)
    assert line(case, "out", "charges.give.desk")[18:] == [0.0] * 18
    assert line(case, "out", "transition.give") == pytest.approx([40] + [0] * 35)


SAVES = ("save", "save_workbook", "to_excel")


def test_no_workbook_is_ever_saved_again() -> None:
    """What people send is read; what is written is made anew by XlsxWriter, which can't open a file."""
    for source in SOURCES:
        tree = ast.parse(source.read_text("utf-8"))
        modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        if not any(module.partition(".")[0] == "openpyxl" for module in modules):
            continue
        calls = {node.func.attr for node in ast.walk(tree)
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}  # fmt: skip
        assert not calls & {*SAVES, "Workbook"}, source.name
        readers = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "load_workbook"]
        assert all(any(word.arg == "read_only" for word in node.keywords) for node in readers), source.name


def _called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_an_event_is_drawn_and_never_its_expectation() -> None:
    """At 20 % for 1,000 each draw pays nothing or 1,000: the mean is 200, which no draw pays, and the tail 1,000."""
    case = one_offer(risks={"fire": {"probability": 0.2, "cost": 1000, "applies_to": "outsourced"}}, term=12)
    flows = simulate(case, draw(case, 2048, 7))
    costs = flows.total[flows.alternatives.index("out")]
    assert set(np.unique(costs)) == {0.0, 1000.0}
    assert costs.mean() == pytest.approx(200, abs=4 * 1000 * np.sqrt(0.16 / 2048))
    assert np.percentile(costs, 90) == 1000
    as_certain = case.revised(risks={"fire": {"probability": 1, "cost": 200, "applies_to": "outsourced"}})
    assert "certain_event" in warned(as_certain)
    assert "certain_event" not in warned(case)


def warned(case: Case) -> set[str]:
    """Return the rules that warn of a case."""
    return {problem.key.split(".")[0] for problem in cautions(case)}


def test_a_used_up_allowance_returns_exactly_nothing() -> None:
    """By hand: 2 % of 12 invoices of 1,000 are 240 a year: 100, 100, 40, then nothing at all; paid a month on."""
    level = {"up": {"service": "desk", "metric": "availability", "target": "99 %"}}
    terms = {
        "attainment": {"up": {"mean": "98 %"}},
        "credits": {"yearly_cap": "2 %", "up": {"below": ["99 %"], "credit": ["10 %"], "of": "invoice"}},
    }
    found = line(one_offer({"base": 1000}, offer=terms, term=24, service_levels=level), "out", "credits.give")
    year = [-100, -100, -40] + [0] * 9
    assert found == pytest.approx([0, *year, *year])
    assert [found[month] for month in (4, 5, 12, 16, 24)] == [0.0] * 5


# -100 + 230 / x - 132 / x^2 is zero at 10 % and at 20 %: neither is told.
def test_several_rates_of_return_are_refused_with_the_count_of_changes() -> None:
    flows = np.array([-100.0, 230, -132])
    assert internal_rate(flows, 1) == (None, "reason.several_sign_changes")
    assert sign_changes(flows) == 2
    assert sign_changes(np.array([-100.0, 0.001, 60, -0.002, 70])) == 1
    late = {"exit": {"wind_down": 5000, "from_month": 1}, "transition": {"price": 900}}
    case = one_offer({"base": 10}, offer=late, in_house=own(team={"monthly": 300}), term=24, exit_month=20)
    earned = compare(run(case, 32)).alternatives["out"].returns
    assert (earned.irr, earned.irr_reason) == (None, "reason.several_sign_changes")
    assert earned.sign_changes == 2


def test_a_case_of_nothing_costs_nothing_and_has_every_measure() -> None:
    for result in compare(run(one_offer(term=3), 32)).alternatives.values():
        cost = result.npv_cost
        assert {cost.mean, cost.p5, cost.p50, cost.p95, cost.standard_error} == {0.0}


def test_a_takeover_without_dual_running_is_warned_of() -> None:
    alone, beside = one_offer(term=12), one_offer(offer={"transition": {"parallel_months": 2}}, term=12)
    assert ["no_parallel_run" in warned(case) for case in (alone, beside)] == [True, False]
