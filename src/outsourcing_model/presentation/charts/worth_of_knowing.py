"""What is worth finding out: a bar for each study and each input that counts, with what studies cost."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.finding_out import INPUTS, clear_inputs, first_step, study_label
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import chart_text, path_label
from outsourcing_model.wording import say

_LONGEST, _WIDTH = 108, 38


@dataclass(frozen=True)
class Bar:
    """One thing to know: what it is called, what it is worth, and what finding out costs if that is stated."""

    label: str
    value: float
    cost: float | None = None


def bars(comparison: Comparison, lang: str) -> list[Bar]:
    """Return what is shown: studies in their order, then the inputs most worth knowing."""
    found = certainty(comparison)
    studies = [Bar(study_label(each, comparison), each.value, each.cost + each.delay_cost) for each in found.findings]
    inputs = [
        Bar(path_label(each.paths[0], comparison.case, lang), each.value) for each in clear_inputs(found)[:INPUTS]
    ]
    return studies + inputs


def shown(comparison: Comparison, lang: str = "en") -> bool:
    """Return whether there is anything to show."""
    return len(comparison.alternatives) > 1 and bool(bars(comparison, lang))


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return worth and cost of all that is shown, and of knowing everything."""
    currency = comparison.case.currency
    rows = [
        (each.label, each.value, say("report.absent", lang) if each.cost is None else money(each.cost, currency, lang))
        for each in bars(comparison, lang)
    ]
    rows.append((say("certainty.worth.everything", lang), certainty(comparison).evpi, say("report.absent", lang)))
    columns = ("certainty.worth.what", "certainty.worth.value", "certainty.information.cost")
    return pd.DataFrame(rows, columns=[say(key, lang) for key in columns])


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    return first_step(comparison, lang).rstrip(".")


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the bars, the first on top."""
    case, found = comparison.case, bars(comparison, lang)
    axes = style.axes_of(axes, (style.SIZE[0], 2.4 + 0.46 * len(found)))
    evpi = certainty(comparison).evpi
    for row, each in enumerate(found):
        _bar(axes, row, each, case.currency, lang)
    axes.axvline(evpi, color=style.VERMILION, linewidth=1.2, linestyle="--")
    reach = max([evpi, *(max(each.value, each.cost or 0.0) for each in found if (each.cost or 0.0) < 2 * evpi)])
    axes.set_xlim(0, reach * 1.16 or 1.0)
    names = [style.wrapped(chart_text(each.label, _LONGEST), _WIDTH) for each in found]
    axes.set_yticks(range(len(found)), names, parse_math=False)
    everything = say("certainty.information.everything", lang, evpi=money(evpi, case.currency, lang))
    style.note(axes, f"{everything} ", (evpi, len(found) - 0.5), ha="right", va="bottom", fontsize=style.SMALL_SIZE)
    axes.set_ylim(len(found) - 0.2, -0.6)
    style.money_axis(axes, "x", case.currency, lang)
    style.frame(axes)
    _legend(axes, found, lang)
    about = {"currency": case.currency, "period": period(case.timeline, lang)}
    style.title(axes, message(comparison, lang), say("certainty.information.subtitle", lang, **about))
    return axes


def _bar(axes: Axes, row: int, each: Bar, currency: str, lang: str) -> None:
    """Draw one bar with its amount, and a mark where a study's cost lies."""
    study = each.cost is not None
    colour, hatch = (style.SAVING, style.EXTRA_HATCH) if study else (style.SKY, "")
    axes.barh(row, each.value, height=0.56, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
    if each.cost is not None:
        axes.plot([each.cost], [row], marker="D", color=style.INK, markersize=6, clip_on=True)
    label = f" {money(each.value, currency, lang)}"
    place = max(each.value, each.cost or 0.0) if each.cost is not None and each.cost < 1.2 * each.value else each.value
    style.note(axes, label, (place, row), va="center", ha="left", fontsize=style.SMALL_SIZE)


def _legend(axes: Axes, found: list[Bar], lang: str) -> None:
    """Say what the marks are, those that are there."""
    study: dict[str, Any] = {"facecolor": style.SAVING, "hatch": style.EXTRA_HATCH, "edgecolor": "white"}
    mark: dict[str, Any] = {"marker": "D", "color": style.INK, "linestyle": "", "markersize": 6}
    handles: list[Any] = []
    if any(each.cost is not None for each in found):
        handles += [
            Patch(**study, label=say("certainty.information.study_worth", lang)),
            Line2D([], [], **mark, label=say("certainty.information.cost", lang)),
        ]
    if any(each.cost is None for each in found):
        handles.append(Patch(facecolor=style.SKY, label=say("certainty.information.worth", lang)))
    style.legend(axes, handles)


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    currency = comparison.case.currency
    parts = []
    for each in bars(comparison, lang):
        values = {"what": each.label, "value": money(each.value, currency, lang)}
        if each.cost is None:
            parts.append(say("certainty.information.bar", lang, **values))
        else:
            cost = money(each.cost, currency, lang)
            parts.append(say("certainty.information.bar_cost", lang, cost=cost, **values))
    return say("certainty.information.alt", lang, message=message(comparison, lang), bars=" ; ".join(parts))
