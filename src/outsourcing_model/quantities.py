"""Reading numbers as people write them, and rounding money as invoices do.

Inside the model a percentage is a fraction; percent signs exist only in files and on paper.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Literal

from pydantic_core import PydanticCustomError

Kind = Literal["fraction", "amount", "number", "months", "days", "count", "rank"]

SLACK = 1e-9
"""Edges are compared with this slack, so that 0.1 * 3 meets 0.3."""

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_PERCENT = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*%", re.ASCII)
_SPAN = re.compile(r"(\d+(?:\.\d*)?)\s*(month|year|day)s?", re.ASCII)
_SPACES = {0xA0: " ", 0x202F: " "}
"""No-break spaces, which word processors put before a percent sign."""
_LENGTH = {
    ("months", "month"): 1.0,
    ("months", "year"): 12.0,
    ("days", "day"): 1.0,
    ("count", "month"): 1.0,
    ("count", "year"): 12.0,
}
_BARE_LIMIT = 1.0

MAX_DIGITS = 15
"""Significant digits that every float keeps; a file that states more would be read as another number."""


class Exact(float):
    """A number that was read before: it passes a reader again without the guesses made about typed text."""


def read_number(raw: object, kind: Kind) -> float:
    """Return the number that `raw` states, a fraction where a percentage was written.

    Parameters
    ----------
    raw : object
        A number, or text such as ``8 %`` or ``60 months``.
    kind : str
        What the field holds; only fractions take a percent sign, only spans a unit of time.

    Raises
    ------
    PydanticCustomError
        With the key of the message to show.

    Examples
    --------
    >>> read_number("8 %", "fraction")
    0.08
    >>> read_number("5 years", "months")
    60.0
    """
    if isinstance(raw, Exact):
        return float(raw)
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise PydanticCustomError("not_a_number", "not a number", {"found": shown(raw), "kind": f"kind.{kind}"})
    value = _from_text(raw, kind) if isinstance(raw, str) else _as_float(raw)
    if value != value or value in (float("inf"), float("-inf")):
        raise PydanticCustomError("not_finite", "not finite", {"found": shown(raw)})
    if kind == "fraction" and not (isinstance(raw, str) and "%" in raw) and abs(value) > _BARE_LIMIT:
        raise PydanticCustomError(
            "bare_percent",
            "bare percent",
            {"found": shown(raw), "percent": f"{value:g} %", "fraction": f"{value / 100:g}"},
        )
    if kind == "count" and value != int(value):
        raise PydanticCustomError("not_whole", "not whole", {"found": shown(raw)})
    return value


def significant_digits(number: str) -> int:
    """Return how many digits a typed number really states.

    Examples
    --------
    >>> significant_digits("-0.001250e7")
    3
    """
    mantissa = re.split("[eE]", number, maxsplit=1)[0]
    return len("".join(char for char in mantissa if char.isdigit()).strip("0"))


def _as_float(raw: float) -> float:
    """Return a number as a float, infinity where a whole number is too large to be one."""
    try:
        return float(raw)
    except OverflowError:
        return float("inf")


def _from_text(raw: str, kind: Kind) -> float:
    """Return the number in a text; a sign, a point, a percent sign or a unit of time may stand there, nothing else."""
    text = raw.strip().translate(_SPACES)
    if significant_digits(text) > MAX_DIGITS and (_PLAIN.fullmatch(text) or _PERCENT.fullmatch(text)):
        raise PydanticCustomError("too_many_digits", "too many digits", {"found": shown(raw), "limit": MAX_DIGITS})
    if kind == "fraction" and (match := _PERCENT.fullmatch(text)):
        return float(Decimal(match[1]) / 100)
    if (match := _SPAN.fullmatch(text)) and (kind, match[2]) in _LENGTH:
        return float(match[1]) * _LENGTH[kind, match[2]]
    if _PLAIN.fullmatch(text):
        return float(text)
    raise PydanticCustomError("not_a_number", "not a number", {"found": shown(raw), "kind": f"kind.{kind}"})


def shown(raw: object) -> str:
    """Return what the user wrote on one line, short enough for a message.

    Examples
    --------
    >>> shown({"price": 3, "base": 2})
    '{price, base}'
    """
    if isinstance(raw, Mapping):
        return shown("{" + ", ".join(str(name)[:60] for name in islice(raw, 9)) + "}")
    if isinstance(raw, (list, tuple)):
        return shown("[" + ", ".join(shown(item) for item in islice(raw, 9)) + "]")
    if isinstance(raw, int) and abs(raw) >= 10**60:
        return "∞"
    text = " ".join(str(raw)[:200].split())
    return text if len(text) <= 60 else text[:57] + "..."


def within(value: float, low: float | None, high: float | None) -> float:
    """Return `value` if it lies in the closed range, else raise the error that names the range."""
    if low is not None and value < low:
        raise PydanticCustomError("too_low", "too low", {"found": f"{value:g}", "low": f"{low:g}"})
    if high is not None and value > high:
        raise PydanticCustomError("too_high", "too high", {"found": f"{value:g}", "high": f"{high:g}"})
    return value


def cents(value: float) -> Decimal:
    """Return an amount rounded half up to the cent, as an invoice shows it.

    Examples
    --------
    >>> cents(2.675)
    Decimal('2.68')
    """
    return Decimal(repr(float(value))).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rounding_line(parts: Iterable[float], total: float) -> Decimal:
    """Return what must be added to the rounded parts so that a printed table adds up to its rounded total.

    Examples
    --------
    >>> rounding_line([0.335, 0.335], 0.67)
    Decimal('-0.01')
    """
    return cents(total) - sum((cents(part) for part in parts), Decimal(0))
