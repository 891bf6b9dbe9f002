"""From today's budget to the model's first year, one step for each adjustment, the unexplained rest last."""

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.baseline import MONTHS, Bridge, BridgeStep, bridge
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text, in_words
from outsourcing_model.timeline import Timeline
from outsourcing_model.wording import say

_SMALLEST = 0.5
Bar = tuple[str, float, float, bool]


def step_label(step: BridgeStep, comparison: Comparison, lang: str) -> str:
    """Return what a step of the bridge is called."""
    stated = comparison.case.budget
    if step.kind == "unexplained" or stated is None:
        return say("view.bridge.unexplained", lang)
    if not step.name:
        return say("view.bridge.budget_of", lang, year=stated.year) if stated.year else say("view.bridge.budget", lang)
    record = stated.lines[step.name] if step.kind == "budget" else stated.adjustments[step.name]
    return record.name or in_words(step.name)


def _found(comparison: Comparison) -> Bridge:
    """Return the bridge of a case that states a budget.

    Raises
    ------
    ValueError
        If it states none.
    """
    found = bridge(comparison)
    if found is None:
        message = "the case states no budget, so there is no bridge to draw"
        raise ValueError(message)
    return found


def _bars(comparison: Comparison, lang: str) -> list[Bar]:
    """Return label, start, change and whether it is a total, from top to bottom; budget lines are one bar."""
    found = _found(comparison)
    year = comparison.case.budget.year if comparison.case.budget else ""
    name = say("view.bridge.budget_of", lang, year=year) if year else say("view.bridge.budget", lang)
    at, bars = found.budget, [(name, 0.0, found.budget, True)]
    for step in found.steps:
        if step.kind != "budget" and (step.kind != "unexplained" or abs(step.amount) >= _SMALLEST):
            bars.append((step_label(step, comparison, lang), at, step.amount, False))
            at += step.amount
    reference = alternative_label(comparison.reference, comparison.case)
    return [*bars, (say("view.bridge.baseline", lang, reference=reference), 0.0, found.baseline, True)]


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return the bars as what, and how much."""
    columns = [say("view.bridge.step", lang), say("view.bridge.amount", lang)]
    return pd.DataFrame([(label, change) for label, _, change, _ in _bars(comparison, lang)], columns=columns)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    rest = _found(comparison).unexplained
    if abs(rest) < _SMALLEST:
        return say("view.bridge.explained", lang)
    return say("view.bridge.message", lang, amount=money(rest, comparison.case.currency, lang, signed=True))


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the waterfall of the bridge."""
    case, bars = comparison.case, _bars(comparison, lang)
    axes = style.axes_of(axes, (style.SIZE[0], 1.3 + 0.33 * len(bars)))
    for row, (_, start, change, total) in enumerate(bars):
        colour = style.TOTAL if total else style.SAVING if change < 0 else style.EXTRA
        hatch = style.EXTRA_HATCH if change > 0 and not total else ""
        axes.barh(row, change, left=start, height=0.62, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
        if row + 1 < len(bars):
            axes.plot([start + change] * 2, [row - 0.31, row + 1.31], color=style.FAINT, linewidth=0.7)
        text = money(change, case.currency, lang, signed=not total)
        look = {"va": "center", "fontweight": "bold" if total else "normal"}
        style.note(axes, f" {text}", (max(start, start + change), row), **look)
    ends = [edge for _, start, change, _ in bars for edge in (start, start + change)]
    axes.set_xlim(min(0.0, *ends), max(0.0, *ends) * 1.1 or 1.0)
    style.names_axis(axes, [chart_text(label, 48) for label, *_ in bars])
    style.money_axis(axes, "x", case.currency, lang)
    style.frame(axes)
    first_year = Timeline(case.start, min(MONTHS, case.term))
    subtitle = say("view.bridge.subtitle", lang, currency=case.currency, period=period(first_year, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    currency = comparison.case.currency
    parts = [
        f"{label} {money(change, currency, lang, signed=not total)}"
        for label, _, change, total in _bars(comparison, lang)
    ]
    return say("view.bridge.alt", lang, message=message(comparison, lang), steps=" ; ".join(parts))
