"""From the reference's present cost to the alternative's, one step for each category of cost."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.compare import CATEGORIES
from outsourcing_model.metrics.results import AlternativeResult, Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.charts.cascade import Bar, cascade, height, in_words
from outsourcing_model.presentation.formats import money, months, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

OTHER = "other"
_SMALLEST = 0.5
_SMALL_SHARE, _FEW = 0.01, 2


def by_category(result: AlternativeResult) -> dict[str, float]:
    """Return category to present cost, in the order of the cost structure."""
    found = dict.fromkeys(CATEGORIES, 0.0)
    for line in result.cost_structure.values():
        found[line.category] += line.npv
    return found


def steps(comparison: Comparison) -> Mapping[str, float]:
    """Return category to the change in present cost from the reference to the shown alternative; no empty ones.

    Where the reference stands alone the steps build up its own cost.
    """
    after = by_category(comparison.alternatives[comparison.shown])
    alone = comparison.shown == comparison.reference
    before = dict.fromkeys(after, 0.0) if alone else by_category(comparison.alternatives[comparison.reference])
    changes = {name: after[name] - before[name] for name in after}
    return {name: change for name, change in changes.items() if abs(change) >= _SMALLEST}


def drawn(comparison: Comparison) -> Mapping[str, float]:
    """Return the steps that are drawn: those too small to see are one step together, the last."""
    found = steps(comparison)
    least = _SMALL_SHARE * max(abs(sum(by_category(each).values())) for each in comparison.alternatives.values())
    small = [name for name, change in found.items() if abs(change) < least]
    if len(small) < _FEW:
        return found
    return {**{name: found[name] for name in found if name not in small}, OTHER: sum(found[name] for name in small)}


def _bars(comparison: Comparison, lang: str, changes: Mapping[str, float]) -> list[Bar]:
    """Return label, start, change and whether it is a total, from top to bottom."""
    case, alone = comparison.case, comparison.shown == comparison.reference
    at = 0.0 if alone else sum(by_category(comparison.alternatives[comparison.reference]).values())
    bars = [] if alone else [(alternative_label(comparison.reference, case), 0.0, at, True)]
    for category, change in changes.items():
        key = "chart.waterfall.other" if category == OTHER else f"category.{category}"
        bars.append((say(key, lang), at, change, False))
        at += change
    return [*bars, (alternative_label(comparison.shown, case), 0.0, at, True)]


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return the steps in full: what, and how much; a total at either end."""
    bars = _bars(comparison, lang, steps(comparison))
    columns = [say("chart.column.step", lang), say("chart.column.present_cost", lang)]
    return pd.DataFrame([(label, change) for label, _, change, _ in bars], columns=columns)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case, saving = comparison.case, comparison.saving[comparison.shown].mean or 0.0
    if comparison.shown == comparison.reference:
        kind, amount = "alone", comparison.alternatives[comparison.shown].npv_cost.mean or 0.0
    else:
        kind, amount = ("saves" if saving >= 0 else "costs_more"), abs(saving)
    return say(
        f"chart.waterfall.{kind}", lang, alternative=chart_text(alternative_label(comparison.shown, case), 60),
        amount=money(amount, case.currency, lang), length=months(case.term, lang),
    )  # fmt: skip


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the waterfall."""
    case = comparison.case
    bars = _bars(comparison, lang, drawn(comparison))
    axes = style.axes_of(axes, (style.SIZE[0], height(bars)))
    cascade(axes, bars, case.currency, lang)
    subtitle = say("chart.waterfall.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    steps_told = in_words(_bars(comparison, lang, drawn(comparison)), comparison.case.currency, lang)
    return say("chart.waterfall.alt", lang, message=message(comparison, lang), steps=steps_told)
