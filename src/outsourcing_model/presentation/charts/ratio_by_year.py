"""Cost over value delivered by contract year: a line for each alternative, shaded 80 % of the draws of one."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.value_by_year import ValueYear, value_by_year
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import brief, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

_COLOURS = (style.BLUE, style.VERMILION, style.GREEN, style.PURPLE, style.ORANGE, style.SKY, style.BLACK)
_MARKS = "osD^vPX"


def _years(comparison: Comparison) -> dict[str, list[ValueYear]]:
    """Return alternative to its years that have a ratio; those without any are left out."""
    found = {
        name: [y for y in value_by_year(comparison, name) if y.ratio is not None] for name in comparison.alternatives
    }
    return {name: years for name, years in found.items() if years}


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return the ratio of each alternative by year as text, with its range."""
    columns: dict[str, list[str]] = {say("quality.by_year.year", lang): []}
    count = comparison.case.timeline.years
    columns[say("quality.by_year.year", lang)] = [str(year) for year in range(1, count + 1)]
    for name in comparison.alternatives:
        columns[alternative_label(name, comparison.case)] = [_words(y, lang) for y in value_by_year(comparison, name)]
    return pd.DataFrame(columns)


def _words(year: ValueYear, lang: str) -> str:
    """Return the ratio of one year with its range."""
    if year.ratio is None or year.p10 is None or year.p90 is None:
        return say("report.absent", lang)
    ratio, low, high = (brief(value, lang) for value in (year.ratio, year.p10, year.p90))
    return say("quality.level.with_range", lang, ratio=ratio, low=low, high=high)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    name = chart_text(alternative_label(comparison.shown, comparison.case), 60)
    years = _years(comparison).get(comparison.shown, [])
    if not years:
        reason = say(value_by_year(comparison, comparison.shown)[0].reason, lang)
        return say("quality.ratio.none", lang, alternative=name, reason=reason)
    ends = {"first": brief(years[0].ratio or 0.0, lang), "last": brief(years[-1].ratio or 0.0, lang)}
    return say("quality.ratio.message", lang, alternative=name, count=years[-1].year, **ends)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the lines of all alternatives."""
    axes = style.axes_of(axes)
    for at, (name, years) in enumerate(_years(comparison).items()):
        numbers, colour = [each.year for each in years], _COLOURS[at % len(_COLOURS)]
        if name == comparison.shown:
            low, high = ([getattr(each, end) or 0.0 for each in years] for end in ("p10", "p90"))
            axes.fill_between(numbers, low, high, color=colour, alpha=0.16, linewidth=0)
        label = chart_text(alternative_label(name, comparison.case), 40)
        ratios = [each.ratio or 0.0 for each in years]
        wide = 2.4 if name == comparison.shown else 1.4
        axes.plot(numbers, ratios, color=colour, marker=_MARKS[at % len(_MARKS)], linewidth=wide, label=label)
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: brief(float(value), lang)))
    axes.grid(axis="y", color="#E6E8EB", linewidth=0.8)
    axes.set_xlabel(say("quality.ratio.axis", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    style.frame(axes)
    style.legend(axes, columns=3).set_bbox_to_anchor((0.5, -0.16))
    shown = chart_text(alternative_label(comparison.shown, comparison.case), 40)
    subtitle = say("quality.ratio.subtitle", lang, period=period(comparison.case.timeline, lang), alternative=shown)
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    values = [
        say(
            "quality.ratio.at", lang, alternative=alternative_label(name, comparison.case),
            values=", ".join(brief(each.ratio or 0.0, lang) for each in years),
        )
        for name, years in _years(comparison).items()
    ]  # fmt: skip
    return say("quality.ratio.alt", lang, message=message(comparison, lang), values=" ; ".join(values))
