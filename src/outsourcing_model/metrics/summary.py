"""From one number a draw to a measure: mean, standard error from replicates, percentiles."""

from collections.abc import Callable
from dataclasses import astuple
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.engine.flows import begun
from outsourcing_model.engine.points import REPLICATES
from outsourcing_model.metrics.results import Measure

Array = NDArray[np.float64]
PERCENTILES = (5, 10, 50, 80, 90, 95)
"""In the order of the fields of a measure."""

STUDENT_95 = 2.131449545559323
"""97.5th percentile of Student's t with 15 degrees of freedom: half the width of a 95 % interval in standard errors."""


def standard_error(values: Array) -> float | None:
    """Return the standard error of the mean, from 16 replicates: draw d belongs to replicate d mod 16.

    The replicates are drawn independently of one another, so their spread tells the error of their mean;
    s/sqrt(N) would be far too wide for evenly spread points. None with fewer than 32 draws.

    Examples
    --------
    >>> standard_error(np.ones(64))
    0.0
    """
    if values.size < 2 * REPLICATES:
        return None
    means = [float(np.mean(values[replicate::REPLICATES])) for replicate in range(REPLICATES)]
    return float(np.std(means, ddof=1) / np.sqrt(REPLICATES))


def _percentile(place: int) -> "cached_property[float]":
    """Return the property that is one of the percentiles."""
    return cached_property(lambda summary: summary._percentiles[place])


class Summary(Measure):
    """A measure whose figures are found when they are first asked for: most are never looked at."""

    _values: Array
    _expected: float | Callable[[], float]

    def __eq__(self, other: object) -> bool:
        """Return whether a measure has the same figures, however they were found."""
        return isinstance(other, Measure) and astuple(self) == astuple(other)

    __hash__ = Measure.__hash__

    @cached_property
    def expected_run(self) -> float:
        """Return the value of the run at mean beliefs."""
        return self._expected() if callable(self._expected) else self._expected

    @cached_property
    def mean(self) -> float:
        """Return the mean over the draws."""
        return float(np.mean(self._values))

    @cached_property
    def standard_error(self) -> float | None:
        """Return the standard error of the mean."""
        return standard_error(self._values)

    @cached_property
    def _percentiles(self) -> tuple[float, ...]:
        """Return all percentiles, found together by one partition of the draws."""
        return tuple(float(value) for value in np.percentile(self._values, PERCENTILES))

    p5, p10, p50, p80, p90, p95 = (_percentile(place) for place, _ in enumerate(PERCENTILES))


def summarise(values: Array, expected: float | Callable[[], float]) -> Measure:
    """Return the measure of one figure, its values by draw and its value in the expected run being given.

    The latter may be a function that is only called if somebody looks.
    """
    return begun(Summary, _values=values, _expected=expected, reason="")


def absent(reason: str) -> Measure:
    """Return a measure that can't be computed, with the wording key that says why."""
    return Measure(None, reason=reason)
