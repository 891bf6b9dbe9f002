"""A log of tickets: when each was opened and resolved, whether it was in time, and what was left out."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath

import numpy as np
from pydantic_core import PydanticCustomError

from outsourcing_model.case.shape import nearest
from outsourcing_model.casefile.instants import Clock
from outsourcing_model.casefile.lengths import seconds_of
from outsourcing_model.casefile.log_map import SECONDS, pattern, read_log_map
from outsourcing_model.casefile.log_rows import Finding, LogRows, finding, open_log
from outsourcing_model.casefile.tabular import Raw
from outsourcing_model.casefile.ticket_map import TicketMap
from outsourcing_model.casefile.windows import Array, Codes, Mask
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown


@dataclass(frozen=True)
class TicketLog:
    """What a log of tickets says, one value a ticket.

    Parameters
    ----------
    file : str
        Its name.
    mapping : TicketMap
        How it was read.
    opened, resolved : ndarray
        Seconds since 1970; not a number where the log doesn't say.
    elapsed, target : ndarray
        Seconds that the log says it took, and that it may take.
    met : ndarray
        1 in time, 0 late, as the log says; not a number where it doesn't.
    priority : ndarray
        Position among the priorities.
    priorities : tuple of str
        Their names.
    last : float
        The latest moment in the log.
    row : ndarray
        Number of the row in the file.
    rows : int
        Rows of the file below its header.
    findings : tuple of Finding
        What was left out or should be looked at.
    """

    file: str
    mapping: TicketMap
    opened: Array
    resolved: Array
    elapsed: Array
    target: Array
    met: Array
    priority: Codes
    priorities: tuple[str, ...]
    last: float
    row: Codes
    rows: int
    findings: tuple[Finding, ...]


def read_tickets(path: str | os.PathLike[str], map_path: str | os.PathLike[str], group: str | None = None) -> TicketLog:
    """Return what a log of tickets says.

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
    mapping = read_log_map(FilePath(map_path), os.fspath(map_path), TicketMap)
    log = open_log(FilePath(path), os.fspath(path), mapping)
    return _Reader(log, mapping, os.fspath(map_path)).read(group)


class _Reader:
    """Reads the tickets of a log and notes what can't be one."""

    def __init__(self, log: LogRows, mapping: TicketMap, map_name: str) -> None:
        self.log, self.mapping, self.map_name = log, mapping, map_name
        self.clock = Clock(mapping.dates, mapping.zone)
        self.findings = log.findings

    def read(self, group: str | None) -> TicketLog:
        """Return the whole log."""
        columns = self.mapping.columns
        if columns.id is not None:
            self._last_events(columns.id, columns.updated)
        if group is not None:
            self._select(group, columns.group)
        whole, log = len(self.log.rows), self.log
        opened, resolved = self._moments(columns.opened), self._moments(columns.resolved)
        elapsed, target = self._lengths(columns.elapsed), self._lengths(columns.target)
        priority, priorities = self._priorities(columns.priority)
        met = np.array(log.read(columns.met, self._flag(), np.nan), dtype=float) if columns.met else _nothing(whole)
        if self.mapping.targets:
            target = self._targets(priorities)[priority] if whole else target
        log.refuse_if_many(self.mapping.most_unread, whole)
        if self.clock.is_mixed:
            raise CaseError([Problem(("zone",), "times_mixed", {}, self.map_name)])
        row = np.array(log.numbers, dtype=np.int64)
        fine = self._usable(opened, resolved, row)
        if not fine.any():
            raise CaseError([Problem((), "nothing_left", {}, log.table.file)])
        moments = np.concatenate([opened, resolved])
        last = float(np.nanmax(moments)) if not np.isnan(moments).all() else 0.0
        return TicketLog(
            log.table.file, self.mapping, opened[fine], resolved[fine], elapsed[fine], target[fine], met[fine],
            priority[fine], priorities, last, row[fine], len(log.table.rows), tuple(self.findings),
        )  # fmt: skip

    def _last_events(self, header: str, updated: str | None) -> None:
        """Go on with the last event of each ticket."""
        events, log = len(self.log.rows), self.log
        nameless = [not text for text in log.texts(header)]
        self.findings += finding("no_id", [row for row, gone in zip(log.numbers, nameless, strict=True) if gone])
        log.take([not gone for gone in nameless])
        when = log.read(updated, self.clock.seconds, -np.inf) if updated else [0.0] * len(log.rows)
        last: dict[str, int] = {}
        for at, name in enumerate(log.texts(header)):
            if name not in last or when[at] >= when[last[name]]:
                last[name] = at
        kept = set(last.values())
        log.take([at in kept for at in range(len(log.rows))])
        if len(last) < events:
            self.findings.append(Finding("events", len(last), (), (("events", events),)))

    def _select(self, group: str, header: str | None) -> None:
        """Go on with the tickets of one group."""
        texts = self.log.texts(header) if header else []
        if group not in texts:
            known = [shown(name) for name in dict.fromkeys(texts) if name][:20]
            near = nearest(group, known)
            values = {"found": shown(group), "allowed": [near] if near else known}
            raise CaseError([Problem((), "no_such_group", values, self.log.table.file)])
        gone = [row for row, text in zip(self.log.numbers, texts, strict=True) if text != group]
        self.findings += finding("other_group", gone, group=group)
        self.log.take([text == group for text in texts])

    def _moments(self, header: str | None) -> Array:
        """Return the moments of a column."""
        if header is None:
            return _nothing(len(self.log.rows))
        return np.array(self.log.read(header, self.clock.seconds, np.nan), dtype=float)

    def _lengths(self, header: str | None) -> Array:
        """Return the lengths of time of a column in seconds."""
        if header is None:
            return _nothing(len(self.log.rows))
        return np.array(
            self.log.read(header, seconds_of(self.mapping, self.mapping.duration_unit), np.nan), dtype=float
        )

    def _priorities(self, header: str | None) -> tuple[Codes, tuple[str, ...]]:
        """Return the priority of each ticket and the names of all, in order."""
        texts = self.log.texts(header) if header else [""] * len(self.log.rows)
        names = tuple(sorted(set(texts)))
        place = {text: at for at, text in enumerate(names)}
        return np.array([place[text] for text in texts], dtype=np.int64), names

    def _targets(self, priorities: tuple[str, ...]) -> Array:
        """Return the time that a ticket of each priority may take, in seconds."""
        rules = [(pattern([name]), time) for name, time in self.mapping.targets.items()]
        found = [next((time for match, time in rules if match.match(name)), np.nan) for name in priorities]
        return np.array(found, dtype=float) * SECONDS[self.mapping.duration_unit]

    def _flag(self) -> Callable[[Raw], float]:
        """Return the reader of the flag that says whether a ticket was in time."""
        yes, no = ({text.lower() for text in texts} for texts in (self.mapping.met_values, self.mapping.missed_values))

        def read(cell: Raw) -> float:
            text = (cell if isinstance(cell, str) else f"{cell}").strip().lower()
            if text in yes or text in no:
                return float(text in yes)
            raise PydanticCustomError("not_a_flag", "flag", {"found": shown(text), "allowed": sorted(yes | no)})

        return read

    def _usable(self, opened: Array, resolved: Array, row: Codes) -> Mask:
        """Return which tickets have all that was readable and a beginning; the others are noted."""
        unread = np.isin(row, list(self.log.unread)) if self.log.unread else np.zeros(len(row), dtype=bool)
        self.findings += finding("unread", row[unread].tolist(), what=next(iter(self.log.problems), ""))
        missing = np.isnan(opened) & ~unread
        self.findings += finding("no_opening", row[missing].tolist())
        self.findings += finding("resolved_before", row[(resolved < opened) & ~unread].tolist())
        return np.asarray(~unread & ~missing)


def _nothing(count: int) -> Array:
    """Return as many missing values."""
    return np.full(count, np.nan)
