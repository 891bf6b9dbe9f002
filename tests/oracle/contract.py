"""One offer within an alternative: charges, credits, transition, damages and exit."""

import math
from collections.abc import Mapping

from outsourcing_model.case.offer import Offer
from outsourcing_model.case.service_level import ServiceLevel

from .billing import Billing
from .crediting import Crediting
from .delays import due, instalments, milestone_delay, most_due, named, reached, takeover_delay
from .leaving import Leaving
from .quality import offer_beliefs
from .returns import Readings
from .stage import Stage


class OfferPlay:
    """One offer within an alternative."""

    def __init__(self, alternative: Stage, offer: str) -> None:
        self.alternative, self.world, self.name = alternative, alternative.world, offer
        self.offer: Offer = alternative.case.offers[offer]
        self.services = [s for s, performer in alternative.outsourced.items() if performer == offer]
        self.lag, self.term, self.exit = self.offer.payment_months, alternative.term, alternative.exit
        self.beliefs = offer_beliefs(self.world, offer)
        bill = self.billing = Billing(alternative, offer)
        self.leaving = Leaving(alternative, offer, bill)
        self.invoices = bill.invoices
        self.bases = [
            {**{s: bill.charges[s][month] for s in self.services}, "invoice": bill.invoices[month]}
            for month in range(self.term)
        ]

    def play(self) -> None:
        """Book everything that the contract says."""
        for month in range(self.term):
            self._bill(month)
        self._credits()
        self._late_payment()
        self._transition()
        self._delay_damages()
        self._exit()
        self._maxima()

    def rate(self, month: int) -> float:
        """Return what a unit of the offer's currency costs in the case's currency."""
        return self.alternative.rate(self.name, month)

    def _pay(self, kind: str, month: int, lag: int, amount: float, part: str = "") -> None:
        """Book an amount of a month of service, in the currency of the case, in its month of payment."""
        line = f"{kind}.{self.name}.{part}" if part else f"{kind}.{self.name}"
        self.alternative.pay(line, month, amount * self.rate(month), lag)

    def _bill(self, month: int) -> None:
        """Book the invoice of a month, part by part, and what is passed through."""
        bill = self.billing
        for service in self.services:
            self._pay("charges", month, self.lag, bill.charges[service][month], service)
            self._pay("gain_share", month, self.lag, bill.gains[service][month], service)
            self._pay("unit_commitment", month, self.lag, bill.missing_units[service][month], service)
        self._pay("minimum_commitment", month, self.lag, bill.shortfalls[month])
        self._pay("discount", month, self.lag, -bill.discounts[month])
        for name, passed in bill.passed.items():
            self._pay("pass_through", month, self.lag, passed[month], name)

    def _credits(self) -> None:
        """Book the credits of every month, set off against the next invoice."""
        if not self.credit_levels():
            return
        levels, run = self.credit_levels(), self.alternative.run
        for month, now in enumerate(self.crediting({name: self.beliefs.readings(name) for name in levels}).months):
            run.capped_months += now.capped
            run.idle_months += now.idle
            run.due += now.due * self.rate(month)
            run.kept += (now.kept - now.back) * self.rate(month)
            self._pay("credits", month, self.lag + 1, -self.claimed * (now.kept - now.back))

    @property
    def claimed(self) -> float:
        """Return the share of credits that is really claimed."""
        return self.world.values[f"offers.{self.name}.credits.claimed"]

    def crediting(self, readings: Mapping[str, Readings], expected: bool = True) -> Crediting:
        """Return the scheme played on what the windows of each level show."""
        assert self.offer.credits is not None
        levels = {name: self.alternative.case.service_levels[name] for name in readings}
        return Crediting(self.offer.credits, levels, readings, self.bases, self.exit, expected)

    @property
    def levels(self) -> dict[str, ServiceLevel]:
        """Return the levels believed of the offer whose services are with it."""
        records = self.alternative.case.service_levels
        return {name: records[name] for name in self.offer.attainment if records[name].service in self.services}

    def credit_levels(self) -> list[str]:
        """Return the levels whose misses are credited while their service, and the base, are with the offer."""
        levels, scheme = self.alternative.case.service_levels, self.offer.credits
        return [
            name
            for name, terms in (scheme.levels if scheme else {}).items()
            if levels[name].service in self.services and terms.of in self.bases[0]
        ]

    def _late_payment(self) -> None:
        """Book what paying late costs."""
        terms, path = self.offer.late_payment, f"offers.{self.name}.late_payment"
        for month, invoice in enumerate(self.invoices if terms else ()):
            assert terms is not None
            if invoice > 0:
                interest = invoice * terms.rate * self.world.values[f"{path}.days"] / 365
                late = self.world.values[f"{path}.share"] * (interest + terms.indemnity)
                self._pay("late_payment", month, self.lag, late)

    def _transition(self) -> None:
        """Book the price of taking over and our own overrun."""
        terms, price = self.offer.transition, self.offer.transition.price_of(tuple(self.services))
        overrun = self.world.values[f"offers.{self.name}.transition.overrun"]
        for month, share in instalments(self.world, self.name):
            self._pay("transition", month, self.lag, share * (1 - terms.financed) * price)
            self._pay("transition_overrun", month, 0, share * overrun * price)

    def _delay_damages(self) -> None:
        """Book what a late provider owes, in the order of the months up to the cap of all of it."""
        terms, owed = self.offer.transition, []
        if terms.delay_damages is not None:
            late = takeover_delay(self.world, self.name)
            owed.append((self.alternative.takeover_month(self.name), due(terms.delay_damages, late)))
        for name, milestone in named(terms).items():
            if milestone.delay_damages is not None:
                late = milestone_delay(self.world, self.name, name)
                owed.append((reached(self.world, self.name, name), due(milestone.delay_damages, late)))
        left = math.inf if terms.damages_cap is None else terms.damages_cap
        for month, amount in sorted(owed):
            received = min(amount, left)
            self._pay("delay_damages", month, self.lag + 1, -received)
            left -= received

    def _exit(self) -> None:
        """Book what leaving costs."""
        for line, (amount, lagged) in self.leaving.lines().items():
            self._pay(line, self.exit - 1, self.lag if lagged else 0, amount)

    def _maxima(self) -> None:
        """Add the most that either side may owe under this offer."""
        run, scheme = self.alternative.run, self.offer.credits
        invoiced = sum(max(invoice, 0.0) * self.rate(month) for month, invoice in enumerate(self.invoices))
        credit_cap: float | None = 0.0
        if scheme is not None and self.credit_levels():
            credit_cap = None if scheme.monthly_cap is None else scheme.monthly_cap * invoiced
        damages_cap = most_due(self.offer.transition)
        if run.maximum_received is None or credit_cap is None or math.isinf(damages_cap):
            run.maximum_received = None
        else:
            run.maximum_received += credit_cap + damages_cap * self.rate(self.alternative.takeover_month(self.name))
        months = range(self.offer.exit.from_month, self.term)
        run.fees.append({month: self.leaving.fee(month) * self.rate(month - 1) for month in months})
