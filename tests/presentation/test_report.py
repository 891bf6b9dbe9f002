import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest

from outsourcing_model.case.cautions import cautions
from outsourcing_model.presentation.charts.catalogue import charts_of
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.sections import assumptions, costs, measures
from outsourcing_model.wording import LANGUAGES
from presentation.example import CASES, COSTS_MORE, DOLLARS, SAVES, SCRIPT, alone, case, comparison, few, hostile, stays

CSP = "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""


def words(page):
    body = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def figures(text):
    return [re.sub(r"\D", "", found) for found in re.findall(r"\d(?:[\d.,\u202f]*\d)?", text)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "found", [lambda: comparison(SAVES), lambda: comparison(COSTS_MORE), alone, hostile, lambda: stays(SAVES)]
)
def test_the_page_asks_for_nothing_outside_and_runs_nothing(found, lang):
    page = write_report(found(), lang)
    assert CSP in page
    assert "<script" not in page.lower()
    assert re.findall(r"\bon\w+\s*=\s*[\"']", re.sub(r">[^<]*<", "><", page)) == []
    assert [link for link in re.findall(r"(?:src|href)\s*=\s*[\"']([^\"']*)", page) if not link.startswith("#")] == []
    assert [link for link in re.findall(r"url\(([^)]*)\)", page) if not link.startswith("#")] == []
    assert "@import" not in page


def test_names_are_inert_text():
    page = write_report(hostile(), "en")
    assert SCRIPT not in page
    assert DOLLARS in words(page)
    assert "{{ 7 * 7 }}" in words(page)
    assert "=1+1" in words(page)


@pytest.mark.parametrize("name", CASES)
def test_both_languages_carry_the_same_numbers_in_the_same_order(name):
    english, french = (words(write_report(comparison(name), lang, digest="d1")) for lang in LANGUAGES)
    assert figures(english) == figures(french)
    assert len(figures(english)) > 400


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_chart_has_words_and_a_table(name, lang):
    page = unescape(write_report(comparison(name), lang))
    shown = charts_of(comparison(name))
    for each in shown:
        assert f'<figure id="{each.name}">' in page
        assert f'role="img" aria-label="{each.alt_text(comparison(name), lang)}"' in page
    assert page.count("<details>") == len(shown)
    assert page.count("<h1>") == 1


def test_the_ids_of_the_page_are_unique():
    ids = re.findall(r'\bid="([^"]+)"', write_report(comparison(SAVES), "en"))
    assert len(ids) == len(set(ids))


def amount(cell):
    return Decimal(cell.replace(",", "") or "0")


@pytest.mark.parametrize("name", CASES)
def test_the_cost_structure_adds_up_to_the_cent_in_both_views(name):
    found = comparison(name)
    rows = costs.cost_structure(found, "en").rows
    sums = {row.heading: [amount(cell) for cell in row.cells[1:]] for row in rows[-6:]}
    for column in range(len(found.alternatives)):
        lines = sum(amount(row.cells[column + 1]) for row in rows[:-5])
        assert lines == sums["Present cost, total view"][column]
    assert sums["Saving, total view"] == sums["Saving, relevant view"]
    shown = list(found.alternatives).index(found.shown)
    assert float(sums["Saving, total view"][shown]) == pytest.approx(found.saving[found.shown].mean, abs=0.02)
    relevant = [result.relevant_cost.mean for result in found.alternatives.values()]
    assert [float(value) for value in sums["Present cost, relevant view"]] == pytest.approx(relevant, abs=0.02)


def test_unavoidable_lines_are_grey_with_the_reason_of_the_case():
    rows = {row.heading: row for row in costs.cost_structure(comparison(SAVES), "en").rows}
    assert rows["Corporate overhead"].look == "grey"
    assert rows["Corporate overhead"].cells[0] == "unavoidable: Head office does not shrink when IT does"
    assert rows["Desk agents"].look == ""


def test_only_french_law_brings_the_judge():
    assert "1231-5" in write_report(comparison(COSTS_MORE), "en")
    assert "1231-5" not in write_report(comparison(SAVES), "en")


def test_an_absent_ratio_says_why():
    text = words(write_report(comparison(SAVES), "en"))
    assert "present cost over present value (no value of the service is stated in the case)" in text


def test_the_best_of_a_row_is_marked_unless_all_are_alike():
    assert measures.best_of([3.0, 1.0, None], greatest=False) == {1}
    assert measures.best_of([3.0, 1.0, None], greatest=True) == {0}
    assert measures.best_of([2.0, 2.0], greatest=True) == frozenset()
    assert measures.best_of([None, 2.0], greatest=True) == frozenset()


def test_every_uncertain_input_is_listed_with_its_source():
    table = assumptions.uncertain_inputs(comparison(SAVES), "en")
    assert len(table.rows) == len(comparison(SAVES).flows.draws.paths)
    source, status = assumptions.provenance(case(SAVES), "in_house.attainment.hosting_availability.mean")
    assert source.startswith("Mean is an estimate")
    assert status == "estimate"


def test_the_digest_stands_with_the_conventions_only_when_given():
    assert ("Digest of the case", "abc") in assumptions.conventions(comparison(SAVES), "en", "abc")
    assert "Digest of the case" not in dict(assumptions.conventions(comparison(SAVES), "en", ""))


def test_warnings_and_a_schedule_of_rates_are_shown():
    found = comparison(SAVES)
    rates = found.case.model_copy(update={"discount_rate": {0: 0.035, 3: 0.03}})
    text = words(write_report(replace(found, case=rates), "en"))
    assert "3.5% from year 0; 3% from year 3" in text
    for problem in cautions(rates):
        assert problem.text("en") in text
    stated = {"governance_twice": "the audit is work of its own"}
    looked_at = words(write_report(replace(found, case=found.case.model_copy(update={"accepted": stated})), "en"))
    assert "Warnings looked at and accepted" in looked_at
    assert "— the audit is work of its own [governance_twice]" in looked_at
    assert "Warnings looked at and accepted" not in text
    undiscounted = found.case.model_copy(update={"discount_rate": 0.0})
    assert "money is not discounted" in words(write_report(replace(found, case=undiscounted), "en"))


def test_too_few_draws_are_said_and_make_no_chance():
    text = words(write_report(few(), "en"))
    assert "too few draws for a percentile or a standard error" in text
    assert "over 99% likely" not in text


def test_no_mark_is_left_unfilled():
    for lang in LANGUAGES:
        assert not re.search(r"\{[a-z_]+\}", words(write_report(comparison(SAVES), lang)))
