"""The panel of a notebook: sliders over a session, the answer in words, one chart and its figures."""

import io
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
FULL = {"width": "100%", "max_width": "60em"}
_STRONG, _FAINT = "font-size:1.25em;font-weight:600;line-height:1.35", "color:#5B6270"
_REFUSED = "color:#A33C00;font-weight:600;white-space:pre-line"


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
        self.answer, self.state, self.figures = (widgets.HTML(layout=FULL) for _ in range(3))
        self.picture = widgets.Image(format="png", layout={"max_width": "100%", "height": "auto"})
        self.language = widgets.ToggleButtons(
            options=[(say(f"session.in_{name}", name), name) for name in LANGUAGES], value=lang or session.base.language
        )
        self.reset = widgets.Button(layout={"width": "auto"})
        self.sliders: dict[str, Any] = {}
        self.controls = widgets.VBox(layout=FULL)
        self.more = widgets.Accordion(children=[self.figures], layout=FULL)
        buttons = widgets.HBox([self.reset, self.language], layout={"flex_flow": "row wrap"})
        self.view = widgets.VBox([self.answer, self.controls, buttons, self.state, self.picture, self.more])
        self.language.observe(lambda _: self._speak(), "value")
        self.reset.on_click(lambda _: self.session.reset())
        session.observe(Later(self.refresh))
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
        self._tell("state", say("session.working", self.lang), _FAINT)
        comparison = self.session.study.comparison
        self._tell("saving", self.session.saving_text(self.lang), _STRONG)
        self._draw(comparison)
        draws = number(comparison.flows.draws.count, self.lang)
        self._tell("state", say("session.ready", self.lang, draws=draws), _FAINT)

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
            self._tell("state", error.text(self.lang), _REFUSED)

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
        self.language.description = say("session.language", self.lang)
        self.reset.description = say("session.reset", self.lang)
        self.reset.tooltip = say("session.reset_hint", self.lang)
        self.more.titles = (say("session.figures", self.lang),)
        self.refresh()

    def _draw(self, comparison: Comparison) -> None:
        """Draw the chart on the figure that is there, with its words and figures."""
        self._axes = self.chart.draw(comparison, self.lang, self._axes)
        figure: Any = self._axes.get_figure(root=True)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", dpi=DPI, pil_kwargs={"compress_level": 1})
        self.picture.value = stream.getvalue()
        self.picture.tooltip = self.chart.alt_text(comparison, self.lang)
        grid = from_frame(self.chart.table(comparison, self.lang), "", comparison.case.currency, self.lang)
        self.figures.value = table(grid)

    def _tell(self, name: str, text: str, look: str) -> None:
        """Write a line of the panel; its text is only ever text."""
        place = self.answer if name == "saving" else self.state
        place.value = f'<div data-testid="{name}" role="status" style="{look}">{escape(text)}</div>'


def table(grid: Grid) -> str:
    """Return a table of texts as HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in grid.columns)
    body = "".join(_row(row) for row in grid.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Row) -> str:
    """Return one row of a table."""
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.heading)}</th>{cells}</tr>'
