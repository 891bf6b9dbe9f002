"""The oracle: each alternative played month by month for one draw of the beliefs, without noise."""

import math
from collections.abc import Iterator, Mapping

from outsourcing_model.case.case import Case, RiskEvent
from outsourcing_model.case.cost import CostLine

from .contract import OfferPlay
from .quality import level_mean
from .stage import Run, Stage
from .world import World, discount_factor


def play_case(case: Case, values: Mapping[str, float]) -> dict[str, Run]:
    """Return the run of every alternative."""
    return {name: Play(World(case, values), name).run for name in case.alternatives}


class Play(Stage):
    """One alternative, played."""

    def __init__(self, world: World, alternative: str) -> None:
        super().__init__(world, alternative)
        self._own_costs()
        self._retained()
        self.plays = [OfferPlay(self, offer) for offer in dict.fromkeys(self.outsourced.values())]
        for play in self.plays:
            play.play()
        self._risks()
        self._harm_and_value()
        self._measure()

    def _needed(self, service: str, month: int) -> float:
        """Return the part of a month in which a service is delivered in-house."""
        offer = self.outsourced.get(service)
        return 1.0 if offer is None else 1.0 - self.delivering(offer, month)

    def _kept(self, service: str, month: int) -> float:
        """Return the part of a month in which the in-house team is there, the parallel run too."""
        offer = self.outsourced.get(service)
        if offer is None or month >= self.exit:
            return 1.0
        parallel = self.world.values[f"offers.{offer}.transition.parallel_months"]
        return 1.0 - min(max(month + 1 - self.takeover(offer) - parallel, 0.0), 1.0)

    def _line_needed(self, line: CostLine) -> list[float]:
        """Return the greatest need among a line's services, month by month."""
        return [max((self._needed(s, m) for s in line.services), default=1.0) for m in range(self.term)]

    def _line_kept(self, line: CostLine) -> list[float]:
        """Return the same with the parallel run."""
        return [max((self._kept(s, m) for s in line.services), default=1.0) for m in range(self.term)]

    def _path(self, name: str) -> str:
        """Return the path of an in-house line, of the variant's if it has one."""
        variant = self.case.alternatives[self.name].in_house
        changed = variant is not None and name in self.case.in_house.variants[variant].costs
        return f"in_house.variants.{variant}.costs.{name}" if changed else f"in_house.costs.{name}"

    def _own_costs(self) -> None:
        """Book the in-house lines and add up what is alike in every alternative."""
        for name, line in self.case.in_house_costs(self.name).items():
            if line.asset is not None:
                self._asset(name, line)
            else:
                self._own_line(name, self._path(name), line)
        for name, line in self.case.in_house.costs.items():
            path = f"in_house.costs.{name}"
            always = self.world.purchases(path, line, [1.0] * self.term) if line.asset else None
            for month in range(self.term):
                full = always[month] if always else self.world.full_amount(path, line, month)
                self.run.irrelevant += (1 - line.relevance.ending_share) * full * discount_factor(self.case, month)

    def _asset(self, name: str, line: CostLine) -> None:
        """Book an asset's purchases, in every alternative if it can't be avoided."""
        presence = self._line_needed(line) if line.relevance.ending_share == 1 else [1.0] * self.term
        for month, amount in enumerate(self.world.purchases(self._path(name), line, presence)):
            self.pay(name, month, amount)

    def _own_line(self, name: str, path: str, line: CostLine) -> None:
        """Book a line where it is needed, and what of it stays where it isn't."""
        needed, kept = self._line_needed(line), self._line_kept(line)
        ending = line.relevance.ending_share
        for month in range(self.term):
            full = self.world.full_amount(path, line, month)
            ended = 1.0
            if line.relevance.kind == "partly":
                ended = min(max(month + 2 - self.world.values[f"{path}.relevance.from_month"], 0.0), 1.0)
            self.pay(name, month, full * needed[month])
            self.pay("stranded", month, (1 - ending) * full * (1 - needed[month]))
            self.pay("parallel_running", month, ending * full * (kept[month] - needed[month]))
            self.pay("stranded_until_avoidable", month, ending * (1 - ended) * full * (1 - kept[month]))

    def _retained(self) -> None:
        """Book what the company keeps paying while something is outsourced."""
        for name, line in self.case.retained.costs.items():
            concerned = [s for s in self.outsourced if not line.services or s in line.services]
            if not concerned:
                continue
            path = f"retained.costs.{name}"
            bought = self.world.purchases(path, line, [1.0] * self.term) if line.asset else None
            for month in range(self.exit):
                if bought:
                    self.pay(name, month, bought[month])
                elif line.share_of_charges is not None:
                    charges = sum(
                        self.charge(self.outsourced[s], s, month) * self.rate(self.outsourced[s], month)
                        for s in concerned
                    )
                    self.pay(name, month, self.world.values[f"{path}.share_of_charges"] * charges)
                elif line.one_off is not None and line.one_off.month is None:
                    if month == min(self.takeover_month(self.outsourced[s]) for s in concerned):
                        amount = (
                            self.world.values[f"{path}.one_off.amount"] * self.world.values[f"{path}.one_off.pieces"]
                        )
                        self.pay(name, month, amount)
                else:
                    self.pay(name, month, self.world.full_amount(path, line, month))

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
            if level.service != name:
                continue
            missed = self._missed(name, key, month)
            if level.metric == "availability" and service.downtime_cost_per_hour is not None:
                total += missed * level.agreed_hours * self.world.values[f"services.{name}.downtime_cost_per_hour"]
            if level.metric == "share_in_time" and service.late_cost is not None:
                late = self.world.volume(name, month) * self.world.values[f"service_levels.{key}.share_of_volume"]
                total += missed * late * self.world.values[f"services.{name}.late_cost"]
        return total

    def _missed(self, service: str, level: str, month: int) -> float:
        """Return the believed miss of a level: the provider's while it delivers, our own while we do."""
        offer, total = self.outsourced.get(service), 0.0
        if offer is not None and level in self.case.offers[offer].attainment:
            since = math.floor(self.case.offers[offer].transition.months)
            mean = level_mean(
                self.world,
                f"offers.{offer}.attainment.{level}",
                self.case.offers[offer].attainment[level],
                month - since,
            )
            total += (1 - mean) * self.delivering(offer, month)
        variant = self.case.alternatives[self.name].in_house
        if variant is not None and level in self.case.in_house.variants[variant].attainment:
            path, belief = f"in_house.variants.{variant}", self.case.in_house.variants[variant].attainment[level]
        elif level in self.case.in_house.attainment:
            path, belief = "in_house", self.case.in_house.attainment[level]
        else:
            return total
        return total + (1 - level_mean(self.world, f"{path}.attainment.{level}", belief, month)) * self._needed(
            service, month
        )

    def _measure(self) -> None:
        """Add up present and undiscounted money."""
        run = self.run
        for line, flows in run.lines.items():
            for month, amount in flows.items():
                present = amount * discount_factor(self.case, month)
                run.present, run.undiscounted = run.present + present, run.undiscounted + amount
                if line.startswith(("credits.", "delay_damages.")):
                    run.received_present, run.received = run.received_present - present, run.received - amount
                if line.startswith("termination_fee."):
                    run.owed_present, run.owed = run.owed_present + present, run.owed + amount


def event_months(event: RiskEvent, term: int) -> Iterator[tuple[int, float]]:
    """Yield the months in which an event may happen with the chance of each, given that it happens (in its year)."""
    first, last = event.months or (1, term)
    window = range(first - 1, last)
    for month in window:
        alike = [m for m in window if m // 12 == month // 12] if event.each_year else window
        yield month, 1 / len(alike)
