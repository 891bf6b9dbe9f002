import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from outsourcing_model.presentation.charts import cash_fan, saving_distribution, waterfall
from outsourcing_model.presentation.charts.catalogue import CHARTS, chart
from outsourcing_model.presentation.charts.cost_structure import drawn
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.formats import period
from outsourcing_model.wording import LANGUAGES
from presentation.example import COSTS_MORE, SAVES, alone, comparison, hostile

EVERY = pytest.mark.parametrize("each", CHARTS, ids=lambda each: each.name)


def texts(axes):
    axes.figure.draw_without_rendering()
    return [found for found in axes.figure.findobj(Text) if found.get_text().strip()]


@EVERY
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "found",
    [lambda: comparison(SAVES), lambda: comparison(COSTS_MORE), alone, hostile],
    ids=["saves", "costs", "alone", "hostile"],
)
def test_every_chart_has_picture_table_and_words(each, lang, found):
    axes = each.draw(found(), lang, None)
    shown = "\n".join(text.get_text() for text in texts(axes)).replace("\n", " ")
    assert found().case.currency in shown
    assert period(found().case.timeline, lang).split(" ")[0] in shown
    assert len(each.table(found(), lang)) > 0
    assert len(each.alt_text(found(), lang)) > 40


@EVERY
def test_a_chart_is_drawn_on_the_axes_it_is_given(each):
    axes = Figure().add_subplot()
    assert each.draw(comparison(SAVES), "en", axes) is axes
    first = len(axes.texts)
    assert each.draw(comparison(SAVES), "en", axes) is axes
    assert len(axes.texts) == first


@EVERY
def test_names_are_drawn_as_text(each):
    axes = each.draw(hostile(), "en", None)
    risky = [text for text in texts(axes) if text.get_text().count("$") > 1 or "\\" in text.get_text()]
    assert all(not text.get_parse_math() for text in risky)
    assert all(len(line) <= 160 for text in texts(axes) for line in text.get_text().split("\n"))


def test_a_name_with_an_underscore_stands_on_the_axis():
    axes = chart("cost-structure").draw(hostile(), "en", None)
    assert "_x" in [label.get_text().strip("\xa0") for label in axes.get_yticklabels()]


@EVERY
def test_the_picture_is_the_same_bytes_each_time_and_asks_for_nothing(each):
    first, second = (svg(each.draw(comparison(SAVES), "en", None), each.name) for _ in range(2))
    assert first == second
    assert first.startswith("<svg")
    assert "<metadata" not in first
    assert "<script" not in svg(each.draw(hostile(), "en", None), each.name)
    assert f'id="{each.name}-' in first


@pytest.mark.parametrize("name", [SAVES, COSTS_MORE])
def test_the_waterfall_starts_and_ends_at_the_present_costs(name):
    found = comparison(name)
    table = waterfall.table(found, "en")
    amounts = table.iloc[:, 1].to_numpy(dtype=float)
    before, after = (found.alternatives[each].npv_cost.mean for each in (found.reference, found.shown))
    assert amounts[0] == pytest.approx(before, rel=1e-9)
    assert amounts[-1] == pytest.approx(after, rel=1e-9)
    assert amounts[:-1].sum() == pytest.approx(after, rel=1e-9)
    assert sum(waterfall.drawn(found).values()) == pytest.approx(after - before, rel=1e-6)


def test_the_distribution_shows_the_saving_and_its_hurdle():
    found = comparison(SAVES)
    saving = found.saving[found.shown]
    amounts = saving_distribution.table(found, "en").iloc[:, 1].tolist()
    expected = [saving.mean, saving.p5, saving.p10, saving.p50, saving.p80, saving.p90, saving.p95, found.hurdle]
    assert amounts == pytest.approx(expected)
    assert saving.p10 == pytest.approx(np.percentile(found.saving_draws[found.shown], 10))


def test_the_bars_of_the_distribution_hold_every_draw():
    axes = saving_distribution.draw(comparison(COSTS_MORE), "fr")
    assert sum(bar.get_height() for bar in axes.patches) == pytest.approx(1.0)


def test_the_fan_ends_at_the_undiscounted_saving():
    found = comparison(SAVES)
    row = found.flows.alternatives.index
    saved = found.flows.total[row(found.reference)] - found.flows.total[row(found.shown)]
    last = cash_fan.table(found, "en").iloc[-1, 1:].to_numpy(dtype=float)
    assert last == pytest.approx(np.percentile(saved, cash_fan.BANDS))


def test_the_cost_structure_adds_up_in_table_and_picture():
    found = comparison(SAVES)
    table = chart("cost-structure").table(found, "en")
    totals = table.iloc[-1, 1:].to_numpy(dtype=float)
    assert totals == pytest.approx([result.npv_cost.mean for result in found.alternatives.values()])
    assert [sum(each.values()) for each in drawn(found).values()] == pytest.approx(list(totals))


def test_the_penalty_table_shows_both_sides_and_an_open_maximum():
    found = comparison(SAVES)
    table = chart("penalty-exposure").table(found, "en")
    shown = found.alternatives["all_onshore"]
    rows = table[table.iloc[:, 0] == shown.label]
    assert rows.iloc[0, 2:].tolist() == pytest.approx(
        [shown.receivable.undiscounted.mean, shown.receivable.undiscounted.p95, shown.receivable.maximum]
    )
    assert rows.iloc[1, 4] == pytest.approx(shown.payable.maximum)


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [(SAVES, "en", "All to provider B saves $2."), (COSTS_MORE, "fr", "de surcoût actualisé sur 48")],
)
def test_the_title_says_the_message(name, lang, words):
    shown = [text.get_text() for text in texts(chart("waterfall").draw(comparison(name), lang, None))]
    assert any(words in text for text in shown)
