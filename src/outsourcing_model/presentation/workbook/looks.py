"""How cells look: formats by use, so that an input, a computed number and a total are told apart at a glance."""

from typing import Any

INK, PAPER, BAND, INPUT, LINE, WARN = "#1F2933", "#FFFFFF", "#DCE6F0", "#FFF4CC", "#B8C4D0", "#C0392B"

NUMBERS = {
    "money": "#,##0.00;[Red]-#,##0.00",
    "price": "#,##0.00####",
    "volume": "#,##0.0",
    "whole": "#,##0",
    "number": "#,##0.00",
    "percent": "0.00##%",
    "factor": "0.0000",
    "exact_factor": "#,##0.00####",
    "small": "0.0E+00",
    "left_money": "#,##0.00;[Red]-#,##0.00",
    "limit_percent": '[>=1E+29]"–";[<=-1]"–";0.00%',
    "limit_money": '[>=1E+29]"–";#,##0.00',
    "limit_volume": '[>=1E+29]"–";#,##0.0',
    "exact": "#,##0.00##",
    "left_whole": "0",
}
MONTH = {"en": "[$-409]mmm yyyy", "fr": "[$-40C]mmm yyyy"}

_BASE: dict[str, Any] = {"font_name": "Arial", "font_size": 9, "font_color": INK, "valign": "top"}
_USES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True},
    "section": {"bold": True, "bg_color": BAND, "top": 1, "top_color": LINE, "text_wrap": True},
    "subtitle_open": {"font_size": 10, "italic": True},
    "section_open": {"bold": True, "bg_color": BAND, "top": 1, "top_color": LINE},
    "head": {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": LINE, "valign": "bottom"},
    "head_number": {
        "bold": True,
        "text_wrap": True,
        "align": "right",
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "bottom",
    },
    "label": {"text_wrap": True},
    "bold": {"bold": True, "text_wrap": True},
    "text": {"text_wrap": True},
    "note": {"italic": True, "text_wrap": True, "indent": 1},
    "indented": {"text_wrap": True, "indent": 1},
    "unwrapped": {"italic": True},
    "open": {"italic": True, "text_wrap": True, "font_color": WARN},
    "mark": {"bold": True, "font_color": WARN},
    "input": {"bg_color": INPUT, "locked": False, "border": 1, "border_color": LINE},
    "calc": {},
    "total": {"bold": True, "top": 1, "top_color": LINE},
    "result": {"bold": True, "align": "center"},
    "result_left": {"bold": True, "align": "left"},
}

WRAPPED = {use for use, looks in _USES.items() if looks.get("text_wrap")}
"""Uses whose texts go on in the next line."""


def properties(use: str, number: str, lang: str) -> dict[str, Any]:
    """Return the properties of a format for a use and a kind of number (empty for text)."""
    found = {**_BASE, **_USES[use]}
    if number == "month":
        found |= {"num_format": MONTH[lang], "align": "right"}
    elif number.startswith("limit_"):
        found |= {"num_format": NUMBERS[number], "align": "right"}
    elif number.startswith("left_"):
        found |= {"num_format": NUMBERS[number], "align": "left"}
    elif number:
        found["num_format"] = NUMBERS[number]
    return found
