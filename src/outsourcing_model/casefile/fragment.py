"""Writing a part of a case as YAML that people read: maps one member a line, texts always in quotes."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from outsourcing_model.casefile.scalars import forbidden_character

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_WIDTH = 118


def yaml_text(tree: Mapping[str, object], comments: tuple[str, ...] = ()) -> str:
    """Return a map as YAML, below comments.

    Examples
    --------
    >>> print(yaml_text({"desk": {"yearly": Decimal("1200.50"), "source": "=cmd|' /C calc'!A0"}}, ("Costs",)), end="")
    # Costs
    desk:
      yearly: 1200.50
      source: "=cmd|' /C calc'!A0"
    """
    lines = [f"# {comment}" for text in comments for comment in _wrapped(one_line(text))]
    return "\n".join([*lines, *_members(tree, 0)]) + "\n"


def one_line(text: str) -> str:
    """Return a text that fits a comment: on one line, without characters that no case may have."""
    flat = " ".join(text.split())
    while (found := forbidden_character(flat)) is not None:
        flat = flat[: found[0]] + "?" + flat[found[0] + 1 :]
    return flat


def _wrapped(text: str) -> Iterator[str]:
    """Yield a text in lines that fit a page, broken between words."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = "  " + word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _members(tree: Mapping[str, object], depth: int) -> Iterator[str]:
    """Yield the lines of a map."""
    for name, value in tree.items():
        start = f"{'  ' * depth}{scalar(name)}:"
        if isinstance(value, Mapping) and value:
            yield start
            yield from _members(value, depth + 1)
        else:
            yield f"{start} {scalar(value)}"


def scalar(value: object) -> str:
    """Return a value as YAML: names and months plain, numbers without an exponent, every other text in quotes.

    Examples
    --------
    >>> scalar("no"), scalar(["a", 0.5]), scalar(1e-7)
    ('"no"', '[a, 0.5]', '0.0000001')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return f"{value if isinstance(value, Decimal) else Decimal(repr(value)):f}".removesuffix(".0")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {scalar(item)}" for name, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    text = str(value)
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Return whether a text can stand without quotes and still be a text."""
    words = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
    return bool(_MONTH.fullmatch(text) or (_NAME.fullmatch(text) and text.lower() not in words))
