"""How sure the answer is, as it is shown: sentences that say one thing, tables, charts, files, in two languages."""

import json
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.compare import compare
from outsourcing_model.presentation.certainty_files import files_of
from outsourcing_model.presentation.certainty_json import certainty_csv, of_comparison
from outsourcing_model.presentation.charts.catalogue import ACCEPTABILITY, CUMULATIVE, WORTH_OF_KNOWING, charts_of
from outsourcing_model.presentation.charts.cumulative import SHARES, curves
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.formats import chance, money
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.sections.certainty import (
    dominance_words,
    note,
    shopping_table,
    standing_table,
    summary,
    worth_table,
)
from outsourcing_model.wording import LANGUAGES
from presentation.example import DATA, SAVES, SCRIPT, alone, case, comparison, few, hostile
from presentation.test_report import figures

OWN = (CUMULATIVE, WORTH_OF_KNOWING, ACCEPTABILITY)
STATED = {
    "risk_aversion": {"tolerance": 400_000},
    "finding_out": {
        "pilot": {"name": "Pilot", "about": "offers.global_delivery", "cost": 60_000, "months": 0.5, "reveals": "80 %"},
        "logs": {"name": SCRIPT, "about": ["offers.onshore.attainment"]},
        "survey": {"about": "services", "cost": 20_000},
    },
}


@cache
def stated():
    changed = override(case(SAVES), STATED)
    return compare(simulate(changed, draw(changed, 512, seed=1)))


@cache
def sure():
    changed = one_offer({"base": 100}, in_house=own(desk={"monthly": {"uniform": [120, 140]}}))
    return compare(simulate(changed, draw(changed, 64, seed=1)))


def test_the_sentence_says_what_is_best_how_often_and_what_to_find_out_first():
    text = summary(stated(), "en")
    found = certainty(stated())
    standing = found.alternatives[stated().recommended]
    assert chance(standing.probability_best, "en") in text
    assert money(found.evpi, "USD", "en") in text
    first = next(each for each in found.findings if each.pays)
    assert f"worth up to {money(first.value, 'USD', 'en')}" in text
    assert text.count(".") <= 8
    assert "« " not in summary(stated(), "fr")


def test_what_the_sentence_says_without_studies_without_doubt_and_without_choice():
    assert "What matters most is" in summary(comparison(SAVES), "en")
    assert "in every draw" in summary(sure(), "en")
    assert "one alternative" in summary(alone(), "en")
    assert "too few draws" in summary(few(), "en")


def test_studies_that_cost_more_than_they_are_worth_are_not_worth_it():
    dear = {name: {**study, "cost": 10_000_000} for name, study in STATED["finding_out"].items()}
    changed = override(case(SAVES), {"finding_out": dear})
    found = compare(simulate(changed, draw(changed, 64, seed=1)))
    assert "Nothing that could be looked into is worth its cost" in summary(found, "en")
    assert {row.cells[-1] for row in shopping_table(found, "en").rows} == {"no"}


def test_a_hurdle_that_keeps_the_reference_costs_regret():
    found = replace(comparison(SAVES), recommended="in_house")
    regret = certainty(found).alternatives["in_house"].regret
    assert f"costs {money(regret, 'USD', 'en')} on average against hindsight" in summary(found, "en")
    assert regret > certainty(found).evpi


def test_dominance_is_said_for_the_recommended_alternative_and_every_other():
    texts = " ".join(dominance_words(stated(), "en"))
    others = [each.label for name, each in stated().alternatives.items() if name != stated().recommended]
    assert all(f"“{label}”" in texts for label in others)
    assert "at every level of luck" in texts
    assert "risk tolerance of $400k" in texts
    assert dominance_words(alone(), "en") == dominance_words(few(), "en") == []
    assert not any("risk tolerance" in text for text in dominance_words(comparison(SAVES), "en"))


def between(in_house, base):
    changed = one_offer({"base": base}, in_house=own(desk={"monthly": in_house}))
    return compare(simulate(changed, draw(changed, 256, seed=1)))


def test_what_depends_on_the_taste_for_risk_is_said_so():
    sure_thing = between({"uniform": [80, 140]}, 110.5)
    assert "for whoever dislikes risk" not in (words := " ".join(dominance_words(sure_thing, "en")))
    assert "the taste for risk decides: “Out” has the better bad draws (the worst 49%)" in words
    assert "“Out” is ahead of “In house” for whoever" in dominance_words(between({"uniform": [80, 150]}, 110), "en")[0]


def test_the_table_marks_the_best_of_each_row():
    grid = standing_table(stated(), "en")
    rows = {row.heading: row for row in grid.rows}
    names = list(stated().alternatives)
    assert rows["Expected regret"].best == rows["Chance of being best"].best == {names.index(stated().recommended)}
    assert any("Certainty equivalent" in heading for heading in rows)
    assert not any("Certainty equivalent" in row.heading for row in standing_table(comparison(SAVES), "en").rows)
    assert standing_table(alone(), "en") is None
    assert standing_table(few(), "en") is None
    assert note(alone(), "en") == ""


def test_the_shopping_list_is_there_only_where_something_is_stated():
    assert shopping_table(comparison(SAVES), "en") is None
    rows = shopping_table(stated(), "en").rows
    assert [row.cells[-1] for row in rows].count("yes, first") == 1
    assert rows[-1].heading == "Survey"
    assert rows[-1].cells[-1] == "no"


def test_what_is_worth_knowing_adds_up_to_less_than_everything():
    grid = worth_table(stated(), "en")
    assert [row.heading for row in grid.rows][-2:] == ["All uncertain inputs", "Everything, luck included"]
    assert worth_table(alone(), "en") is None
    assert worth_table(few(), "en") is None


@pytest.mark.parametrize("make", [summary, dominance_words, standing_table, shopping_table, worth_table, note])
def test_both_languages_say_the_same_figures(make):
    english, french = (make(stated(), lang) for lang in LANGUAGES)
    if isinstance(english, (str, list)):
        pair = [text if isinstance(text, str) else " ".join(text) for text in (english, french)]
        assert figures(pair[0]) == figures(pair[1])
        return
    assert [(row.best, row.look, len(row.cells)) for row in english.rows] == [
        (row.best, row.look, len(row.cells)) for row in french.rows
    ]


@pytest.mark.parametrize("each", OWN, ids=lambda each: each.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_has_picture_table_and_words(each, lang):
    for found in (stated(), hostile()):
        axes = Figure().add_subplot()
        assert each.draw(found, lang, axes) is axes
        texts = [text for text in axes.figure.findobj(Text) if text.get_text().strip()]
        assert found.case.currency in " ".join(text.get_text() for text in texts)
        risky = [text for text in texts if text.get_text().count("$") > 1]
        assert all(not text.get_parse_math() for text in risky)
        assert len(each.table(found, lang)) > 0
        assert len(each.alt_text(found, lang)) > 40
        assert "<script" not in svg(axes, each.name)
    assert svg(each.draw(stated(), lang, None), each.name) == svg(each.draw(stated(), lang, None), each.name)


def test_charts_are_there_only_where_they_have_something_to_show():
    assert [each for each in charts_of(stated()) if each in OWN] == list(OWN)
    assert [each for each in charts_of(sure()) if each in OWN] == [CUMULATIVE]
    for found in (alone(), few()):
        assert not set(OWN) & set(charts_of(found))


def test_the_curves_hold_every_draw_and_the_table_is_read_off_them():
    found = curves(stated())
    draws = stated().flows.draws.count
    assert {len(values) for values in found.values()} == {draws}
    table = CUMULATIVE.table(stated(), "en")
    middle = list(SHARES).index(0.5) + 1
    for at, values in enumerate(found.values()):
        assert table.iloc[at, middle] == pytest.approx((values[draws // 2 - 1] + values[draws // 2]) / 2)
        # Costs: the worst draw, that is the dearest, comes first.
        assert values[0] == max(values)


def test_the_bars_show_studies_with_their_cost_before_inputs():
    table = WORTH_OF_KNOWING.table(stated(), "en")
    assert list(table.iloc[:3, 0])[-1] == "Survey"
    assert table.iloc[-1, 1] == certainty(stated()).evpi
    assert "costs" in WORTH_OF_KNOWING.alt_text(stated(), "en")


@pytest.mark.parametrize("found", [stated, sure, alone, few, lambda: comparison(SAVES)])
def test_the_results_keep_their_contract(found):
    schema = json.loads((DATA.parent / "docs" / "results.schema.json").read_text(encoding="utf-8"))
    part = schema["properties"]["comparison"]["properties"]["certainty"]
    told = json.loads(json.dumps(of_comparison(found(), "en"), allow_nan=False))
    jsonschema.validate(told, {**part, "$defs": schema["$defs"]})
    assert told["evpi"]["value"] == pytest.approx(found().evpi, abs=1e-9 * (1 + found().evpi))
    assert (told["acceptability"] is None) == ("acceptability_reason" in told)
    assert (told["recommended_risk_averse"] is None) == ("risk_averse_reason" in told)


def test_the_files_hold_the_same_figures():
    files = files_of(stated(), "en")
    assert list(files) == ["certainty.json", "certainty.csv", *(f"chart-{each.name}.png" for each in OWN)]
    assert json.loads(files["certainty.json"]) == json.loads(json.dumps(of_comparison(stated(), "en")))
    lines = certainty_csv(stated()).splitlines()
    assert lines[0] == "part,item,figure,value,standard_error"
    assert len([line for line in lines if line.startswith("finding,")]) == 4 * 3
    assert list(files_of(alone(), "en")) == ["certainty.json", "certainty.csv"]


def test_the_report_opens_this_part_with_the_sentence():
    page = write_report(stated(), "en")
    at = page.index("How sure is the answer")
    assert page.index('<p class="lead">', at) < page.index("<table", at)
    assert all(f'id="{each.name}"' in page for each in OWN)
    assert SCRIPT not in page
    assert "one alternative" in write_report(alone(), "en")
