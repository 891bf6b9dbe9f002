"""One alternative on its way: who delivers when, what is charged, and the book of payments."""

import math
from collections import defaultdict
from dataclasses import dataclass, field

from outsourcing_model.case.case import IN_HOUSE

from .delays import takeover_delay
from .prices import currency_rate, price_factor
from .units import month_cost
from .world import World

Lines = dict[str, dict[int, float]]


@dataclass
class Run:
    """What one alternative does in one draw: `lines` by id and month paid, `fees` of each offer by month left."""

    lines: Lines = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    irrelevant: float = 0.0
    harm: float = 0.0
    value: float = 0.0
    present: float = 0.0
    undiscounted: float = 0.0
    received_present: float = 0.0
    received: float = 0.0
    owed_present: float = 0.0
    owed: float = 0.0
    capped_months: int = 0
    idle_months: int = 0
    due: float = 0.0
    kept: float = 0.0
    maximum_received: float | None = 0.0
    fees: list[dict[int, float]] = field(default_factory=list)


class Stage:
    """One alternative in one world."""

    def __init__(self, world: World, alternative: str) -> None:
        self.world, self.case, self.name, self.run = world, world.case, alternative, Run()
        self.term, self.exit = world.term, self.case.exit_month or world.term
        self.deductible, self.alike = [0.0] * self.term, [0.0] * self.term
        performers = self.case.performers(alternative)
        self.outsourced = {service: offer for service, offer in performers.items() if offer != IN_HOUSE}

    def pay(self, line: str, month: int, amount: float, lag: int = 0, taxed: bool = True) -> None:
        """Book a flow of a month of service in its month of payment, and what tax deducts in its month of service."""
        self.run.lines[line][month + lag] += amount
        if taxed:
            self.deductible[month] += amount

    def takeover(self, offer: str) -> float:
        """Return the months until a provider delivers."""
        return self.case.offers[offer].transition.months + takeover_delay(self.world, offer) * 12 / 365

    def stopped(self, offer: str) -> float:
        """Return the months until the in-house team stops, after the parallel run."""
        return self.takeover(offer) + self.world.values[f"offers.{offer}.transition.parallel_months"]

    def delivering(self, offer: str, month: int) -> float:
        """Return the part of a month's volume that a provider delivers."""
        return self._share_after(self.takeover(offer), offer, month) if month < self.exit else 0.0

    def kept(self, offer: str, month: int) -> float:
        """Return the part of a month in which the in-house team is there, the parallel run too."""
        return 1.0 - self._share_after(self.stopped(offer), offer, month) if month < self.exit else 1.0

    def _share_after(self, start: float, offer: str, month: int) -> float:
        """Return the mean of a month of a share that grows in a straight line over the ramp from a start on."""
        ramp = self.world.values[f"offers.{offer}.transition.ramp_months"]
        return _area(month + 1 - start, ramp) - _area(month - start, ramp)

    def takeover_month(self, offer: str) -> int:
        """Return the month in which a provider takes over, the last of the term at the latest."""
        return min(math.floor(self.takeover(offer)), self.term - 1)

    def charge(self, offer: str, service: str, month: int) -> float:
        """Return the charge of a service in a month, in the currency of the offer."""
        cost = month_cost(self.world, offer, service, self.world.volume(service, month))
        return cost * price_factor(self.world, offer, service, month) * self.delivering(offer, month)

    def rate(self, offer: str, month: int) -> float:
        """Return what a unit of the offer's currency costs in the case's currency."""
        return currency_rate(self.world, self.case.offers[offer].currency, month)


def _area(months: float, ramp: float) -> float:
    """Return the area, so many months after its start, under a share that grows to one over the ramp and stays."""
    if months <= 0:
        return 0.0
    return months * months / (2 * ramp) if months < ramp else months - ramp / 2
