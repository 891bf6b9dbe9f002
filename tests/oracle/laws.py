"""Laws of what a window measures: one value, a beta, units in time out of some, a number of events, hours."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaincc, ndtr

from .world import SLACK

Array = NDArray[np.float64]
POINT = 0.01


class Law(Protocol):
    """What a window may show."""

    def missed(self, limit: float) -> float:
        """Return the chance that a limit is missed by more than the slack."""
        ...

    def short(self, start: float, slope: float, most: float) -> float:
        """Return the mean of `slope` times what misses of a share, at most so much."""
        ...

    def stepped(self, target: float, rate: float, most: float) -> float:
        """Return the mean of a rate for every whole point that misses of a target, at most so much."""
        ...


@dataclass(frozen=True)
class Sure:
    """A single value."""

    value: float
    is_number: bool = False

    def missed(self, limit: float) -> float:
        """Return one if the value is beyond the limit, else zero."""
        return float(self.value > limit + SLACK if self.is_number else self.value < limit - SLACK)

    def short(self, start: float, slope: float, most: float) -> float:
        """Return it for the value."""
        return min(slope * max(start - self.value, 0.0), most)

    def stepped(self, target: float, rate: float, most: float) -> float:
        """Return it for the value."""
        return min(rate * math.floor(max(target - self.value, 0.0) / POINT + SLACK), most)


@dataclass(frozen=True)
class Parts:
    """Some values, each with its chance."""

    values: Array
    chances: Array

    def missed(self, limit: float) -> float:
        """Return the chance of the values below the limit."""
        return float(self.chances[self.values < limit - SLACK].sum())

    def _mean(self, single: Callable[[Sure], float]) -> float:
        return sum(chance * single(Sure(value)) for value, chance in zip(self.values, self.chances, strict=True))

    def short(self, start: float, slope: float, most: float) -> float:
        """Return the mean over the values."""
        return self._mean(lambda value: value.short(start, slope, most))

    def stepped(self, target: float, rate: float, most: float) -> float:
        """Return the mean over the values."""
        return self._mean(lambda value: value.stepped(target, rate, most))


@dataclass(frozen=True)
class Beta:
    """A share by its two parameters."""

    a: float
    b: float

    def missed(self, limit: float) -> float:
        """Return the part of the law below the limit."""
        return self._below(limit - SLACK)

    def _below(self, limit: float) -> float:
        return float(betainc(self.a, self.b, min(max(limit, 0.0), 1.0)))

    def _lack(self, start: float) -> float:
        """Return the mean of what misses of a share."""
        if start <= 0:
            return 0.0
        mean = self.a / (self.a + self.b)
        up_to = min(start, 1.0)
        return float(start * self._below(start) - mean * betainc(self.a + 1, self.b, up_to))

    def short(self, start: float, slope: float, most: float) -> float:
        """Return slope by the lack, less what lies beyond the most."""
        if slope == 0:
            return 0.0
        return slope * (self._lack(start) - self._lack(start - most / slope))

    def stepped(self, target: float, rate: float, most: float) -> float:
        """Return what each further point adds by its chance."""
        found, before = 0.0, 0.0
        for points in range(1, math.floor(target / POINT + SLACK) + 1):
            now = min(rate * points, most)
            found += (now - before) * self._below(target - (points - SLACK) * POINT)
            before = now
        return found


@dataclass(frozen=True)
class Events:
    """A number of events: Poisson, its rate gamma."""

    mean: float
    deviation: float

    def missed(self, limit: float) -> float:
        """Return the chance of more events than the limit."""
        most = math.floor(limit + SLACK)
        if self.mean == 0:
            return 0.0
        if self.deviation == 0:
            return 1.0 - float(gammaincc(most + 1, self.mean))
        shape = (self.mean / self.deviation) ** 2
        return 1.0 - float(betainc(shape, most + 1, shape / (shape + self.mean)))

    def short(self, start: float, slope: float, most: float) -> float:
        """Refuse: a number lacks nothing of a share."""
        message = "a number lacks nothing of a share"
        raise ValueError(message)

    stepped = short


@dataclass(frozen=True)
class Hours:
    """A duration: lognormal."""

    mean: float
    deviation: float

    def missed(self, limit: float) -> float:
        """Return the chance of more hours than the limit."""
        if self.mean == 0 or self.deviation == 0:
            return float(self.mean > limit + SLACK)
        ratio = self.deviation / self.mean
        variance = math.log1p(ratio * ratio) if ratio < 1e100 else 2 * math.log(ratio)
        score = (math.log(limit + SLACK) - math.log(self.mean) + variance / 2) / math.sqrt(variance)
        return float(ndtr(-score))

    short = Events.short
    stepped = Events.short


def share(mean: float, deviation: float) -> Law:
    """Return the beta with a mean and a deviation, or the mean itself."""
    parameters = beta_parameters(mean, deviation)
    return Sure(mean) if parameters is None else Beta(*parameters)


def beta_parameters(mean: float, spread: float) -> tuple[float, float] | None:
    """Return both parameters of a level, none if it is the mean itself."""
    deviation = min(spread, 0.999 * math.sqrt(mean * (1 - mean)))
    if deviation < SLACK:
        return None
    size = mean * (1 - mean) / deviation**2 - 1
    return mean * size, (1 - mean) * size


def in_time(count: int, mean: float, deviation: float) -> Law:
    """Return the law of the part of some units that are in time, the chance of each being a beta."""
    parameters, found = beta_parameters(mean, deviation), np.arange(count)
    if parameters is None and mean in (0.0, 1.0):
        return Sure(mean)
    good, bad = (mean, 1 - mean) if parameters is None else (parameters[0] + found, parameters[1] + count - found - 1)
    ratio = (count - found) / (found + 1) * good / bad
    start = int(np.argmax(np.concatenate(([0.0], np.cumsum(np.log(ratio))))))
    weights = np.concatenate((np.cumprod(1 / ratio[:start][::-1])[::-1], [1.0], np.cumprod(ratio[start:])))
    return Parts(np.arange(count + 1) / count, weights / weights.sum())
