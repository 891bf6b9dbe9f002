"""A table that is too wide for a terminal, as several below one another, so that no figure is cut."""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from rich.cells import cell_len
from rich.table import Column, Table
from rich.text import Text

HEADING = 20
"""Width to which the column of headings may be folded."""
UNBROKEN = 26
"""Width up to which a line of a cell is kept in one piece; longer ones are sentences, folded between words."""
AROUND = 3
"""Width of the frame and of the space on both sides of a column."""


def folded(table: Table, width: int) -> Iterator[Table]:
    """Yield a table in parts that fit the width: the column of headings, and as many others as there is room for.

    A table that fits is one part. The title stands above the first.
    """
    heading, *others = table.columns
    least = max(heading.min_width or 0, min(_needed(heading), HEADING))
    part: list[Column] = []
    left, title = (room := width - least - AROUND - 1), table.title
    for column in others:
        needed = _needed(column) + AROUND
        if part and needed > left:
            yield _with([replace(heading, min_width=least), *part], table, left, title)
            part, left, title = [], room, None
        part.append(replace(column, min_width=_needed(column)))
        left -= needed
    yield _with([replace(heading, min_width=least), *part], table, left, title)


def _needed(column: Column) -> int:
    """Return the width that a column needs so that no number in it is broken."""
    name = max(map(cell_len, _text(column.header).split(" ")), default=0)
    return max([name, *(_unbroken(line) for cell in column.cells for line in _text(cell).split("\n"))])


def _unbroken(line: str) -> int:
    """Return the width of a line, or of its longest word if it is a sentence."""
    return cell_len(line) if cell_len(line) <= UNBROKEN else max(map(cell_len, line.split(" ")))


def _longest(column: Column) -> int:
    """Return the width of a column in which nothing is folded."""
    cells = (column.header, *column.cells)
    return max(cell_len(line) for cell in cells for line in _text(cell).split("\n"))


def _text(cell: object) -> str:
    """Return what is written in a cell."""
    return cell.plain if isinstance(cell, Text) else str(cell)


def _with(columns: list[Column], table: Table, left: int, title: object) -> Table:
    """Return a table with some of its columns, what is left of the width given to those that are folded."""
    part = copy(table)
    part.columns = []
    for number, column in enumerate(columns):
        least = column.min_width or 0
        width = min(max(_longest(column), least), least + max(left, 0))
        left -= width - least
        part.columns.append(replace(column, _index=number, min_width=None, width=width))
    part.title = title  # type: ignore[assignment]
    return part
