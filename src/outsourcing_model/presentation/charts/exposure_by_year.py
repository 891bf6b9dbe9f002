"""What may be received by contract year: expected filled, 95th percentile as a line, the most outlined."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from outsourcing_model.metrics.at_stake import AtStake
from outsourcing_model.metrics.penalties import subject, together_by_year
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

_WIDE, _NARROW = 0.68, 0.46
_CLOSE = 0.07
"""Part of the height of the picture within which two labels would touch."""


def shown(comparison: Comparison) -> tuple[AtStake, ...]:
    """Return what is at stake in each contract year of the alternative told of."""
    name = subject(comparison)
    return together_by_year(comparison, name) if name else ()


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return expected, 95th percentile and the most of each year; where nothing limits it the last is left open."""
    rows = [(str(year), each.expected, each.p95, each.maximum) for year, each in enumerate(shown(comparison), 1)]
    names = ("year", "expected", "p95", "maximum")
    return pd.DataFrame(rows, columns=[say(f"quality.by_year.{name}", lang) for name in names], dtype=object)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case, years = comparison.case, shown(comparison)
    limits = [each.maximum for each in years]
    name = chart_text(alternative_label(subject(comparison) or comparison.shown, case), 60)
    told = {"alternative": name, "expected": money(max(each.expected for each in years), case.currency, lang)}
    if None in limits:
        return say("quality.by_year.open", lang, **told)
    return say(
        "quality.by_year.message", lang, maximum=money(max(each or 0.0 for each in limits), case.currency, lang), **told
    )


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with a bar for each contract year."""
    case, years = comparison.case, shown(comparison)
    axes = style.axes_of(axes)
    top = max((value or 0.0 for each in years for value in (each.expected, each.p95, each.maximum)), default=0.0) or 1.0
    for year, each in enumerate(years, 1):
        _bar(axes, year, each)
        for height in _apart([each.maximum or 0.0, each.expected, each.p95], top):
            _say(axes, year, height, case.currency, lang)
    axes.set_ylim(0, top * 1.12)
    axes.set_xlim(0.4, len(years) + 0.6)
    axes.set_xticks(range(1, len(years) + 1))
    axes.set_xlabel(say("quality.ratio.axis", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    style.money_axis(axes, "y", case.currency, lang)
    style.frame(axes)
    _legend(axes, lang)
    subtitle = say("quality.by_year.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def _apart(heights: list[float], top: float) -> list[float]:
    """Return the heights that can be labelled: above zero and far enough from those before them."""
    kept: list[float] = []
    for height in heights:
        if height > 0 and all(abs(height - other) > _CLOSE * top for other in kept):
            kept.append(height)
    return kept


def _bar(axes: Axes, year: int, stake: AtStake) -> None:
    """Draw one year."""
    if stake.maximum:
        axes.bar(year, stake.maximum, _WIDE, facecolor="white", edgecolor=style.SAVING, linewidth=1.2)
    axes.bar(year, stake.expected, _NARROW, color=style.SAVING)
    axes.plot([year - _WIDE / 2, year + _WIDE / 2], [stake.p95] * 2, color=style.INK, linewidth=2)


def _say(axes: Axes, year: int, height: float, currency: str, lang: str) -> None:
    """Write an amount above its height."""
    axes.annotate(
        money(height, currency, lang, signed=True), (year, height), (0, 3), textcoords="offset points", ha="center",
        va="bottom", fontsize=style.SMALL_SIZE, color=style.INK, parse_math=False,
    )  # fmt: skip


def _legend(axes: Axes, lang: str) -> None:
    """Say what the marks are."""
    handles = [
        Patch(facecolor=style.SAVING, label=say("quality.by_year.expected", lang)),
        Line2D([], [], color=style.INK, linewidth=2, label=say("quality.by_year.p95", lang)),
        Patch(facecolor="white", edgecolor=style.SAVING, label=say("quality.by_year.maximum", lang)),
    ]
    style.legend(axes, handles).set_bbox_to_anchor((0.5, -0.16))


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    currency = comparison.case.currency
    words = []
    for year, each in enumerate(shown(comparison), 1):
        most = say("quality.unlimited", lang) if each.maximum is None else money(each.maximum, currency, lang)
        amounts = {"expected": money(each.expected, currency, lang), "p95": money(each.p95, currency, lang)}
        words.append(say("quality.by_year.label", lang, year=year, maximum=most, **amounts))
    return say("quality.by_year.alt", lang, message=message(comparison, lang), years=" ; ".join(words))
