"""Gold-plating: where a better service level costs more than the harm that it avoids."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.metrics.exposure import exchange, offers_in_use
from outsourcing_model.metrics.harm import of_everything
from outsourcing_model.quantities import SLACK


@dataclass(frozen=True)
class TargetStep:
    """From one target on offer to the next: what it costs more and what it spares, present, in the expected run.

    Parameters
    ----------
    lower, upper : float
        The two targets.
    price : float
        Marginal price over the months delivered.
    spared : float
        Marginal harm avoided over the same months.
    """

    lower: float
    upper: float
    price: float
    spared: float

    @property
    def gain(self) -> float:
        """Return what the step is worth net of its price."""
        return self.spared - self.price


@dataclass(frozen=True)
class GoldPlating:
    """The targets that can be bought for one level, and the one at which marginal value stops covering marginal price.

    Parameters
    ----------
    alternative, offer, level : str
        Where.
    steps : tuple of TargetStep
        From the loosest target up.
    contracted : float or None
        The target in the case.
    best : float or None
        The target up to which the steps gain most together, the loosest of equal ones; None where no harm is stated.
    """

    alternative: str
    offer: str
    level: str
    steps: tuple[TargetStep, ...]
    contracted: float | None
    best: float | None

    @property
    def is_gold_plated(self) -> bool:
        """Return whether the contracted target lies beyond the one that pays."""
        return None not in (self.best, self.contracted) and (self.contracted or 0.0) > (self.best or 0.0) + SLACK

    @property
    def wasted(self) -> float:
        """Return what the steps beyond the best target cost more than they spare, up to the contracted one."""
        if not self.is_gold_plated or self.best is None or self.contracted is None:
            return 0.0
        low, high = self.best - SLACK, self.contracted + SLACK
        return -sum(each.gain for each in self.steps if low <= each.lower and each.upper <= high)


def gold_plating(run: CashFlows, alternative: str) -> tuple[GoldPlating, ...]:
    """Return the levels of an alternative for which an offer states prices of several targets.

    Parameters
    ----------
    run : CashFlows
        The run at mean beliefs, with its trace.
    alternative : str
        Which one.

    Notes
    -----
    Price of a step = (monthly of the upper - monthly of the lower target) x share of the month delivered, each month
    paid and discounted like the offer's invoice. Harm spared = (level believed under the upper target - under the
    lower) x agreed hours x cost of an hour, or x units covered x cost of a late unit, x share of the month delivered,
    discounted at its month. Prices are those of today, without revision.
    """
    found = []
    for offer, services in offers_in_use(run.case, alternative).items():
        for level in run.case.offers[offer].level_options:
            if run.case.service_levels[level].service in services:
                found.append(_tested(run, alternative, offer, level))
    return tuple(found)


def _tested(run: CashFlows, alternative: str, offer: str, level: str) -> GoldPlating:
    """Return the test of one level."""
    case, terms = run.case, run.case.offers[offer]
    options, stated = terms.level_options[level], case.service_levels[level]
    on = run.steps[f"offers.{offer}.delivering"].values
    lag = terms.payment_months
    paid = float((on * exchange(run, offer) * run.discount[lag : lag + case.term]).sum())
    harm = float((on * of_everything(run, level) * run.discount[: case.term]).sum())
    prices, spared = np.diff(options.monthly) * paid, np.diff(options.believed) * harm
    ends = zip(options.targets[:-1], options.targets[1:], prices, spared, strict=True)
    steps = tuple(TargetStep(low, high, float(price), float(value)) for low, high, price, value in ends)
    gains = [0.0, *accumulate(each.gain for each in steps)]
    harmful = stated.is_harmful(case.services[stated.service])
    best = options.targets[int(np.argmax(np.round(gains, 6)))] if harmful else None
    return GoldPlating(alternative, offer, level, steps, stated.target, best)
