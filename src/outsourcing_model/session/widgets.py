"""The panel of a notebook: sliders over a session, the answer in words, one chart and its figures."""

import io
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any

import ipywidgets as widgets

from outsourcing_model.errors import CaseError
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts.catalogue import chart as named_chart
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.sections.grid import Grid, Row, from_frame
from outsourcing_model.session.knob import Knob
from outsourcing_model.session.later import Later
from outsourcing_model.session.session import Session
from outsourcing_model.wording import LANGUAGES, say

DPI = 110
FULL = {"width": "auto", "max_width": "60em"}
_LOOKS = """<style>
.outsourcing-model .widget-hslider {height: auto; min-height: 28px; margin: 4px 2px}
.outsourcing-model .widget-toggle-buttons {margin-left: 12px}
.outsourcing-model .widget-hslider .widget-label {white-space: normal; height: auto; line-height: 1.3; text-align: left}
.outsourcing-model .widget-html-content {line-height: 1.4; overflow-x: auto}
.outsourcing-model [data-testid=saving] {font-size: 1.25em; font-weight: 600}
.outsourcing-model [data-testid=state] {color: #5B6270}
.outsourcing-model [data-testid=refused] {color: #A33C00; font-weight: 600; white-space: pre-line}
.outsourcing-model [data-testid=chart] {max-width: 100%; min-width: 34em; height: auto}
.outsourcing-model table {border-collapse: collapse}
.outsourcing-model th, .outsourcing-model td {padding: 2px 10px; text-align: right}
.outsourcing-model th:first-child {text-align: left; font-weight: 400}
</style>"""
"""Long labels of sliders are written on two lines instead of being cut; a chart too small to read scrolls instead."""


class Panel:
    """A session to play with by hand; the last line of a cell shows it.

    Parameters
    ----------
    session : Session
        What the sliders move; a change made in code moves the sliders.
    knobs : iterable of Knob
        One slider each.
    chart : str
        Name of a chart of the catalogue.
    lang : str, optional
        Language to begin with; that of the case when absent.

    Raises
    ------
    ValueError
        If a knob has no range or moves no number.
    """

    def __init__(
        self, session: Session, knobs: Iterable[Knob], chart: str = "saving-distribution", lang: str | None = None
    ) -> None:
        self.session, self.knobs, self.chart = session, tuple(knobs), named_chart(chart)
        self._axes: Any = None
        self._drawn: tuple[Comparison | None, str] = None, ""
        self.answer, self.advice, self.state, self.picture, self.figures = (widgets.HTML(layout=FULL) for _ in range(5))
        self.language = widgets.ToggleButtons(
            options=[(say(f"session.in_{name}", name), name) for name in LANGUAGES], value=lang or session.base.language
        )
        self.reset = widgets.Button(layout={"width": "auto"})
        self.sliders: dict[str, Any] = {}
        self.controls = widgets.VBox(layout=FULL)
        self.more = widgets.ToggleButton(layout={"width": "auto"})
        buttons = widgets.HBox([self.reset, self.more, self.language], layout={"flex_flow": "row wrap"})
        looks = widgets.HTML(_LOOKS, layout={"display": "none"})
        texts = [looks, self.answer, self.advice]
        self.view = widgets.VBox([*texts, self.controls, buttons, self.state, self.picture, self.figures])
        self.view.add_class("outsourcing-model")
        self.language.observe(lambda _: self._speak(), "value")
        self.more.observe(lambda _: self._unfold(), "value")
        self.reset.on_click(lambda _: self.session.reset())
        session.observe(Later(self.refresh))
        self._unfold()
        self._speak()

    @property
    def lang(self) -> str:
        """Return the language of the panel."""
        return str(self.language.value)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Return what a notebook shows: the panel itself."""
        return self.view._repr_mimebundle_(**options)

    def refresh(self) -> None:
        """Show the session as it is now: sliders, answer, chart and figures."""
        self._follow()
        self.state.value = told("state", say("session.working", self.lang))
        try:
            comparison = self.session.study.comparison
        except CaseError as error:
            self.state.value = told("refused", error.text(self.lang))
            return
        self.answer.value = told("saving", self.session.saving_text(self.lang))
        self.advice.value = told("advice", self.session.advice_text(self.lang))
        self._draw(comparison)
        draws = number(comparison.flows.draws.count, self.lang)
        self.state.value = told("state", say("session.ready", self.lang, draws=draws))

    def _slider(self, knob: Knob) -> Any:
        """Return the slider of a knob; its settings are read out as people write them."""
        case, label = self.session.base, knob.label(self.session.base, self.lang)
        slider = widgets.SelectionSlider(
            options=[(knob.shown(setting, case, self.lang), setting) for setting in knob.settings(case)],
            value=knob.setting(self.session),
            description=label,
            tooltip=label,
            continuous_update=False,
            layout=FULL,
            style={"description_width": "50%"},
        )
        slider.observe(lambda _: self._turn(knob), "value")
        return slider

    def _turn(self, knob: Knob) -> None:
        """Put where a slider stands into the session, unless it is there already."""
        slider = self.sliders[knob.path]
        if slider.value == knob.setting(self.session):
            return
        try:
            self.session.set(knob.path, knob.value(slider.value))
        except CaseError as error:
            self._follow()
            self.state.value = told("refused", error.text(self.lang))

    def _follow(self) -> None:
        """Put the sliders where the session is."""
        for knob in self.knobs:
            self.sliders[knob.path].value = knob.setting(self.session)

    def _speak(self) -> None:
        """Say everything in the language of the panel."""
        spoken_before = self.controls.children
        self.sliders = {knob.path: self._slider(knob) for knob in self.knobs}
        self.controls.children = tuple(self.sliders.values())
        for slider in spoken_before:
            slider.close()
        self.reset.description = say("session.reset", self.lang)
        self.reset.tooltip = say("session.reset_hint", self.lang)
        self.more.description = say("session.figures", self.lang)
        self.refresh()

    def _unfold(self) -> None:
        """Show the figures of the chart, or hide them."""
        self.figures.layout.display = "block" if self.more.value else "none"

    def _draw(self, comparison: Comparison) -> None:
        """Draw the chart on the figure that is there, with its words and figures, unless it shows them already."""
        if self._drawn[0] is comparison and self._drawn[1] == self.lang:
            return
        if self._axes is not None:
            self._axes = emptied(self._axes)
        self._axes = self.chart.draw(comparison, self.lang, self._axes)
        self.picture.value = picture(self._axes, self.chart.alt_text(comparison, self.lang))
        grid = from_frame(self.chart.table(comparison, self.lang), "", comparison.case.currency, self.lang)
        self.figures.value = table(grid)
        self._drawn = comparison, self.lang


def told(name: str, text: str) -> str:
    """Return a line of the panel as HTML that is announced when it changes; its text is only ever text."""
    return f'<div data-testid="{name}" role="status">{escape(text)}</div>'


def emptied(axes: Any) -> Any:
    """Return new axes on the figure of the old ones: laid out afresh, so that a chart has the same pixels again."""
    figure = axes.get_figure(root=True)
    figure.clear()
    return figure.add_subplot()


def picture(axes: Any, words: str) -> str:
    """Return the figure of the axes as HTML with its alternative text, which the image widget has no room for."""
    stream = io.BytesIO()
    axes.get_figure(root=True).savefig(stream, format="png", dpi=DPI, pil_kwargs={"compress_level": 1})
    content = b64encode(stream.getvalue()).decode()
    source = f"data:image/png;base64,{content}"
    return f'<img data-testid="chart" alt="{escape(words)}" decoding="sync" src="{source}">'


def table(grid: Grid) -> str:
    """Return a table of texts as HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in grid.columns)
    body = "".join(_row(row) for row in grid.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Row) -> str:
    """Return one row of a table."""
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.heading)}</th>{cells}</tr>'
