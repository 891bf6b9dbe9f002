"""The months of a log, and where a fitted belief expects them."""

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from outsourcing_model.metrics.attained.predict import expected_range
from outsourcing_model.metrics.attained.result import Attained
from outsourcing_model.presentation.attained.figures import covered, share
from outsourcing_model.presentation.attained.tables import calendar_month
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import percent
from outsourcing_model.presentation.labels import chart_text
from outsourcing_model.wording import say

_TICKS = 9
_ROOM = 0.06


def table(attained: Attained, lang: str) -> pd.DataFrame:
    """Return month and level, whether it is whole, and between what it is expected."""
    months = attained.months
    low, high = _band(attained)
    names = ("month", "whole", "level", "low", "high")
    values = ([calendar_month(first, lang) for first in months.first], months.whole, months.level, low, high)
    return pd.DataFrame(dict(zip(names, values, strict=True)))


def _band(attained: Attained) -> tuple[list[float], list[float]]:
    """Return between what each month is expected."""
    months, found = attained.months, attained.fit
    if found is None or found.is_constant:
        nothing = [np.nan] * len(months.first)
        return nothing, nothing
    counts = (
        [float(np.nanmedian(months.size))] * len(months.first)
        if attained.kind == "tickets"
        else [None] * len(months.first)
    )
    known: dict[float | None, tuple[float, float]] = {}
    for count in counts:
        if count not in known:
            known[count] = expected_range(found, count)
    return [known[count][0] for count in counts], [known[count][1] for count in counts]


def message(attained: Attained, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    if attained.is_doubtful:
        return say(f"attained.chart.{'drifted' if attained.drift.has_drifted else 'differs'}", lang)
    if attained.fit is None or attained.fit.is_constant:
        return say("attained.chart.plain", lang)
    low, high = _band(attained)
    values = (("mean", attained.fit.mean), ("low", low[0]), ("high", high[0]))
    return say(
        f"attained.chart.{attained.kind}", lang, **{name: share(value, attained, lang) for name, value in values}
    )


def draw(attained: Attained, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with a point for each month, partial ones hollow, the range of the belief and its mean."""
    axes = style.axes_of(axes)
    months = attained.months
    at, level = np.arange(len(months.first)), months.level
    seen = ~np.isnan(level)
    _draw_belief(axes, attained, at, lang)
    whole, partial = seen & months.whole, seen & ~months.whole
    axes.plot(at, np.where(whole, level, np.nan), color=style.BLUE, linewidth=0.9, alpha=0.6)
    axes.scatter(at[whole], level[whole], s=26, color=style.BLUE, zorder=3, label=say("attained.chart.whole", lang))
    if partial.any():
        axes.scatter(
            at[partial], level[partial], s=26, facecolor="white", edgecolor=style.BLUE, zorder=3,
            label=say("attained.chart.partial", lang),
        )  # fmt: skip
    _frame(axes, attained, lang)
    style.title(axes, message(attained, lang), _subtitle(attained, lang))
    return axes


def _draw_belief(axes: Axes, attained: Attained, at: np.ndarray, lang: str) -> None:
    """Draw where months are expected, and the mean with its interval."""
    found = attained.fit
    if found is None or found.is_constant or not len(at):
        return
    low, high = _band(attained)
    edges = np.concatenate([[at[0] - 0.5], at, [at[-1] + 0.5]])
    axes.fill_between(
        edges, [low[0], *low, low[-1]], [high[0], *high, high[-1]], color=style.SKY, alpha=0.28, linewidth=0,
        label=say("attained.chart.band", lang),
    )  # fmt: skip
    first, last = found.percentiles
    axes.fill_between(
        edges, first, last, facecolor="none", edgecolor=style.VERMILION, hatch="////", linewidth=0, alpha=0.45,
        label=say("attained.chart.interval", lang),
    )  # fmt: skip
    axes.axhline(found.mean, color=style.VERMILION, linewidth=1.4, label=say("attained.chart.mean", lang))


def _frame(axes: Axes, attained: Attained, lang: str) -> None:
    """Write months along the bottom and shares along the side."""
    months = attained.months
    count = len(months.first)
    step = max(-(-count // _TICKS), 1)
    ticks = list(range(0, count, step))
    axes.set_xticks(ticks, [calendar_month(months.first[tick], lang) for tick in ticks])
    axes.set_xlim(-0.6, count - 0.4)
    axes.set_ylim(*_range(attained))
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(float(value), lang, 3)))
    axes.grid(axis="y", color="#E6E8EB", linewidth=0.8)
    style.frame(axes)
    style.legend(axes)


def _range(attained: Attained) -> tuple[float, float]:
    """Return the ends of the axis: all months and the belief, with a little room."""
    low, high = _band(attained)
    values = [*attained.months.level.tolist(), *low, *high]
    seen = [value for value in values if not np.isnan(value)] or [0.0, 1.0]
    room = max((max(seen) - min(seen)) * _ROOM, 1e-5)
    return min(seen) - room, max(seen) + room


def _subtitle(attained: Attained, lang: str) -> str:
    """Return what is measured, of which log, over which period."""
    name = Path(attained.file).name + (f" · {attained.group}" if attained.group else "")
    return say(f"attained.chart.subtitle_{attained.kind}", lang, file=chart_text(name, 50), **covered(attained, lang))


def alt_text(attained: Attained, lang: str) -> str:
    """Return the chart in words."""
    months = attained.months
    parts = [
        f"{calendar_month(first, lang)} {share(level, attained, lang)}"
        for first, level in zip(months.first, months.level.tolist(), strict=True)
        if not np.isnan(level)
    ]
    return say("attained.chart.alt", lang, message=message(attained, lang), months=" ; ".join(parts))
