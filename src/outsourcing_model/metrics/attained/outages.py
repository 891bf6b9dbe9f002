"""What a log of outages shows: availability in agreed hours by month, by week and by group."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.casefile.instants import Clock
from outsourcing_model.casefile.outage_log import OutageLog
from outsourcing_model.metrics.attained.agreed import Agreed, agreed_time, midnight, month_starts, week_starts, zone_of
from outsourcing_model.metrics.attained.downtime import down_between
from outsourcing_model.metrics.attained.result import Attained, Part, Periods
from outsourcing_model.metrics.attained.times import rate, times

Array = NDArray[np.float64]
MINUTE = 60.0
_SLACK = 1.0


def attained_outages(log: OutageLog, group: str = "") -> Attained:
    """Return what a log of outages shows.

    The availability of several groups together is the share of all their agreed time in which they were up; a group
    of several parts (nodes) is down by the share of its parts that are down.

    Parameters
    ----------
    log : OutageLog
        As read.
    group : str
        The only group that was looked at, empty for all.
    """
    start, end = min(one.start for one in log.watch), max(one.end for one in log.watch)
    agreed = _agreed_times(log)
    calendar = month_starts(start, end, log.mapping.zone)
    months = _periods(log, agreed, calendar)
    weeks = _periods(log, agreed, week_starts(start, end, log.mapping.zone))
    parts = tuple(_part(log, agreed, at, calendar) for at in range(len(log.groups)))
    whole = Part("", sum(part.size for part in parts), sum(part.bad for part in parts))
    lengths = np.zeros(0) if log.has_sums else log.outages.length / MINUTE
    counted = None if log.has_sums else rate(months.events, _watched(log, months))
    return Attained(
        "outages", log.file, group, whole, parts, months, weeks, times(lengths), counted, start, end, log.rows,
        log.findings, log.mapping.zone,
    )  # fmt: skip


def _agreed_times(log: OutageLog) -> list[Agreed]:
    """Return the agreed time of each group while it was watched; that of equal watches is made once."""
    mapping, known = log.mapping, dict[object, Agreed]()
    clock = Clock("year_first", mapping.zone)
    excluded = np.array([one.seconds(clock) for one in mapping.exclusions], dtype=float).reshape(-1, 2)
    found = []
    for group, watch in enumerate(log.watch):
        planned = log.maintenance.only(log.maintenance.group == group)
        key = (watch, planned.start.tobytes(), planned.end.tobytes())
        if key not in known:
            windows = np.append(planned.start, excluded[:, 0]), np.append(planned.end, excluded[:, 1])
            known[key] = agreed_time(watch.start, watch.end, mapping.zone, mapping.hours, mapping.maintenance, windows)
        found.append(known[key])
    return found


def _part(log: OutageLog, agreed: list[Agreed], group: int, calendar: list[date]) -> Part:
    """Return one group over the whole log, and by month."""
    watch, own = log.watch[group], log.outages.only(log.outages.group == group)
    edges = np.array([watch.start, watch.end])
    size = float(np.diff(agreed[group].until(edges))[0]) * log.capacity[group]
    lengths = np.zeros(0) if log.has_sums else own.length / MINUTE
    down = float(down_between(own, agreed[group], edges)[0])
    months = _periods(log, [one if at == group else None for at, one in enumerate(agreed)], calendar)
    return Part(log.groups[group], size, down, times(lengths), months)


def _periods(log: OutageLog, agreed: Sequence[Agreed | None], starts: list[date]) -> Periods:
    """Return availability between days of the calendar, all groups that have an agreed time together."""
    zone = zone_of(log.mapping.zone)
    edges = np.array([midnight(day, zone) for day in starts])
    size, bad = np.zeros(len(edges) - 1), np.zeros(len(edges) - 1)
    whole = np.ones(len(edges) - 1, dtype=bool)
    for at, own in enumerate(agreed):
        if own is None or not log.capacity[at]:
            continue
        size += np.diff(own.until(edges)) * log.capacity[at]
        bad += down_between(log.outages.only(log.outages.group == at), own, edges)
        watch = log.watch[at]
        whole &= (edges[:-1] >= watch.start - _SLACK) & (edges[1:] <= watch.end + _SLACK)
    level = np.where(size > 0, 1 - bad / np.where(size > 0, size, 1.0), np.nan)
    events = np.histogram(log.outages.start, edges)[0].astype(float)
    return Periods(tuple(starts[:-1]), whole, size, bad, events, np.clip(level, 0.0, 1.0))


def _watched(log: OutageLog, months: Periods) -> Array:
    """Return which share of each month was watched, by at least one group."""
    zone = zone_of(log.mapping.zone)
    edges = np.array([midnight(day, zone) for day in month_starts(_first(log), _last(log), log.mapping.zone)])
    inside = np.clip(edges, _first(log), _last(log))
    return np.asarray(np.diff(inside) / np.diff(edges))[: len(months.first)]


def _first(log: OutageLog) -> float:
    """Return the moment from which something was watched."""
    return min(one.start for one in log.watch)


def _last(log: OutageLog) -> float:
    """Return the moment up to which something was watched."""
    return max(one.end for one in log.watch)
