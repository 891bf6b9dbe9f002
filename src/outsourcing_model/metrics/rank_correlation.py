"""Rank correlation: how closely the gain of an alternative follows each belief over the draws."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.engine.draws import LOOKED_AT
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.insight import gains

Z_95 = 1.959963984540054
FEWEST = 10
"""Draws from which a correlation is told."""


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's correlation of one belief with the gain, and the ends of its 95 % interval."""

    path: str
    value: float
    low: float
    high: float


def rank_correlations(flows: CashFlows, alternative: str) -> tuple[RankCorrelation, ...]:
    """Return the rank correlation of each belief with the gain in net benefit of an alternative, the strongest first.

    Over the first 100,000 draws, whatever their order; none with fewer than 10, or where the gain is the same in all.

    Notes
    -----
    Spearman's coefficient, tied values having the mean of their ranks. Interval: ± 1.96 sqrt((1 + r^2 / 2)/(n - 3)) on
    Fisher's scale artanh r (Bonett and Wright 2000).
    """
    count = min(flows.draws.count, LOOKED_AT)
    result = ranks(gains(flows, alternative)[:count])
    if count < FEWEST or not result.any():
        return ()
    found = []
    for path, values in zip(flows.draws.paths, flows.draws.block(0, count), strict=True):
        value = correlation(ranks(values), result)
        found.append(RankCorrelation(path, value, *interval(value, count)))
    return tuple(sorted(found, key=lambda each: (-abs(each.value), each.path)))


def ranks(values: Array) -> Array:
    """Return the ranks of values less their mean, tied values having the mean of their ranks.

    Examples
    --------
    >>> ranks(np.array([30.0, 10.0, 10.0, 20.0]))
    array([ 1.5, -1. , -1. ,  0.5])
    """
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    upto = np.cumsum(counts)
    return np.asarray((upto - (counts - 1) / 2)[place.ravel()] - (values.size + 1) / 2)


def correlation(first: Array, second: Array) -> float:
    """Return the correlation of two sets of centred ranks, 0 where one does not vary."""
    scale = float(np.sqrt((first @ first) * (second @ second)))
    return min(max(float(first @ second) / scale, -1.0), 1.0) if scale > 0 else 0.0


def interval(value: float, count: int) -> tuple[float, float]:
    """Return the ends of the 95 % interval of a rank correlation over so many draws.

    Examples
    --------
    >>> [round(end, 3) for end in interval(0.5, 103)]
    [0.329, 0.639]
    """
    if abs(value) >= 1:
        return value, value
    reach = Z_95 * np.sqrt((1 + value * value / 2) / (count - 3))
    centre = np.arctanh(value)
    return float(np.tanh(centre - reach)), float(np.tanh(centre + reach))
