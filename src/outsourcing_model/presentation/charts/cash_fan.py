"""When the money comes back: cumulated saving by month of payment, with the spread over the draws."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.results import Comparison, Vector
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, month, months, number, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

BANDS = (10, 25, 50, 75, 90)
_MIDDLE = 50
_LABELS_ROOM = 0.2
_APART = 0.055


def paths(comparison: Comparison) -> Vector:
    """Return ``[cash_month, draw]`` cumulated saving on the reference, or cumulated cost of a lone alternative."""
    names, totals = comparison.flows.alternatives, comparison.flows.totals
    cost = totals[names.index(comparison.shown)]
    if comparison.shown == comparison.reference:
        return np.asarray(np.cumsum(cost, axis=0))
    return np.asarray(np.cumsum(totals[names.index(comparison.reference)] - cost, axis=0))


def bands(comparison: Comparison) -> Vector:
    """Return ``[band, cash_month]`` the percentiles of the paths, month by month."""
    return np.asarray(np.percentile(paths(comparison), BANDS, axis=1))


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return the percentiles of every month."""
    timeline = comparison.case.timeline
    found = bands(comparison)
    frame = pd.DataFrame(found.T, columns=[say(f"chart.fan.p{band}", lang) for band in BANDS])
    labels = [month(timeline.calendar(number), lang) for number in range(found.shape[1])]
    frame.insert(0, say("chart.column.month", lang), labels)
    return frame


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case, result = comparison.case, comparison.alternatives[comparison.shown]
    about = {"alternative": chart_text(alternative_label(comparison.shown, case), 60)}
    if comparison.shown == comparison.reference:
        amount = money(result.total_cost.mean or 0.0, case.currency, lang)
        return say("chart.fan.alone", lang, amount=amount, length=months(case.term, lang), **about)
    about["amount"] = money(result.peak_cash_outlay, case.currency, lang)
    if result.payback_month is None:
        return say("chart.fan.never", lang, **about)
    if result.payback_month <= 1 or result.peak_cash_outlay < 1:
        return say("chart.fan.at_once", lang, **about)
    return say("chart.fan.back", lang, count=number(result.payback_month, lang), **about)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the fan."""
    case, found = comparison.case, bands(comparison)
    axes = style.axes_of(axes)
    at = np.arange(1, found.shape[1] + 1)
    axes.fill_between(at, found[0], found[4], color=style.SKY, alpha=0.35, linewidth=0)
    axes.fill_between(at, found[1], found[3], color=style.BLUE, alpha=0.4, linewidth=0)
    axes.plot(at, found[2], color=style.INK, linewidth=1.8)
    axes.axhline(0, color=style.INK, linewidth=1)
    axes.set_xlim(0, len(at) * (1 + _LABELS_ROOM))
    axes.margins(y=0.08)
    _ends(axes, found[:, -1], len(at), comparison, lang)
    every = 12 if case.term > 18 else 3
    starts = range(0, case.term, every)
    axes.set_xticks([start + 1 for start in starts], [month(case.timeline.calendar(start), lang) for start in starts])
    style.money_axis(axes, "y", case.currency, lang)
    style.frame(axes, ("top", "right", "left", "bottom"))
    key = "chart.fan.subtitle_cost" if comparison.shown == comparison.reference else "chart.fan.subtitle"
    reference = chart_text(alternative_label(comparison.reference, case), 40)
    about = {"reference": reference, "currency": case.currency, "period": period(case.timeline, lang)}
    style.title(axes, message(comparison, lang), say(key, lang, **about))
    return axes


def _ends(axes: Axes, last: Vector, count: int, comparison: Comparison, lang: str) -> None:
    """Name the bands at the right end, far enough apart to be read."""
    low, high = axes.get_ylim()
    apart = (high - low) * _APART
    heights = list(last)
    for place in (3, 4):
        heights[place] = max(heights[place], heights[place - 1] + apart)
    for place in (1, 0):
        heights[place] = min(heights[place], heights[place + 1] - apart)
    for band, value, height in zip(BANDS, last, heights, strict=True):
        amount = money(float(value), comparison.case.currency, lang)
        text = say("chart.mark", lang, words=say(f"chart.fan.p{band}", lang), amount=amount)
        look = {"va": "center", "fontweight": "bold" if band == _MIDDLE else "normal"}
        style.note(axes, f" {text}", (count, height), fontsize=style.SMALL_SIZE, **look)
    axes.set_ylim(min(low, heights[0] - apart), max(high, heights[-1] + apart))


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    currency, last = comparison.case.currency, bands(comparison)[:, -1]
    words = [say(f"chart.fan.p{band}", lang) for band in BANDS]
    amounts = [money(float(value), currency, lang) for value in last]
    parts = [say("chart.mark", lang, words=text, amount=amount) for text, amount in zip(words, amounts, strict=True)]
    return say("chart.fan.alt", lang, message=message(comparison, lang), ends=" ; ".join(parts))
