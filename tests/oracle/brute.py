"""Brute force with noise: every month's level and every event drawn one by one, for one set of belief values."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from outsourcing_model.case.case import Case, RiskEvent

from .contract import OfferPlay
from .naive import Play
from .quality import beta_parameters, level_mean, returned_share
from .world import World, discount_factor


@dataclass(frozen=True)
class Luck:
    """What one play of the luck brings to an alternative."""

    received: float
    capped_months: int
    risk_cost: float
    risk_harm: float


def sample(case: Case, values: Mapping[str, float], alternative: str, seed: int, count: int) -> list[Luck]:
    """Return `count` independent plays of the luck of one alternative; harm in present, other money in plain terms."""
    random, play = Random(seed), Play(World(case, values), alternative)
    return [_once(play, random) for _ in range(count)]


def _once(play: Play, random: Random) -> Luck:
    """Return one play."""
    months = [_month(offer, month, random) for offer in play.plays for month in range(play.term)]
    cost = harm = 0.0
    for name, event in play.case.risks.items():
        if play.meets(event):
            hits = _hits(event, play.term, random)
            if event.cost is not None:
                cost += play.world.values[f"risks.{name}.cost"] * len(hits)
            else:
                harm += play.world.values[f"risks.{name}.harm"] * sum(
                    discount_factor(play.case, month) for month in hits
                )
    return Luck(sum(money for money, _ in months), sum(capped for _, capped in months), cost, harm)


def _month(play: OfferPlay, month: int, random: Random) -> tuple[float, bool]:
    """Return the credits of one month and whether the cap cut them."""
    shares = {level: _drawn_share(play, level, month, random) for level in play.credit_levels()}
    amount, capped = play.returned(month, shares)
    return amount * play.rate(month), capped


def _drawn_share(play: OfferPlay, level: str, month: int, random: Random) -> float:
    """Return the share that a drawn level returns."""
    belief = play.offer.attainment[level]
    since = month - math.floor(play.offer.transition.months)
    mean = level_mean(play.world, f"offers.{play.name}.attainment.{level}", belief, since)
    parameters = beta_parameters(mean, belief.spread)
    attained = mean if parameters is None else random.betavariate(*parameters)
    assert play.offer.credits is not None
    return returned_share(play.offer.credits.levels[level], attained)


def _hits(event: RiskEvent, term: int, random: Random) -> list[int]:
    """Return the months in which an event happens."""
    first, last = event.months or (1, term)
    window = range(first - 1, last)
    years = (
        [[m for m in window if m // 12 == year] for year in range(term // 12 + 1)]
        if event.each_year
        else [list(window)]
    )
    return [random.choice(months) for months in years if months and random.random() < event.probability]
