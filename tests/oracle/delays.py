"""How late an offer is: its named milestones, its takeover, and what the provider owes for it."""

import math
from collections.abc import Iterator

from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.transition import Transition

from .world import SLACK, World


def named(terms: Transition) -> dict[str, Milestone]:
    """Return the milestones that have a name."""
    return {name: member for name, member in terms.milestones.items() if isinstance(member, Milestone)}


def milestone_delay(world: World, offer: str, name: str) -> float:
    """Return the days by which a milestone is late: its own, and the most of those that it comes after."""
    milestone = named(world.case.offers[offer].transition)[name]
    own = world.values[f"offers.{offer}.transition.milestones.{name}.slip_days"]
    return own + max((milestone_delay(world, offer, before) for before in milestone.after), default=0.0)


def takeover_delay(world: World, offer: str) -> float:
    """Return the days by which the takeover is late: its own, and the most of the milestones planned until then."""
    terms = world.case.offers[offer].transition
    awaited = [name for name, milestone in named(terms).items() if milestone.month <= terms.months]
    own = world.values[f"offers.{offer}.transition.slip_days"]
    return own + max((milestone_delay(world, offer, name) for name in awaited), default=0.0)


def reached(world: World, offer: str, name: str) -> int:
    """Return the month, counted from 0, in which a milestone is reached."""
    late = math.ceil(milestone_delay(world, offer, name) * 12 / 365 - SLACK)
    return min(named(world.case.offers[offer].transition)[name].month + late, world.term) - 1


def instalments(world: World, offer: str) -> Iterator[tuple[int, float]]:
    """Yield the month, counted from 0, and the share of each payment of the transition's price."""
    terms = world.case.offers[offer].transition
    late = named(terms)
    if any("share" in member.model_fields_set for member in late.values()) or len(late) < len(terms.milestones):
        for name, member in terms.milestones.items():
            yield (
                (reached(world, offer, name), member.share)
                if isinstance(member, Milestone)
                else (
                    int(name) - 1,
                    member,
                )
            )
    else:
        yield min(max(math.ceil(terms.months) - 1, 0), world.term - 1), 1.0


def due(terms: DelayDamages, delay: float) -> float:
    """Return what a clause brings for so many days late."""
    days = math.ceil(delay - SLACK)
    if terms.longstop_days is not None:
        days = min(days, terms.longstop_days)
    days = max(days - terms.grace_days, 0)
    weeks = days // 7 if terms.part_week == "ignored" else math.ceil(days / 7)
    raw = 0.0
    for periods, rate, amount in (
        (days, terms.rate_per_day, terms.amount_per_day),
        (weeks, terms.rate_per_week, terms.amount_per_week),
    ):
        raw += 0.0 if rate is None else periods * rate * (terms.value or 0.0)
        raw += 0.0 if amount is None else periods * amount
    raw = min(raw, limit(terms))
    return raw if raw > terms.exempt_up_to + SLACK else 0.0


def limit(terms: DelayDamages) -> float:
    """Return the cap of a clause in money, infinite if it has none."""
    if terms.cap is None:
        return math.inf
    base = terms.value if terms.cap_base is None else terms.cap_base
    assert base is not None
    return terms.cap * base


def most_due(terms: Transition) -> float:
    """Return the most that the delays of a transition bring, infinite if nothing limits them."""
    total = 0.0
    for clause in [terms.delay_damages, *(member.delay_damages for member in named(terms).values())]:
        if clause is not None:
            total += limit(clause) if clause.longstop_days is None else due(clause, clause.longstop_days)
    return total if terms.damages_cap is None else min(total, terms.damages_cap)
