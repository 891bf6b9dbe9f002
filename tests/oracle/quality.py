"""Believed levels: what each month is believed to be, and the law of what a window measures."""

import math
from collections.abc import Mapping

from outsourcing_model.case.attainment import Attainment

from .laws import Events, Hours, Law, in_time, share
from .world import World

HALF = 0.5


class Beliefs:
    """What is believed of one performer, from the month in which it takes over until the one in which it leaves.

    Parameters
    ----------
    held : mapping
        Level to the belief about it.
    places : mapping
        Level to the dotted path of that belief.
    start, end : int
        First month of delivery as planned, and the month after the last.
    """

    def __init__(
        self, world: World, held: Mapping[str, Attainment], places: Mapping[str, str], start: int, end: int
    ) -> None:
        self.world, self.held, self.places, self.start, self.end = world, held, places, start, end

    def value(self, level: str, name: str) -> float:
        """Return the value of a figure of a belief in this draw."""
        return self.world.values[f"{self.places[level]}.{name}"]

    def own(self, level: str) -> str:
        """Return the level whose belief and luck a level has."""
        return self.held[level].same_as or level

    def mean(self, level: str, month: int) -> float:
        """Return the believed mean of a month: a share, or a number."""
        level = self.own(level)
        belief, since = self.held[level], month - self.start
        if belief.in_series:
            return math.prod(self.mean(part, month) for part in belief.in_series)
        if belief.in_parallel:
            return 1 - math.prod(1 - self.mean(part, month) for part in belief.in_parallel)
        if belief.number is not None:
            return self.value(level, "number")
        if belief.outages is not None:
            assert belief.outages.repair.mean is not None
            hours = self.world.case.service_levels[level].agreed_hours
            return 1 - self.value(level, "outages.a_month") * belief.outages.repair.mean / hours
        mean = self.value(level, "mean")
        if belief.weak_start is not None and since < self.value(level, "weak_start.months"):
            mean -= self.value(level, "weak_start.lower_by")
        if belief.learning is not None and since >= 0:
            mean -= self.value(level, "learning.lower_by") * max(0.0, 1 - since / belief.learning.months)
        if belief.weak_end is not None and self.end - belief.weak_end.months <= month < self.end:
            mean -= self.value(level, "weak_end.lower_by")
        return min(max(mean, 0.0), 1.0)

    def covariance(self, level: str, month: int, other: int) -> float:
        """Return the covariance of two months, or the variance of one."""
        level = self.own(level)
        belief = self.held[level]
        if belief.parts:
            pairs = [self._pair(part, bool(belief.in_parallel), month, other) for part in belief.parts]
            return math.prod(both for both, _ in pairs) - math.prod(apart for _, apart in pairs)
        left = belief.memory ** abs(month - other)
        if belief.number is not None:
            return belief.number_spread**2 * left
        return left * math.prod(self.deviation(level, each) for each in (month, other))

    def _pair(self, part: str, lacking: bool, month: int, other: int) -> tuple[float, float]:
        """Return the mean of the product of two months of a part, and the product of their means."""
        one, two = (self.mean(part, each) for each in (month, other))
        apart = (1 - one) * (1 - two) if lacking else one * two
        return apart + self.covariance(part, month, other), apart

    def deviation(self, level: str, month: int) -> float:
        """Return the standard deviation of a month's share."""
        mean = self.mean(level, month)
        return min(self.held[level].spread, 0.999 * math.sqrt(mean * (1 - mean)))

    def units(self, level: str, month: int) -> int:
        """Return the whole units of a month that a level covers."""
        return whole(self._units(level, month))

    def _units(self, level: str, month: int) -> float:
        """Return the units of a month that a level covers."""
        covered = self.world.values[f"service_levels.{level}.share_of_volume"]
        return self.world.volume(self.world.case.service_levels[level].service, month) * covered

    def law(self, level: str, month: int) -> Law | None:
        """Return what the window of a level that ends with a month may show, none if it isn't measured."""
        window = self.window(level, month)
        if window is None or not self.is_measured(level, window):
            return None
        months = list(window)
        mean = sum(self.mean(level, each) for each in months) / len(months)
        variance = sum(self.covariance(level, a, b) for a in months for b in months) / len(months) ** 2
        record, deviation = self.world.case.service_levels[level], math.sqrt(max(variance, 0.0))
        if record.metric == "count":
            return Events(mean * len(months), deviation * len(months))
        if record.metric == "duration":
            return Hours(mean, deviation)
        own = self.own(level)
        if self.held[own].by_units:
            count = whole(sum(self._units(own, each) for each in months))
            return in_time(count, mean, deviation) if count > 0 else None
        return share(mean, deviation)

    def window(self, level: str, month: int) -> range | None:
        """Return the months of the window that ends with a month, none unless the performer delivers in all."""
        record = self.world.case.service_levels[level]
        count = record.window_months
        ends = record.rolling_months is not None or (month + 1) % count == 0
        first = month + 1 - count
        return range(first, month + 1) if ends and first >= max(self.start, 0) and month < self.end else None

    def is_measured(self, level: str, window: range) -> bool:
        """Return whether a window has units enough."""
        least = self.world.case.service_levels[level].least_events
        return least == 0 or sum(self.units(level, each) for each in window) >= least

    def readings(self, level: str) -> list[Law | None]:
        """Return the law of the window that ends with each month of the term."""
        return [self.law(level, month) for month in range(self.world.term)]


def whole(units: float) -> int:
    """Return units rounded to the nearest whole one, halves up."""
    return math.floor(units + HALF)


def own_beliefs(world: World, alternative: str) -> Beliefs:
    """Return what is believed of the company itself in an alternative, its variant's beliefs going before."""
    own, variant = world.case.in_house, world.case.alternatives[alternative].in_house
    held, places = dict(own.attainment), {level: f"in_house.attainment.{level}" for level in own.attainment}
    if variant is not None:
        for level, belief in own.variants[variant].attainment.items():
            held[level], places[level] = belief, f"in_house.variants.{variant}.attainment.{level}"
    return Beliefs(world, held, places, 0, leaving(world))


def offer_beliefs(world: World, offer: str) -> Beliefs:
    """Return what is believed of a provider."""
    record = world.case.offers[offer]
    places = {level: f"offers.{offer}.attainment.{level}" for level in record.attainment}
    return Beliefs(world, record.attainment, places, math.floor(record.transition.months), leaving(world))


def leaving(world: World) -> int:
    """Return the month after the last in which providers deliver."""
    return min(world.case.exit_month or world.term, world.term)
