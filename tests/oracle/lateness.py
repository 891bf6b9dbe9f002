"""What a late takeover costs the company, at mean beliefs."""

from outsourcing_model.case.case import Case

from .delays import takeover_delay
from .naive import Play
from .prices import price_factor
from .units import month_cost
from .world import World, mean_values


def days_late(case: Case, offer: str) -> float:
    """Return the days by which the takeover is late."""
    return takeover_delay(World(case, mean_values(case)), offer)


def month_late(case: Case, alternative: str, offer: str) -> float:
    """Return what a month late costs: our lines that would have ended, less the full charges not yet due."""
    play = Play(World(case, mean_values(case)), alternative)
    month = min(int(case.offers[offer].transition.months), case.term - 1)
    mine = [service for service, by in play.outsourced.items() if by == offer]
    total = 0.0
    for name, line in case.in_house_costs(alternative).items():
        ended = any(service in mine for service in line.services) and all(s in play.outsourced for s in line.services)
        if ended and line.asset is None and line.one_off is None:
            path = play.path(name)
            full = play.world.full_amount(path, line, month) + play.world.hires(path, line, month)
            total += line.relevance.ending_share * play.ended(path, line, month) * full
    for service in mine:
        cost = month_cost(play.world, offer, service, play.world.volume(service, month))
        total -= cost * price_factor(play.world, offer, service, month) * play.rate(offer, month)
    return total
