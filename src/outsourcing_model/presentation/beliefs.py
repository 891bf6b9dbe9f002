"""A belief in words: how far the number may be from where."""

import math
from collections.abc import Callable

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.presentation.formats import number, percent
from outsourcing_model.wording import say

_MOST = 6
"""Outcomes or percentiles that are spelt out."""


def spread_words(belief: Uncertain, show: Callable[[float], str], lang: str, separator: str = ", ") -> str:
    """Return the spread of a belief in words.

    Parameters
    ----------
    belief : Uncertain
        Not a constant.
    show : callable
        A value in the unit of the number as text.
    lang : str
        Language.
    separator : str
        What stands between outcomes.

    Examples
    --------
    >>> spread_words(Uncertain("uniform", (2.0, 5.0)), "{:g}".format, "en")
    '2 to 5, all alike'
    """
    shown = [show(value) if math.isfinite(value) else "" for value in belief.values]
    if belief.family in ("discrete", "sample", "empirical"):
        values = separator.join(shown[:_MOST])
        return say(f"report.belief.{belief.family}", lang, count=len(shown), values=values)
    if belief.family == "percentiles":
        pairs = zip(belief.weights, shown, strict=True)
        told = [say("report.belief.percentile", lang, share=percent(p, lang, 4), value=x) for p, x in pairs]
        return say("report.belief.percentiles", lang, values=separator.join(told[:_MOST]))
    key, more = _key(belief, show, lang)
    names = ("low", "mode", "high") if belief.family in ("pert", "triangular") else ("first", "second", "low", "high")
    return say(f"report.belief.{key}", lang, **dict(zip(names, shown, strict=False)), **more)


def _key(belief: Uncertain, show: Callable[[float], str], lang: str) -> tuple[str, dict[str, str]]:
    """Return which sentence tells a belief, and what it says besides the values."""
    if belief.family == "beta":
        a, b = (number(shape, lang, 4) for shape in belief.weights)
        return "beta", {"mean": show(belief.own.mean), "a": a, "b": b}
    if belief.family == "truncated":
        ends = zip(("_low", "_high"), belief.values[2:], strict=True)
        return "truncated" + "".join(name for name, end in ends if math.isfinite(end)), {}
    if belief.family == "between" and belief.weights:
        low, high = (percent(share, lang, 4) for share in (belief.weights[0], 1 - belief.weights[1]))
        return "two_percentiles", {"low": low, "high": high}
    return belief.family, {}
