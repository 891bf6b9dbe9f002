"""Availability from failures and repairs: the process played for long by fixed luck, as a table and as chances."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.attainment import Law, Outages
from outsourcing_model.engine.binomial import uniform
from outsourcing_model.engine.compiled import rule
from outsourcing_model.engine.normal import SCORES, score
from outsourcing_model.engine.points import key
from outsourcing_model.engine.quantiles import Table, nodes
from outsourcing_model.quantities import SLACK

Array = NDArray[np.float64]
FAILURES, WINDOWS = 4_000_000, 1_048_576
"""Failures and windows that are played at most, over all frequencies together."""
FEWEST = 4_096
"""Windows that are played for each frequency, however many failures they have."""
NODES = 17
"""Frequencies that are played where one is a belief."""
LAWS = ("exponential", "lognormal", "weibull", "gamma", "constant")


@dataclass(frozen=True)
class Played:
    """Windows of a process that has run for long, for some frequencies of failure.

    Parameters
    ----------
    failures : ndarray [node]
        Failures in a month of agreed hours.
    shares : tuple of ndarray [window]
        Availability of each window, ascending, for each of them.
    """

    failures: Array
    shares: tuple[Array, ...]

    def missed(self, failures: Array, limit: float) -> Array:
        """Return the probability of less than a limit: no such window is all but as rare as a Poisson process tells."""
        found = [np.searchsorted(each, limit - SLACK) / each.size for each in self.shares]
        none = -np.log1p(-np.minimum(found, 1 - 1e-12))
        return np.asarray(-np.expm1(-np.interp(failures, self.failures, none)))

    def shortfall(self, failures: Array, limit: float) -> Array:
        """Return the expectation of how far a window stays below a limit."""
        return np.asarray(
            np.interp(failures, self.failures, [np.maximum(limit - each, 0).mean() for each in self.shares])
        )

    def deviation(self, failures: Array) -> Array:
        """Return the standard deviation of a window's availability."""
        return np.asarray(np.sqrt(np.interp(failures, self.failures, [each.var() for each in self.shares])))


@lru_cache(maxsize=16)
def played(outages: Outages, hours: float, span: tuple[float, float]) -> Played:
    """Return windows of so many agreed hours; the failures a window has on average lie in `span`."""
    places, _ = nodes(math.sqrt(span[0]), math.sqrt(span[1]), NODES)
    part = 1 / len(places)
    return Played(places**2, tuple(_windows(outages, hours, failures, part) for failures in places**2))


def _windows(outages: Outages, hours: float, failures: float, part: float) -> Array:
    """Return the availability of windows with so many failures on average, ascending; `part` of all that are played."""
    down = outages.repair.mean or 0.0
    if failures == 0.0:
        return np.ones(1)
    out = np.empty(int(max(part * min(FAILURES / failures, WINDOWS), FEWEST)))
    laws = np.array([_parameters(outages.up, hours / failures - down), _parameters(outages.repair, down)])
    play(laws, key("outages"), hours, out)
    return np.sort(np.minimum(out, 1.0))


def _parameters(law: Law, mean: float) -> tuple[float, float, float]:
    """Return the number of a law and what it is drawn with: scale and shape."""
    ratio = law.variation or 0.0
    number = float(LAWS.index(law.law))
    if law.law == "lognormal":
        variance = math.log1p(ratio * ratio)
        return number, math.log(mean) - variance / 2, math.sqrt(variance)
    if law.law == "weibull":
        power = _weibull_power(ratio)
        return number, mean / math.gamma(1 + power), power
    if law.law == "gamma":
        return number, mean * ratio * ratio, 1 / (ratio * ratio)
    return number, mean, 0.0


def _weibull_power(ratio: float) -> float:
    """Return one over the shape of a Weibull law whose deviation is `ratio` times its mean."""
    low, high = 1e-3, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        wide = special.gammaln(1 + 2 * middle) - 2 * special.gammaln(1 + middle) > math.log1p(ratio * ratio)
        low, high = (low, middle) if wide else (middle, high)
    return (low + high) / 2


@rule
def play(laws: Array, key: int, hours: float, out: Array) -> None:
    """Fill `out` with the availability of windows of `hours`, one after another, of a process that has run for long.

    `laws` ``[up or down]``: number of the law, scale, shape. The n-th time up and the n-th time down are functions of
    (key, n) alone, so that processes with other frequencies have the same luck.
    """
    warm_up = 64
    down = 0
    turn = 0
    left = 0.0
    for window in range(-warm_up, out.size):
        rest = hours
        lost = 0.0
        while rest > 0.0:
            if left <= 0.0:
                down = 1 - down
                turn += 1
                state = np.uint64(np.uint64(turn) << np.uint64(20)) ^ (np.uint64(np.uint32(key)) << np.uint64(32))
                state = np.uint64(state * np.uint64(0x9E3779B97F4A7C15))
                law, scale, shape = int(laws[down, 0]), laws[down, 1], laws[down, 2]
                u = uniform(state)
                if law == 0:
                    left = -scale * np.log(u)
                elif law == 1:
                    left = np.exp(scale + shape * score(int(u * 4294967295.0)))
                elif law == 2:
                    left = scale * (-np.log(u)) ** shape
                elif law == 3:
                    boost = u ** (1.0 / shape) if shape < 1.0 else 1.0
                    d = (shape + 1.0 if shape < 1.0 else shape) - 1.0 / 3.0
                    left = scale * d * boost
                    for _ in range(1000):
                        state = np.uint64(state + np.uint64(0xD1B54A32D192ED03))
                        z = score(int(uniform(state) * 4294967295.0))
                        state = np.uint64(state + np.uint64(0xD1B54A32D192ED03))
                        v = (1.0 + z / np.sqrt(9.0 * d)) ** 3
                        if v > 0.0 and np.log(uniform(state)) < 0.5 * z * z + d - d * v + d * np.log(v):
                            left = scale * d * v * boost
                            break
                else:
                    left = scale
                left = max(left, 1e-9)
            part = min(left, rest)
            lost += part if down == 1 else 0.0
            left -= part
            rest -= part
        if window >= 0:
            out[window] = 1.0 - lost / hours


@lru_cache(maxsize=64)
def quantiles(outages: Outages, hours: float, span: tuple[float, float]) -> Table:
    """Return the quantiles of a month's availability by root of its failures and score."""
    found = played(outages, hours, span)
    places = np.sqrt(found.failures)
    step = float(places[1] - places[0]) if len(places) > 1 else 1.0
    luck = special.ndtr(SCORES)
    rows = [np.interp(luck * each.size - 0.5, np.arange(each.size), each) for each in found.shares]
    return Table(tuple(np.concatenate(rows).tolist()), len(places), float(places[0]), step)
