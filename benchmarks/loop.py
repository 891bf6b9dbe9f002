"""Workload W as a loop over months, services and levels, one draw at a time: what one writes first."""

import math
import random

from statement import Inputs, Workload


class Loop:
    """The workload as plain lists, which a loop reads faster than arrays."""

    def __init__(self, workload: Workload) -> None:
        for name in ("volume", "per_person", "running", "limits", "prices", "missed", "concentration", "payments"):
            setattr(self, name, getattr(workload, name).tolist())
        self.discount, self.cap = workload.discount.tolist(), workload.cap

    def play(self, x: Inputs, draw: int, luck: random.Random) -> tuple[list[float], list[float]]:
        """Return the present cost of each alternative and the present penalties of each offer in one draw."""
        growth, growths = float(x.growth[draw]), x.growths[draw].tolist()
        raises, pay = float(x.raises[draw]), float(x.pay[draw])
        productivity, infrastructure = float(x.productivity[draw]), float(x.infrastructure[draw])
        level, revision, transition, shift = (
            getattr(x, name)[draw].tolist() for name in ("level", "revision", "transition", "shift")
        )
        offers = range(len(level))
        costs, penalties = [0.0] * (1 + len(level)), [0.0] * len(level)
        for month, discount in enumerate(self.discount):
            year = month // 12
            charged, credited = [0.0] * len(level), [0.0] * len(level)
            for service, first in enumerate(self.volume):
                units = first * ((1 + growth) * (1 + growths[service])) ** (month / 12)
                people = math.ceil(units / (self.per_person[service] * productivity))
                costs[0] += discount * people * pay / 12 * (1 + raises) ** year
                costs[0] += discount * units * self.running[service] * infrastructure
                for offer in offers:
                    charge, below = 0.0, 0.0
                    ends = (*self.limits[offer][service], math.inf)
                    for limit, price in zip(ends, self.prices[offer][service], strict=True):
                        charge += price * max(0.0, min(units, limit) - below)
                        below = limit
                    charge *= level[offer] * (1 + revision[offer]) ** year
                    charged[offer] += charge
                    levels = zip(self.missed[offer][service], self.concentration[offer][service], strict=True)
                    for down, narrow in levels:
                        mean = min(down * math.exp(shift[offer]), 0.5)
                        up = luck.betavariate((1 - mean) * narrow, mean * narrow)
                        credited[offer] += charge * self.credit(up)
            for offer in offers:
                penalty = min(credited[offer], self.cap * charged[offer])
                penalties[offer] += discount * penalty
                costs[1 + offer] += discount * (charged[offer] - penalty + transition[offer] * self.payments[month])
        return costs, penalties

    @staticmethod
    def credit(up: float) -> float:
        """Return the share of the charge that an availability returns."""
        if up >= 0.999:
            return 0.0
        if up >= 0.99:
            return 0.10
        return 0.25 if up >= 0.95 else 1.0
