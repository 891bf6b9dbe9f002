"""What the company pays itself in one alternative: its lines, people who leave, what is freed, tax."""

import math
from collections.abc import Callable

from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.freed import Freed

from .stage import Stage
from .world import discount_factor

Amount = Callable[[str, CostLine, int], float]


class OwnSide(Stage):
    """One alternative seen from the company's own accounts."""

    def needed(self, service: str, month: int) -> float:
        """Return the part of a month in which a service is delivered in-house."""
        offer = self.outsourced.get(service)
        return 1.0 if offer is None else 1.0 - self.delivering(offer, month)

    def _kept_of(self, services: tuple[str, ...], month: int) -> float:
        """Return the greatest need among services, the parallel run too."""
        return max((self.kept(self.outsourced[s], month) if s in self.outsourced else 1.0 for s in services), default=1)

    def _needed_of(self, services: tuple[str, ...], month: int) -> float:
        """Return the greatest need among services."""
        return max((self.needed(service, month) for service in services), default=1.0)

    def path(self, name: str) -> str:
        """Return the path of an in-house line, of the variant's if it has one."""
        variant = self.case.alternatives[self.name].in_house
        changed = variant is not None and name in self.case.in_house.variants[variant].costs
        return f"in_house.variants.{variant}.costs.{name}" if changed else f"in_house.costs.{name}"

    def own_costs(self) -> None:
        """Book the in-house lines and add up what is alike in every alternative."""
        for name, line in self.case.in_house_costs(self.name).items():
            if line.asset is not None:
                self._asset(name, line)
                continue
            self._own_line(name, self.path(name), line, self.world.full_amount)
            if line.staff is not None and line.staff.hiring_cost is not None:
                self._own_line(f"hiring.{name}", self.path(name), line, self.world.hires)
        for name, line in self.case.in_house.costs.items():
            self._add_alike(f"in_house.costs.{name}", line)

    def _add_alike(self, path: str, line: CostLine) -> None:
        """Add the part of a line that every alternative has alike to what is irrelevant, and to what tax deducts."""
        share = 1 - line.relevance.ending_share
        if line.asset is not None:
            bought = self.world.purchases(path, line, [1.0] * self.term)
            paid, written = self.world.asset_flows(line, bought), self.world.write_offs(line, bought)
        else:
            amounts = (self.world.full_amount, self.world.hires)
            paid = written = [sum(amount(path, line, month) for amount in amounts) for month in range(self.term)]
        for month in range(self.term):
            self.run.irrelevant += share * paid[month] * discount_factor(self.case, month)
            self.alike[month] += share * written[month]

    def _asset(self, name: str, line: CostLine) -> None:
        """Book an asset's purchases, in every alternative if it can't be avoided."""
        presence = [1.0] * self.term
        if line.relevance.ending_share == 1:
            presence = [self._needed_of(line.services, month) for month in range(self.term)]
        self._book_asset(name, self.path(name), line, presence, self.term)

    def _book_asset(self, name: str, path: str, line: CostLine, presence: list[float], end: int) -> None:
        """Book an asset's purchases and write-offs before a month."""
        bought = self.world.purchases(path, line, presence)
        paid, written = self.world.asset_flows(line, bought), self.world.write_offs(line, bought)
        for month in range(end):
            self.pay(name, month, paid[month], taxed=False)
            self.deductible[month] += written[month]

    def _own_line(self, name: str, path: str, line: CostLine, amount: Amount) -> None:
        """Book a line where it is needed, and what of it stays where it isn't."""
        ending = line.relevance.ending_share
        for month in range(self.term):
            full = amount(path, line, month)
            needed, kept = self._needed_of(line.services, month), self._kept_of(line.services, month)
            still = 1 - self.ended(path, line, month)
            self.pay(name, month, full * needed)
            self.pay("stranded", month, (1 - ending) * full * (1 - needed))
            self.pay("parallel_running", month, ending * full * (kept - needed))
            self.pay("stranded_until_avoidable", month, ending * still * full * (1 - kept))

    def ended(self, path: str, line: CostLine, month: int) -> float:
        """Return the part of what can be ended that has ended."""
        if line.relevance.kind != "partly":
            return 1.0
        months = month + 2 - self.world.values[f"{path}.relevance.from_month"]
        fades = 1.0 if line.relevance.fades_over is None else self.world.values[f"{path}.relevance.fades_over"]
        return min(max(months / max(fades, 1.0), 0.0), 1.0)

    def retained(self) -> None:
        """Book what the company keeps paying while something is outsourced."""
        for name, line in self.case.retained.costs.items():
            concerned = [s for s in self.outsourced if not line.services or s in line.services]
            if concerned:
                self._keep(name, f"retained.costs.{name}", line, concerned)

    def _keep(self, name: str, path: str, line: CostLine, concerned: list[str]) -> None:
        """Book one line while some services are outsourced."""
        if line.asset is not None:
            self._book_asset(name, path, line, [1.0] * self.term, self.exit)
        elif line.severance is not None:
            self._severance(name, path, line, {self.outsourced[service] for service in concerned})
        elif line.one_off is not None and line.one_off.month is None:
            month = min(self.takeover_month(self.outsourced[service]) for service in concerned)
            if month < self.exit:
                once = f"{path}.one_off"
                self.pay(name, month, self.world.values[f"{once}.amount"] * self.world.values[f"{once}.pieces"])
        else:
            for month in range(self.exit):
                self.pay(name, month, self._kept_amount(path, line, concerned, month))
                if line.staff is not None and line.staff.hiring_cost is not None:
                    self.pay(f"hiring.{name}", month, self.world.hires(path, line, month))

    def _kept_amount(self, path: str, line: CostLine, concerned: list[str], month: int) -> float:
        """Return what a retained line costs in a month: its amount, or its share of what offers charge."""
        if line.share_of_charges is None:
            return self.world.full_amount(path, line, month)
        offers = [(self.outsourced[service], service) for service in concerned]
        charges = sum(self.charge(offer, service, month) * self.rate(offer, month) for offer, service in offers)
        return self.world.values[f"{path}.share_of_charges"] * charges

    def _severance(self, name: str, path: str, line: CostLine, offers: set[str]) -> None:
        """Book what parting with people costs."""
        assert line.severance is not None
        value = {field: self.world.values[f"{path}.severance.{field}"] for field in SEVERANCE}
        month = (line.severance.month or 0) - 1
        if line.severance.month is None:
            first = min(sorted(offers), key=self.takeover)
            month = min(math.floor(self.stopped(first)), self.term - 1)
        if month >= self.exit:
            return
        dismissed = max(value["people"] - value["transferred"] - value["redeployed"], 0.0)
        each = value["weeks"] / 52 * value["annual_wage"] * value["loading"] + value["per_person"]
        amount = dismissed * each + value["transferred"] * value["transfer_payment"]
        self.pay(name, month, amount * self.world.index(line.index, month))

    def freed(self) -> None:
        """Book what resources bring that services tie up, or would bring elsewhere."""
        for name, resource in self.case.freed.items():
            away = all(service in self.outsourced for service in resource.services)
            if resource.kind == "opportunity":
                self._opportunity(name, resource)
            elif away and resource.kind == "sublet":
                for month in range(self.term):
                    free = 1 - self._kept_of(resource.services, month)
                    let = min(free, self._usable(name, month))
                    self.pay(f"freed.{name}", month, -self._freed_amount(name, resource, "monthly", month) * let)
            elif away:
                stopped = max(math.floor(self.stopped(self.outsourced[service])) for service in resource.services)
                month = max(stopped, self._first_month(name))
                if month < self.exit:
                    self.pay(f"freed.{name}", month, -self._freed_amount(name, resource, "amount", month))

    def _opportunity(self, name: str, resource: Freed) -> None:
        """Book what a resource would earn elsewhere while the company still runs the service: no cash, no tax."""
        for month in range(self.term):
            kept = self._kept_of(resource.services, month)
            if resource.monthly is not None:
                missed = max(self._usable(name, month) + kept - 1, 0.0)
                amount = self._freed_amount(name, resource, "monthly", month) * missed
            elif month == self._first_month(name):
                amount = self._freed_amount(name, resource, "amount", month) * kept
            else:
                continue
            self.pay(f"freed.{name}", month, amount, taxed=False)

    def _freed_amount(self, name: str, resource: Freed, field: str, month: int) -> float:
        """Return what a resource brings, at the prices of a month."""
        return self.world.values[f"freed.{name}.{field}"] * self.world.index(resource.index, month)

    def _usable(self, name: str, month: int) -> float:
        """Return the part of a month in which a resource can bring something."""
        return min(max(month + 2 - self.world.values[f"freed.{name}.from_month"], 0.0), 1.0)

    def _first_month(self, name: str) -> int:
        """Return the first whole month, counted from 0, in which a resource can bring something at once."""
        return math.ceil(self.world.values[f"freed.{name}.from_month"]) - 1

    def tax(self) -> None:
        """Book what the lines of the alternative save in tax."""
        if self.case.tax is None:
            return
        rate = self.world.values["tax.rate"]
        for month in range(self.term):
            self.pay("tax_alike", month, -rate * self.alike[month], taxed=False)
            self.pay("tax", month, -rate * (self.deductible[month] - self.alike[month]), taxed=False)
            self.run.irrelevant -= rate * self.alike[month] * discount_factor(self.case, month)


SEVERANCE = (
    "people", "transferred", "redeployed", "weeks", "annual_wage", "loading", "per_person", "transfer_payment",
)  # fmt: skip
