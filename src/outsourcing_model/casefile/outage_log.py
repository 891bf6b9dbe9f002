"""A log of outages: windows in which something was down, what was watched meanwhile, and what was left out."""

import os
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

import numpy as np

from outsourcing_model.case.shape import nearest
from outsourcing_model.casefile.instants import Clock
from outsourcing_model.casefile.lengths import number_of, seconds_of
from outsourcing_model.casefile.log_map import Choice, read_log_map
from outsourcing_model.casefile.log_rows import Finding, LogRows, finding, fitting, open_log
from outsourcing_model.casefile.outage_map import OutageMap
from outsourcing_model.casefile.watched import Watch, watched
from outsourcing_model.casefile.windows import Array, Codes, Mask, Windows
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown

DAY = 86400.0
_DIFFERS = 60.5
"""Seconds: a length that is rounded to the minute does not differ."""


@dataclass(frozen=True)
class OutageLog:
    """What a log of outages says.

    Parameters
    ----------
    file : str
        Its name.
    mapping : OutageMap
        How it was read.
    groups : tuple of str
        What is measured apart; one empty name where nothing is.
    watch : tuple of Watch
        From when to when each group was watched.
    capacity : tuple of float
        Parts that each group has.
    outages, maintenance : Windows
        When something was down, and when it was agreed to be.
    rows : int
        Rows of the file below its header.
    findings : tuple of Finding
        What was left out or should be looked at.
    """

    file: str
    mapping: OutageMap
    groups: tuple[str, ...]
    watch: tuple[Watch, ...]
    capacity: tuple[float, ...]
    outages: Windows
    maintenance: Windows
    rows: int
    findings: tuple[Finding, ...]

    @property
    def has_sums(self) -> bool:
        """Return whether its rows are sums of downtime and no single outages."""
        return self.mapping.columns.date is not None


def read_outages(path: str | os.PathLike[str], map_path: str | os.PathLike[str], group: str | None = None) -> OutageLog:
    """Return what a log of outages says.

    Parameters
    ----------
    path, map_path : path
        CSV file or workbook, and its mapping (YAML).
    group : str, optional
        The only group to be looked at.

    Raises
    ------
    CaseError
        With everything that is wrong in the mapping, else in the log.
    """
    mapping = read_log_map(FilePath(map_path), os.fspath(map_path), OutageMap)
    weights: Choice = {mapping.weights.column: ()} if mapping.weights else {}
    log = open_log(FilePath(path), os.fspath(path), mapping, mapping.maintenance_rows, weights)
    return _Reader(log, mapping, FilePath(map_path)).read(group)


class _Reader:
    """Reads the windows of a log and notes what can't be one."""

    def __init__(self, log: LogRows, mapping: OutageMap, map_path: FilePath) -> None:
        self.log, self.mapping, self.map_path = log, mapping, map_path
        self.whole = len(log.rows)
        self.clock = Clock(mapping.dates, mapping.zone)
        self.findings = log.findings

    def read(self, group: str | None) -> OutageLog:
        """Return the whole log."""
        if self.mapping.columns.group:
            self._drop_nameless(self.mapping.columns.group)
        names, codes = self._codes(self.mapping.columns.group)
        if group is not None:
            self._select(group, names, codes)
            names, codes = self._codes(self.mapping.columns.group)
        maintenance = np.array(fitting(self.log, self.mapping.maintenance_rows), dtype=bool)
        windows, fine = self._windows(codes)
        self.log.refuse_if_many(self.mapping.most_unread, self.whole)
        if self.clock.is_mixed:
            raise CaseError([Problem(("zone",), "times_mixed", {}, str(self.map_path))])
        if self.clock.plain and not self.mapping.zone and not self.mapping.columns.date:
            self.findings.append(Finding("no_zone", self.clock.plain))
        paths = self.map_path, FilePath(self.log.table.file)
        groups, watch = watched(self.mapping, paths, names, windows.only(fine), group, self.findings)
        place = np.array([groups.index(name) if name in groups else -1 for name in names], dtype=np.int64)
        windows = replace(windows, group=place[windows.group])
        self.findings += finding("not_watched", windows.row[fine & (windows.group < 0)].tolist())
        fine &= windows.group >= 0
        outages, planned = windows.only(fine & ~maintenance), windows.only(fine & maintenance)
        if len(planned.row):
            self.findings += finding("maintenance", planned.row.tolist())
        outages = self._inside(self._summed(outages, watch) if self.mapping.columns.date else outages, watch)
        capacity, outages = self._capacity(groups, outages)
        return OutageLog(
            self.log.table.file, self.mapping, groups, watch, capacity, outages, planned, len(self.log.table.rows),
            tuple(self.findings),
        )  # fmt: skip

    def _codes(self, header: str | None) -> tuple[tuple[str, ...], Codes]:
        """Return the values of a column in the order of their first row, and the position of each row's value."""
        if header is None:
            return ("",), np.zeros(len(self.log.rows), dtype=np.int64)
        texts = self.log.texts(header)
        place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
        return tuple(place), np.array([place[text] for text in texts], dtype=np.int64)

    def _drop_nameless(self, header: str) -> None:
        """Go on with the rows that say what was down."""
        named = [bool(text) for text in self.log.texts(header)]
        gone = [row.number for row, keep in zip(self.log.rows, named, strict=True) if not keep]
        self.findings += finding("no_group", gone, column=header)
        self.log.take(named)

    def _select(self, group: str, names: tuple[str, ...], codes: Codes) -> None:
        """Go on with the rows of one group; one without rows may be in the second table."""
        if group not in names and self.mapping.exposure is None:
            known = [shown(name) for name in names if name][:20]
            near = nearest(group, known)
            values = {"found": shown(group), "allowed": [near] if near else known}
            raise CaseError([Problem((), "no_such_group", values, self.log.table.file)])
        kept = [names[code] == group for code in codes]
        gone = [row.number for row, keep in zip(self.log.rows, kept, strict=True) if not keep]
        self.findings += finding("other_group", gone, group=group)
        self.log.take(kept)

    def _windows(self, codes: Codes) -> tuple[Windows, Mask]:
        """Return a window for each row, and which of them can be used."""
        columns, log = self.mapping.columns, self.log
        start = np.array(log.read(str(columns.started or columns.date), self._moment, np.nan), dtype=float)
        end, length = np.full(len(start), np.nan), np.full(len(start), np.nan)
        if columns.duration is not None:
            length = np.array(log.read(columns.duration, seconds_of(self.mapping, self.mapping.duration_unit), np.nan))
        if columns.ended is not None:
            end = np.array(log.read(columns.ended, self.clock.seconds, np.nan), dtype=float)
        rows = np.array(log.numbers, dtype=np.int64)
        unread = np.isin(rows, list(log.unread)) if log.unread else np.zeros(len(rows), dtype=bool)
        both = ~np.isnan(end - start) & ~np.isnan(length) & (end >= start)
        self.findings += finding("duration_differs", rows[both & (np.abs(end - start - length) >= _DIFFERS)].tolist())
        end = np.where(np.isnan(end), start + length, end)
        end = self._open_ended(start, end, rows, unread)
        fine = self._usable(start, end, rows, unread)
        units = self._codes(columns.unit)[1]
        length = np.where(np.isnan(length), end - start, length)
        return Windows(start, end, codes, units, self._shares(len(rows)), rows, length), fine

    def _moment(self, cell: object) -> float:
        """Return the moment of a cell; a month stands for its first day where rows sum up months."""
        if self.mapping.sums == "month" and isinstance(cell, str) and len(cell) == len("2025-01"):
            return self.clock.seconds(f"{cell}-01")
        return self.clock.seconds(cell)  # type: ignore[arg-type]

    def _open_ended(self, start: Array, end: Array, rows: Codes, unread: Mask) -> Array:
        """Return the ends; an outage without one counts to the end of the period if the map says so."""
        ongoing = np.isnan(end) & ~np.isnan(start) & ~unread
        if self.mapping.still_open != "until_end" or not ongoing.any():
            self.findings += finding("no_end", rows[ongoing].tolist())
            return end
        self.findings += finding("until_end", rows[ongoing].tolist())
        last = self.mapping.period.seconds(self.clock)[1] if self.mapping.period else np.nanmax([*start, *end])
        return np.where(ongoing, np.maximum(last, start), end)

    def _usable(self, start: Array, end: Array, rows: Codes, unread: Mask) -> Mask:
        """Return which windows have a beginning and, not before it, an end; the others are noted."""
        self.findings += finding("unread", rows[unread].tolist(), what=next(iter(self.log.problems), ""))
        self.findings += finding("no_start", rows[np.isnan(start) & ~unread].tolist())
        backwards = (end < start) & ~unread
        self.findings += finding("ends_before_start", rows[backwards].tolist())
        return np.asarray(~unread & ~np.isnan(start) & ~np.isnan(end) & ~backwards)

    def _shares(self, count: int) -> Array:
        """Return the share of the service that each row takes away."""
        if (weights := self.mapping.weights) is None:
            return np.ones(count)
        small = {name.lower(): share for name, share in weights.by.items()}
        return np.array([small.get(text.lower(), weights.other) for text in self.log.texts(weights.column)])

    def _inside(self, outages: Windows, watch: tuple[Watch, ...]) -> Windows:
        """Return the outages cut to what was watched; those wholly outside are noted."""
        first, last = (np.array([getattr(one, name) for one in watch]) for name in ("start", "end"))
        first, last = first[outages.group], last[outages.group]
        gone = (outages.end < first) | (outages.start > last)
        self.findings += finding("outside_period", outages.row[gone].tolist())
        cut = replace(outages, start=np.clip(outages.start, first, last), end=np.clip(outages.end, first, last))
        return cut.only(~gone)

    def _summed(self, outages: Windows, watch: tuple[Watch, ...]) -> Windows:
        """Return one window for each group and day (or month) with as much downtime as its rows add up to."""
        keys = np.stack([outages.group.astype(float), outages.start], axis=1)
        once, place = np.unique(keys, axis=0, return_inverse=True)
        total = np.bincount(place.ravel(), outages.end - outages.start, len(once))
        group = once[:, 0].astype(np.int64)
        rows: Codes = np.full(len(once), np.iinfo(np.int64).max, dtype=np.int64)
        np.minimum.at(rows, place.ravel(), outages.row)
        first = np.maximum(once[:, 1], np.array([one.start for one in watch])[group] if len(watch) else 0)
        longest = DAY if self.mapping.sums == "day" else 31 * DAY
        self.findings += finding("beyond_a_day", rows[total > longest + 1].tolist())
        end = np.minimum(first + total, once[:, 1] + longest)
        parts: Codes = np.zeros(len(once), dtype=np.int64)
        return Windows(first, np.maximum(end, first), group, parts, np.ones(len(once)), rows, total.astype(np.float64))

    def _capacity(self, groups: tuple[str, ...], outages: Windows) -> tuple[tuple[float, ...], Windows]:
        """Return how many parts each group has, and the outages of those that say it."""
        columns = self.mapping.columns
        if columns.unit is None:
            return (1.0,) * len(groups), outages
        stated = np.full(len(groups), np.nan if columns.units else float(self.mapping.units or 1))
        if columns.units is not None:
            values = dict(
                zip(self.log.numbers, self.log.read(columns.units, number_of(self.mapping), np.nan), strict=True)
            )
            for group, row in zip(outages.group.tolist(), outages.row.tolist(), strict=True):
                stated[group] = np.fmax(stated[group], values[row])
        unknown = np.isnan(stated)
        self.findings += finding("no_units", outages.row[unknown[outages.group]].tolist())
        outages = outages.only(~unknown[outages.group])
        seen = np.array([len(set(outages.unit[outages.group == at].tolist())) for at in range(len(groups))])
        beyond = [groups[at] for at in range(len(groups)) if seen[at] > stated[at]]
        if beyond:
            self.findings.append(Finding("more_units", len(beyond), (), (("groups", ", ".join(beyond)),)))
        return tuple(np.fmax(stated, seen).tolist()), outages
