"""Workload W for one draw in numpy, arrays [service, month]: the model that one hands to a tool that runs models."""

from typing import Literal

import numpy as np
from from_case import inputs_of
from scipy import special
from statement import LIMITS, STEPS, Array, Workload

Luck = Literal["levels", "tiers"]


class OneDraw:
    """The model as a function of 25 numbers.

    Parameters
    ----------
    workload : Workload
        What is fixed.
    luck : str
        Whether the availability of each month is drawn (``levels``), as one writes first, or the tier at once from the
        chances of the tiers (``tiers``), as one writes who looked for the time.
    seed : int
        Of the month's luck.
    """

    def __init__(self, workload: Workload, luck: Luck = "levels", seed: int = 1) -> None:
        self.of, self.luck, self.random = workload, luck, np.random.default_rng(seed)
        self.month = np.arange(workload.months)
        self.year = self.month // 12

    def __call__(self, numbers: Array) -> tuple[Array, Array]:
        """Return the present cost of each alternative and the present penalties of each offer."""
        w, x = self.of, inputs_of(numbers[None])
        grown = (1 + x.growth[0]) * (1 + x.growths[0])
        units = w.volume[:, None] * grown[:, None] ** (self.month / 12)
        pay = x.pay[0] / 12 * (1 + x.raises[0]) ** self.year
        people = np.ceil(units / (w.per_person * x.productivity[0])[:, None])
        costs, penalties = np.empty(1 + len(w.missed)), np.empty(len(w.missed))
        costs[0] = (people * pay + units * (w.running * x.infrastructure[0])[:, None]).sum(0) @ w.discount
        for offer in range(len(w.missed)):
            limits, prices = w.limits[offer], w.prices[offer]
            first, second = np.minimum(units, limits[:, :1]), np.minimum(units, limits[:, 1:])
            charges = prices[:, :1] * first + prices[:, 1:2] * (second - first) + prices[:, 2:] * (units - second)
            charges *= x.level[0, offer] * (1 + x.revision[0, offer]) ** self.year
            charged, due = charges.sum(0), (charges * self._shares(offer, x.shift[0, offer])).sum(0)
            kept = np.minimum(due, w.cap * charged)
            penalties[offer] = kept @ w.discount
            costs[1 + offer] = (charged - kept + x.transition[0, offer] * w.payments) @ w.discount
        return costs, penalties

    def _shares(self, offer: int, shift: float) -> Array:
        """Return the share of the charge that is credited [service, month]."""
        down = np.minimum(self.of.missed[offer] * np.exp(shift), 0.5)
        narrow = self.of.concentration[offer]
        a, b = (1 - down) * narrow, down * narrow
        if self.luck == "levels":
            up = self.random.beta(a[..., None], b[..., None], size=(*down.shape, self.of.months))
            missed = up[..., None] < LIMITS
        else:
            chances = np.stack([special.betainc(a, b, limit) for limit in LIMITS], axis=-1)
            missed = self.random.random((*down.shape, self.of.months))[..., None] < chances[:, :, None, :]
        return (missed @ STEPS).sum(1)
