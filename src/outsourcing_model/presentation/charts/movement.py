"""From the earlier version's saving to the later one's, one step for each change that moved it most."""

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.movement import Movement
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import NO_BREAK, money, number, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.presentation.movement.sentence import UNSEEN, step_label
from outsourcing_model.wording import say

TOP = 8
_WIDE, _HEAD = 60, 20
_SMALL = 0.3
Bar = tuple[str, float, float, bool]


def steps(movement: Movement, lang: str, most: int | None = None) -> list[tuple[str, float]]:
    """Return what each step moves the saving by, the largest first, those after `most` in one; at last uncertainty.

    Steps that move less than can be seen are counted among the others.
    """
    found = sorted(movement.steps, key=lambda step: -abs(step.moved(movement.focus)))
    seen = [step for step in found if abs(step.moved(movement.focus)) >= UNSEEN]
    kept = seen if most is None or len(seen) <= most + 1 else seen[:most]
    rows = [(step_label(step, movement, lang), step.moved(movement.focus)) for step in kept]
    rest = [step for step in seen if step not in kept]
    if rest:
        count = sum(len(step.changes) for step in rest)
        moved = sum(step.moved(movement.focus) for step in rest)
        rows.append((say("diff.chart.other", lang, count=number(count, lang)), moved))
    effect = movement.uncertainty_effect
    return [*rows, *([(say("diff.table.uncertainty", lang), effect)] if abs(effect) >= UNSEEN else [])]


def _ends(movement: Movement) -> tuple[float, float]:
    """Return the simulated saving before and after."""
    before, after = (each.saving[movement.focus].mean or 0.0 for each in (movement.was, movement.now))
    return before, after


def _bars(movement: Movement, lang: str, most: int | None) -> list[Bar]:
    """Return label, start, change and whether it is a total, from top to bottom."""
    at, after = _ends(movement)
    bars = [(say("diff.chart.before", lang), 0.0, at, True)]
    for label, change in steps(movement, lang, most):
        bars.append((label, at, change, False))
        at += change
    return [*bars, (say("diff.chart.after", lang), 0.0, after, True)]


def table(movement: Movement, lang: str) -> pd.DataFrame:
    """Return the steps in full: what, and how much; the saving at either end."""
    rows = [(label, change) for label, _, change, _ in _bars(movement, lang, None)]
    return pd.DataFrame(rows, columns=[say("chart.column.step", lang), say("chart.column.saving", lang)])


def message(movement: Movement, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    before, after = _ends(movement)
    way = "same" if abs(after - before) < UNSEEN else "rose" if after > before else "fell"
    currency, name = movement.after.currency, alternative_label(movement.focus, movement.after)
    amounts = {"amount": money(abs(after - before), currency, lang), "after": money(after, currency, lang)}
    return say(f"diff.chart.{way}", lang, alternative=chart_text(name, 60), **amounts)


def draw(movement: Movement, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the waterfall of the saving; up is better, so rises have the colour of a saving.

    Where the steps are small beside the saving the axis doesn't begin at zero; then its ends are marks and not bars.
    """
    case, bars = movement.after, _bars(movement, lang, TOP)
    axes = style.axes_of(axes, (style.SIZE[0], 1.4 + 0.42 * len(bars)))
    low, high, cut = _range(bars)
    for row, bar in enumerate(bars):
        _draw_bar(axes, row, bar, cut)
        _, start, change, total = bar
        if row + 1 < len(bars):
            axes.plot([start + change] * 2, [row - 0.31, row + 1.31], color=style.FAINT, linewidth=0.7)
        look = {"va": "center", "fontweight": "bold" if total else "normal"}
        text = money(change, case.currency, lang, signed=not total)
        style.note(axes, f"   {text}" if total else f" {text}", (max(start, start + change), row), **look)
    axes.set_xlim(low, high)
    style.names_axis(axes, [_fitting(label) for label, *_ in bars])
    style.money_axis(axes, "x", case.currency, lang)
    style.frame(axes)
    style.title(axes, message(movement, lang), _subtitle(movement, cut, lang))
    return axes


def _fitting(label: str) -> str:
    """Return a label that fits beside its bar: whose it is may be cut, what it is stays whole."""
    plain = NO_BREAK.join(" ".join(part.split()) for part in label.split(NO_BREAK))
    if len(plain) <= _WIDE:
        return chart_text(plain, _WIDE) if plain.startswith("_") else plain
    return f"{plain[:_HEAD].rstrip()}… {plain[_HEAD - _WIDE :].partition(' ')[2]}"


def _draw_bar(axes: Axes, row: int, bar: Bar, cut: bool) -> None:
    """Draw one row: a step as a bar, an end as a bar from zero or, where zero is not on the axis, as a mark."""
    _, start, change, total = bar
    if total and cut:
        axes.plot([change], [row], marker="D", markersize=9, color=style.TOTAL)
        return
    colour = style.TOTAL if total else style.SAVING if change > 0 else style.EXTRA
    hatch = style.EXTRA_HATCH if change < 0 and not total else ""
    axes.barh(row, change, left=start, height=0.62, color=colour, hatch=hatch, edgecolor="white", linewidth=0)


def _subtitle(movement: Movement, cut: bool, lang: str) -> str:
    """Return what is measured, in which unit, over which period, and whether the axis begins at zero."""
    case = movement.after
    reference = chart_text(alternative_label(case.reference, case))
    values = {"reference": reference, "currency": case.currency, "period": period(case.timeline, lang)}
    return say(f"diff.chart.{'subtitle_cut' if cut else 'subtitle'}", lang, **values)


def _range(bars: list[Bar]) -> tuple[float, float, bool]:
    """Return the ends of the axis with room for labels on the right, and whether zero is left out."""
    points = [change if total else start + change for _, start, change, total in bars]
    low, high = min(points), max(points)
    cut = low * high > 0 and high - low < _SMALL * max(abs(low), abs(high))
    if not cut:
        low, high = min(low, 0.0), max(high, 0.0)
    width = high - low or 1.0
    return low - (0.06 if cut or low < 0 else 0.0) * width, high + 0.16 * width, cut


def alt_text(movement: Movement, lang: str) -> str:
    """Return the chart in words."""
    bars, currency = _bars(movement, lang, TOP), movement.after.currency
    parts = [f"{label} {money(change, currency, lang, signed=not total)}" for label, _, change, total in bars]
    return say("diff.chart.alt", lang, message=message(movement, lang), steps=" ; ".join(parts))
