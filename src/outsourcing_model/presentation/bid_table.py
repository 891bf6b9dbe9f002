"""Bids for the terminal: the report's tables and sentences, as text."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from outsourcing_model.metrics.bids import Bids
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.labels import short
from outsourcing_model.presentation.sections.bids import ledgers, low_bids, scores, verdict
from outsourcing_model.presentation.sections.grid import Grid
from outsourcing_model.wording import say


def bid_tables(comparison: Comparison, found: Bids, lang: str) -> list[Table]:
    """Return the ledgers side by side and, where bids can be ranked, the two methods side by side."""
    grids = (ledgers(comparison, found, lang), scores(comparison, found, lang)) if found.ledgers else ()
    return [_table(grid) for grid in grids if grid is not None]


def bid_words(comparison: Comparison, found: Bids, lang: str) -> Iterator[str]:
    """Yield what the rankings and the check for low bids say, or that there is no bid."""
    if not found.ledgers:
        yield say("bids.none", lang)
        return
    yield from verdict(comparison, found, lang)
    yield from low_bids(comparison, found, lang)


def _table(grid: Grid) -> Table:
    """Return a table of finished texts for the terminal; names are text, never markup."""
    table = Table(title=Text(grid.caption), title_justify="left")
    table.add_column(Text(grid.columns[0]), overflow="fold", min_width=20)
    for name in grid.columns[1:]:
        table.add_column(Text(short(name, 44)), justify="right")
    for row in grid.rows:
        if row.look in ("total", "group"):
            table.add_section()
        cells = (f"✓ {cell}" if at in row.best else cell for at, cell in enumerate(row.cells))
        table.add_row(Text(row.heading), *map(Text, cells), style="bold" if row.look in ("total", "group") else None)
    return table
