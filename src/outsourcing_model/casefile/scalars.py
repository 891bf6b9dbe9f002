"""What one scalar of a YAML 1.2 file means: the core rules, and nothing that older YAML guessed.

``no`` is a word, ``012`` is twelve, ``1:30`` is a text, ``2026-01`` is a text that a month reader understands.
"""

import re
import unicodedata

from pydantic_core import PydanticCustomError

from outsourcing_model.quantities import MAX_DIGITS, shown, significant_digits

Scalar = str | int | float | bool | None

_NOTHING = re.compile(r"~|null|Null|NULL|")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LONGEST_WHOLE = 30


def plain_scalar(text: str) -> Scalar:
    """Return what an unquoted scalar means.

    Raises
    ------
    PydanticCustomError
        For a number that is not finite or states more digits than a float keeps.

    Examples
    --------
    >>> [plain_scalar(text) for text in ("no", "012", "1e3", "~", "8 %")]
    ['no', 12, 1000.0, None, '8 %']
    """
    if _NOTHING.fullmatch(text):
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _BASED.fullmatch(text):
        return _checked_number(int(text, 0) if len(text) <= _LONGEST_WHOLE else float("inf"), text)
    if _FLOAT.fullmatch(text) or _NOT_FINITE.fullmatch(text):
        return _number(text)
    return text


def _number(text: str) -> int | float:
    """Return the number of a decimal scalar."""
    if significant_digits(text) > MAX_DIGITS:
        raise PydanticCustomError("too_many_digits", "digits", {"found": shown(text), "limit": MAX_DIGITS})
    if _WHOLE.fullmatch(text) and len(text) <= _LONGEST_WHOLE:
        return int(text)
    return _checked_number(float(text.lower().replace(".inf", "inf").replace(".nan", "nan")), text)


def _checked_number(value: float, text: str) -> int | float:
    """Return a number if it is finite and exact."""
    if value != value or abs(value) == float("inf"):
        raise PydanticCustomError("not_finite", "not finite", {"found": shown(text)})
    if significant_digits(str(value)) > MAX_DIGITS and isinstance(value, int):
        raise PydanticCustomError("too_many_digits", "digits", {"found": shown(text), "limit": MAX_DIGITS})
    return value


def forbidden_character(text: str) -> tuple[int, str] | None:
    """Return position and name of the first character that no text of a case may have, such as U+0007.

    Refused are controls other than tab and line ends, lone surrogates, marks that reverse the reading direction,
    line separators that only some programs see, and what no XML file (so no workbook) can hold.
    """
    match = _FORBIDDEN.search(text)
    return (match.start(), f"U+{ord(match[0]):04X} {unicodedata.name(match[0], '')}".strip()) if match else None


_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
