"""Agreed time: how many seconds of it had passed at any moment, and where calendar months and weeks begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.casefile.calendar_map import DAYS, AgreedHours, Maintenance

Array = NDArray[np.float64]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
_MOMENT = 1e-3


@dataclass(frozen=True)
class Agreed:
    """Agreed time as a sorted list of windows that don't overlap.

    Parameters
    ----------
    start, end : ndarray
        Seconds since 1970.
    """

    start: Array
    end: Array

    def until(self, when: Array) -> Array:
        """Return how many agreed seconds lie before each moment.

        Examples
        --------
        >>> Agreed(np.array([0.0, 100.0]), np.array([10.0, 120.0])).until(np.array([5.0, 50.0, 110.0, 200.0])).tolist()
        [5.0, 10.0, 20.0, 30.0]
        """
        if not len(self.start):
            return np.zeros_like(when)
        points = np.stack([self.start, self.end], axis=1).ravel()
        lengths = np.stack([np.zeros_like(self.start), self.end - self.start], axis=1).ravel()
        return np.asarray(np.interp(when, points, np.cumsum(lengths)))


def agreed_time(
    first: float, last: float, zone: str, hours: Sequence[AgreedHours], maintenance: Sequence[Maintenance] = (),
    planned: tuple[Array, Array] | None = None,
) -> Agreed:  # fmt: skip
    """Return the agreed time from a moment to a later one.

    Parameters
    ----------
    first, last : float
        Seconds since 1970.
    zone : str
        Time zone in which hours are meant; empty for the clock of the log.
    hours : sequence of AgreedHours
        What any of them says; around the clock when there is none.
    maintenance : sequence of Maintenance
        Weekly windows that are not counted.
    planned : tuple of ndarray, optional
        Beginnings and ends of other windows that are not counted.
    """
    days = list(_days(first, last, zone_of(zone)))
    kept = [window for one in hours for window in _of_days(days, one, zone_of(zone))] if hours else [(first, last)]
    gone = [
        _window(day, each.minutes, zone_of(zone))
        for each in maintenance
        for day in days
        if DAYS[day.weekday()] == each.day
    ]
    if planned is not None:
        gone += list(zip(planned[0].tolist(), planned[1].tolist(), strict=True))
    return _clipped(without(merged(kept), merged(gone)), first, last)


def zone_of(name: str) -> tzinfo:
    """Return the time zone of a name, the plain clock for none."""
    return ZoneInfo(name) if name else UTC


def _days(first: float, last: float, zone: tzinfo) -> Iterator[date]:
    """Yield the days of the calendar that a stretch of time touches."""
    day, end = local(first, zone).date(), local(last, zone).date()
    while day <= end:
        yield day
        day += DAY


def local(seconds: float, zone: tzinfo) -> datetime:
    """Return a moment on the clock of a zone."""
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)


def midnight(day: date, zone: tzinfo) -> float:
    """Return the moment at which a day begins, in seconds since 1970."""
    return (datetime(day.year, day.month, day.day, tzinfo=zone) - _EPOCH).total_seconds()


def _window(day: date, minutes: tuple[int, int], zone: tzinfo) -> tuple[float, float]:
    """Return a part of a day on the clock of the zone, in seconds since 1970."""
    return tuple(
        midnight(day + DAY, zone)
        if minute == 1440
        else (datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone) - _EPOCH).total_seconds()
        for minute in minutes
    )  # type: ignore[return-value]


def _of_days(days: Sequence[date], hours: AgreedHours, zone: tzinfo) -> list[tuple[float, float]]:
    """Return the agreed windows of the days."""
    open_days = (day for day in days if DAYS[day.weekday()] in hours.days and day.isoformat() not in hours.closed)
    return [_window(day, hours.minutes, zone) for day in open_days]


def merged(windows: Sequence[tuple[float, float]]) -> tuple[Array, Array]:
    """Return windows sorted and joined where they touch or overlap.

    Examples
    --------
    >>> [part.tolist() for part in merged([(5, 8), (1, 3), (2, 4), (8, 9)])]
    [[1.0, 5.0], [4.0, 9.0]]
    """
    pairs = np.array(windows, dtype=float).reshape(-1, 2)
    return union(pairs[:, 0], pairs[:, 1])


def union(start: Array, end: Array) -> tuple[Array, Array]:
    """Return beginnings and ends of what at least one window covers."""
    order = np.argsort(start, kind="stable")
    first, last = start[order], np.maximum.accumulate(end[order]) if len(end) else end
    if not len(first):
        return first, last
    begins = np.concatenate([[True], first[1:] > last[:-1]])
    at = np.flatnonzero(begins)
    return first[at], last[np.concatenate([at[1:] - 1, [len(last) - 1]])]


def without(kept: tuple[Array, Array], gone: tuple[Array, Array]) -> tuple[Array, Array]:
    """Return what lies in the first windows and not in the second; both sorted and apart.

    Examples
    --------
    >>> left = without((np.array([0.0]), np.array([10.0])), (np.array([2.0, 9.0]), np.array([4.0, 12.0])))
    >>> [part.tolist() for part in left]
    [[0.0, 4.0], [2.0, 9.0]]
    """
    edges = np.unique(np.concatenate([*kept, *gone]))
    if len(edges) < 2:
        return edges[:0], edges[:0]
    start, end = edges[:-1], edges[1:]
    middle = (start + end) / 2
    left = _covers(kept, middle) & ~_covers(gone, middle)
    return union(start[left], end[left])


def _covers(windows: tuple[Array, Array], when: Array) -> NDArray[np.bool_]:
    """Return which moments lie in one of the windows."""
    if not len(windows[0]):
        return np.zeros(len(when), dtype=bool)
    at = np.searchsorted(windows[0], when, side="right") - 1
    return np.asarray((at >= 0) & (when < windows[1][np.maximum(at, 0)]))


def _clipped(windows: tuple[Array, Array], first: float, last: float) -> Agreed:
    """Return windows cut to a stretch of time."""
    start, end = np.clip(windows[0], first, last), np.clip(windows[1], first, last)
    real = end > start
    return Agreed(start[real], end[real])


def month_starts(first: float, last: float, zone: str) -> list[date]:
    """Return the first day of every month that a stretch of time touches, and of the month after.

    Examples
    --------
    >>> [str(day) for day in month_starts(0.0, 86400.0 * 40, "")]
    ['1970-01-01', '1970-02-01', '1970-03-01']
    """
    day, end = local(first, zone_of(zone)).date().replace(day=1), local(last - _MOMENT, zone_of(zone)).date()
    found = [day]
    while day <= end:
        day = (day + 31 * DAY).replace(day=1)
        found.append(day)
    return found


def week_starts(first: float, last: float, zone: str) -> list[date]:
    """Return the Monday of every week that a stretch of time touches, and of the week after."""
    day, end = local(first, zone_of(zone)).date(), local(last - _MOMENT, zone_of(zone)).date()
    day -= day.weekday() * DAY
    return [day + 7 * count * DAY for count in range((end - day).days // 7 + 2)]
