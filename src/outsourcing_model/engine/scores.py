"""Normal scores of words of chance, exact to the last digits, and beliefs that go together made from them.

Coefficients: M. J. Wichura, Algorithm AS 241, The percentage points of the normal distribution, Applied Statistics 37
(1988), routine PPND16.
"""

import math

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.distribution import Z_EDGE
from outsourcing_model.engine.compiled import strict

Array = NDArray[np.float64]
EXTREME = -Z_EDGE
"""The greatest normal score of a word, that of the share 1 - 0.5/2**32; together, too, no draw goes beyond it."""

MIDDLE = 2**31
"""The least word of the upper half."""
TOGETHER = 512
"""Draws that are made to go together at once."""


@strict
def fill_scores(words: NDArray[np.uint32], out: Array) -> None:
    """Fill `out` with the normal scores of words: the middle of all, then all tails, so that lanes are used."""
    for k in range(words.size):
        out[k] = _middle((words[k] + 0.5) / 4294967296.0 - 0.5)
    far, share = np.empty(words.size, np.int64), np.empty(words.size)
    count = 0
    for k in range(words.size):
        far[count] = k
        share[count] = (min(words[k], np.uint32(~words[k])) + 0.5) / 4294967296.0
        count += share[count] < 0.075
    for k in range(count):
        share[k] = math.log(share[k])
    for k in range(count):
        share[k] = _tail(math.sqrt(-share[k]))
    for k in range(count):
        out[far[k]] = share[k] if words[far[k]] >= MIDDLE else -share[k]


@strict
def _middle(q: float) -> float:
    """Return the score of a share that is `q` above one half, right for the middle 85 %."""
    r = 0.180625 - q * q
    up = 2509.0809287301226727 * r + 33430.575583588128105
    up = ((up * r + 67265.770927008700853) * r + 45921.953931549871457) * r + 13731.693765509461125
    up = ((up * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608
    down = 5226.495278852854561 * r + 28729.085735721942674
    down = ((down * r + 39307.89580009271061) * r + 21213.794301586595867) * r + 5394.1960214247511077
    down = ((down * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1.0
    return q * up / down


@strict
def _tail(r: float) -> float:
    """Return the score of a share of the upper tail with the logarithm -r**2, right up to r = 5; words reach 4.8."""
    r -= 1.6
    up = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
    up = ((up * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r + 3.64784832476320460504
    up = ((up * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734
    down = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
    down = ((down * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r + 0.68976733498510000455
    down = ((down * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1.0
    return up / down


@strict
def join(lower: Array, rows: NDArray[np.int64], scores: Array) -> None:
    """Make the independent scores ``[path, draw]`` of some rows go together, by their lower triangular factor."""
    total = np.empty(TOGETHER)
    for start in range(0, scores.shape[1], TOGETHER):
        stop = min(start + TOGETHER, scores.shape[1])
        for i in range(rows.size - 1, -1, -1):
            _mix(lower[i, : i + 1], rows, scores, start, total[: stop - start])
            for k in range(stop - start):
                scores[rows[i], start + k] = total[k]


@strict
def _mix(weights: Array, rows: NDArray[np.int64], scores: Array, start: int, total: Array) -> None:
    """Set the sums of some draws, weighted by row and kept inside."""
    for k in range(total.size):
        total[k] = 0.0
    for j in range(weights.size):
        weight, one = weights[j], scores[rows[j], start : start + total.size]
        for k in range(total.size):
            total[k] += weight * one[k]
    for k in range(total.size):
        total[k] = min(max(total[k], -EXTREME), EXTREME)
