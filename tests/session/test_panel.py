"""The panel without a browser: sliders and session follow each other, and names are only ever text."""

from base64 import b64decode

import pytest

from outsourcing_model.case.paths import override
from outsourcing_model.session.knob import Knob
from outsourcing_model.session.session import Session
from outsourcing_model.session.widgets import Panel

FEE, BELIEF = "offers.provider.charges.it_service.base", "in_house.costs.all_in.yearly"
KNOBS = (Knob(FEE, 35_000, 45_000, 1_000), Knob(BELIEF, -0.2, 0.2, 0.1, relative=True))
SCRIPT = "<img src=x onerror=alert(1)>"


@pytest.fixture
def panel(case):
    return Panel(Session(case, 64), KNOBS)


def picture(panel):
    assert 'alt="Histogram' in panel.picture.value or 'alt="Histogramme' in panel.picture.value
    return b64decode(panel.picture.value.split("base64,")[1].split('"')[0])


def test_a_moved_slider_moves_session_number_and_chart(panel):
    answer, drawn, table = panel.answer.value, picture(panel), panel.figures.value
    assert drawn.startswith(b"\x89PNG")
    panel.sliders[FEE].value = 45_000
    assert dict(panel.session.knobs) == {FEE: 45_000}
    assert panel.answer.value != answer
    assert picture(panel) != drawn
    assert panel.figures.value != table


def test_the_reset_button_brings_everything_back_to_the_same_bytes(panel):
    shown = (panel.answer.value, panel.advice.value, picture(panel), panel.figures.value)
    panel.sliders[FEE].value = 45_000
    panel.sliders[BELIEF].value = -0.2
    panel.reset.click()
    assert (panel.answer.value, panel.advice.value, picture(panel), panel.figures.value) == shown
    assert (panel.sliders[FEE].value, panel.sliders[BELIEF].value) == (40_000, 0.0)


def test_a_change_in_code_moves_the_sliders(panel):
    panel.session.set(FEE, 41_400)
    assert panel.sliders[FEE].value == 41_000
    assert panel.session.knobs[FEE] == 41_400


def test_another_language_changes_words_and_nothing_else(panel):
    panel.sliders[FEE].value = 45_000
    figure = panel._axes.get_figure(root=True)
    panel.language.value = "fr"
    assert dict(panel.session.knobs) == {FEE: 45_000}
    assert panel.sliders[FEE].value == 45_000
    assert "d’économie" in panel.answer.value
    assert panel.reset.description == "Revenir au dossier"
    assert panel._axes.get_figure(root=True) is figure
    assert all(slider.description and slider.tooltip for slider in panel.controls.children)


def test_what_the_case_refuses_is_told_and_the_slider_goes_back(case):
    panel = Panel(Session(case, 64), [Knob(FEE, -1_000, 41_000, 1_000)])
    panel.sliders[FEE].value = -1_000
    assert 'data-testid="refused"' in panel.state.value
    assert FEE in panel.state.value
    assert panel.sliders[FEE].value == 40_000
    panel.sliders[FEE].value = 41_000
    assert 'data-testid="state"' in panel.state.value


def test_a_contradiction_that_only_the_draws_find_is_told(case):
    growth = {"pert": [0, 0.02, 0.05]}
    paths = [f"indices.{name}.growth" for name in "abc"]
    pairs = [{"between": [paths[i], paths[j]], "rank": 0.9} for i, j in ((0, 1), (1, 2), (0, 2))]
    indices = {name: {"growth": growth} for name in "abc"}
    correlated = case.revised(indices=indices, correlations=pairs)
    panel = Panel(Session(correlated, 64), [Knob("correlations[2].rank", -0.9, 0.9, 0.1)])
    panel.sliders["correlations[2].rank"].value = -0.9
    assert 'data-testid="refused"' in panel.state.value
    panel.reset.click()
    assert 'data-testid="state"' in panel.state.value


def test_names_are_only_ever_text(case):
    hostile = override(case, {"alternatives.outsourced.name": SCRIPT, "alternatives.in_house.name": SCRIPT})
    panel = Panel(Session(hostile, 64), KNOBS, chart="cost-structure")
    shown = [panel.answer, panel.advice, panel.picture, panel.figures]
    assert all("<img src=x" not in part.value for part in shown)
    assert "&lt;img src=x" in panel.answer.value


def test_the_figures_unfold(panel):
    assert panel.figures.layout.display == "none"
    panel.more.value = True
    assert panel.figures.layout.display == "block"


def test_a_notebook_is_given_the_widget(panel):
    assert "application/vnd.jupyter.widget-view+json" in panel._repr_mimebundle_()
