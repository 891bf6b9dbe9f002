"""The luck of one provider's months, played many times with numbers of its own: levels drawn, windows measured."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betaincinv, gamma, ndtr, ndtri
from scipy.stats import nbinom, poisson

from outsourcing_model.case.attainment import Law as Duration

from .laws import Sure, beta_parameters
from .quality import Beliefs

Array = NDArray[np.float64]
WINDOWS = 20_000


class Luck:
    """Some plays of the luck of the levels of one performer.

    Parameters
    ----------
    beliefs : Beliefs
        What is believed of it.
    common : float
        Correlation of the luck of its levels in a month.
    count : int
        Number of plays.
    """

    def __init__(self, beliefs: Beliefs, common: float, rng: np.random.Generator, count: int) -> None:
        self.beliefs, self.common, self.rng, self.count = beliefs, common, rng, count
        self.term = beliefs.world.term
        self.factor = rng.standard_normal((count, self.term))
        self._drawn: dict[str, tuple[Array, Array]] = {}

    def level(self, name: str) -> Array:
        """Return the level of each play and month; where units are drawn, those in time."""
        return self.drawn(name)[0]

    def drawn(self, name: str) -> tuple[Array, Array]:
        """Return level, or units in time, and the units of each play and month."""
        name = self.beliefs.own(name)
        if name not in self._drawn:
            self._drawn[name] = self._draw(name)
        return self._drawn[name]

    def _draw(self, name: str) -> tuple[Array, Array]:
        """Return the same, drawn."""
        belief, ones = self.beliefs.held[name], np.ones((self.count, self.term))
        if belief.in_series:
            return np.prod([self.level(part) for part in belief.in_series], axis=0), ones
        if belief.in_parallel:
            return 1 - np.prod([1 - self.level(part) for part in belief.in_parallel], axis=0), ones
        share = ndtr(self._scores(belief.memory))
        if belief.number is not None:
            return self._number(name, 1 - share), ones
        if belief.outages is not None:
            return np.quantile(self._process(name), share), ones
        level = np.empty_like(share)
        for month in range(self.term):
            mean = self.beliefs.mean(name, month)
            parameters = beta_parameters(mean, belief.spread)
            level[:, month] = mean if parameters is None else betaincinv(*parameters, share[:, month])
        if not belief.by_units:
            return level, ones
        units = np.array([self.beliefs.units(name, month) for month in range(self.term)])
        return self.rng.binomial(units, level).astype(float), units * ones

    def _scores(self, memory: float) -> Array:
        """Return the normal score of each play and month, with what is left of the month before."""
        own = self.rng.standard_normal((self.count, self.term))
        fresh = math.sqrt(self.common) * self.factor + math.sqrt(1 - self.common) * own
        scores = fresh.copy()
        for month in range(1, self.term):
            scores[:, month] = memory * scores[:, month - 1] + math.sqrt(1 - memory**2) * fresh[:, month]
        return scores

    def _number(self, name: str, share: Array) -> Array:
        """Return numbers that have these shares of their law below them."""
        mean, spread = self.beliefs.mean(name, 0), self.beliefs.held[name].number_spread
        if self.beliefs.world.case.service_levels[name].metric == "count":
            if mean == 0:
                return np.zeros_like(share)
            if spread == 0:
                return np.asarray(poisson.ppf(share, mean), dtype=float)
            shape = (mean / spread) ** 2
            return np.asarray(nbinom.ppf(share, shape, shape / (shape + mean)), dtype=float)
        if mean == 0 or spread == 0:
            return np.full_like(share, mean)
        variance = math.log1p((spread / mean) ** 2)
        return np.asarray(np.exp(math.log(mean) - variance / 2 + math.sqrt(variance) * ndtri(share)))

    def _process(self, name: str) -> Array:
        """Return the level of many windows of agreed hours of a process that has run for long."""
        terms, hours = self.beliefs.held[name].outages, self.beliefs.world.case.service_levels[name].agreed_hours
        assert terms is not None
        assert terms.repair.mean is not None
        failures = self.beliefs.value(name, "outages.a_month")
        if failures == 0:
            return np.ones(1)
        turns = math.ceil((WINDOWS + 200) * failures * 1.2) + 1000
        up = self._durations(terms.up, hours / failures - terms.repair.mean, turns)
        down = self._durations(terms.repair, terms.repair.mean, turns)
        ends = np.cumsum(np.column_stack((up, down)).ravel())
        lost = np.cumsum(np.column_stack((np.zeros(turns), down)).ravel())
        edges = np.arange(100, ends[-1] / hours - 1) * hours
        return np.asarray(1 - np.diff(np.interp(edges, ends, lost)) / hours)

    def _durations(self, law: Duration, mean: float, count: int) -> Array:
        """Return so many durations."""
        ratio = law.variation or 0.0
        if law.law == "exponential":
            return self.rng.exponential(mean, count)
        if law.law == "gamma":
            return self.rng.gamma(1 / ratio**2, mean * ratio**2, count)
        if law.law == "lognormal":
            variance = math.log1p(ratio**2)
            return self.rng.lognormal(math.log(mean) - variance / 2, math.sqrt(variance), count)
        if law.law == "weibull":
            shape = brentq(lambda k: gamma(1 + 2 / k) / gamma(1 + 1 / k) ** 2 - 1 - ratio**2, 0.1, 200)
            return mean / gamma(1 + 1 / shape) * self.rng.weibull(shape, count)
        return np.full(count, mean)

    def measured(self, name: str) -> Iterator[list[Sure | None]]:
        """Yield what each window of a level shows, play by play: none where nothing is measured."""
        is_number = self.beliefs.world.case.service_levels[name].is_number
        columns = [self._column(name, month) for month in range(self.term)]
        for play in range(self.count):
            yield [None if column is None else Sure(float(column[play]), is_number) for column in columns]

    def _column(self, name: str, month: int) -> Array | None:
        """Return what the window that ends with a month shows in each play, none if it isn't measured."""
        window = self.beliefs.window(name, month)
        if window is None or not self.beliefs.is_measured(name, window):
            return None
        found, units = (drawn[:, window[0] : month + 1] for drawn in self.drawn(name))
        if self.beliefs.world.case.service_levels[name].metric == "count":
            return np.asarray(found.sum(axis=1))
        if not self.beliefs.held[self.beliefs.own(name)].by_units:
            return np.asarray(found.mean(axis=1))
        return np.asarray(found.sum(axis=1) / units.sum(axis=1)) if units.any() else None
