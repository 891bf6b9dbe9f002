"""Workload W in numpy: arrays [draw, service, month] of a few draws at a time, and the tier of each level drawn."""

import numpy as np
from scipy import special
from statement import LIMITS, STEPS, Array, Inputs, Workload

CHUNK = 32
"""Draws at a time: what they need stays in the processor's own memory."""

POINTS, REACH = 512, 2.4
"""Shifts at which the chances of the tiers are computed beforehand, and how far they reach to either side."""


class Tiers:
    """The workload with its table of chances: how likely each limit is to be missed at each shift."""

    def __init__(self, workload: Workload) -> None:
        self.of = workload
        self.shifts = np.linspace(-REACH, REACH, POINTS)
        down = np.minimum(workload.missed[..., None] * np.exp(self.shifts), 0.5)
        narrow = workload.concentration[..., None]
        missed = [special.betainc((1 - down) * narrow, down * narrow, limit) for limit in LIMITS]
        self.chances = np.stack(missed, axis=3)

    def play(self, x: Inputs, luck: np.random.Generator) -> tuple[Array, Array, Array]:
        """Return present costs [alternative, draw], present penalties [offer, draw], means of lines [line, month]."""
        offers = len(self.of.missed)
        costs, penalties = np.empty((1 + offers, x.count)), np.empty((offers, x.count))
        sums = np.zeros((2 + 2 * offers, len(self.of.volume), self.of.months))
        for start in range(0, x.count, CHUNK):
            part, at = x.part(start, start + CHUNK), slice(start, start + CHUNK)
            units = self._units(part)
            staff, running = self._own(part, units)
            costs[0, at] = (staff + running).sum(1) @ self.of.discount
            sums[0] += staff.sum(0)
            sums[1] += running.sum(0)
            for offer in range(offers):
                charges = self._charges(part, units, offer)
                credited = charges * self._shares(part.shift[:, offer], offer, luck)
                charged, due = charges.sum(1), credited.sum(1)
                kept = np.minimum(due, self.of.cap * charged)
                penalties[offer, at] = kept @ self.of.discount
                paid = charged - kept + part.transition[:, offer, None] * self.of.payments
                costs[1 + offer, at] = paid @ self.of.discount
                sums[2 + 2 * offer] += charges.sum(0)
                sums[3 + 2 * offer] += np.einsum("dsm,dm->sm", credited, kept / np.maximum(due, 1e-300))
        return costs, penalties, sums / x.count

    def _units(self, x: Inputs) -> Array:
        """Return the volumes [draw, service, month]."""
        monthly = (np.log1p(x.growth)[:, None] + np.log1p(x.growths)) / 12
        return self.of.volume[:, None] * np.exp(monthly[:, :, None] * np.arange(self.of.months))

    def _yearly(self, growth: Array) -> Array:
        """Return the factor [draw, month] of a growth that comes once a year."""
        years = -(-self.of.months // 12)
        steps = (1 + growth[:, None]) ** np.arange(years)
        return np.repeat(steps, 12, axis=1)[:, : self.of.months]

    def _own(self, x: Inputs, units: Array) -> tuple[Array, Array]:
        """Return pay and running cost [draw, service, month]."""
        pay = x.pay[:, None] / 12 * self._yearly(x.raises)
        people = np.ceil(units / (self.of.per_person * x.productivity[:, None])[:, :, None])
        return people * pay[:, None, :], units * (self.of.running * x.infrastructure[:, None])[:, :, None]

    def _charges(self, x: Inputs, units: Array, offer: int) -> Array:
        """Return what an offer charges [draw, service, month]."""
        limits, prices = self.of.limits[offer], self.of.prices[offer]
        first, second = np.minimum(units, limits[:, :1]), np.minimum(units, limits[:, 1:])
        banded = prices[:, :1] * first + prices[:, 1:2] * (second - first) + prices[:, 2:] * (units - second)
        factor = x.level[:, offer, None] * self._yearly(x.revision[:, offer])
        return banded * factor[:, None, :]

    def _shares(self, shift: Array, offer: int, luck: np.random.Generator) -> Array:
        """Return the share of the charge [draw, service, month] that the tiers drawn return."""
        place = np.clip((shift + REACH) / (2 * REACH) * (POINTS - 1), 0, POINTS - 1.000001)
        below = place.astype(int)
        weight = place - below
        table = self.chances[offer]
        chance = table[..., below] * (1 - weight) + table[..., below + 1] * weight
        limits = np.ascontiguousarray(np.moveaxis(chance, -1, 0), dtype=np.float32)[..., None]
        drawn = luck.random((len(shift), *table.shape[:2], self.of.months), dtype=np.float32)
        steps = STEPS.astype(np.float32)
        shares = steps[0] * (drawn < limits[:, :, :, 0])
        shares += steps[1] * (drawn < limits[:, :, :, 1])
        shares += steps[2] * (drawn < limits[:, :, :, 2])
        return shares.sum(2)
