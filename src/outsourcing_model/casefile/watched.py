"""From when to when a log watched what it is about: as its map states, a second table says, or its events show."""

from dataclasses import dataclass
from pathlib import Path as FilePath

import numpy as np

from outsourcing_model.casefile.instants import Clock
from outsourcing_model.casefile.log_rows import Finding, LogRows, open_table
from outsourcing_model.casefile.outage_map import Exposure, OutageMap
from outsourcing_model.casefile.windows import Windows
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.quantities import shown


@dataclass(frozen=True)
class Watch:
    """A watch, in seconds since 1970."""

    start: float
    end: float


def watched(
    mapping: OutageMap, paths: tuple[FilePath, FilePath], names: tuple[str, ...], windows: Windows,
    group: str | None, findings: list[Finding],
) -> tuple[tuple[str, ...], tuple[Watch, ...]]:  # fmt: skip
    """Return the groups and the watch of each; a caution joins the findings where only the events tell it.

    Parameters
    ----------
    mapping : OutageMap
        What the map states.
    paths : tuple of path
        The map and the log: a second table lies beside one of them.
    names : tuple of str
        Groups that the log names, in the order of their codes.
    windows : Windows
        Of the log.
    group : str, optional
        The only group to be looked at.
    findings : list of Finding
        What was found so far.

    Raises
    ------
    CaseError
        If the second table can't be read, or nothing is left to watch.
    """
    if mapping.exposure is not None:
        found = _of_table(mapping.exposure, paths, mapping, group)
        return tuple(found), tuple(found.values())
    named = tuple(name for at, name in enumerate(names) if (windows.group == at).any())
    if mapping.period is not None:
        watch = Watch(*mapping.period.seconds(Clock("year_first", mapping.zone)))
        groups = named or names or ("",)
        return groups, (watch,) * len(groups)
    if not named:
        raise CaseError([Problem(("period",), "no_period", {}, str(paths[0]))])
    findings.append(Finding("period_from_log", len(named)))
    return named, tuple(_of_events(windows, names.index(name)) for name in named)


def _of_events(windows: Windows, group: int) -> Watch:
    """Return the time from the first event of a group to its last."""
    own = windows.group == group
    return Watch(float(np.min(windows.start[own])), float(np.max(windows.end[own])))


def _of_table(
    exposure: Exposure, paths: tuple[FilePath, FilePath], mapping: OutageMap, group: str | None
) -> dict[str, Watch]:
    """Return group to watch, as a table beside the map or beside the log says."""
    beside = [path.parent / exposure.file for path in paths]
    path = next((one for one in beside if one.exists()), beside[0])
    columns = exposure.columns
    headers = [columns.group, columns.first, columns.last]
    table = open_table(path, str(path), exposure.sheet, headers)
    log = LogRows(table, list(table.rows), mapping.absent)
    clock = Clock(exposure.dates, mapping.zone)
    edges = [log.read(header, clock.seconds, np.nan) for header in headers[1:]]
    found: dict[str, Watch] = {}
    for row, name, start, end in zip(log.rows, log.texts(columns.group), *edges, strict=True):
        if name in found:
            log.problems.append(table.problem(row, columns.group, "watched_twice", {"found": shown(name)}))
        elif not end > start and row.number not in log.unread:
            log.problems.append(table.problem(row, columns.last, "ends_before", {"found": shown(name)}))
        found[name] = Watch(start, end)
    if log.problems:
        raise CaseError(log.problems)
    if group is not None and group not in found:
        raise CaseError([Problem((), "no_such_group", {"found": shown(group), "allowed": list(found)[:20]}, str(path))])
    return {group: found[group]} if group is not None else found
