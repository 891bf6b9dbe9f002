"""What a belief says of its number, as one of a few distributions: mean, deviation and ends in closed form."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist
from typing import Literal

STANDARD = NormalDist()
EDGE = 0.5 / 2**32
"""The least share of luck that a draw can have: points lie half a step inside a grid of 2**32."""
Z_EDGE = STANDARD.inv_cdf(EDGE)
"""The most extreme normal score that a draw can have."""
NARROW = 0.01
"""Width, in standard deviations of the parent, below which a truncated normal is integrated over its middle."""

Kind = Literal["constant", "steps", "uniform", "triangular", "beta", "normal", "lognormal", "truncated", "lines"]


@dataclass(frozen=True)
class Distribution:
    """A distribution.

    Parameters
    ----------
    kind : str
        ``constant``; ``steps``, outcomes and their probabilities; ``uniform``; ``triangular``; ``beta`` between two
        ends; ``normal``; ``lognormal``, whose logarithm is normal; ``truncated``, a normal kept between two ends;
        ``lines``, a quantile function of straight stretches.
    values : tuple of float
        In the unit of the number: the outcomes; low and high (uniform, beta); low, mode and high; mean and standard
        deviation of the normal, or of the logarithm; the same, low and high (truncated, an open end infinite); the
        values at the shares (lines).
    shares : tuple of float
        Probabilities of the outcomes; the shapes a and b of the beta; the shares, from 0 to 1, of the lines.
    """

    kind: Kind
    values: tuple[float, ...]
    shares: tuple[float, ...] = ()

    @property
    def mean(self) -> float:
        """Return the expected value."""
        match self.kind:
            case "beta":
                (low, high), (a, b) = self.values, self.shares
                return low + (high - low) * a / (a + b)
            case "lognormal":
                mu, sigma = self.values
                return exponential(mu + sigma * sigma / 2)
            case "truncated":
                mu, sigma, *_ = self.values
                return mu + sigma * _kept_moments(*truncation(self.values))[0]
            case "lines":
                return math.fsum(width * (first + last) / 2 for width, first, last in self._stretches())
            case "steps":
                return math.fsum(p * x for p, x in zip(self.shares, self.values, strict=True))
            case "normal":
                return self.values[0]
        return math.fsum(self.values) / len(self.values)

    @property
    def sd(self) -> float:
        """Return the standard deviation."""
        match self.kind:
            case "constant":
                return 0.0
            case "uniform":
                return (self.values[1] - self.values[0]) / math.sqrt(12)
            case "triangular":
                low, mode, high = self.values
                return math.sqrt(((high - low) ** 2 - (high - low) * (mode - low) + (mode - low) ** 2) / 18)
            case "beta":
                (low, high), (a, b) = self.values, self.shares
                return (high - low) * math.sqrt(a * b / (a + b + 1)) / (a + b)
            case "normal":
                return self.values[1]
            case "lognormal":
                return self.mean * math.sqrt(math.expm1(self.values[1] ** 2))
            case "truncated":
                return self.values[1] * _kept_moments(*truncation(self.values))[1]
        return math.sqrt(self._variance())

    def _variance(self) -> float:
        """Return the variance of outcomes or of straight stretches, about the mean."""
        mean = self.mean
        if self.kind == "steps":
            return math.fsum(p * (x - mean) ** 2 for p, x in zip(self.shares, self.values, strict=True))
        around = ((width, first - mean, last - mean) for width, first, last in self._stretches())
        return math.fsum(width * (a * a + a * b + b * b) / 3 for width, a, b in around)

    def _stretches(self) -> Iterator[tuple[float, float, float]]:
        """Yield width in probability, first and last value of every straight stretch."""
        for (p, x), (q, y) in pairwise(zip(self.shares, self.values, strict=True)):
            yield q - p, x, y

    def span(self) -> tuple[float, float]:
        """Return the least and the greatest value that a draw can have."""
        if self.kind in ("normal", "lognormal"):
            mu, sigma = self.values
            low, high = mu + Z_EDGE * sigma, mu - Z_EDGE * sigma
            return (low, high) if self.kind == "normal" else (exponential(low), exponential(high))
        if self.kind == "truncated":
            mu, sigma, low, high = self.values
            kept = EDGE * kept_share(*truncation(self.values))
            farthest = sigma * STANDARD.inv_cdf(kept)
            return (mu + farthest if low == -math.inf else low), (mu - farthest if high == math.inf else high)
        return min(self.values), max(self.values)


def exponential(power: float) -> float:
    """Return e to a power, infinity where it is too large to be a float."""
    return math.exp(power) if power < 709 else math.inf


def truncation(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of a truncated normal in standard deviations of its parent from the parent's mean."""
    mu, sigma, low, high = values
    return (low - mu) / sigma, (high - mu) / sigma


def below(score: float) -> float:
    """Return the share of a standard normal below a score, exact in the lower tail too."""
    return math.erfc(-score / math.sqrt(2)) / 2


def kept_share(a: float, b: float) -> float:
    """Return the share of a standard normal between two scores, taken from the tail on whose side they lie."""
    return below(-a) - below(-b) if a > 0 else below(b) - below(a)


def _kept_moments(a: float, b: float) -> tuple[float, float]:
    """Return mean and standard deviation of a standard normal kept between two scores.

    With densities f and kept share K: mean (f(a) - f(b))/K, variance 1 + (a f(a) - b f(b))/K - mean squared.
    """
    if b - a < NARROW:
        return _narrow_moments(a, b)
    share = kept_share(a, b)
    at_a, at_b = (0.0 if math.isinf(end) else STANDARD.pdf(end) for end in (a, b))
    mean = (at_a - at_b) / share
    tails = (0.0 if math.isinf(a) else a * at_a) - (0.0 if math.isinf(b) else b * at_b)
    return mean, math.sqrt(max(1 + tails / share - mean * mean, 0.0))


def _narrow_moments(a: float, b: float) -> tuple[float, float]:
    """Return the same for a narrow stretch, by Gauss's rule of three points, where the closed form loses its digits."""
    middle, half = (a + b) / 2, (b - a) / 2
    places = (-math.sqrt(0.6) * half, 0.0, math.sqrt(0.6) * half)
    weights = [g * math.exp(-middle * t - t * t / 2) for g, t in zip((5, 8, 5), places, strict=True)]
    whole = math.fsum(weights)
    first, second = (math.fsum(w * t**power for w, t in zip(weights, places, strict=True)) / whole for power in (1, 2))
    return middle + first, math.sqrt(second - first * first)
