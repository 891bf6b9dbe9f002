"""Sheets that run in time: the head with month, year and date, and the table by contract year above the months."""

from collections.abc import Sequence

from outsourcing_model.presentation.workbook.book import A_YEAR, FIRST, Page, Row
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.quantities import rounding_line

HEAD = 6
SCALE = 55
LEFT, MONTH_WIDTH = (38, 15, 13, 1), 10


def set_up(page: Page, count: int) -> None:
    """Set widths, frozen head and print breaks of a sheet with so many months: a contract year to a page."""
    page.columns(*LEFT, *[MONTH_WIDTH] * count)
    page.sheet.freeze_panes(HEAD, FIRST)
    page.sheet.repeat_columns(0, FIRST - 1)
    page.sheet.repeat_rows(0, HEAD - 1)
    page.sheet.set_print_scale(SCALE)
    page.sheet.set_v_pagebreaks([FIRST + number for number in range(A_YEAR, count, A_YEAR)])


def head(page: Page, view: View, title: str, note: str, count: int) -> tuple[Row, Row]:
    """Write the head of a sheet and return its rows of contract months and years."""
    set_up(page, count)
    page.title(title, note)
    for row, key in ((3, "month_number"), (4, "year_number"), (5, "month_date")):
        page.text(0, view.say(key), "head", row)
        page.text(1, "", "head", row)
        page.text(2, view.say("total") if row == HEAD - 1 else "", "head_number", row)
    numbers = [float(month + 1) for month in range(count)]
    years = [float(month // A_YEAR + 1) for month in range(count)]
    page.row = HEAD - 1
    for number in range(count):
        page.number(FIRST + number, numbers[number], "whole", "head_number", 3)
        page.number(FIRST + number, years[number], "whole", "head_number", 4)
        page.month(FIRST + number, view.case.timeline.calendar(number), "head_number")
    page.row = HEAD
    return Row(page, 3, numbers), Row(page, 4, years)


def by_year(
    page: Page, view: View, at: int, years: Row, rows: Sequence[tuple[str, Row]], total: tuple[str, Row]
) -> Row:
    """Write the table by contract year at row `at` and return its totals; a rounding line makes the cents add up."""
    count = int(max(years.values))
    page.row = at
    _year_head(page, view, count)
    lines = []
    for label, row in rows:
        sums = [
            sum(v for v, y in zip(row.values, years.values, strict=True) if y == year) for year in range(1, count + 1)
        ]
        formula = _of_year(row, years, at)
        lines.append(page.months(label, view.unit("currency"), sums, "money", formula, total=True))
    sums = [sum(line.values[year] for line in lines) for year in range(count)]
    first, last = at + 2, page.row
    rounding = [float(rounding_line([line.values[year] for line in lines], sums[year])) for year in range(count)]
    page.months(
        view.say("rounding"), view.unit("currency"), rounding, "money",
        lambda now: f"ROUND(SUM({now}{first}:{now}{last}),cent_digits)"
        + "".join(f"-ROUND({now}{row},cent_digits)" for row in range(first, last + 1)),
    )  # fmt: skip
    return page.months(
        total[0],
        view.unit("currency"),
        sums,
        "money",
        lambda now: f"SUM({now}{first}:{now}{last})",
        total=True,
        use="total",
    )


def year_rows(lines: int) -> int:
    """Return how many rows the table by year takes for so many lines."""
    return lines + 4


def _year_head(page: Page, view: View, count: int) -> None:
    """Write the head of the table by year."""
    page.text(0, view.say("by_year"), "section")
    page.text(1, "", "section")
    page.text(2, view.say("total"), "section")
    for year in range(count):
        page.number(FIRST + year, year + 1.0, "whole", "section")
    page.row += 1


def _of_year(row: Row, years: Row, at: int):  # type: ignore[no-untyped-def]
    """Return the formula that sums a row over the months of a contract year."""
    own, year = (item.range.rpartition("!")[2] for item in (row, years))
    return lambda now: f"SUMIFS({own},{year},{now}${at + 1})"


def section(page: Page, text: str, count: int) -> None:
    """Write a heading across the sheet."""
    for column in range(FIRST + count):
        page.text(column, text if column == 0 else "", "section")
    page.row += 1
