"""What leaving costs: parts stacked by month for convenience, a line for the provider's breach, a mark for expiry."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from outsourcing_model.metrics.exit_cost import EXIT_PARTS
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.exit_costs import together
from outsourcing_model.presentation.formats import contract_month, money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

_LOOKS = {
    "fee": (style.VERMILION, ""),
    "assistance": (style.SKY, ""),
    "data_extraction": (style.SKY, "////"),
    "reinsourcing": (style.BLUE, ""),
    "retender": (style.BLUE, "////"),
    "dual_running": (style.ORANGE, "////"),
}
A_YEAR = 12
Parts = dict[str, float]


def _total(parts: Parts) -> float:
    """Return the sum of the parts of one month."""
    return sum(parts.values())


def _by_month(comparison: Comparison) -> tuple[dict[int, Parts], dict[int, Parts], dict[int, Parts]]:
    """Return month to parts for convenience, for breach and at expiry."""
    convenience, breach, expiry = (
        together(comparison.exit_schedule, ground) for ground in ("convenience", "breach", "expiry")
    )
    return convenience, breach, expiry or {comparison.case.term: dict.fromkeys(EXIT_PARTS, 0.0)}


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return total by ground at the first month, at the end of each contract year, and at the end of the term."""
    convenience, breach, expiry = _by_month(comparison)
    case = comparison.case
    months = sorted({*list(convenience)[:1], *(m for m in convenience if m % A_YEAR == 0)})
    rows: list[tuple[object, ...]] = [
        (contract_month(case.timeline, month, lang), _total(convenience[month]), _total(breach[month]), None)
        for month in months
    ]
    rows += [(contract_month(case.timeline, month, lang), None, None, _total(each)) for month, each in expiry.items()]
    grounds = (say(f"exit_cost.ground.{name}", lang) for name in ("convenience", "breach", "expiry"))
    return pd.DataFrame(rows, columns=[say("exit_cost.month", lang), *grounds], dtype=object)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case = comparison.case
    convenience, _, expiry = _by_month(comparison)
    end = money(_total(expiry[case.term]), case.currency, lang)
    name = chart_text(alternative_label(comparison.shown, case), 60)
    if not comparison.exit_schedule:
        return say("exit_cost.nothing", lang, alternative=name)
    if not convenience:
        return say("exit_cost.only_end", lang, alternative=name, end=end)
    first, last = min(convenience), max(convenience)
    amounts = {
        key: money(_total(convenience[month]), case.currency, lang) for key, month in (("high", first), ("low", last))
    }
    return say("exit_cost.message", lang, alternative=name, first=first, last=last, end=end, **amounts)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with one bar a month, the line of a breach, and the mark at the end of the term."""
    case = comparison.case
    axes = style.axes_of(axes)
    convenience, breach, expiry = _by_month(comparison)
    _bars(axes, convenience, lang)
    if breach:
        totals = [_total(parts) for parts in breach.values()]
        label = say("exit_cost.breach_line", lang)
        axes.plot([*breach], totals, color=style.INK, linewidth=1.8, linestyle="--", label=label)
    ends = [_total(parts) for parts in expiry.values()]
    axes.plot(
        [*expiry], ends, "D", color=style.GREEN, markersize=7, label=say("exit_cost.expiry_mark", lang), clip_on=False
    )
    axes.set_xlim(0, case.term + 1)
    axes.set_ylim(0, 1.1 * max([1.0, *ends, *(_total(parts) for parts in (*convenience.values(), *breach.values()))]))
    axes.xaxis.set_major_locator(MultipleLocator(A_YEAR if case.term > A_YEAR else 1))
    axes.set_xlabel(say("exit_cost.axis", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    style.money_axis(axes, "y", case.currency, lang)
    style.frame(axes)
    style.legend(axes, columns=3).set_bbox_to_anchor((0.5, -0.16))
    subtitle = say("exit_cost.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def _bars(axes: Axes, convenience: dict[int, Parts], lang: str) -> None:
    """Draw the parts of leaving for convenience, one upon the other."""
    bottom = dict.fromkeys(convenience, 0.0)
    for part in EXIT_PARTS:
        if any(parts[part] for parts in convenience.values()):
            colour, hatch = _LOOKS[part]
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.4}
            heights = [parts[part] for parts in convenience.values()]
            label = say(f"exit_cost.part.{part}", lang)
            axes.bar([*convenience], heights, 0.9, bottom=[*bottom.values()], label=label, **look)
            bottom = {month: below + convenience[month][part] for month, below in bottom.items()}


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    currency = comparison.case.currency
    convenience, breach, _ = _by_month(comparison)
    years = [month for month in convenience if month % A_YEAR == 0]
    values = [
        say(
            "exit_cost.at", lang, month=month, amount=money(_total(convenience[month]), currency, lang),
            breach=money(_total(breach[month]), currency, lang),
        )
        for month in years
    ]  # fmt: skip
    words = say("exit_cost.none_before", lang) if not values else " ; ".join(values)
    return say("exit_cost.alt", lang, message=message(comparison, lang), values=words)
