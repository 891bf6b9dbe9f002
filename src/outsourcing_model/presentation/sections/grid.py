"""A table of finished texts, as the report's template lays it out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from outsourcing_model.presentation.formats import money
from outsourcing_model.wording import say


@dataclass(frozen=True)
class Row:
    """One row: its heading, its cells, and how it looks.

    Parameters
    ----------
    heading : str
        First cell, which names the row.
    cells : tuple of str
        The others.
    look : str
        ``grey`` for what does not count, ``total``, ``sub`` for a sum on the way, ``group`` for a heading, or nothing.
    best : frozenset of int
        Positions of the cells to mark as best.
    """

    heading: str
    cells: tuple[str, ...]
    look: str = ""
    best: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """A table with its caption and column headings.

    Parameters
    ----------
    caption : str
        What the table shows, in which unit.
    columns : tuple of str
        One heading more than the rows have cells.
    rows : tuple of Row
        In order.
    words : frozenset of int
        Positions of the cells that hold words and stand to the left.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: frozenset[int] = field(default=frozenset())

    def to_frame(self) -> pd.DataFrame:
        """Return the texts with the headings of rows as the index; a row without cells is blank.

        Examples
        --------
        >>> Grid("Costs", ("", "Today"), (Row("Pay", ("$5",)), Row("Rooms", ()))).to_frame().to_dict()
        {'Today': {'Pay': '$5', 'Rooms': ''}}
        """
        first, *others = self.columns
        cells = [row.cells or ("",) * len(others) for row in self.rows]
        return pd.DataFrame(cells, index=pd.Index([row.heading for row in self.rows], name=first), columns=others)

    def _repr_html_(self) -> str:
        """Return the table under its caption, for a notebook."""
        frame = self.to_frame().rename_axis(index=None, columns=self.columns[0] or None)
        return f"<p>{escape(self.caption)}</p>{frame.to_html()}"


def amount(value: float | None, currency: str, lang: str, reason: str = "") -> str:
    """Return an amount for a reader's page, or why there is none."""
    return missing(reason, lang) if value is None else money(value, currency, lang)


def missing(reason: str, lang: str) -> str:
    """Return a dash, with the reason where one is given."""
    return say("report.absent_because", lang, reason=say(reason, lang)) if reason else say("report.absent", lang)


def from_frame(frame: pd.DataFrame, caption: str, currency: str, lang: str) -> Grid:
    """Return a chart's table with its amounts written as money; words stay words."""
    words = frozenset(at - 1 for at in range(1, frame.shape[1]) if _is_words(frame.iloc[:, at].tolist()))
    rows = tuple(
        Row(str(head), tuple(_cell(value, currency, lang) for value in cells))
        for head, *cells in frame.itertuples(index=False)
    )
    return Grid(caption, tuple(map(str, frame.columns)), rows, words)


def _is_words(values: Sequence[object]) -> bool:
    """Return whether a column holds words."""
    return any(isinstance(value, str) for value in values)


def _cell(value: object, currency: str, lang: str) -> str:
    """Return one cell of a chart's table."""
    if isinstance(value, str):
        return value
    return amount(None if value is None or pd.isna(value) else float(value), currency, lang)  # type: ignore[arg-type, call-overload]
