"""Credits against harm, level by level: what a miss costs us above, what comes back below, hatched what does not."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from outsourcing_model.metrics.coverage import Cover, covers
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.penalties import subject
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.formats import money, percent, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say

_PARTS = ("received", "unclaimed", "cut_off")
_LOOKS = {"received": (style.SAVING, ""), "unclaimed": ("white", "...."), "cut_off": ("white", "xxxx")}
_HALF, _APART = 0.32, 0.19


def shown(comparison: Comparison) -> list[Cover]:
    """Return the levels that harm or return something in the alternative told of."""
    name = subject(comparison)
    found = covers(comparison, name) if name else ()
    return [each for each in found if each.level and (each.harm or each.due)]


def _label(comparison: Comparison, cover: Cover) -> str:
    """Return the name of a level, with its provider where there are several."""
    name = comparison.case.label("service_levels", cover.level)
    if len(offers_in_use(comparison.case, cover.alternative)) > 1:
        return f"{name} ({comparison.case.label('offers', cover.offer)})"
    return name


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return harm, and what of the credits is received, not claimed and cut off, level by level."""
    rows = [
        (_label(comparison, each), each.harm, each.received, each.unclaimed, each.cut_off) for each in shown(comparison)
    ]
    columns = [say("quality.level.name", lang), *(say(f"quality.against.{name}", lang) for name in ("harm", *_PARTS))]
    return pd.DataFrame(rows, columns=columns)


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    case, found = comparison.case, shown(comparison)
    received, harm = sum(each.received for each in found), sum(each.harm for each in found)
    name = chart_text(alternative_label(subject(comparison) or comparison.shown, case), 60)
    told = {"alternative": name, "received": money(received, case.currency, lang)}
    if harm <= 0:
        return say("quality.against.message_none", lang, **told)
    told["harm"] = money(harm, case.currency, lang)
    return say("quality.against.message", lang, coverage=percent(received / harm, lang, 1), **told)


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with a pair of bars for each level."""
    case, found = comparison.case, shown(comparison)
    axes = style.axes_of(axes, (style.SIZE[0], 1.9 + 0.85 * max(len(found), 1)))
    reach = max((max(each.harm, each.due) for each in found), default=0.0) or 1.0
    for row, cover in enumerate(found):
        _pair(axes, row, cover, case.currency, lang)
    axes.set_xlim(0, reach * 1.32)
    style.names_axis(axes, [chart_text(_label(comparison, each), 60) for each in found])
    style.money_axis(axes, "x", case.currency, lang)
    style.frame(axes)
    axes.axvline(0, color=style.INK, linewidth=1)
    _legend(axes, lang)
    subtitle = say("quality.against.subtitle", lang, currency=case.currency, period=period(case.timeline, lang))
    style.title(axes, message(comparison, lang), subtitle)
    return axes


def _pair(axes: Axes, row: int, cover: Cover, currency: str, lang: str) -> None:
    """Draw the two bars of one level: harm above, credits below."""
    look: dict[str, Any] = {"height": _HALF, "linewidth": 0}
    axes.barh(row - _APART, cover.harm, color=style.EXTRA, hatch=style.EXTRA_HATCH, edgecolor="white", **look)
    if cover.harm:
        text = money(-cover.harm, currency, lang, signed=True)
        style.note(axes, f" {text}", (cover.harm, row - _APART), va="center", fontsize=style.SMALL_SIZE)
    left = 0.0
    for part in _PARTS:
        colour, hatch = _LOOKS[part]
        width = max(getattr(cover, part), 0.0)
        edge = {"edgecolor": style.SAVING, "linewidth": 0.8 if width else 0.0}
        axes.barh(row + _APART, width, left=left, color=colour, hatch=hatch, **{**look, **edge})
        left += width
    amount = money(cover.received, currency, lang, signed=True)
    if cover.coverage is not None:
        share = percent(cover.coverage, lang, 1)
        amount = say("quality.against.covered", lang, amount=amount, share=share)
    style.note(axes, f" {amount}", (left, row + _APART), va="center", fontsize=style.SMALL_SIZE)


def _legend(axes: Axes, lang: str) -> None:
    """Say what the marks are."""
    harm: dict[str, Any] = {"facecolor": style.EXTRA, "hatch": style.EXTRA_HATCH, "edgecolor": "white"}
    handles = [Patch(**harm, label=say("quality.against.harm", lang))]
    for part in _PARTS:
        colour, hatch = _LOOKS[part]
        look: dict[str, Any] = {"facecolor": colour, "hatch": hatch, "edgecolor": style.SAVING}
        handles.append(Patch(**look, label=say(f"quality.against.{part}", lang)))
    style.legend(axes, handles).set_bbox_to_anchor((0.5, -0.16))


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    currency = comparison.case.currency
    levels = [
        say(
            "quality.against.level", lang, level=_label(comparison, each),
            **{name: money(max(getattr(each, name), 0.0), currency, lang) for name in ("harm", *_PARTS)},
        )
        for each in shown(comparison)
    ]  # fmt: skip
    return say("quality.against.alt", lang, message=message(comparison, lang), levels=" ; ".join(levels))
