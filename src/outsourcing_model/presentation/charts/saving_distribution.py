"""How sure the saving is: its distribution over the draws, with zero, the hurdle and the percentiles."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from outsourcing_model.metrics.results import Comparison, Measure, Vector
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import chance, money, number, percent, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

_BINS = 36
_SHOWN = ("p10", "p50", "p90")


def alone(comparison: Comparison) -> bool:
    """Return whether there is nothing to compare with, so that the cost itself is shown."""
    return comparison.shown == comparison.reference


def values(comparison: Comparison) -> tuple[Vector, Measure]:
    """Return the draws that are shown and their measure: the saving, or the cost of a lone alternative."""
    if alone(comparison):
        row = comparison.flows.alternatives.index(comparison.shown)
        return np.asarray(comparison.flows.npv[row]), comparison.alternatives[comparison.shown].npv_cost
    return comparison.saving_draws[comparison.shown], comparison.saving[comparison.shown]


def chance_of_saving(comparison: Comparison, alternative: str) -> float:
    """Return the share of draws in which an alternative costs less than the reference."""
    return float((comparison.saving_draws[alternative] > 0).mean())


def enough_draws(comparison: Comparison) -> bool:
    """Return whether there are draws enough to speak of chances and ranges."""
    return comparison.alternatives[comparison.shown].npv_cost.standard_error is not None


def marks(comparison: Comparison, lang: str) -> list[tuple[str, float]]:
    """Return the values marked on the axis with their words."""
    _, measure = values(comparison)
    stated = [(name, getattr(measure, name)) for name in _SHOWN]
    found = [(say(f"chart.distribution.{name}", lang), value) for name, value in stated if value is not None]
    if not alone(comparison) and comparison.hurdle > 0:
        found.append((say("chart.distribution.hurdle", lang), comparison.hurdle))
    return found


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return mean, percentiles and hurdle in full."""
    _, measure = values(comparison)
    names = ("mean", "p5", "p10", "p50", "p80", "p90", "p95")
    rows = [(say(f"chart.distribution.{name}", lang), getattr(measure, name)) for name in names]
    if not alone(comparison):
        rows.append((say("chart.distribution.hurdle", lang), comparison.hurdle))
    what = say("chart.column.present_cost" if alone(comparison) else "chart.column.saving", lang)
    return pd.DataFrame([row for row in rows if row[1] is not None], columns=[say("chart.column.figure", lang), what])


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case, (_, measure) = comparison.case, values(comparison)
    if not enough_draws(comparison):
        return say("chart.distribution.few", lang, draws=number(comparison.flows.draws.count, lang))
    low, high = (money(value or 0.0, case.currency, lang) for value in (measure.p10, measure.p90))
    name = chart_text(alternative_label(comparison.shown, case), 60)
    key = "chart.distribution.alone" if alone(comparison) else "chart.distribution.message"
    likely = chance(chance_of_saving(comparison, comparison.shown), lang)
    return say(key, lang, alternative=name, chance=likely, low=low, high=high, range=percent(0.8, lang))


def _histogram(axes: Axes, found: Vector, cost: bool) -> float:
    """Draw the bars, losses apart from savings, and return the height of the highest."""
    low, high = float(found.min()), float(found.max())
    if high - low < 1e-9 * max(abs(high), 1.0):
        low, high = low - 0.5, high + 0.5
    width = (high - low) / _BINS
    first = np.floor(low / width)
    edges = (first + np.arange(_BINS + 2)) * width
    counts, _ = np.histogram(found, edges)
    shares = counts / found.size
    for left, share in zip(edges, shares, strict=False):
        loss = left + width / 2 < 0 and not cost
        colour, hatch = (style.EXTRA, style.EXTRA_HATCH) if loss else (style.TOTAL if cost else style.SAVING, "")
        look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0}
        axes.bar(left, share, width=width * 0.94, align="edge", **look)
    return float(shares.max())


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the distribution."""
    case = comparison.case
    axes = style.axes_of(axes)
    found, _ = values(comparison)
    top = _histogram(axes, found, alone(comparison))
    _marked(axes, comparison, lang, top)
    if not alone(comparison):
        axes.axvline(0, color=style.INK, linewidth=1.6)
        _sides(axes, found, lang)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(float(value), lang, 1)))
    axes.set_ylabel(say("chart.distribution.share", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    axes.margins(x=0.04)
    style.money_axis(axes, "x", case.currency, lang)
    style.frame(axes)
    key = "chart.distribution.subtitle_alone" if alone(comparison) else "chart.distribution.subtitle"
    style.title(axes, message(comparison, lang), say(key, lang, **_about(comparison, lang)))
    return axes


def _marked(axes: Axes, comparison: Comparison, lang: str, top: float) -> None:
    """Draw the marks with their labels above the bars, the leftmost highest so that no line cuts another's label."""
    found = sorted(marks(comparison, lang), key=lambda item: item[1])
    hurdle = say("chart.distribution.hurdle", lang)
    for level, (text, value) in enumerate(found):
        height = top * (1.1 + 0.12 * (len(found) - 1 - level))
        colour, line = (style.VERMILION, "--") if text == hurdle else (style.INK, "-")
        axes.plot([value, value], [0, height], color=colour, linewidth=1, linestyle=line)
        label = f" {_mark(text, value, comparison, lang)} "
        side = "right" if level and level + 1 == len(found) else "left"
        style.note(axes, label, (value, height), va="top", ha=side, fontsize=style.SMALL_SIZE)
    axes.set_ylim(0, top * (1.15 + 0.12 * len(found)))


def _mark(text: str, value: float, comparison: Comparison, lang: str) -> str:
    """Return a marked value with its words."""
    return say("chart.mark", lang, words=text, amount=money(value, comparison.case.currency, lang))


def _sides(axes: Axes, found: Vector, lang: str) -> None:
    """Say in a legend which bars are savings and which losses, only those that are there."""
    handles = []
    if (found >= 0).any():
        handles.append(Patch(facecolor=style.SAVING, label=say("chart.distribution.cheaper", lang)))
    if (found < 0).any():
        dearer = say("chart.distribution.dearer", lang)
        handles.append(Patch(facecolor=style.EXTRA, hatch=style.EXTRA_HATCH, edgecolor="white", label=dearer))
    style.legend(axes, handles)


def _about(comparison: Comparison, lang: str) -> dict[str, str]:
    """Return what the subtitle mentions."""
    case = comparison.case
    return {
        "reference": chart_text(alternative_label(comparison.reference, case), 40),
        "currency": case.currency,
        "period": period(case.timeline, lang),
        "draws": number(comparison.flows.draws.count, lang),
    }


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    parts = [_mark(text, value, comparison, lang) for text, value in marks(comparison, lang)]
    return say("chart.distribution.alt", lang, message=message(comparison, lang), marks=" ; ".join(parts))
