"""What a log shows that was attained, and what is believed of it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.casefile.log_rows import Finding
from outsourcing_model.metrics.attained.agreed import local, zone_of
from outsourcing_model.metrics.attained.drift import LEAST_PERIODS, Drift, drift
from outsourcing_model.metrics.attained.fit import LEAST_MONTHS, Fit, fit
from outsourcing_model.metrics.attained.predict import BackTest, back_test
from outsourcing_model.metrics.attained.times import Rate, Times

Array = NDArray[np.float64]
SURELY_DIFFER = 0.001


@dataclass(frozen=True)
class Periods:
    """Calendar months or weeks, one value each.

    Parameters
    ----------
    first : tuple of date
        First day of each.
    whole : ndarray
        Whether all of it was watched.
    size, bad : ndarray
        Agreed seconds (times the parts) and those lost; or tickets and those late.
    events : ndarray
        Outages that began in it; or tickets.
    level : ndarray
        Share attained; not a number where there was too little to measure.
    """

    first: tuple[date, ...]
    whole: NDArray[np.bool_]
    size: Array
    bad: Array
    events: Array
    level: Array

    @property
    def fitted(self) -> Array:
        """Return the levels of whole periods, in order; not a number for the others."""
        return np.where(self.whole, self.level, np.nan)

    @property
    def measured(self) -> int:
        """Return how many whole periods were measured."""
        return int(np.sum(~np.isnan(self.fitted)))


@dataclass(frozen=True)
class Part:
    """One group or priority: its name, its size and what of it was lost or late (as in periods), and its months."""

    name: str
    size: float
    bad: float
    times: Times | None = None
    months: Periods | None = None

    @property
    def level(self) -> float | None:
        """Return the share attained, nothing where there is nothing to measure."""
        return 1 - self.bad / self.size if self.size > 0 else None


@dataclass(frozen=True)
class Attained:
    """What a log shows.

    Parameters
    ----------
    kind : str
        ``outages`` or ``tickets``.
    file, group : str
        Name of the log, and the only group that was looked at (empty for all).
    whole : Part
        Everything that was kept.
    parts : tuple of Part
        Groups of outages, or priorities of tickets.
    months, weeks : Periods
        The same by calendar.
    times : Times or None
        Minutes of outages, or hours to resolve.
    rate : Rate or None
        Outages a month.
    start, end : float
        What was watched, in seconds since 1970.
    rows : int
        Rows of the file.
    findings : tuple of Finding
        What was left out or should be looked at.
    zone : str
        Time zone of the service, empty for the clock of the log.
    """

    kind: str
    file: str
    group: str
    whole: Part
    parts: tuple[Part, ...]
    months: Periods
    weeks: Periods
    times: Times | None
    rate: Rate | None
    start: float
    end: float
    rows: int
    findings: tuple[Finding, ...] = ()
    zone: str = ""

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and the last day that were watched."""
        zone = zone_of(self.zone)
        return local(self.start, zone).date(), local(self.end - 1, zone).date()

    def _counts(self, periods: Periods) -> Array | None:
        """Return the tickets of each period, nothing for outages."""
        return periods.size if self.kind == "tickets" else None

    @cached_property
    def fit(self) -> Fit | None:
        """Return the belief that the whole months support, nothing if there are too few."""
        if self.months.measured < LEAST_MONTHS:
            return None
        return fit(self.months.fitted, self._counts(self.months))

    @property
    def tested_by(self) -> str:
        """Return which periods drift and coverage are tested by: weeks where there are too few months."""
        return "month" if self.months.measured >= LEAST_PERIODS else "week"

    @property
    def tested(self) -> Periods:
        """Return those periods."""
        return self.months if self.tested_by == "month" else self.weeks

    @cached_property
    def drift(self) -> Drift:
        """Return the trend."""
        return drift(self.tested.fitted, self._counts(self.tested))

    @cached_property
    def back_test(self) -> BackTest | None:
        """Return how often the second half of the log lay where a belief fitted on the first expected it."""
        return back_test(self.tested.fitted, self._counts(self.tested))

    @property
    def differs(self) -> bool:
        """Return whether periods differ beyond chance and are too few to tell drift from luck."""
        return bool(self.months.measured < LEAST_PERIODS and self.drift.differ_p < SURELY_DIFFER)

    @property
    def is_doubtful(self) -> bool:
        """Return whether the log drifts, or may, so that its belief may not hold for the time to come."""
        return self.drift.has_drifted or self.differs
