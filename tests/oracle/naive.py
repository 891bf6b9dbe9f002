"""The oracle: each alternative played month by month for one draw of the beliefs, without noise."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.case import Case, RiskEvent

from .contract import OfferPlay
from .own_side import OwnSide
from .quality import Beliefs, own_beliefs
from .stage import Run
from .world import World, discount_factor


def play_case(case: Case, values: Mapping[str, float]) -> dict[str, Run]:
    """Return the run of every alternative."""
    return {name: Play(World(case, values), name).run for name in case.alternatives}


class Play(OwnSide):
    """One alternative, played."""

    def __init__(self, world: World, alternative: str) -> None:
        super().__init__(world, alternative)
        self.own_costs()
        self.retained()
        self.freed()
        self.own_beliefs = own_beliefs(world, alternative)
        self.plays = [OfferPlay(self, offer) for offer in dict.fromkeys(self.outsourced.values())]
        for play in self.plays:
            play.play()
        self._risks()
        self.tax()
        self._harm_and_value()
        self._measure()

    def _risks(self) -> None:
        """Spread what events cost and harm over their months."""
        for name, event in self.case.risks.items():
            if not self.meets(event):
                continue
            for month, weight in event_months(event, self.term):
                if event.cost is not None:
                    self.pay(
                        f"risk.{name}", month, weight * event.probability * self.world.values[f"risks.{name}.cost"]
                    )
                else:
                    harm = weight * event.probability * self.world.values[f"risks.{name}.harm"]
                    self.run.harm += harm * discount_factor(self.case, month)

    def meets(self, event: RiskEvent) -> bool:
        """Return whether an event concerns this alternative."""
        if isinstance(event.applies_to, tuple):
            return self.name in event.applies_to
        return {"all": True, "outsourced": bool(self.outsourced), "in_house": not self.outsourced}[event.applies_to]

    def _harm_and_value(self) -> None:
        """Add up present harm of believed levels and present value at target."""
        for month in range(self.term):
            factor = discount_factor(self.case, month)
            for name, service in self.case.services.items():
                self.run.harm += self._harm(name, month) * factor
                if service.value_per_unit is not None:
                    value = self.world.values[f"services.{name}.value_per_unit"]
                    self.run.value += self.world.volume(name, month) * value * factor

    def _harm(self, name: str, month: int) -> float:
        """Return the harm of one service in a month by all its levels."""
        service, total = self.case.services[name], 0.0
        for key, level in self.case.service_levels.items():
            if level.service != name or not level.is_harmful(service):
                continue
            for weight, beliefs in self._performers(name, month):
                if key in beliefs.held:
                    total += weight * self._harm_of(name, key, beliefs, month)
        return total

    def _harm_of(self, name: str, key: str, beliefs: Beliefs, month: int) -> float:
        """Return the harm of a level in a whole month of one performer."""
        level, values = self.case.service_levels[key], self.world.values
        missed = 1 - beliefs.mean(key, month)
        if level.metric == "share_in_time":
            late = self.world.volume(name, month) * values[f"service_levels.{key}.share_of_volume"]
            return missed * late * values[f"services.{name}.late_cost"]
        parts, path = self.case.services[name].downtime, f"services.{name}.downtime"
        if parts is None:
            return missed * level.agreed_hours * values[f"services.{name}.downtime_cost_per_hour"]
        hour = 0.0 if parts.revenue_per_hour is None else values[f"{path}.revenue_per_hour"]
        if parts.people is not None:
            hour += values[f"{path}.people"] * parts.effect * values[f"{path}.hourly_cost"]
        harm = missed * level.agreed_hours * hour
        if parts.recovery is not None:
            harm += values[f"{path}.recovery"] * beliefs.value(key, "outages.a_month")
        return harm

    def _performers(self, service: str, month: int) -> Iterator[tuple[float, Beliefs]]:
        """Yield the part of a month of each performer of a service, and what is believed of it."""
        yield self.needed(service, month), self.own_beliefs
        for play in self.plays:
            if service in play.services:
                yield self.delivering(play.name, month), play.beliefs

    def _measure(self) -> None:
        """Add up present and undiscounted money."""
        run = self.run
        for line, flows in run.lines.items():
            for month, amount in flows.items():
                present = amount * discount_factor(self.case, month)
                run.present, run.undiscounted = run.present + present, run.undiscounted + amount
                if line.startswith(("credits.", "delay_damages.")):
                    run.received_present, run.received = run.received_present - present, run.received - amount
                if line.startswith(("termination_fee.", "late_payment.")):
                    run.owed_present, run.owed = run.owed_present + present, run.owed + amount


def event_months(event: RiskEvent, term: int) -> Iterator[tuple[int, float]]:
    """Yield the months in which an event may happen with the chance of each, given that it happens (in its year)."""
    first, last = event.months or (1, term)
    window = range(first - 1, last)
    for month in window:
        alike = [m for m in window if m // 12 == month // 12] if event.each_year else window
        yield month, 1 / len(alike)
