"""What a log of tickets shows: the share in time by month, by week and by priority."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.casefile.instants import Clock
from outsourcing_model.casefile.log_rows import Finding, finding
from outsourcing_model.casefile.ticket_log import TicketLog
from outsourcing_model.metrics.attained.agreed import agreed_time, local, midnight, month_starts, week_starts, zone_of
from outsourcing_model.metrics.attained.result import Attained, Part, Periods
from outsourcing_model.metrics.attained.times import Times, times
from outsourcing_model.quantities import SLACK

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
HOUR, DAY = 3600.0, 86400.0


def attained_tickets(log: TicketLog, group: str = "") -> Attained:
    """Return what a log of tickets shows.

    Parameters
    ----------
    log : TicketLog
        As read.
    group : str
        The only group that was looked at, empty for all.
    """
    findings = list(log.findings)
    elapsed = _elapsed(log, log.resolved)
    met = log.met if log.mapping.columns.met else _against_target(log, elapsed, findings)
    when = log.opened if log.mapping.month_of == "opened" else log.resolved
    kept = _dated(log, met, when, findings)
    start, end = _watch(log, when[kept])
    taken = np.where(elapsed >= 0, elapsed, np.nan) / HOUR
    zone, watch = log.mapping.zone, (start, end)

    def of_months(own: Mask) -> Periods:
        return _periods(log, met[own], when[own], month_starts(start, end, zone), watch)

    weeks = _periods(log, met[kept], when[kept], week_starts(start, end, zone), watch)
    parts = tuple(
        Part(name, float(own.sum()), float((1 - met[own]).sum()), _times(taken[own]), of_months(own))
        for at, name in enumerate(log.priorities)
        if (own := kept & (log.priority == at)).any()
    )
    whole = Part("", float(kept.sum()), float((1 - met[kept]).sum()))
    return Attained(
        "tickets", log.file, group, whole, parts, of_months(kept), weeks, _times(taken[kept]), None, start, end,
        log.rows, tuple(findings), zone,
    )  # fmt: skip


def _times(hours: Array) -> Times | None:
    """Return what is known of the times to resolve."""
    return times(hours[~np.isnan(hours)])


def _elapsed(log: TicketLog, until: Array) -> Array:
    """Return the seconds that each ticket took up to a moment: as the log says, else by its moments in agreed hours."""
    if log.mapping.columns.elapsed is not None:
        return log.elapsed
    return _between(log, log.opened, until)


def _between(log: TicketLog, first: Array, last: Array) -> Array:
    """Return the agreed seconds between moments, negative where the end comes before the beginning."""
    plain = last - first
    known = plain[~np.isnan(plain)]
    if not log.mapping.hours or not len(known):
        return plain
    agreed = agreed_time(float(np.nanmin(first)), float(np.nanmax(last)), log.mapping.zone, log.mapping.hours)
    return np.where(plain < 0, plain, agreed.until(last) - agreed.until(first))


def _against_target(log: TicketLog, elapsed: Array, findings: list[Finding]) -> Array:
    """Return 1 for a ticket in time, 0 for a late one; an open one is late once it is older than its target."""
    end = _stated_end(log)
    age = _between(log, log.opened, np.full(len(log.opened), end))
    ongoing = np.isnan(elapsed)
    no_target = np.isnan(log.target)
    findings += finding("no_target", log.row[no_target].tolist())
    late, young = ongoing & ~no_target & (age > log.target + SLACK), ongoing & ~no_target & (age <= log.target + SLACK)
    findings += finding("open_late", log.row[late].tolist())
    findings += finding("open_young", log.row[young].tolist())
    met = np.where(elapsed <= log.target + SLACK, 1.0, 0.0)
    return np.where(no_target | young | (elapsed < 0), np.nan, met)


def _dated(log: TicketLog, met: Array, when: Array, findings: list[Finding]) -> Mask:
    """Return which tickets are counted: in time or late, and in the period; the others are noted."""
    if log.mapping.columns.met:
        findings += finding("no_flag", log.row[np.isnan(met)].tolist())
        if log.mapping.columns.resolved:
            findings += finding("open_flag", log.row[np.isnan(log.resolved) & ~np.isnan(met)].tolist())
    known = ~np.isnan(met)
    findings += finding("no_month", log.row[known & np.isnan(when)].tolist())
    known &= ~np.isnan(when)
    if log.mapping.period is None:
        return np.asarray(known)
    start, end = _stated(log)
    outside = known & ((when < start) | (when >= end))
    findings += finding("outside_period", log.row[outside].tolist())
    return np.asarray(known & ~outside)


def _stated(log: TicketLog) -> tuple[float, float]:
    """Return the period that the map states."""
    clock = Clock("year_first", log.mapping.zone)
    return log.mapping.period.seconds(clock) if log.mapping.period else (0.0, log.last)


def _stated_end(log: TicketLog) -> float:
    """Return the moment up to which the log tells: as stated, else its latest moment."""
    return _stated(log)[1]


def _watch(log: TicketLog, when: Array) -> tuple[float, float]:
    """Return the period: as stated, else the days from the first ticket to the last."""
    if log.mapping.period is not None or not len(when):
        return _stated(log)
    zone = zone_of(log.mapping.zone)
    first, last = float(np.min(when)), float(np.max(when))
    return midnight(local(first, zone).date(), zone), midnight(local(last + DAY, zone).date(), zone)


def _periods(log: TicketLog, met: Array, when: Array, starts: list[date], watch: tuple[float, float]) -> Periods:
    """Return the share in time between days of the calendar; none where there were too few tickets."""
    zone = zone_of(log.mapping.zone)
    edges = np.array([midnight(day, zone) for day in starts])
    size, good = np.histogram(when, edges)[0].astype(float), np.histogram(when, edges, weights=met)[0]
    enough = size >= log.mapping.least_tickets
    level = np.where(enough, good / np.where(enough, size, 1.0), np.nan)
    whole = (edges[:-1] >= watch[0]) & (edges[1:] <= watch[1])
    return Periods(tuple(starts[:-1]), whole, size, size - good, size, level)
