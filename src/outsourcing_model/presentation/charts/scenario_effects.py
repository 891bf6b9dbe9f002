"""What each scenario does to the gain against the case as it stands, with twice its standard error."""

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.scenario_effect import ScenarioEffect
from outsourcing_model.metrics.sensitivity import scenarios
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.charts.cascade import TALL
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text, in_words
from outsourcing_model.wording import say

_ROOM = 0.75
"""Room for labels to the right, as a part of what the bars take."""


def label(names: tuple[str, ...], lang: str) -> str:
    """Return what a scenario, or several together, are called; the case as it stands without any."""
    if not names:
        return say("sensitivity.scenario.base", lang)
    return say("sensitivity.scenario.together", lang).join(in_words(name) for name in names)


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return every scenario with what it recommends, saving, gain, difference and its standard error."""
    return frame(comparison, scenarios(comparison), comparison.shown, lang)


def frame(comparison: Comparison, effects: tuple[ScenarioEffect, ...], followed: str, lang: str) -> pd.DataFrame:
    """Return some effects as a table."""
    case = comparison.case
    rows = [
        (
            label(each.names, lang), alternative_label(each.recommended, case), each.saving, each.gain,
            each.difference if each.names else None, each.standard_error if each.names else None,
        )
        for each in effects
    ]  # fmt: skip
    names = ("scenario", "recommended", "saving", "gain", "difference", "error")
    who = alternative_label(followed, case)
    columns = [
        say(f"sensitivity.column.{name}", lang, **({"alternative": who} if name == "saving" else {})) for name in names
    ]
    return pd.DataFrame(rows, columns=columns)


def message(effects: tuple[ScenarioEffect, ...], comparison: Comparison, followed: str, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    most = max(effects[1:], key=lambda each: abs(each.difference))
    return say(
        "sensitivity.scenario.message", lang, scenario=chart_text(label(most.names, lang), 60),
        alternative=chart_text(alternative_label(followed, comparison.case), 40),
        change=money(most.difference, comparison.case.currency, lang, signed=True),
    )  # fmt: skip


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the scenarios of the case."""
    return draw_effects(comparison, scenarios(comparison), comparison.shown, lang, axes)


def draw_effects(
    comparison: Comparison, effects: tuple[ScenarioEffect, ...], followed: str, lang: str, axes: Axes | None = None
) -> Axes:
    """Return the axes with the effect of some scenarios on the gain of an alternative."""
    case, shown = comparison.case, effects[1:]
    axes = style.axes_of(axes, (style.SIZE[0], TALL[0] + TALL[1] * max(len(shown), 3)))
    reach = max(abs(each.difference) + 2 * (each.standard_error or 0.0) for each in shown) or 1.0
    for row, each in enumerate(shown):
        less = each.difference < 0
        axes.barh(
            row, each.difference, height=0.62, color=style.EXTRA if less else style.SAVING,
            hatch=style.EXTRA_HATCH if less else "", edgecolor="white", linewidth=0,
            xerr=2 * (each.standard_error or 0.0), error_kw={"ecolor": style.INK, "elinewidth": 1, "capsize": 2},
        )  # fmt: skip
        end = max(each.difference + 2 * (each.standard_error or 0.0), 0.0)
        look = {"va": "center", "ha": "left", "fontsize": style.SMALL_SIZE}
        style.note(axes, f" {_mark(each, comparison, lang)}", (end, row), **look)
    axes.axvline(0, color=style.INK, linewidth=1)
    low, high = min(each.difference for each in shown), max(each.difference for each in shown)
    axes.set_xlim(1.08 * min(low, 0.0) - 0.02 * reach, max(high, 0.0) + _ROOM * (max(high, 0.0) - min(low, 0.0)))
    style.names_axis(axes, [chart_text(label(each.names, lang), 48) for each in shown], 30)
    style.money_axis(axes, "x", case.currency, lang, 5)
    style.frame(axes)
    about = {"currency": case.currency, "period": period(case.timeline, lang)}
    style.title(axes, message(effects, comparison, followed, lang), say("sensitivity.scenario.subtitle", lang, **about))
    return axes


def _mark(each: ScenarioEffect, comparison: Comparison, lang: str) -> str:
    """Return the label of one bar."""
    change = money(each.difference, comparison.case.currency, lang, signed=True)
    name = chart_text(alternative_label(each.recommended, comparison.case), 32)
    return say("sensitivity.scenario.mark", lang, change=change, recommended=name)


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    effects, case = scenarios(comparison), comparison.case
    bars = " ; ".join(
        say(
            "sensitivity.scenario.bar", lang, scenario=label(each.names, lang),
            change=money(each.difference, case.currency, lang, signed=True),
            recommended=alternative_label(each.recommended, case),
        )
        for each in effects[1:]
    )  # fmt: skip
    said = message(effects, comparison, comparison.shown, lang)
    return say("sensitivity.scenario.alt", lang, message=said, bars=bars)
