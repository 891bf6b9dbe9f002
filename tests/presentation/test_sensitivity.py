"""What drives the answer as it is shown: sentences, charts, tables and results, in two languages."""

import json
import re
from functools import cache

import jsonschema
import pytest
from matplotlib.figure import Figure
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.break_even import break_evens
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.reverse_stress import Driver, ReverseStress, reverse_stress
from outsourcing_model.metrics.sensitivity import scenarios, sensitivity
from outsourcing_model.metrics.table import axis, table
from outsourcing_model.presentation import report
from outsourcing_model.presentation.charts import moved, scenario_effects, tornado
from outsourcing_model.presentation.charts.catalogue import SCENARIOS, TORNADO, charts_of
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.results_json import results
from outsourcing_model.presentation.sections import drivers, stress
from outsourcing_model.wording import LANGUAGES
from presentation.example import DATA, SAVES, comparison, hostile
from presentation.test_charts import texts

PRICE, TEAM = "offers.give.charges.desk.price", "in_house.costs.team.monthly"
ONE = pytest.mark.parametrize("each", [TORNADO, SCENARIOS], ids=lambda each: each.name)


def plain(text: str) -> str:
    return re.sub(r"[\u202f\xa0]", " ", text)


@cache
def small():
    """A gain of 200 with two normal beliefs and a scenario."""
    case = one_offer(
        {"price": {"normal": {"mean": 260, "sd": 22}}}, 10,
        in_house=own(team={"monthly": 2800}),
        scenarios={"dear": {TEAM: 2500}},
    )  # fmt: skip
    return compare(simulate(case, draw(case, 64)))


def test_a_driver_is_a_sentence():
    found = reverse_stress(small().case, "out")
    said = [plain(text) for text in stress.sentences(found, small().case, "en")]
    # By hand: 2,800 / 10 = 280 is 20 / 22 scores above 260; one normal draw in 5.5 is.
    assert said == ["Provider, Desk: price of a unit rises from €260 to €280 (in 2 of 10 draws it is at least that)"]
    assert plain(stress.lead(found, small().case, "en")).endswith("to “In house” if this alone holds:")
    french = plain(stress.sentences(found, small().case, "fr")[0])
    assert french.endswith("hausse de 260 € à 280 € (au moins cette valeur dans 2 tirages sur 10)")


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.5, "in 5 of 10"), (0.151, "in 2 of 10"), (1 / 12, "in 1 of 12"), (0.0005, "in fewer than 1 of 1,000")],
)
def test_a_chance_is_told_in_draws(chance, words):
    driver = Driver(PRICE, 260, 200, chance, 1.0)
    said = stress.sentences(ReverseStress("out", "in_house", (driver,), 1, 1, 0), small().case, "en")[0]
    assert f"falls from €260 to €200 ({words} draws it is at most that)" in plain(said)


def test_values_that_look_alike_get_more_digits():
    case = comparison(SAVES).case
    path = "in_house.attainment.hosting_availability.mean"
    assert stress.told_apart(path, 0.99371, 0.99374, case, "en") == ("99.371%", "99.374%")
    assert stress.told_apart(PRICE, 260.001, 260.02, small().case, "en") == ("€260.00", "€260.02")
    assert stress.told_apart("services.desk.volume.month_1", 2640.1, 2640.2, small().case, "en") == (
        "2,640.1",
        "2,640.2",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_and_what_already_holds_are_told(lang):
    nothing = ReverseStress("out", None, (), None, 500.0, 120.0)
    assert "120" in stress.lead(nothing, small().case, lang)
    already = ReverseStress("out", "in_house", (), 0.0, -1.0, -1.0)
    assert stress.lead(already, small().case, lang) != stress.lead(nothing, small().case, lang)
    assert stress.sentences(nothing, small().case, lang) == []


@ONE
@pytest.mark.parametrize(("lang", "found"), [("en", small), ("fr", small), ("en", hostile)])
def test_both_charts_have_picture_table_and_words(each, lang, found):
    if each is SCENARIOS and found is hostile:
        shown = scenario_effects.draw_effects(found(), scenarios(small()), found().shown, lang)
    else:
        shown = each.draw(found(), lang, None)
        assert len(each.table(found(), lang)) > 0
        assert len(each.alt_text(found(), lang)) > 40
    joined = " ".join(text.get_text() for text in texts(shown)).replace("\n", " ")
    assert found().case.currency in joined
    assert all(not text.get_parse_math() for text in texts(shown) if text.get_text().count("$") > 1)


@ONE
def test_both_are_drawn_on_the_axes_given(each):
    axes = Figure().add_subplot()
    assert each.draw(small(), "en", axes) is axes
    first = len(axes.texts)
    assert len(each.draw(small(), "en", axes).texts) == first


def test_they_are_shown_only_where_they_apply():
    assert {TORNADO, SCENARIOS} <= set(charts_of(small()))
    still = override(small().case, {PRICE: 260}).model_copy(update={"scenarios": {}})
    found = compare(simulate(still, draw(still, 1)))
    assert not {TORNADO, SCENARIOS} & set(charts_of(found))
    assert report._drivers(found, "en")["stress_lead"] == ""
    assert results(found)["comparison"]["sensitivity"]["tornado"] == []
    assert "No input is uncertain" in tornado.message(sensitivity(found).tornado, still, "en")


def test_the_report_says_what_the_functions_say():
    lang = "fr"
    page = write_report(small(), lang)
    found = sensitivity(small()).stress
    assert stress.lead(found, small().case, lang) in page
    assert all(text in page for text in stress.sentences(found, small().case, lang))
    assert 'id="tornado"' in page
    assert 'id="scenarios"' in page


def test_results_keep_their_contract():
    schema = json.loads((DATA.parent / "docs" / "results.schema.json").read_text(encoding="utf-8"))
    found = json.loads(json.dumps(results(small())))
    jsonschema.validate(found, schema)
    told = found["comparison"]["sensitivity"]
    assert told["tornado"][0]["path"] == PRICE
    assert told["reverse_stress"]["drivers"][0]["value"] == pytest.approx(280, rel=1e-6)
    assert told["rank_correlation"][0]["value"] == pytest.approx(-1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_and_charts_of_moved_figures(lang):
    case = small().case
    one = table(case, [axis(case, PRICE, [240, 260, 300])])
    two = table(case, [axis(case, PRICE, [240, 300]), axis(case, "discount_rate", [0, 0.1])])
    grid = drivers.moved_table(one, case, lang)
    assert [row.best for row in grid.rows] == [frozenset({0}), frozenset({0}), frozenset()]
    assert [row.heading.startswith("●") for row in grid.rows] == [False, True, False]
    assert plain(grid.rows[0].cells[0]) in ("+€400", "+400 €")
    grid = drivers.moved_table(two, case, lang)
    assert "Provider" not in grid.columns[1]
    assert len(grid.rows[0].cells) == 2
    for found, parts in ((one, 3), (two, 4)):
        axes = moved.draw(found, case, lang)
        joined = " ".join(text.get_text() for text in texts(axes))
        assert "EUR" in joined
        assert len(axes.lines) >= parts or len(axes.patches) >= parts
        assert plain(moved.alt_text(found, case, lang)).count(" ; ") == found.chosen.size - 1


def test_a_map_is_told_in_words_and_long_names_stay_on_its_axes():
    case = small().case
    found = table(case, [axis(case, PRICE, [240, 300]), axis(case, "discount_rate", [0])])
    assert moved.alt_text(found, case, "en") == (
        "The recommendation changes with Provider, Desk: price of a unit and Discount rate. "
        "€240, 0%: Out +€400 ; €300, 0%: In house €0."
    )
    long = override(case, {"offers.give.provider": {"name": "A provider whose name leaves no room in a title"}})
    assert moved.message(found, long, "en") == "The recommendation changes with the two figures on the axes"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_break_even_is_a_row(lang):
    case = small().case
    found = break_evens(case, PRICE, [("out", "in_house")])
    grid = drivers.break_even_table(found, case, lang)
    assert plain(grid.rows[0].cells[0]) in ("€280.00", "280,00 €")
    none = drivers.break_even_table(break_evens(case, PRICE, [("out", "in_house")], (1, 2)), case, lang)
    assert none.rows[0].cells[0] != grid.rows[0].cells[0]
    same = drivers.break_even_table(break_evens(case, PRICE, [("out", "out")]), case, lang)
    assert same.rows[0].cells[0] != none.rows[0].cells[0]
