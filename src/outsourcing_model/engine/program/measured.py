"""What is measured of a provider: a level, the belief that stands behind it, and the windows that end in its months."""

import math
from dataclasses import dataclass

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.case import Case
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.program.demand import exit_month


@dataclass(frozen=True)
class Measured:
    """A level of an offer as it is measured.

    Parameters
    ----------
    offer, level : str
        Whose level, and which.
    owner : str
        The level whose belief and luck it has: another one with `same_as`, else itself.
    belief : Attainment
        That belief.
    promise : ServiceLevel
        How it is measured.
    common : float
        How much of its luck it shares with the offer's other levels.
    start, stop : int
        First month of delivery, and the month after the last.
    """

    offer: str
    level: str
    owner: str
    belief: Attainment
    promise: ServiceLevel
    common: float
    start: int
    stop: int

    @property
    def path(self) -> str:
        """Return the place of the belief in the case."""
        return f"offers.{self.offer}.attainment.{self.owner}"

    @property
    def months(self) -> int:
        """Return how many months a window has."""
        return self.promise.window_months

    @property
    def is_rolling(self) -> bool:
        """Return whether a window ends every month."""
        return self.promise.rolling_months is not None

    @property
    def ends(self) -> tuple[int, ...]:
        """Return the months at whose end something is measured."""
        last = range(self.start + self.months - 1, self.stop)
        return tuple(m for m in last if m + 1 >= self.months and (self.is_rolling or (m + 1) % self.months == 0))

    @property
    def is_simple(self) -> bool:
        """Return whether each month stands by itself: nothing is needed but the chance to miss each tier."""
        plain = self.belief.is_share and not self.belief.by_units and self.months == 1
        lasting = self.belief.memory or self.common or self.belief.learning or self.belief.weak_end
        return plain and not lasting and not self.promise.least_events

    @property
    def is_direct(self) -> bool:
        """Return whether the chance to miss a limit in a month says all: no level must be drawn for it."""
        return self.months == 1 and not self.belief.parts and not self.belief.by_units


def measured(case: Case, offer: str, level: str) -> Measured:
    """Return a level of an offer as it is measured."""
    terms = case.offers[offer]
    owner = terms.attainment[level].same_as or level
    return Measured(
        offer=offer,
        level=level,
        owner=owner,
        belief=terms.attainment[owner],
        promise=case.service_levels[level],
        common=terms.common_factor,
        start=math.floor(terms.transition.months),
        stop=min(exit_month(case), case.term),
    )
