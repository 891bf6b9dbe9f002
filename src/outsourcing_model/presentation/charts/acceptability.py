"""How likely each alternative is to be the best at each price that service may be worth."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from outsourcing_model.metrics.acceptability import POINTS, Acceptability
from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.charts.lines import line_of
from outsourcing_model.presentation.formats import brief, chance, money, number, percent, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

_EVERY = 8


def curves(comparison: Comparison) -> Acceptability:
    """Return the curves, which are there where the chart is shown."""
    found = certainty(comparison).acceptability
    if found is None:
        message = "no price of service changes this answer"
        raise ValueError(message)
    return found


def price(value: float, found: Acceptability, currency: str, lang: str) -> str:
    """Return a price of service: money for a point, or how many times what the case says."""
    if found.axis == POINTS:
        return money(value, currency, lang)
    return say("certainty.price.times_value", lang, number=brief(value, lang))


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return the chances at some prices."""
    found = curves(comparison)
    picked = range(0, len(found.prices), _EVERY)
    head = [price(float(found.prices[at]), found, comparison.case.currency, lang) for at in picked]
    columns = {say("certainty.price.price", lang): head}
    for name, chances in found.chances.items():
        columns[alternative_label(name, comparison.case)] = [chance(float(chances[at]), lang) for at in picked]
    return pd.DataFrame(columns)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    found, case = curves(comparison), comparison.case
    if found.changes:
        at, _, after = found.changes[-1]
        shown = money(at, case.currency, lang) if found.axis == POINTS else brief(at, lang)
        name = chart_text(alternative_label(after, case), 60)
        return say(f"certainty.price.change_{found.axis}", lang, after=name, price=shown)
    best = max(found.chances, key=lambda name: float(found.chances[name][-1]))
    return say("certainty.price.never", lang, alternative=chart_text(alternative_label(best, case), 60))


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with a curve for each alternative."""
    found, case = curves(comparison), comparison.case
    axes = style.axes_of(axes)
    for name, chances in found.chances.items():
        label = chart_text(alternative_label(name, case), 40)
        axes.plot(found.prices, chances, label=label, **line_of(name, comparison))
    if found.stated is not None:
        axes.axvline(found.stated, color=style.INK, linewidth=1, linestyle=":")
        stated = f" {say('certainty.price.stated', lang)} "
        style.note(axes, stated, (found.stated, 1.02), va="bottom", ha="center", fontsize=style.SMALL_SIZE)
    axes.set_ylim(0, 1)
    axes.set_xlim(0, float(found.prices[-1]))
    axes.grid(axis="both", color="#E6E8EB", linewidth=0.8)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(float(value), found, case.currency, lang)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(float(value), lang)))
    axes.set_xlabel(say(f"certainty.price.{found.axis}", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    axes.set_ylabel(say("certainty.price.chance", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    style.frame(axes)
    style.legend(axes, columns=3).set_bbox_to_anchor((0.5, -0.16))
    about = {"draws": number(comparison.flows.draws.count, lang), "currency": case.currency}
    subtitle = say("certainty.price.subtitle", lang, period=period(case.timeline, lang), **about)
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def _tick(value: float, found: Acceptability, currency: str, lang: str) -> str:
    """Return the label of a price on the axis."""
    return money(value, currency, lang) if found.axis == POINTS else brief(value, lang)


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    found = curves(comparison)
    told = [
        say(
            "certainty.price.at", lang, alternative=alternative_label(name, comparison.case),
            values=", ".join(chance(float(value), lang) for value in np.asarray(chances)[::_EVERY]),
        )
        for name, chances in found.chances.items()
    ]  # fmt: skip
    return say("certainty.price.alt", lang, message=message(comparison, lang), values=" ; ".join(told))
