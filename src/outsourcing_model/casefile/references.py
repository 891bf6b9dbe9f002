"""Where a cell stands in a sheet: references such as ``C7`` and ``B4:D20``, with the sheet before them or without."""

import re
from typing import NamedTuple

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_WITH_SHEET = re.compile(r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([^!]+)")


class Spot(NamedTuple):
    """Row and column of a cell, counted from 1; spots sort in reading order."""

    row: int
    column: int


def spot(text: str) -> Spot:
    """Return the spot of a reference.

    Raises
    ------
    ValueError
        If it is no reference to a cell.

    Examples
    --------
    >>> spot("AB12")
    Spot(row=12, column=28)
    """
    match = _CELL.fullmatch(text)
    if not match:
        raise ValueError(text)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return Spot(int(match[2]), column)


def cell_name(at: Spot) -> str:
    """Return the reference of a spot.

    Examples
    --------
    >>> cell_name(Spot(12, 28))
    'AB12'
    """
    letters, column = "", at.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{at.row}"


def area(text: str) -> tuple[Spot, Spot]:
    """Return the first and the last spot of an area; both are the same for a single cell.

    Raises
    ------
    ValueError
        If it is no area, or if its end comes before its start.
    """
    first, _, last = text.partition(":")
    start, end = spot(first), spot(last or first)
    if end.row < start.row or end.column < start.column:
        raise ValueError(text)
    return start, end


def sheet_and_area(text: str) -> tuple[str, tuple[Spot, Spot]]:
    """Return the sheet (empty if none is named) and the area of a reference.

    Raises
    ------
    ValueError
        If it is no reference.

    Examples
    --------
    >>> sheet_and_area("'Unit prices'!C7")
    ('Unit prices', (Spot(row=7, column=3), Spot(row=7, column=3)))
    """
    match = _WITH_SHEET.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    sheet = match[1].replace("''", "'") if match[1] else (match[2] or "")
    return sheet, area(match[3].strip())
