"""What leaving would cost month by month, whether it pays, and what a late takeover costs: runs at mean beliefs."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case

from .contract import OfferPlay
from .delays import takeover_delay
from .naive import Play, play_case
from .prices import price_factor
from .units import month_cost
from .world import World, mean_values

EXIT_LINES = (
    "termination_fee", "exit_assistance", "data_extraction", "reinsourcing", "retender", "exit_dual_running",
)  # fmt: skip
Parts = dict[str, float]


def left_at(case: Case, month: int | None, ground: str = "convenience") -> Case:
    """Return the case left at the end of a contract month, or not at all."""
    return case.model_copy(update={"exit_month": month, "exit_ground": ground})


def offers_of(case: Case, alternative: str) -> list[str]:
    """Return the offers of an alternative."""
    return list(dict.fromkeys(offer for offer in case.performers(alternative).values() if offer in case.offers))


def leaving_costs(case: Case, alternative: str) -> Iterator[tuple[str, int, str, Parts]]:
    """Yield offer, month, ground and the parts of what leaving costs, for a provider that stays until then."""
    stays = Play(World(left_at(case, None), mean_values(case)), alternative)
    plays = {play.name: play for play in stays.plays}
    first = max((case.offers[offer].exit.from_month for offer in plays), default=case.term)
    for offer, play in plays.items():
        for month in range(first, case.term):
            for ground in ("convenience", "breach"):
                yield offer, month, ground, _parts(play, month, ground)
        yield offer, case.term, "expiry", _parts(play, case.term, "expiry")


def _parts(play: OfferPlay, month: int, ground: str) -> Parts:
    """Return line to what leaving at the end of a month costs, in the currency of the case, of what costs something."""
    stage, leaving = play.alternative, play.leaving
    stage.exit, leaves = month, stage.exit
    stage.case, stays = left_at(stage.case, month, "breach" if ground == "breach" else "convenience"), stage.case
    found = {line: amount * play.rate(month - 1) for line, (amount, _) in leaving.lines().items()}
    stage.exit, stage.case = leaves, stays
    return found


def gain_of_leaving(case: Case, alternative: str, month: int) -> float:
    """Return what leaving at the end of a month saves on staying to the end of the term, present money."""
    stay, leave = (play_case(left_at(case, month), mean_values(case))[alternative].present for month in (None, month))
    return stay - leave


def late_takeover(case: Case, offer: str) -> float:
    """Return the days by which the takeover is late at mean beliefs."""
    return takeover_delay(World(case, mean_values(case)), offer)


def month_late(case: Case, alternative: str, offer: str) -> float:
    """Return what a month by which the takeover is late costs: lines that go on, less full charges not yet due."""
    values = mean_values(case)
    play = Play(World(case, values), alternative)
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
