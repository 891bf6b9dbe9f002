"""How far each input moves the gain, alone between its 10th and 90th percentile: the longest bar on top."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from outsourcing_model.case.case import Case
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.sensitivity import sensitivity
from outsourcing_model.metrics.tornado import Bar, Tornado
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text, path_label, path_value
from outsourcing_model.wording import say

_SHOWN = 12
_NAME, _NAME_WIDTH, _PART = 74, 36, 0.8
_TALL = 1.7, 0.42
_LOW, _HIGH = style.ORANGE, style.BLUE
_PAPER = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.4}
_ROOM = 0.62
"""Room for labels to either side, as a part of the longest reach."""


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return every input with both ends, the gain there and the swing."""
    return frame(sensitivity(comparison).tornado, comparison.case, lang)


def frame(found: Tornado, case: Case, lang: str) -> pd.DataFrame:
    """Return the bars of a tornado as a table."""
    rows = [
        (
            path_label(bar.path, case, lang),
            *(path_value(bar.path, value, case, lang) for value in (bar.low, bar.high)),
            bar.at_low,
            bar.at_high,
            bar.swing,
        )
        for bar in found.bars
    ]
    names = ("input", "low", "high", "at_low", "at_high", "swing")
    return pd.DataFrame(rows, columns=[say(f"sensitivity.column.{name}", lang) for name in names])


def message(found: Tornado, case: Case, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    name = chart_text(alternative_label(found.alternative, case), 40)
    if not found.bars:
        return say("sensitivity.tornado.none", lang, alternative=name, gain=money(found.base, case.currency, lang))
    first = found.bars[0]
    what = chart_text(path_label(first.path, case, lang), 90)
    swing = money(first.swing, case.currency, lang)
    return say("sensitivity.tornado.message", lang, alternative=name, input=what, swing=swing)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the tornado of the shown alternative."""
    return draw_bars(comparison, sensitivity(comparison).tornado, lang, axes)


def draw_bars(comparison: Comparison, found: Tornado, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with a tornado."""
    case = comparison.case
    shown = found.bars[:_SHOWN]
    axes = style.axes_of(axes, (style.SIZE[0], _TALL[0] + _TALL[1] * max(len(shown), 2)))
    reach = max((max(abs(end - found.base) for end in (bar.at_low, bar.at_high)) for bar in shown), default=1.0) or 1.0
    for row, bar in enumerate(shown):
        _bar(axes, row, bar, found, comparison, lang)
    axes.axvline(found.base, color=style.INK, linewidth=1)
    axes.set_xlim(found.base - reach * (1 + _ROOM), found.base + reach * (1 + _ROOM))
    _hurdle(axes, comparison)
    names = [chart_text(path_label(bar.path, case, lang), _NAME) for bar in shown]
    style.names_axis(axes, names, _NAME_WIDTH)
    style.money_axis(axes, "x", case.currency, lang, 5)
    style.frame(axes)
    _legend(axes, lang)
    about = {"gain": money(found.base, case.currency, lang), "currency": case.currency}
    reference = chart_text(alternative_label(comparison.reference, case), 40)
    subtitle = say(
        "sensitivity.tornado.subtitle", lang, reference=reference, period=period(case.timeline, lang), **about
    )
    style.title(axes, message(found, case, lang), subtitle, _PART)
    return axes


def _bar(axes: Axes, row: int, bar: Bar, found: Tornado, comparison: Comparison, lang: str) -> None:
    """Draw one input: its two ends side by side, or one above the other where both lie on the same side."""
    same_side = (bar.at_low - found.base) * (bar.at_high - found.base) > 0
    height, lift = (0.3, 0.17) if same_side else (0.62, 0.0)
    ends = ((bar.low, bar.at_low, _LOW, style.EXTRA_HATCH, -lift), (bar.high, bar.at_high, _HIGH, "", lift))
    for value, gain, colour, hatch, up in ends:
        look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0}
        axes.barh(row + up, gain - found.base, left=found.base, height=height, **look)
        right = _is_right(gain, bar, found)
        text = say(
            "sensitivity.value_change", lang, value=path_value(bar.path, value, comparison.case, lang),
            change=money(gain - found.base, comparison.case.currency, lang, signed=True),
        )  # fmt: skip
        look = {"va": "center", "ha": "left" if right else "right", "fontsize": style.SMALL_SIZE, "bbox": _PAPER}
        style.note(axes, f" {text} ", (gain, row + up), **look)


def _is_right(gain: float, bar: Bar, found: Tornado) -> bool:
    """Return whether the label of an end stands to the right of it; of an end without effect, away from the other."""
    other = bar.at_high if gain == bar.at_low else bar.at_low
    return gain > found.base or (gain == found.base and other <= gain)


def _hurdle(axes: Axes, comparison: Comparison) -> None:
    """Draw the hurdle where it is in sight."""
    low, high = axes.get_xlim()
    if low < comparison.hurdle < high and comparison.shown != comparison.reference:
        axes.axvline(comparison.hurdle, color=style.VERMILION, linewidth=1, linestyle="--", zorder=0.5)


def _legend(axes: Axes, lang: str) -> None:
    """Say which end is which, and which line is the hurdle if it is in sight."""
    handles: list[Any] = [
        Patch(facecolor=_LOW, hatch=style.EXTRA_HATCH, edgecolor="white", label=say("sensitivity.tornado.low", lang)),
        Patch(facecolor=_HIGH, label=say("sensitivity.tornado.high", lang)),
    ]
    drawn = [line for line in axes.lines if line.get_linestyle() == "--"]
    if drawn:
        drawn[0].set_label(say("sensitivity.tornado.hurdle", lang))
        handles.append(drawn[0])
    style.legend(axes, handles).set_bbox_to_anchor((0.5, -0.42 / height(axes)), axes.transAxes)


def height(axes: Axes) -> float:
    """Return the inches that the frame of a chart is high, about."""
    return max(float(axes.get_figure(root=True).get_figheight()) - _TALL[0], 1.0)  # type: ignore[union-attr]


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    case, found = comparison.case, sensitivity(comparison).tornado

    def told(bar: Bar) -> str:
        at = {
            f"at_{name}": money(getattr(bar, f"at_{name}"), case.currency, lang, signed=True)
            for name in ("low", "high")
        }
        values = {name: path_value(bar.path, getattr(bar, name), case, lang) for name in ("low", "high")}
        return say("sensitivity.tornado.bar", lang, input=path_label(bar.path, case, lang), **values, **at)

    bars = " ; ".join(told(bar) for bar in found.bars[:_SHOWN])
    return say("sensitivity.tornado.alt", lang, message=message(found, case, lang), bars=bars)
