"""Penalty money both ways: what the provider may owe us to the right, what we may owe to the left."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from outsourcing_model.metrics.results import AlternativeResult, Comparison, Exposure
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say


def exposed(comparison: Comparison) -> list[AlternativeResult]:
    """Return the alternatives in which either side may owe something; all of them if none."""
    found = [
        result
        for result in comparison.alternatives.values()
        if any(side.maximum != 0 or side.undiscounted.mean for side in (result.receivable, result.payable))
    ]
    return found or list(comparison.alternatives.values())


def _figures(side: Exposure) -> tuple[float, float, float | None]:
    """Return expected amount, 95th percentile and the contract's maximum, undiscounted."""
    return side.undiscounted.mean or 0.0, side.undiscounted.p95 or 0.0, side.maximum


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return expected, 95th percentile and maximum of both sides; a maximum that no contract states is left open."""
    rows = [
        (alternative_label(result.id, comparison.case), say(f"chart.penalty.{name}", lang), *_figures(side))
        for result in exposed(comparison)
        for name, side in (("receivable", result.receivable), ("payable", result.payable))
    ]
    columns = [say(f"chart.column.{name}", lang) for name in ("alternative", "side", "expected", "p95", "maximum")]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({columns[4]: object}).where(frame.notna(), None)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case, result = comparison.case, comparison.alternatives[comparison.shown]
    expected, _, most = _figures(result.receivable)
    if most == 0 and expected == 0:
        return say("chart.penalty.none", lang, alternative=chart_text(alternative_label(result.id, case), 60))
    name = chart_text(alternative_label(result.id, case), 60)
    shown = {"amount": money(expected, case.currency, lang), "alternative": name}
    if most is None:
        return say("chart.penalty.uncapped", lang, **shown)
    return say("chart.penalty.message", lang, maximum=money(most, case.currency, lang), **shown)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with both sides of every alternative that is exposed."""
    case, results = comparison.case, exposed(comparison)
    axes = style.axes_of(axes, (style.SIZE[0], 2.3 + 0.7 * len(results)))
    sides = [(result.receivable, result.payable) for result in results]
    reach = max((value or 0.0 for pair in sides for side in pair for value in _figures(side)), default=0.0) or 1.0
    for row, (receivable, payable) in enumerate(sides):
        _side(axes, row, receivable, 1, comparison, lang)
        _side(axes, row, payable, -1, comparison, lang)
    axes.axvline(0, color=style.INK, linewidth=1)
    owed = max((value or 0.0 for _, payable in sides for value in _figures(payable)), default=0.0)
    received = max((value or 0.0 for receivable, _ in sides for value in _figures(receivable)), default=0.0)
    axes.set_xlim(-max(owed * 1.08, reach * 0.3), max(received * 1.22, reach * 0.3))
    style.names_axis(axes, [chart_text(alternative_label(result.id, case), 48) for result in results])
    style.money_axis(axes, "x", case.currency, lang)
    axes.xaxis.set_major_formatter(lambda value, _: money(abs(float(value)), case.currency, lang))
    style.frame(axes)
    _legend(axes, lang)
    subtitle = say("chart.penalty.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def _side(axes: Axes, row: int, side: Exposure, sign: int, comparison: Comparison, lang: str) -> None:
    """Draw one side of one alternative: maximum outlined, expected filled, 95th percentile as a line."""
    expected, p95, most = _figures(side)
    colour, hatch = (style.SAVING, "") if sign > 0 else (style.EXTRA, style.EXTRA_HATCH)
    if most:
        axes.barh(row, sign * most, height=0.62, facecolor="white", edgecolor=colour, linewidth=1.2)
    axes.barh(row, sign * expected, height=0.42, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
    if p95:
        axes.plot([sign * p95] * 2, [row - 0.31, row + 0.31], color=style.INK, linewidth=2)
    if most is None or max(expected, p95, most) > 0:
        currency = comparison.case.currency
        cap = say("chart.penalty.no_cap", lang) if most is None else money(most, currency, lang)
        text = say("chart.penalty.label", lang, expected=money(expected, currency, lang), maximum=cap)
        side_of_zero = "left" if sign > 0 else "right"
        style.note(axes, f" {text} ", (0.0, row - 0.36), va="bottom", ha=side_of_zero, fontsize=style.SMALL_SIZE)


def _legend(axes: Axes, lang: str) -> None:
    """Say what the marks are."""
    owed: dict[str, Any] = {"facecolor": style.EXTRA, "hatch": style.EXTRA_HATCH, "edgecolor": "white"}
    handles = [
        Patch(facecolor=style.SAVING, label=say("chart.penalty.receivable", lang)),
        Patch(**owed, label=say("chart.penalty.payable", lang)),
        Line2D([], [], color=style.INK, linewidth=2, label=say("chart.column.p95", lang)),
        Patch(facecolor="white", edgecolor=style.FAINT, label=say("chart.column.maximum", lang)),
    ]
    style.legend(axes, handles)


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    case, parts = comparison.case, []
    for result in exposed(comparison):
        for name, side in (("receivable", result.receivable), ("payable", result.payable)):
            expected, _, most = _figures(side)
            cap = say("chart.penalty.no_cap", lang) if most is None else money(most, case.currency, lang)
            words = say("chart.penalty.label", lang, expected=money(expected, case.currency, lang), maximum=cap)
            parts.append(f"{alternative_label(result.id, case)}, {say(f'chart.penalty.{name}', lang)} {words}")
    return say("chart.penalty.alt", lang, message=message(comparison, lang), sides=" ; ".join(parts))
