"""Numbers and dates as ledgers and spreadsheets write them, read by a stated style and never guessed one by one."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pydantic_core import PydanticCustomError

from outsourcing_model.quantities import shown
from outsourcing_model.timeline import Month

Style = Literal["comma", "point"]
DateOrder = Literal["day_first", "month_first", "year_first"]

LARGEST = Decimal(10) ** 12
_LONGEST = 40
_SPACES = str.maketrans(dict.fromkeys("\xa0\u202f\u2009\u2007", " "))
_MINUS = str.maketrans({"\u2212": "-", "\u2011": "-"})
_THOUSANDS = {"comma": " .'’", "point": " ,'’"}
_DECIMAL = {"comma": ",", "point": "[.]"}
_BODY = {
    style: re.compile(
        rf"(?:(?P<first>\d{{1,3}})(?P<sep>[{_THOUSANDS[style]}])(?P<groups>\d{{3}}(?:(?P=sep)\d{{3}})*)|(?P<whole>\d*))"
        rf"(?:{_DECIMAL[style]}(?P<part>\d+))?",
        re.ASCII,
    )
    for style in ("comma", "point")
}
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "Fr.", "INR": "₹", "CAD": "$", "AUD": "$"}
"""The sign of a currency; others are known by their three letters only."""

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})", re.ASCII)
_SHORT = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)


def read_decimal(text: str, style: Style, currency: str = "") -> Decimal:
    """Return the number that a text states.

    Thousands may be set apart by spaces of any width, by apostrophes or by the other style's decimal sign, in groups
    of three; below zero is a minus before or behind, or parentheses; a currency sign must be that of `currency`.

    Raises
    ------
    PydanticCustomError
        If it isn't a number in this style.

    Examples
    --------
    >>> read_decimal("(1 234,50)", "comma")
    Decimal('-1234.50')
    >>> read_decimal("€1,234.50-", "point", "EUR")
    Decimal('-1234.50')
    """
    found = _parsed(text, style, currency)
    if found is None:
        about = {"found": shown(text), "style": f"own_data.{style}"}
        raise PydanticCustomError("not_a_written_number", "number", about)
    if abs(found) > LARGEST:
        raise PydanticCustomError("too_high", "too high", {"found": shown(text), "high": f"{LARGEST:f}"})
    return found


def _parsed(text: str, style: Style, currency: str) -> Decimal | None:
    """Return the number in a text, nothing if it is none."""
    body = text[: _LONGEST * 2].translate(_SPACES).translate(_MINUS).strip()
    if len(body) > _LONGEST:
        return None
    negative = body.startswith("(") and body.endswith(")")
    body = _without_currency(body[1:-1].strip() if negative else body, currency)
    if body[:1] in "+-" and body[-1:] != "-":
        signed, body = body[:1], _without_currency(body[1:].strip(), currency)
    elif body.endswith("-"):
        signed, body = "-", _without_currency(body[:-1].strip(), currency)
    else:
        signed = ""
    match = _BODY[style].fullmatch(body)
    if not match or (negative and signed) or not (match["whole"] or match["first"] or match["part"]):
        return None
    whole = match["whole"] or (match["first"] or "") + re.sub(r"\D", "", match["groups"] or "")
    value = Decimal(f"{whole or 0}.{match['part'] or 0}") if match["part"] else Decimal(whole)
    return -value if negative or signed == "-" else value


def _without_currency(text: str, currency: str) -> str:
    """Return a text without the sign or the letters of the currency at one of its ends."""
    for mark in (currency, SIGNS.get(currency, "")):
        if mark and text.startswith(mark):
            return text[len(mark) :].strip()
        if mark and text.endswith(mark):
            return text[: -len(mark)].strip()
    return text


def style_of(texts: Iterable[str], currency: str = "") -> tuple[Style | None, str]:
    """Return the style in which numbers are written, and a number that could be read in both ways.

    The style is nothing while no number decides; the text is empty if none is ambiguous. The first number that only
    one style can read decides, since a column is written in one style: what doesn't fit is told when it is read.

    Examples
    --------
    >>> style_of(["1,234", "12,50"])
    ('comma', '1,234')
    """
    doubtful = ""
    for text in texts:
        comma, point = _parsed(text, "comma", currency), _parsed(text, "point", currency)
        if (comma is None) != (point is None):
            return ("point" if comma is None else "comma"), doubtful
        if comma != point and not doubtful:
            doubtful = text
    return None, doubtful


def read_day(text: str, order: DateOrder) -> Month:
    """Return the month of a date; a date that begins with its year is read in any order.

    Raises
    ------
    PydanticCustomError
        If it isn't a date of the calendar between 1990 and 2200.

    Examples
    --------
    >>> str(read_day("31/01/2025", "day_first")), str(read_day("20250131", "day_first"))
    ('2025-01', '2025-01')
    """
    plain = text[:_LONGEST].strip()
    if match := _ISO.fullmatch(plain):
        year, month, day = match[1], match[3], match[4]
    elif match := _COMPACT.fullmatch(plain):
        year, month, day = match[1], match[2], match[3]
    elif (match := _SHORT.fullmatch(plain)) and order != "year_first":
        day, month = (match[1], match[3]) if order == "day_first" else (match[3], match[1])
        year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
    else:
        raise PydanticCustomError("not_a_date", "date", {"found": shown(text), "order": f"own_data.{order}"})
    try:
        return Month.read(f"{year}-{int(month):02d}-{int(day):02d}")
    except PydanticCustomError as error:
        raise PydanticCustomError("not_a_date", "date", {"found": shown(text), "order": f"own_data.{order}"}) from error
