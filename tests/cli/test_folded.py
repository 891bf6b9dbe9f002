"""However narrow a terminal is, every figure of a table stands in it whole."""

import io

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text

from outsourcing_model.cli.folded import folded
from outsourcing_model.presentation.sections.grid import Grid, Row
from outsourcing_model.presentation.table import grid_table

NAMES = ["In-house as today", "All to provider A", "▶ All to provider B", "Servers and network", "Desk"]
HEADINGS = ["Present cost", "Largest cash outlay over the reference"]
SENTENCE = "What cannot be read from numbers alone is told in a sentence of several words"


def figure(row, column):
    """Return a figure that stands nowhere else, with the narrow spaces of French."""
    return f"{row + 1}\u202f{column + 101}\u202f250,7{column} €"


def made():
    """Return a table of two rows and five alternatives."""
    table = Table(title=Text("Comparison of all"), title_justify="left")
    table.add_column("", overflow="fold", min_width=20)
    for name in NAMES:
        table.add_column(Text(name), justify="right")
    for row, heading in enumerate(HEADINGS):
        table.add_row(heading, *(figure(row, column) for column in range(len(NAMES))))
        table.add_section()
    return table


def printed(table, width):
    """Return the parts of a table as text."""
    found = []
    for part in folded(table, width):
        console = Console(file=io.StringIO(), width=width)
        console.print(part, crop=False)
        found.append(console.file.getvalue())
    return found


@pytest.mark.parametrize("width", [50, 64, 80, 100, 120, 240])
def test_no_figure_is_cut_and_no_line_is_too_long(width):
    parts = printed(made(), width)
    text = "".join(parts)
    for row in range(len(HEADINGS)):
        for column in range(len(NAMES)):
            assert text.count(figure(row, column)) == 1
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width
    assert all("Present cost" in part for part in parts)
    assert text.count("Comparison of all") == 1


def test_a_table_that_fits_is_one_part_and_a_narrower_terminal_has_more():
    assert len(printed(made(), 240)) == 1
    numbers = [len(printed(made(), width)) for width in (50, 80, 120)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > numbers[-1]


def test_sentences_are_folded_between_words():
    grid = Grid("Cases", ("Case", "Saving", "Driven by"), (Row("Worst", ("-1,685,250", SENTENCE)),))
    (part,) = printed(grid_table(grid), 80)
    assert max(map(len, part.splitlines())) <= 80
    assert set(SENTENCE.split()) <= set(part.replace("│", " ").split())


def test_a_table_of_headings_alone_is_itself():
    table = Table(title="Alone")
    table.add_column("Name")
    table.add_row("one")
    (part,) = folded(table, 80)
    assert part.columns[0].header == "Name"
