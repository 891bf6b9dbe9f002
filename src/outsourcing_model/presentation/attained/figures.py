"""Figures of a log as people read them: shares, points, moments and row numbers."""

from babel import Locale
from babel.numbers import format_percent

from outsourcing_model.casefile.log_rows import SHOWN_ROWS, Finding
from outsourcing_model.metrics.attained.result import Attained
from outsourcing_model.presentation.formats import brief, day, number, percent
from outsourcing_model.wording import say

_FINE = 5e-4
_RARE = 0.001


def places(attained: Attained) -> int:
    """Return how many decimals a level of the log is shown with, in percent."""
    if attained.kind == "tickets":
        return 1
    return 3 if attained.fit is not None and 0 < attained.fit.spread < _FINE else 2


def share(value: float, attained: Attained, lang: str) -> str:
    """Return a level in percent, always with as many decimals, so that a column lines up."""
    count = places(attained)
    pattern = str(Locale.parse(lang).percent_formats[None].pattern).replace("0", f"0.{'0' * count}")
    return str(format_percent(round(value, count + 2) + 0.0, pattern, locale=lang))


def points(value: float, lang: str) -> str:
    """Return a difference of levels in points of a percent, with three significant digits.

    Examples
    --------
    >>> points(0.00654739, "en")
    '0.655'
    """
    return brief(100 * value, lang)


def likely(value: float, lang: str) -> str:
    """Return how often chance gives something, in percent.

    Examples
    --------
    >>> likely(0.035, "en"), likely(0.0, "en")
    ('3.5%', 'under 0.1%')
    """
    if value < _RARE:
        return say("measure.chance.nearly_never", lang, limit=percent(_RARE, lang, 1))
    return percent(value, lang, 1)


def covered(attained: Attained, lang: str) -> dict[str, str]:
    """Return the first and the last day that were watched, as words name them."""
    first, last = attained.days
    return {"first": day(first, lang), "last": day(last, lang)}


def said(finding: Finding, lang: str) -> str:
    """Return a finding as a sentence."""
    numbers = ", ".join(number(row, lang) for row in finding.rows)
    rows = say(f"attained.rows.{'more' if finding.count > SHOWN_ROWS else 'first'}", lang, rows=numbers)
    values = {
        name: value.text(lang) if hasattr(value, "text") else _worded(value, lang) for name, value in finding.values
    }
    return say(f"attained.finding.{finding.key}", lang, count=number(finding.count, lang), rows=rows, **values)


def _worded(value: object, lang: str) -> str:
    """Return a value as words."""
    return number(value, lang) if isinstance(value, int) else str(value)
