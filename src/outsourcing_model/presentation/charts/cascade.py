"""The bars of a cascade: totals from zero, and between them steps that hang where the one before ended."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money
from outsourcing_model.presentation.labels import chart_text

Bar = tuple[str, float, float, bool]
"""Label, start, change and whether it is a total."""

TALL = 1.3, 0.33
"""Inches of a cascade: around the bars, and for each of them."""


def height(bars: Sequence[Bar]) -> float:
    """Return the inches that so many bars need."""
    return TALL[0] + TALL[1] * len(bars)


def cascade(axes: Axes, bars: Sequence[Bar], currency: str, lang: str) -> None:
    """Draw the bars from top to bottom with their labels and amounts."""
    ends = [max(start, start + change) for _, start, change, _ in bars]
    for row, (_, start, change, total) in enumerate(bars):
        colour = style.TOTAL if total else style.SAVING if change < 0 else style.EXTRA
        hatch = style.EXTRA_HATCH if change > 0 and not total else ""
        axes.barh(row, change, left=start, height=0.62, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
        if row + 1 < len(bars):
            axes.plot([start + change] * 2, [row - 0.31, row + 1.31], color=style.FAINT, linewidth=0.7)
        text = money(change, currency, lang, signed=not total)
        look = {"va": "center", "fontweight": "bold" if total else "normal"}
        style.note(axes, f" {text}", (ends[row], row), **look)
    axes.set_xlim(min(0.0, *(start + change for _, start, change, _ in bars)), max(ends) * 1.1)
    style.names_axis(axes, [chart_text(label, 48) for label, *_ in bars])
    style.money_axis(axes, "x", currency, lang)
    style.frame(axes)


def in_words(bars: Sequence[Bar], currency: str, lang: str) -> str:
    """Return the bars as words for those who do not see them."""
    return " ; ".join(f"{label} {money(change, currency, lang, signed=not total)}" for label, _, change, total in bars)
