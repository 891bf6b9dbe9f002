"""What leaving would cost month by month, and whether it pays: runs at mean beliefs."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case

from .contract import OfferPlay
from .naive import Play, play_case
from .world import World, mean_values

EXIT_LINES = (
    "termination_fee", "exit_assistance", "data_extraction", "reinsourcing", "retender", "exit_dual_running",
)  # fmt: skip
Parts = dict[str, float]


def left_at(case: Case, month: int | None, ground: str = "convenience") -> Case:
    """Return the case left at the end of a contract month, or not at all."""
    return case.model_copy(update={"exit_month": month, "exit_ground": ground})


def leaving_costs(case: Case, alternative: str) -> Iterator[tuple[str, int, str, Parts]]:
    """Yield offer, month, ground and the parts of what leaving costs, for a provider that stays until then."""
    stays = Play(World(left_at(case, None), mean_values(case)), alternative)
    plays = {play.name: play for play in stays.plays}
    for offer, play in plays.items():
        for month in range(case.offers[offer].exit.from_month, case.term):
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
