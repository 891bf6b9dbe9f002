"""One or two figures moved over a grid: a line for each alternative, or a map of what is recommended."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, Rectangle

from outsourcing_model.case.case import Case
from outsourcing_model.metrics.table import Table
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text, path_label, path_value
from outsourcing_model.wording import say

_COLOURS = (style.TOTAL, style.BLUE, style.ORANGE, style.GREEN, style.PURPLE, style.SKY, style.VERMILION)
_HATCHES = ("", "", "////", "....", "xx", "\\\\\\\\", "++")
_LINES = ("-", "--", "-.", ":")
_NAMED = 50
"""Letters up to which the name of a figure stands in the title; the axes have longer ones."""
_WRITTEN = 100
"""Cells up to which each has its amount written in it."""


def _looks(found: Table) -> dict[int, tuple[str, str]]:
    """Return colour and hatching of each alternative, the reference in grey."""
    order = sorted(range(len(found.alternatives)), key=lambda row: found.alternatives[row] != found.reference)
    return {row: (_COLOURS[at % len(_COLOURS)], _HATCHES[at % len(_HATCHES)]) for at, row in enumerate(order)}


def message(found: Table, case: Case, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    chosen = set(found.chosen.ravel().tolist())
    if len(chosen) == 1:
        name = chart_text(alternative_label(found.alternatives[chosen.pop()], case), 60)
        return say("sensitivity.table.message", lang, alternative=name)
    full = [path_label(axis.path, case, lang) for axis in found.axes]
    names = [chart_text(name, _NAMED) for name in full]
    if len(names) == 1:
        what = names[0]
    elif max(map(len, full)) > _NAMED:
        what = say("sensitivity.table.axes", lang)
    else:
        what = say("sensitivity.table.both", lang, first=names[0], second=names[1])
    return say("sensitivity.table.message_changes", lang, what=what)


def draw(found: Table, case: Case, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the lines of a one-way table or the map of a two-way one."""
    axes = style.axes_of(axes, (style.SIZE[0], 5.0))
    (_line_chart if len(found.axes) == 1 else _map)(axes, found, case, lang)
    about = {
        "reference": chart_text(alternative_label(found.reference, case), 40),
        "currency": case.currency,
        "period": period(case.timeline, lang),
    }
    key = "sensitivity.table.subtitle" if len(found.axes) == 1 else "sensitivity.table.subtitle_two"
    style.title(axes, message(found, case, lang), say(key, lang, **about))
    return axes


def alt_text(found: Table, case: Case, lang: str) -> str:
    """Return the chart in words: what is recommended at each value, and what it gains."""

    def told(at: tuple[int, ...]) -> str:
        row = int(found.chosen[at])
        gain = money(float(found.gains[(row, *at)]), case.currency, lang, signed=True)
        name = alternative_label(found.alternatives[row], case)
        values = [path_value(axis.path, axis.values[n], case, lang) for axis, n in zip(found.axes, at, strict=True)]
        cell = say("sensitivity.table.cell", lang, alternative=name, gain=gain)
        return say("sensitivity.table.alt_cell", lang, values=", ".join(values), cell=cell)

    cells = " ; ".join(map(told, np.ndindex(found.chosen.shape)))
    return say("sensitivity.table.alt", lang, message=message(found, case, lang), cells=cells)


def _line_chart(axes: Axes, found: Table, case: Case, lang: str) -> None:
    """Draw the gain of each alternative along the values, the recommended points filled."""
    axis, looks = found.axes[0], _looks(found)
    for row, name in enumerate(found.alternatives):
        if name == found.reference:
            continue
        colour = looks[row][0]
        label = chart_text(alternative_label(name, case))
        axes.plot(axis.values, found.gains[row], color=colour, linestyle=_LINES[row % 4], label=label)
        best = found.chosen == row
        axes.plot(
            [value for value, yes in zip(axis.values, best, strict=True) if yes], found.gains[row][best],
            color=colour, marker="o", linestyle="none", label="_recommended",
        )  # fmt: skip
    axes.axhline(0, color=style.TOTAL, linewidth=1.6, label=chart_text(alternative_label(found.reference, case)))
    if min(axis.values) <= axis.now <= max(axis.values):
        axes.axvline(axis.now, color=style.INK, linewidth=1, linestyle=":", label=say("sensitivity.table.now", lang))
    style.money_axis(axes, "y", case.currency, lang)
    style.frame(axes, ("top", "right"))
    axes.xaxis.set_major_formatter(lambda value, _: path_value(axis.path, float(value), case, lang))
    what = chart_text(path_label(axis.path, case, lang), 80)
    axes.set_xlabel(what, fontsize=style.TEXT_SIZE, color=style.FAINT, parse_math=False)
    handles = [line for line in axes.lines if not str(line.get_label()).startswith("_")]
    style.legend(axes, handles).set_bbox_to_anchor((0.5, -0.16), axes.transAxes)


def _map(axes: Axes, found: Table, case: Case, lang: str) -> None:
    """Draw a cell for each combination, coloured and hatched by what is recommended, deeper the more it gains."""
    looks = _looks(found)
    down, across = (len(axis.values) for axis in found.axes)
    gains = [[float(found.gains[found.chosen[i, j], i, j]) for j in range(across)] for i in range(down)]
    most = max(max(map(abs, row)) for row in gains) or 1.0
    for i in range(down):
        for j in range(across):
            _one_cell(axes, (i, j), looks[int(found.chosen[i, j])], gains[i][j] / most)
            if down * across <= _WRITTEN:
                text = money(gains[i][j], case.currency, lang, signed=True)
                look = {"ha": "center", "va": "center", "fontsize": style.SMALL_SIZE, "bbox": _PAPER}
                style.note(axes, text, (j, i), **look)
    if found.base:
        i, j = found.base
        axes.add_patch(Rectangle((j - 0.5, i - 0.5), 1, 1, fill=False, edgecolor=style.INK, linewidth=2.4, zorder=3))
    axes.set_xlim(-0.5, across - 0.5)
    axes.set_ylim(down - 0.5, -0.5)
    for axis, number in ((axes.yaxis, 0), (axes.xaxis, 1)):
        stated = found.axes[number]
        axis.set_ticks(range(len(stated.values)), [path_value(stated.path, v, case, lang) for v in stated.values])
        what = style.wrapped(chart_text(path_label(stated.path, case, lang), 80), 50)
        axis.set_label_text(what, fontsize=style.TEXT_SIZE, color=style.FAINT, parse_math=False)
    style.frame(axes, ("top", "right", "left", "bottom"))
    _map_legend(axes, found, case, looks)


_PAPER = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.2}


def _one_cell(axes: Axes, at: tuple[int, int], look: tuple[str, str], depth: float) -> None:
    """Draw one cell of the map."""
    colour, hatch = look
    part = 0.35 + 0.65 * abs(depth)
    mixed = tuple(1 - part * (1 - channel) for channel in to_rgb(colour))
    style_of: dict[str, Any] = {"facecolor": mixed, "hatch": hatch, "edgecolor": "white", "linewidth": 0.8}
    axes.add_patch(Rectangle((at[1] - 0.5, at[0] - 0.5), 1, 1, **style_of))


def _map_legend(axes: Axes, found: Table, case: Case, looks: dict[int, tuple[str, str]]) -> None:
    """Say which look is which alternative, only those that are recommended somewhere."""
    there = sorted(set(found.chosen.ravel().tolist()))
    handles = [
        Patch(
            facecolor=looks[row][0], hatch=looks[row][1], edgecolor="white",
            label=chart_text(alternative_label(found.alternatives[row], case)),
        )
        for row in there
    ]  # fmt: skip
    style.legend(axes, handles).set_bbox_to_anchor((0.5, -0.16), axes.transAxes)
