"""The views of the standards as they are shown: tables that add up, in two languages."""

import json
import re
from decimal import Decimal
from functools import cache

import jsonschema
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.presentation import conventions
from outsourcing_model.presentation.charts.catalogue import BUDGET_BRIDGE, CHARTS, charts_of
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.results_json import results
from outsourcing_model.presentation.sections import assumptions, budgets, sensitivity, standards
from outsourcing_model.wording import LANGUAGES
from presentation.example import CASES, DATA, SAVES, alone, case, comparison
from presentation.test_report import amount, figures, words

STATED = {
    "inflation": "cpi",
    "fiscal_year_start": 4,
    "hurdle": {"percent": "5 %", "personnel_percent": "10 %", "personnel_cap": 10_000_000},
    "optimism_bias": {"outsourced": {"upper": "41 %", "mitigation": "80 %", "risk_management": 100_000}},
    "budget": {
        "year": "2025",
        "lines": {"staff": 2_900_000, "data_centre": 700_000.005},
        "adjustments": {"pay_round": {"amount": 110_000, "kind": "price", "note": "Pay round of July"}},
    },
}


@cache
def rich():
    changed = override(case(SAVES), STATED)
    return compare(simulate(changed, draw(changed, 64, seed=1)))


def column(grid, at):
    return {row.heading: amount(row.cells[at]) for row in grid.rows}


@pytest.mark.parametrize("name", CASES)
def test_make_or_buy_adds_up_to_the_saving_of_the_cost_structure(name):
    found = comparison(name)
    grid = standards.make_or_buy_table(found, "en")
    for at, alternative in enumerate(grid.columns[1:]):
        shown = column(grid, at)
        side = [shown["Net transitional cost"], shown["Net ongoing cost"], -shown.get("Rounding", Decimal(0))]
        assert shown["Avoidable in-house cost: what stops"] - sum(side) == shown["Differential: the saving"]
        key = next(key for key, each in found.alternatives.items() if each.label == alternative)
        assert float(shown["Differential: the saving"]) == pytest.approx(found.saving[key].mean, abs=0.02)


def test_risk_is_shown_before_and_after():
    grid = standards.should_cost_table(rich(), "en")
    for at in range(len(grid.columns) - 1):
        shown = {
            row.heading: amount(row.cells[at]) for row in grid.rows if "mitigation" not in row.heading
        }  # fmt: skip
        assert (
            shown["Base cost, no risk event"] + shown["Quantified risk events"]
            == shown["Cost as compared in this report"]
        )
        added = shown["Optimism bias in money"] + shown["Cost of risk management"]
        assert shown["Cost as compared in this report"] + added == shown["Adjusted cost"]
    assert [row.cells[2] for row in grid.rows if "mitigation" in row.heading] == ["8.2%"]
    plain = standards.should_cost_table(comparison(SAVES), "en")
    assert "Adjusted cost" not in [row.heading for row in plain.rows]


def test_the_bridge_adds_up_to_the_cent():
    grid = budgets.bridge_table(rich(), "en")
    cells = [amount(row.cells[1]) for row in grid.rows]
    assert sum(cells[:-1]) == cells[-1]
    assert [row.heading for row in grid.rows][-2] == "Unexplained"
    assert budgets.bridge_table(comparison(SAVES), "en") is None


def test_the_chart_of_the_bridge_is_only_there_with_a_budget():
    assert charts_of(comparison(SAVES))[: len(CHARTS)] == CHARTS
    assert BUDGET_BRIDGE not in charts_of(comparison(SAVES))
    assert BUDGET_BRIDGE in charts_of(rich())
    for lang in LANGUAGES:
        axes = BUDGET_BRIDGE.draw(rich(), lang, None)
        assert len(axes.patches) == len(BUDGET_BRIDGE.table(rich(), lang)) == 4
        assert len(BUDGET_BRIDGE.alt_text(rich(), lang)) > 40
    with pytest.raises(ValueError, match="no budget"):
        BUDGET_BRIDGE.draw(comparison(SAVES), "en", None)


def test_a_budget_that_explains_all_says_so():
    plan = {"total": 120, "adjustments": {"more": {"amount": 24, "kind": "volume"}}}
    stated = one_offer(in_house=own(work={"monthly": 12}), term=24, budget=plan)
    found = compare(simulate(stated, draw(stated, 32)))
    assert BUDGET_BRIDGE.alt_text(found, "en").startswith("Waterfall. Budget and adjustments explain")
    assert len(BUDGET_BRIDGE.table(found, "en")) == 3
    assert budgets.bridge_table(found, "en").rows[0].heading == "Budget"


def test_both_languages_carry_the_same_numbers():
    english, french = (words(write_report(rich(), lang, digest="d1")) for lang in LANGUAGES)
    assert figures(english) == figures(french)
    assert not re.search(r"\{[a-z_]+\}", english + french)
    assert "Cost in money of the first year" in english
    assert "Not shown in money of the first year: the case names no inflation index." in words(
        write_report(comparison(SAVES), "en")
    )


def test_a_lone_alternative_has_nothing_to_switch_to():
    assert standards.make_or_buy_table(alone(), "en") is None
    assert sensitivity.margin_table(alone(), "en") is None
    assert sensitivity.switching_table(alone(), "en") is None
    assert budgets.peak_words(alone(), "en") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_results_keep_to_their_schema(lang):
    schema = json.loads((DATA.parent / "docs" / "results.schema.json").read_text(encoding="utf-8"))
    for found in (rich(), alone(), comparison(CASES[1])):
        jsonschema.validate(results(found, lang), schema)


def test_what_follows_the_term_stands_in_the_results_beside_the_answer():
    kept = case(SAVES)
    terms = {
        "months": 12,
        "renew": {},
        "abandonment": {"value_given_up": 9, "proceeds": 8, "years": 1, "volatility": 0.3},
    }
    ending = override(kept, {"end_of_term": terms})
    both = [results(compare(simulate(each, draw(each, 32))), "en") for each in (kept, ending)]
    jsonschema.validate(both[1], json.loads((DATA.parent / "docs" / "results.schema.json").read_text(encoding="utf-8")))
    found = both[1]["comparison"]
    assert found["end_of_term"]["best"] == "renew"
    assert 0 < found["abandonment"]["low"] < found["abandonment"]["high"]
    assert {each["offer"] for each in found["starts"]} == {"onshore", "global_delivery"}
    assert all(each["planned"] <= each["expected"] <= each["late"] for each in found["starts"])
    assert not {"end_of_term", "abandonment"} & set(both[0]["comparison"])
    assert both[0]["alternatives"] == both[1]["alternatives"]


def test_the_hurdle_and_the_rate_are_spelt_out():
    shown = dict(assumptions.conventions(rich(), "en", ""))
    assert "and of 10% of its present cost of staff, at most $10M" in shown["Hurdle"]
    uncapped = override(rich().case, {"hurdle": {"personnel_percent": "10 %"}})
    assert conventions.hurdle(compare(simulate(uncapped, draw(uncapped, 32))), "en").endswith("present cost of staff")
    for changes, end in (({"inflation": "cpi"}, "− 1"), ({}, "valuation date")):
        real = case(SAVES).model_copy(update={"discount_basis": "real", **changes})
        assert conventions.rate(real, "en").endswith(end)
