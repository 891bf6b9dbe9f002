"""The invoices of one offer in one alternative, month by month, in the currency of the offer."""

from collections.abc import Callable

from .prices import price_factor
from .settlement import is_settled, less_set_off, settled_discount, settled_gain
from .stage import Stage
from .units import billed_units, month_cost

Months = list[float]


class Billing:
    """What one offer invoices: each part by month."""

    def __init__(self, stage: Stage, offer: str) -> None:
        self.stage, self.world, self.name = stage, stage.world, offer
        self.offer = stage.case.offers[offer]
        self.services = [s for s, performer in stage.outsourced.items() if performer == offer]
        self.charges = {s: self._monthly(lambda m, s=s: stage.charge(offer, s, m)) for s in self.services}
        self.gains = {s: self._gains(s) for s in self.services}
        self.turnover = self._monthly(lambda m: sum(self.charges[s][m] + self.gains[s][m] for s in self.services))
        self.missing_units = {s: self._missing_units(s) for s in self.services}
        self.shortfalls = self._shortfalls()
        self.discounts = self._discounts()
        self.passed = {name: self._passed(name) for name in self.offer.pass_through}
        self.invoices = self._monthly(self._invoice)

    def _monthly(self, amount: Callable[[int], float]) -> Months:
        """Return an amount of every month."""
        return [amount(month) for month in range(self.stage.term)]

    def _weight(self, service: str | None, month: int) -> float:
        """Return price factor times the part of the month that is delivered."""
        return price_factor(self.world, self.name, service, month) * self.stage.delivering(self.name, month)

    def _invoice(self, month: int) -> float:
        """Return the invoice of a month."""
        missing = sum(owed[month] for owed in self.missing_units.values())
        return self.turnover[month] + self.shortfalls[month] - self.discounts[month] + missing

    def usual(self, month: int) -> float:
        """Return the invoice of a month without what is settled once a year."""
        found = self.invoices[month]
        if self.offer.discount is not None and self.offer.discount.settled == "year":
            found += self.discounts[month]
        for service, gains in self.gains.items():
            terms = self.offer.charges[service].gain_share
            if terms is not None and terms.settled == "year":
                found -= gains[month]
        return found

    def _gains(self, service: str) -> Months:
        """Return the gain shares of a service."""
        charge, found = self.offer.charges[service], [0.0] * self.stage.term
        terms, path = charge.gain_share, f"offers.{self.name}.charges.{service}.gain_share"
        if terms is None:
            return found
        target = actual = fee = 0.0
        for month in range(self.stage.exit):
            units = billed_units(charge, self.world.volume(service, month))
            weight = self._weight(service, month)
            target += (terms.target_fixed + terms.target_per_unit * units) * weight
            cost = self.world.values[f"{path}.actual_fixed"] + self.world.values[f"{path}.actual_per_unit"] * units
            actual += cost * weight
            fee += self.world.values[f"{path}.fee"] * weight
            if is_settled(terms.settled, month, self.stage.exit):
                found[month] = settled_gain(terms, target, actual, fee)
                target = actual = fee = 0.0
        return found

    def _missing_units(self, service: str) -> Months:
        """Return what units committed and not used cost."""
        terms = self.offer.charges[service].commitment
        if terms is None:
            return [0.0] * self.stage.term
        rate = self.world.values[f"offers.{self.name}.charges.{service}.commitment.rate"]

        def balance(month: int) -> float:
            part = self.stage.delivering(self.name, month)
            return self.world.volume(service, month) * part - terms.units * part

        balances = self._monthly(balance)
        owed = less_set_off(balances, terms.carry_forward_months)
        return self._monthly(lambda m: owed[m] * rate * price_factor(self.world, self.name, service, m))

    def _committed(self, month: int) -> float:
        """Return the least that charges and gain shares of a month come to."""
        terms = self.offer.minimum_commitment
        assert terms is not None
        if terms.amount is not None:
            return terms.amount * self._weight(None, month)
        assert terms.share is not None
        total = 0.0
        for service in self.services:
            reference = self.world.reference_volume(self.name, service)
            total += month_cost(self.world, self.name, service, reference) * self._weight(service, month)
        return terms.share * total

    def _shortfalls(self) -> Months:
        """Return what is paid because charges miss the minimum commitment."""
        terms = self.offer.minimum_commitment
        if terms is None:
            return [0.0] * self.stage.term
        balances = self._monthly(lambda m: self.turnover[m] - self._committed(m))
        return less_set_off(balances, terms.carry_forward_months)

    def _discounts(self) -> Months:
        """Return the discounts on the total."""
        terms, found, total = self.offer.discount, [0.0] * self.stage.term, 0.0
        if terms is None:
            return found
        for month in range(self.stage.exit):
            total += self.turnover[month]
            if is_settled(terms.settled, month, self.stage.exit):
                found[month], total = settled_discount(terms, total), 0.0
        return found

    def _passed(self, name: str) -> Months:
        """Return a cost passed through."""
        terms, path = self.offer.pass_through[name], f"offers.{self.name}.pass_through.{name}"
        if terms.service is not None and terms.service not in self.services:
            return [0.0] * self.stage.term

        def amount(month: int) -> float:
            if terms.monthly is not None:
                cost = self.world.values[f"{path}.monthly"]
            else:
                assert terms.service is not None
                cost = self.world.values[f"{path}.per_unit"] * self.world.volume(terms.service, month)
            cost *= (1 + self.world.values[f"{path}.markup"]) * self.world.index(terms.index, month)
            return cost * self.stage.delivering(self.name, month)

        return self._monthly(amount)
