"""The months of a log, and its groups or priorities, as tables."""

from datetime import date

import numpy as np

from outsourcing_model.metrics.attained.result import Attained, Part, Periods
from outsourcing_model.presentation.attained.figures import share
from outsourcing_model.presentation.formats import month, number
from outsourcing_model.presentation.sections.grid import Grid, Row
from outsourcing_model.timeline import Month
from outsourcing_model.wording import say

HOUR = 3600.0
MOST_PARTS, MOST_COLUMNS = 30, 8
_COLUMNS = {
    "outages": ("month", "began", "agreed_hours", "lost_hours", "availability"),
    "tickets": ("month", "count", "late", "share"),
}


def month_grid(attained: Attained, lang: str) -> Grid:
    """Return the months: how much was agreed or asked for, how much was lost or late, and the level."""
    columns = tuple(say(f"attained.table.{name}", lang) for name in _COLUMNS[attained.kind])
    months = attained.months
    rows = [_month_row(attained, months, at, lang) for at in range(len(months.first))]
    rows.append(Row(say("attained.table.whole", lang), _cells(attained, attained.whole, lang), "total"))
    return Grid(say(f"attained.table.{attained.kind}", lang), columns, tuple(rows))


def _month_row(attained: Attained, months: Periods, at: int, lang: str) -> Row:
    """Return one month."""
    level = float(months.level[at])
    shown = say("attained.table.none", lang) if np.isnan(level) else share(level, attained, lang)
    state = note(months, at)
    name = calendar_month(months.first[at], lang)
    if state:
        name = say(f"attained.table.{state}", lang, month=name)
    if attained.kind == "tickets":
        return Row(name, (number(months.size[at], lang), number(months.bad[at], lang), shown))
    hours = (number(value / HOUR, lang, 1) for value in (months.size[at], months.bad[at]))
    return Row(name, (_events(attained, float(months.events[at]), lang), *hours, shown))


def note(months: Periods, at: int) -> str:
    """Return why a month is not fitted, empty if it is."""
    if not months.whole[at]:
        return "partial"
    return "too_few" if np.isnan(months.level[at]) else ""


def calendar_month(first: date, lang: str) -> str:
    """Return the name of a month."""
    return month(Month(first.year, first.month), lang)


def _cells(attained: Attained, part: Part, lang: str) -> tuple[str, ...]:
    """Return the cells of the whole log below its months."""
    level = say("attained.table.none", lang) if part.level is None else share(part.level, attained, lang)
    if attained.kind == "tickets":
        return number(part.size, lang), number(part.bad, lang), level
    events = float(np.sum(attained.months.events))
    return _events(attained, events, lang), number(part.size / HOUR, lang, 1), number(part.bad / HOUR, lang, 1), level


def _events(attained: Attained, count: float, lang: str) -> str:
    """Return a number of outages; rows that sum up downtime don't tell it."""
    return say("attained.table.none", lang) if attained.rate is None else number(count, lang)


def part_grid(attained: Attained, lang: str) -> Grid | None:
    """Return groups or priorities over the whole log, the first few; nothing where there is only one."""
    if len(attained.parts) < 2:
        return None
    kind = attained.kind
    names = (
        ("priority", "count", "late", "share")
        if kind == "tickets"
        else ("group", "agreed_hours", "lost_hours", "availability")
    )
    columns = tuple(
        say(f"attained.table.{name}", lang) for name in (*names, *(("median", "p90") if _has_times(attained) else ()))
    )
    rows = [_part_row(attained, part, lang) for part in attained.parts[:MOST_PARTS]]
    if len(attained.parts) > MOST_PARTS:
        rest = number(len(attained.parts) - MOST_PARTS, lang)
        rows.append(Row(say("attained.table.more", lang, count=rest), ("",) * (len(columns) - 1)))
    return Grid(say(f"attained.table.{'priorities' if kind == 'tickets' else 'groups'}", lang), columns, tuple(rows))


def part_month_grid(attained: Attained, lang: str) -> Grid | None:
    """Return the level of each group or priority by month; nothing for one of them, or for more than fit a page."""
    parts = [part for part in attained.parts if part.months is not None]
    if not 2 <= len(parts) <= MOST_COLUMNS:
        return None
    none = say("attained.table.none", lang)

    def level(part: Part, at: int) -> str:
        value = float(part.months.level[at]) if part.months is not None else np.nan
        return none if np.isnan(value) else share(value, attained, lang)

    names = tuple(part.name or say("attained.table.nameless", lang) for part in parts)
    rows = tuple(
        Row(calendar_month(first, lang), tuple(level(part, at) for part in parts))
        for at, first in enumerate(attained.months.first)
    )
    what = "priority_months" if attained.kind == "tickets" else "group_months"
    return Grid(say(f"attained.table.{what}", lang), (say("attained.table.month", lang), *names), rows)


def _has_times(attained: Attained) -> bool:
    """Return whether some group or priority has times."""
    return any(part.times is not None for part in attained.parts)


def _part_row(attained: Attained, part: Part, lang: str) -> Row:
    """Return one group or priority."""
    none = say("attained.table.none", lang)
    per, places = (1.0, 0) if attained.kind == "tickets" else (HOUR, 1)
    level = none if part.level is None else share(part.level, attained, lang)
    unit = "h" if attained.kind == "tickets" else "min"
    times = part.times
    lengths = (
        (none, none)
        if times is None
        else tuple(f"{number(value, lang, 1)} {unit}" for value in (times.median, times.p90))
    )
    cells = (
        number(part.size / per, lang, places),
        number(part.bad / per, lang, places),
        level,
        *(lengths if _has_times(attained) else ()),
    )
    return Row(part.name or say("attained.table.nameless", lang), cells)
