"""From the price of a bid to its comparable present cost, one step for each thing that the price leaves out."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.bid_ledger import Ledger, bidders, ledger
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.charts.cascade import Bar, cascade, height, in_words
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text, step_label
from outsourcing_model.wording import known, say

OTHER = "other"
_SMALL_SHARE, _FEW = 0.01, 2


def shown_bid(comparison: Comparison) -> Ledger | None:
    """Return the ledger of the shown alternative if it is a bid, else of the cheapest bid; None where there is none."""
    bids = bidders(comparison.case)
    if not bids:
        return None
    cheapest = min(bids, key=lambda name: comparison.alternatives[name].npv_cost.mean or 0.0)
    return ledger(comparison, comparison.shown if comparison.shown in bids else cheapest)


def drawn(found: Ledger) -> Mapping[str, float]:
    """Return the steps that are drawn: those too small to see are one step together, the last."""
    first, *rest = found.steps
    least = _SMALL_SHARE * max(abs(found.comparable), abs(found.steps[first]))
    small = [name for name in rest if abs(found.steps[name]) < least]
    if len(small) < _FEW:
        return found.steps
    kept = {name: amount for name, amount in found.steps.items() if name not in small}
    return {**kept, OTHER: sum(found.steps[name] for name in small)}


def _label(step: str, lang: str) -> str:
    """Return what a step is called on the chart."""
    key = f"bids.bar.{step}"
    return say(key, lang) if known(key) else step_label(step, lang)


def _bars(comparison: Comparison, found: Ledger | None, steps: Mapping[str, float], lang: str) -> list[Bar]:
    """Return the bars from top to bottom; without a bid the shown alternative's present cost alone."""
    if found is None:
        cost = comparison.alternatives[comparison.shown].npv_cost.mean or 0.0
        return [(alternative_label(comparison.shown, comparison.case), 0.0, cost, True)]
    bars: list[Bar] = []
    at = 0.0
    for name, change in steps.items():
        bars.append((_label(name, lang), at, change, not bars))
        at += change
    return [*bars, (say("bids.bar.comparable", lang), 0.0, at, True)]


def _drawn_bars(comparison: Comparison, lang: str) -> tuple[Ledger | None, list[Bar]]:
    """Return the shown bid with the bars that are drawn."""
    found = shown_bid(comparison)
    return found, _bars(comparison, found, drawn(found) if found else {}, lang)


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return the steps in full: what, and how much; a total at either end."""
    found = shown_bid(comparison)
    bars = _bars(comparison, found, found.steps if found else {}, lang)
    columns = [say("chart.column.step", lang), say("bids.chart.amount", lang)]
    return pd.DataFrame([(label, change) for label, _, change, _ in bars], columns=columns)


def _message(comparison: Comparison, found: Ledger | None, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    if found is None:
        return say("bids.none", lang).removesuffix(".")
    quoted, comparable = (
        money(each, comparison.case.currency, lang) for each in (next(iter(found.steps.values())), found.comparable)
    )
    name = chart_text(alternative_label(found.alternative, comparison.case), 60)
    return say("bids.chart.message", lang, alternative=name, quoted=quoted, comparable=comparable)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the bridge."""
    case = comparison.case
    found, bars = _drawn_bars(comparison, lang)
    axes = style.axes_of(axes, (style.SIZE[0], height(bars)))
    cascade(axes, bars, case.currency, lang)
    subtitle = say("bids.chart.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, _message(comparison, found, lang), subtitle)
    return axes


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    found, bars = _drawn_bars(comparison, lang)
    told = in_words(bars, comparison.case.currency, lang)
    return say("bids.chart.alt", lang, message=_message(comparison, found, lang), steps=told)
