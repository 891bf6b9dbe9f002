"""Brute force with noise: every month's level and every event drawn one by one, for one set of belief values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

import numpy as np

from outsourcing_model.case.case import Case, RiskEvent

from .contract import OfferPlay
from .laws import Sure
from .luck import Luck
from .naive import Play
from .triggers import first_met, watched
from .world import World, discount_factor

Shown = dict[str, list[Sure | None]]


@dataclass
class Chance:
    """What one play of the luck brings to an alternative; `met` is trigger to the first month in which it is met."""

    received: float = 0.0
    due: float = 0.0
    due_of: dict[str, float] = field(default_factory=dict)
    kept: float = 0.0
    capped_months: int = 0
    idle_months: int = 0
    risk_cost: float = 0.0
    risk_harm: float = 0.0
    by_month: list[float] = field(default_factory=list)
    shown: Shown = field(default_factory=dict)
    met: dict[str, int | None] = field(default_factory=dict)


def sample(case: Case, values: Mapping[str, float], alternative: str, seed: int, count: int) -> list[Chance]:
    """Return `count` independent plays of the luck of one alternative; harm in present, other money in plain terms."""
    random, play = Random(seed), Play(World(case, values), alternative)
    found = [Chance(by_month=[0.0] * play.term) for _ in range(count)]
    for number, offer in enumerate(play.plays):
        luck = Luck(offer.beliefs, offer.offer.common_factor, np.random.default_rng([seed, number]), count)
        names = _names(offer)
        shown = [luck.measured(name) for name in names]
        for chance in found:
            _once(offer, dict(zip(names, map(next, shown), strict=True)), chance)
    for chance in found:
        _events(play, random, chance)
    return found


def _names(play: OfferPlay) -> list[str]:
    """Return the levels that are credited or watched."""
    levels = play.levels
    triggers = [name for trigger in play.offer.triggers.values() for name in watched(trigger, levels)]
    return sorted({*play.credit_levels(), *triggers})


def _once(play: OfferPlay, shown: Shown, chance: Chance) -> None:
    """Add one play of an offer."""
    at_cap = [False] * play.term
    chance.shown |= shown
    if play.offer.credits is not None:
        months = play.crediting({name: shown[name] for name in play.credit_levels()}, expected=False).months
        for month, now in enumerate(months):
            money = (now.kept - now.back) * play.claimed * play.rate(month)
            chance.received += money
            chance.by_month[month] += money
            chance.due += now.due * play.rate(month)
            for level, amount in now.due_of.items():
                chance.due_of[level] = chance.due_of.get(level, 0.0) + amount * play.rate(month)
            chance.kept += (now.kept - now.back) * play.rate(month)
            chance.capped_months += now.capped
            chance.idle_months += now.idle
        at_cap = [now.at_cap for now in months]
    for name, trigger in play.offer.triggers.items():
        chance.met[name] = first_met(trigger, play.levels, shown, at_cap)


def _events(play: Play, random: Random, chance: Chance) -> None:
    """Add what events cost and harm."""
    for name, event in play.case.risks.items():
        if play.meets(event):
            hits = _hits(event, play.term, random)
            if event.cost is not None:
                chance.risk_cost += play.world.values[f"risks.{name}.cost"] * len(hits)
            else:
                chance.risk_harm += play.world.values[f"risks.{name}.harm"] * sum(
                    discount_factor(play.case, month) for month in hits
                )


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
