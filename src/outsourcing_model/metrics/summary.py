"""From one number a draw to a measure: mean, standard error from replicates, percentiles."""

import numpy as np
from numpy.typing import NDArray

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


def summarise(values: Array, expected: float) -> Measure:
    """Return the measure of one figure, its values by draw and its value in the expected run being given."""
    percentiles = np.percentile(values, PERCENTILES)
    p5, p10, p50, p80, p90, p95 = (float(x) for x in percentiles)
    return Measure(expected, float(np.mean(values)), standard_error(values), p5, p10, p50, p80, p90, p95)


def absent(reason: str) -> Measure:
    """Return a measure that can't be computed, with the wording key that says why."""
    return Measure(None, reason=reason)
