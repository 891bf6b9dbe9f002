"""How the alternatives stand over all draws: cumulative curves, so that dominance is seen."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.insight import net_benefits
from outsourcing_model.metrics.ratio import values_stated
from outsourcing_model.metrics.results import Comparison, Vector
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.charts.lines import line_of
from outsourcing_model.presentation.formats import chance, money, number, percent, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

SHARES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
_POINTS = 200
_SURE = 1 - 1e-9


def curves(comparison: Comparison) -> dict[str, Vector]:
    """Return alternative to its draws, the worst first: net benefit, or cost and harm where no value is stated."""
    flows = comparison.flows
    scores = net_benefits(flows)
    sign = 1 if values_stated(flows) else -1
    return {name: sign * np.sort(scores[flows.alternatives.index(name)]) for name in comparison.alternatives}


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return what each alternative brings at some shares of the draws."""
    columns = [say("certainty.cumulative.column", lang, share=percent(share, lang)) for share in SHARES]
    rows = {
        alternative_label(name, comparison.case): _at(values, np.array(SHARES))
        for name, values in curves(comparison).items()
    }
    frame = pd.DataFrame(list(rows.values()), columns=columns)
    frame.insert(0, say("chart.column.alternative", lang), list(rows))
    return frame


def _at(values: Vector, shares: Vector) -> Vector:
    """Return the values at some shares of the draws, which are sorted from worst to best."""
    return np.asarray(np.interp(shares * (values.size - 1), np.arange(values.size), values))


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    standing = certainty(comparison).alternatives[comparison.recommended]
    name = chart_text(alternative_label(comparison.recommended, comparison.case), 60)
    if standing.probability_best > _SURE:
        return say("certainty.cumulative.certain", lang, alternative=name)
    sign = 1 if values_stated(comparison.flows) else -1
    worst = money(sign * standing.worst_net_benefit[0.1], comparison.case.currency, lang)
    likely = chance(standing.probability_best, lang)
    return say("certainty.cumulative.message", lang, alternative=name, chance=likely, worst=worst)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with a curve for each alternative."""
    case = comparison.case
    axes = style.axes_of(axes)
    shares = np.linspace(0, 1, _POINTS + 1)
    for name, values in curves(comparison).items():
        label = chart_text(alternative_label(name, case), 40)
        axes.plot(_at(values, shares), shares, label=label, **line_of(name, comparison))
    axes.set_ylim(0, 1)
    axes.margins(x=0.03)
    style.money_axis(axes, "x", case.currency, lang)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(float(value), lang)))
    axes.set_ylabel(say("certainty.cumulative.share", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    style.frame(axes)
    style.legend(axes, columns=3)
    key = f"certainty.cumulative.subtitle{'' if values_stated(comparison.flows) else '_cost'}"
    draws = number(comparison.flows.draws.count, lang)
    about = {"currency": case.currency, "period": period(case.timeline, lang), "draws": draws}
    style.title(axes, message(comparison, lang), say(key, lang, **about))
    return axes


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    middles = [
        say(
            "certainty.cumulative.middle", lang, alternative=alternative_label(name, comparison.case),
            amount=money(float(np.median(values)), comparison.case.currency, lang),
        )
        for name, values in curves(comparison).items()
    ]  # fmt: skip
    return say("certainty.cumulative.alt", lang, message=message(comparison, lang), middles=", ".join(middles))
