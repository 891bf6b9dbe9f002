"""Downtime in agreed hours: overlapping outages counted once, partial ones by their share, parts by their number."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.casefile.windows import Windows
from outsourcing_model.metrics.attained.agreed import Agreed, union

Array = NDArray[np.float64]


def down_between(outages: Windows, agreed: Agreed, edges: Array) -> Array:
    """Return the agreed seconds that were lost between each edge and the next, summed over the parts that were down.

    At each moment a part is down by the largest share of the outages that hit it: with shares s1 > s2 > ... its
    downtime is the sum of (s_k - s_{k+1}) times the time covered by outages of share s_k or more.

    Parameters
    ----------
    outages : Windows
        Of one group.
    agreed : Agreed
        What is counted.
    edges : ndarray
        Moments in ascending order.

    Examples
    --------
    >>> one = np.zeros(2, dtype=np.int64)
    >>> day = Agreed(np.array([0.0]), np.array([100.0]))
    >>> both = Windows(np.array([0.0, 5.0]), np.array([10.0, 20.0]), one, one, np.array([1.0, 0.5]), one, np.ones(2))
    >>> down_between(both, day, np.array([0.0, 15.0, 100.0])).tolist()
    [12.5, 2.5]
    """
    found = np.zeros(len(edges) - 1)
    for windows, share in _parts(outages):
        found += share * np.diff(_lost_until(*windows, agreed, edges))
    return found


def _parts(outages: Windows) -> Iterator[tuple[tuple[Array, Array], float]]:
    """Yield what each layer of shares covers, by part, and how much of the service it takes."""
    if not len(outages.unit):
        return
    order = np.argsort(outages.unit, kind="stable")
    bounds = np.flatnonzero(np.diff(outages.unit[order])) + 1
    for own in np.split(order, bounds):
        shares = np.unique(outages.share[own])[::-1]
        for share, lower in zip(shares, [*shares[1:], 0.0], strict=True):
            hit = own[outages.share[own] >= share]
            yield union(outages.start[hit], outages.end[hit]), float(share - lower)


def _lost_until(start: Array, end: Array, agreed: Agreed, when: Array) -> Array:
    """Return the agreed seconds that windows, sorted and apart, cover before each moment."""
    begun, ended = agreed.until(start), agreed.until(end)
    sums = np.concatenate([[0.0], np.cumsum(ended - begun)])
    over = np.searchsorted(end, when, side="right")
    inside = np.minimum(over, len(start) - 1)
    running = np.where((over < len(start)) & (start[inside] < when), agreed.until(when) - begun[inside], 0.0)
    return np.asarray(sums[over] + np.maximum(running, 0.0)) if len(start) else np.zeros_like(when)
