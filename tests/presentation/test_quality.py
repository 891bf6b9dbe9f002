"""Penalties and value as they are shown: three answers in one look, tables that add up, charts, in two languages."""

import json
from functools import cache

import jsonschema
import pytest
from metrics.quality_case import missing, played

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.presentation.charts import credits_against_harm, exposure_by_year
from outsourcing_model.presentation.charts.catalogue import (
    CREDITS_AGAINST_HARM,
    EXPOSURE_BY_YEAR,
    RATIO_BY_YEAR,
    charts_of,
)
from outsourcing_model.presentation.explain import Explainer
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.results_json import results
from outsourcing_model.presentation.sections import penalties, worth
from outsourcing_model.presentation.table import comparison_table
from outsourcing_model.presentation.workbook import three_answers
from outsourcing_model.presentation.workbook.book import Book
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.wording import LANGUAGES
from presentation.example import DATA, SAVES, alone, case, comparison
from presentation.test_report import figures, words

OPTIONS = {"targets": ["99 %", "99.5 %", "99.9 %"], "monthly": [-9_000, 0, 45_000], "attained": [0.992, 0.996, 0.9985]}
STATED = {
    "services.service_desk.value_per_unit": 260,
    "services.hosting.value_per_unit": 1_100,
    "service_levels.hosting_availability.our_share": "20 %",
    "service_levels.hosting_availability.target": "99.9 %",
    "offers.global_delivery.level_options": {"hosting_availability": OPTIONS},
    "offers.global_delivery.liability": {"share_of_year": "100 %"},
    "offers.global_delivery.triggers": {"chronic": {"level": "hosting_availability", "misses": 4, "within": 6}},
    "offers.global_delivery.late_payment": {"share": "5 %", "days": 20, "rate": "12 %"},
    "contract.governing_law": "France",
}


@cache
def rich():
    changed = override(case(SAVES), STATED)
    return compare(simulate(changed, draw(changed, 128, seed=1)))


def test_the_three_answers_by_hand():
    found = played(missing({"monthly_cap": "12 %"}))
    (given,) = penalties.answers(found, "en")
    assert [card.number for card in given.cards] == ["€144", "€144", "30%"]
    assert "pay back 30% of the harm" in given.sentence
    assert "cut off €216" in given.sentence


def test_without_a_cost_of_a_miss_nothing_is_said_to_be_covered():
    (given,) = penalties.answers(played(missing(services={"desk": {}})), "en")
    assert given.cards[2].number == "–"
    assert "not stated" in given.sentence


def test_nothing_outsourced_has_no_such_part():
    found = alone()
    assert penalties.answers(found, "en") == []
    assert penalties.by_level(found, "en") is None
    assert "If the provider falls short" not in write_report(found, "en")
    assert {CREDITS_AGAINST_HARM, EXPOSURE_BY_YEAR, RATIO_BY_YEAR} & set(charts_of(found)) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_answers_levels_charts_targets_and_ratios(lang):
    found = rich()
    page = write_report(found, lang)
    for each in (CREDITS_AGAINST_HARM, EXPOSURE_BY_YEAR, RATIO_BY_YEAR):
        assert f'<figure id="{each.name}">' in page
    told = words(page)
    parts = (penalties.by_level, penalties.compared, penalties.owed, worth.harm_table, worth.ratio_table)
    for grid in (*(part(found, lang) for part in parts), *worth.target_tables(found, lang)):
        assert grid.caption in told
    for sentence in (
        *penalties.incentives(found, lang),
        *penalties.judged(found, lang),
        *worth.target_words(found, lang),
    ):
        assert sentence in told


def test_both_languages_carry_the_same_numbers():
    english, french = (words(write_report(rich(), lang)) for lang in LANGUAGES)
    assert figures(english) == figures(french)


def test_incentives_triggers_liability_and_judge_are_told():
    told = penalties.incentives(rich(), "en")
    assert [
        part for part in ("reach a cap", "right to terminate “Chronic”", "cap of liability") if part in " ".join(told)
    ]
    assert len(told) == 3
    (judged,) = penalties.judged(rich(), "en")
    assert "no penalties: they are not counted here" in judged
    assert penalties.judged(comparison(SAVES), "en") == []


def test_a_target_beyond_what_pays_is_flagged():
    (said,) = worth.target_words(rich(), "en")
    assert "gold-plated" in said
    assert worth.plated(rich())
    (grid,) = worth.target_tables(rich(), "en")
    assert [row.look for row in grid.rows] == ["", "grey"]
    assert grid.rows[0].best == {2}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_say_what_their_tables_hold(lang):
    found = rich()
    for each in (CREDITS_AGAINST_HARM, EXPOSURE_BY_YEAR, RATIO_BY_YEAR):
        axes = each.draw(found, lang, None)
        assert axes.get_title(loc="left")
        assert len(each.table(found, lang)) > 0
        assert each.alt_text(found, lang)
    assert exposure_by_year.table(found, lang).iloc[:, 1].sum() == pytest.approx(
        found.alternatives[found.shown].receivable.undiscounted.mean
    )


def test_what_caps_cut_off_is_hatched():
    axes = credits_against_harm.draw(played(missing({"monthly_cap": "12 %"})), "en")
    hatched = [bar for bar in axes.patches if bar.get_hatch() == "xxxx"]
    assert [bar.get_width() for bar in hatched] == pytest.approx([216])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_results_keep_to_their_schema(lang):
    schema = json.loads((DATA.parent / "docs" / "results.schema.json").read_text())
    told = results(rich(), lang)
    jsonschema.validate(told, schema)
    shown = told["alternatives"]["all_global"]
    assert {"penalties", "harm_by_level", "coverage", "level_options", "value_by_year"} <= set(shown)
    assert shown["penalties"][0]["triggers"][0]["name"] == "chronic"


def test_the_terminal_tells_worst_and_coverage():
    names = [str(cell) for cell in comparison_table(rich(), "en").columns[0]._cells]
    assert "Penalties received at worst" in names
    assert "Harm of misses covered by credits" in names


def test_figures_are_explained_down_to_their_inputs():
    run = expected_run(missing({"monthly_cap": "12 %"}))
    told = Explainer(run, lambda _: "", "en")
    text = "\n".join(told.explain("alternatives.out.coverage").lines())
    assert "€144.00 of €480.00" in text
    assert "services.desk.downtime_cost_per_hour" in text
    assert "€144.00" in told.explain("alternatives.out.penalty_exposure.receivable").text
    assert "€144.00" in told.explain("alternatives.out.penalty_exposure.receivable.maximum").text
    assert "€360.00 if every window" in told.explain("alternatives.out.penalties").text
    assert "€0.00" in told.explain("alternatives.out.penalty_exposure.payable").text


def test_the_block_of_the_term_sheet_is_ours_alone():
    found = played(missing({"monthly_cap": "12 %"}))
    ours = View(found.case, found.expected, "out", {"give": ("desk",)}, "fr", found)
    book = Book("fr", "T", found.case.start)
    page = book.page("N", "", "")
    before = page.row
    three_answers.write(page, View(found.case, found.expected, "out", {"give": ("desk",)}, "fr"), "give")
    assert page.row == before
    three_answers.write(page, ours, "give")
    assert page.row > before + 6
