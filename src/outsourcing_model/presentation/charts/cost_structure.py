"""What each alternative is made of: present cost by category, with what is alike everywhere greyed."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.compare import CATEGORIES
from outsourcing_model.metrics.results import AlternativeResult, Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

ALIKE, OTHER = "alike", "other"
_LOOKS = {
    "staff": (style.BLUE, ""),
    "running": (style.SKY, ""),
    "licences": (style.BLUE, "...."),
    "facilities": (style.SKY, "...."),
    "assets": (style.SKY, "////"),
    "overhead": (style.TOTAL, ""),
    "one_off": (style.YELLOW, "////"),
    "charges": (style.VERMILION, ""),
    "change_orders": (style.VERMILION, "////"),
    "transition": (style.ORANGE, ""),
    "parallel": (style.ORANGE, "////"),
    "governance": (style.PURPLE, ""),
    "severance": (style.PURPLE, "...."),
    "stranded": (style.PURPLE, "////"),
    "freed": (style.GREEN, "...."),
    "sold": (style.GREEN, "oooo"),
    "credits": (style.GREEN, ""),
    "exit": (style.GREEN, "////"),
    "risk": (style.YELLOW, ""),
    "tax": (style.BLACK, "////"),
    OTHER: ("#B9BEC7", "\\\\\\\\"),
    ALIKE: (style.ALIKE, style.ALIKE_HATCH),
}
_SMALL_SHARE = 0.02
_ROOM_FOR_LABEL = 0.075
_DARK = {style.BLUE, style.VERMILION, style.GREEN, style.TOTAL}


def parts(result: AlternativeResult) -> dict[str, float]:
    """Return category to relevant present cost, and what is alike in every alternative as a part of its own."""
    found = dict.fromkeys((*CATEGORIES, ALIKE), 0.0)
    for line in result.cost_structure.values():
        found[line.category] += line.relevant_npv
        found[ALIKE] += line.npv - line.relevant_npv
    return found


def _columns(comparison: Comparison) -> dict[str, dict[str, float]]:
    """Return alternative to its parts, only categories that some alternative has."""
    found = {name: parts(result) for name, result in comparison.alternatives.items()}
    used = [c for c in (*CATEGORIES, ALIKE) if any(abs(each[c]) >= 0.5 for each in found.values())]
    return {name: {category: each[category] for category in used} for name, each in found.items()}


def part_label(category: str, lang: str) -> str:
    """Return what a part is called."""
    return say(f"chart.structure.{category}" if category in (ALIKE, OTHER) else f"category.{category}", lang)


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return category by alternative in present money, with the total below."""
    columns = _columns(comparison)
    frame = pd.DataFrame(columns)
    labels = [*(part_label(str(name), lang) for name in frame.index), say("chart.column.total", lang)]
    frame.loc["total"] = frame.sum()
    frame.insert(0, "", labels)
    names = (alternative_label(name, comparison.case) for name in columns)
    return frame.set_axis([say("chart.column.category", lang), *names], axis=1).reset_index(drop=True)


def drawn(comparison: Comparison) -> dict[str, dict[str, float]]:
    """Return alternative to the parts that are drawn: those too small to see are one part together."""
    columns = _columns(comparison)
    least = _SMALL_SHARE * max(sum(abs(value) for value in each.values()) for each in columns.values())
    used = next(iter(columns.values()))
    shown = [c for c in used if c != ALIKE and max(abs(each[c]) for each in columns.values()) >= least]
    order = [*shown, OTHER, *(c for c in used if c == ALIKE)]
    result = {}
    for name, each in columns.items():
        rest = sum(value for category, value in each.items() if category not in order)
        result[name] = {c: rest if c == OTHER else each[c] for c in order}
    if all(abs(each[OTHER]) < 0.5 for each in result.values()):
        return {name: {c: value for c, value in each.items() if c != OTHER} for name, each in result.items()}
    return result


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case = comparison.case
    best = min(comparison.alternatives.values(), key=lambda result: result.npv_cost.mean or 0.0)
    alike = parts(best)[ALIKE]
    key = "chart.structure.message" if abs(alike) >= 0.5 else "chart.structure.message_all"
    return say(
        key, lang, alternative=chart_text(alternative_label(best.id, case), 60),
        amount=money(best.npv_cost.mean or 0.0, case.currency, lang), alike=money(alike, case.currency, lang),
    )  # fmt: skip


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the stacked bars."""
    case, columns = comparison.case, drawn(comparison)
    axes = style.axes_of(axes, (style.SIZE[0], 2.2 + 0.55 * len(columns)))
    widest = max(sum(value for value in each.values() if value > 0) for each in columns.values()) or 1.0
    for row, each in enumerate(columns.values()):
        _stack(axes, row, each, widest, comparison, lang)
    lowest = min(sum(value for value in each.values() if value < 0) for each in columns.values())
    axes.set_xlim(lowest * 1.05, widest * 1.12)
    axes.axvline(0, color=style.INK, linewidth=1)
    style.names_axis(axes, [chart_text(alternative_label(name, case), 48) for name in columns])
    style.money_axis(axes, "x", case.currency, lang)
    style.frame(axes)
    style.legend(axes)
    subtitle = say("chart.structure.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def _stack(axes: Axes, row: int, each: dict[str, float], widest: float, comparison: Comparison, lang: str) -> None:
    """Draw one alternative: costs to the right of zero, what is received to the left, the net total at the end."""
    ends, currency = {True: 0.0, False: 0.0}, comparison.case.currency
    for category, value in each.items():
        colour, hatch = _LOOKS[category]
        name = chart_text(part_label(category, lang)) if row == 0 else None
        left = ends[value >= 0]
        shape: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6, "label": name}
        axes.barh(row, value, left=left, height=0.6, **shape)
        ends[value >= 0] += value
        if value >= _ROOM_FOR_LABEL * widest:
            look: dict[str, Any] = {"va": "center", "ha": "center", "color": "white" if colour in _DARK else style.INK}
            style.note(axes, money(value, currency, lang), (left + value / 2, row), fontsize=style.SMALL_SIZE, **look)
    total = money(sum(each.values()), currency, lang)
    style.note(axes, f" {total}", (ends[True], row), va="center", fontweight="bold")


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    case = comparison.case
    totals = [
        f"{alternative_label(name, case)} {money(sum(each.values()), case.currency, lang)}"
        for name, each in _columns(comparison).items()
    ]
    return say("chart.structure.alt", lang, message=message(comparison, lang), totals=" ; ".join(totals))
