"""The look that all charts share: colours and hatching, titles, money axes, and text never read as mathematics."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.ticker import FuncFormatter, MaxNLocator

from outsourcing_model.presentation.formats import NO_BREAK, money

BLUE, VERMILION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ORANGE, SKY, YELLOW, BLACK = "#E69F00", "#56B4E9", "#F0E442", "#000000"
TOTAL, ALIKE, INK, FAINT = "#8A8F98", "#D5D8DD", "#22262E", "#5B6270"
SAVING, EXTRA = GREEN, PURPLE
EXTRA_HATCH, ALIKE_HATCH = "////", "xx"

SIZE = (8.6, 4.4)
TITLE_WIDTH, SUBTITLE_WIDTH = 76, 108
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 11.5, 9, 8
NAME_WIDTH = 24


def axes_of(axes: Axes | None, size: tuple[float, float] = SIZE) -> Axes:
    """Return the axes given, cleared, or new ones on a figure of their own."""
    if axes is not None:
        axes.clear()
        return axes
    return Figure(figsize=size, layout="constrained").add_subplot()


def wrapped(text: str, width: int) -> str:
    """Return a text on as few lines of at most so many characters as it needs, of about the same length."""
    lines = wrap(text, width, break_on_hyphens=False)
    even = wrap(text, min(width, len(text) // max(len(lines), 1) + 6), break_on_hyphens=False)
    return "\n".join(even if len(even) == len(lines) else lines)


def title(axes: Axes, message: str, subtitle: str, part: float = 1.0) -> None:
    """Write what the chart says, and below it what is measured, on a `part` of the usual width if names take room."""
    second = wrapped(subtitle, round(part * SUBTITLE_WIDTH))
    axes.set_title(second, loc="left", fontsize=TEXT_SIZE, color=FAINT, pad=8, parse_math=False)
    lift = 11 + 12 * (second.count("\n") + 1)
    axes.annotate(
        wrapped(message, round(part * TITLE_WIDTH)), (0, 1), (0, lift), xycoords="axes fraction",
        textcoords="offset points", fontsize=TITLE_SIZE, fontweight="bold", color=INK, va="bottom", ha="left",
        parse_math=False,
    )  # fmt: skip


def note(axes: Axes, text: str, where: tuple[float, float], **options: object) -> None:
    """Write a label at a place in the data's units; it may lie outside the frame."""
    look: dict[str, Any] = {"fontsize": TEXT_SIZE, "color": INK, "parse_math": False, "clip_on": False, **options}
    axes.text(*where, text.replace(" ", NO_BREAK), **look)


def frame(axes: Axes, spines: Iterable[str] = ("top", "right", "left")) -> None:
    """Take away the lines that carry no information."""
    for side in spines:
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=TEXT_SIZE, labelcolor=INK)
    axes.set_axisbelow(True)


def money_axis(axes: Axes, which: str, currency: str, lang: str, parts: int = 6) -> None:
    """Write the amounts of one axis as money, with a faint grid across."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(parts))
    axis.set_major_formatter(FuncFormatter(lambda value, _: money(float(value), currency, lang)))
    axes.grid(axis="x" if which == "x" else "y", color="#E6E8EB", linewidth=0.8)


def names_axis(axes: Axes, names: list[str], width: int = NAME_WIDTH) -> None:
    """Write names down the left side, the first on top."""
    axes.set_yticks(range(len(names)), [wrapped(name, width) for name in names], parse_math=False)
    axes.set_ylim(len(names) - 0.4, -0.6)


def legend(axes: Axes, handles: Sequence[Artist] | None = None, columns: int = 4) -> Legend:
    """Return the legend below the chart, its names read as plain text."""
    shown = axes.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=columns, frameon=False,
        fontsize=SMALL_SIZE, handlelength=1.6, columnspacing=1.4,
    )  # fmt: skip
    for text in shown.get_texts():
        text.set_parse_math(False)
    return shown
