"""The normal score of a share of luck, for compiled rules, and the scores at which tables of quantiles stand.

Coefficients: M. J. Wichura, Algorithm AS 241, The percentage points of the normal distribution, Applied Statistics 37
(1988), routine PPND7: about seven digits, far finer than luck of 32 bits can show.
"""

import numpy as np

from outsourcing_model.engine.compiled import formula

FARTHEST = 6.5
"""Tables reach this far on either side; luck of 32 bits has no score beyond 6.34."""
PER_SCORE = 32
SCORES = np.linspace(-FARTHEST, FARTHEST, int(2 * FARTHEST * PER_SCORE) + 1)
"""Normal scores at which quantiles are tabulated."""


@formula
def score(word: int) -> float:
    """Return the normal score of 32 bits of luck: the point below which that share of the probability lies."""
    q = (word + 0.5) / 4294967296.0 - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        up = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        down = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0
        return q * up / down
    tail = (word + 0.5) / 4294967296.0 if q < 0 else (4294967295.5 - word) / 4294967296.0
    r = float(np.sqrt(-np.log(tail)))
    if r <= 5.0:
        r -= 1.6
        up = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        down = (0.12021132975 * r + 0.73700164250) * r + 1.0
    else:
        r -= 5.0
        up = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        down = (0.012258202635 * r + 0.24197894225) * r + 1.0
    return -up / down if q < 0 else up / down


@formula
def looked_up(table: np.ndarray, nodes: int, place: float, z: float) -> float:
    """Return the value of a table ``[node, score]`` at a place between nodes and a normal score between scores."""
    width = table.size // nodes
    across = min(max((z + FARTHEST) * PER_SCORE, 0.0), width - 1.0)
    along = min(max(place, 0.0), nodes - 1.0)
    i, j = min(int(along), max(nodes - 2, 0)), min(int(across), width - 2)
    v, w = along - i, across - j
    here = i * width + j
    value = float(table[here] + w * (table[here + 1] - table[here]))
    if v > 0.0:
        here += width
        value += v * (table[here] + w * (table[here + 1] - table[here]) - value)
    return value
