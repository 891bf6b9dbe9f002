"""One offer within an alternative: charges, credits, transition, damages and exit."""

import math
from collections.abc import Mapping

from outsourcing_model.case.offer import Offer

from .billing import Billing
from .delays import due, instalments, milestone_delay, most_due, named, reached, takeover_delay
from .leaving import Leaving
from .quality import expected_share, level_mean
from .stage import Stage
from .world import SLACK


class OfferPlay:
    """One offer within an alternative."""

    def __init__(self, alternative: Stage, offer: str) -> None:
        self.alternative, self.world, self.name = alternative, alternative.world, offer
        self.offer: Offer = alternative.case.offers[offer]
        self.services = [s for s, performer in alternative.outsourced.items() if performer == offer]
        self.lag, self.term, self.exit = self.offer.payment_months, alternative.term, alternative.exit
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
            self._credits(month)
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

    def _credits(self, month: int) -> None:
        """Book the credits of a month, set off against the next invoice."""
        shares = {level: self.share(level, month) for level in self.credit_levels()}
        amount, capped = self.returned(month, shares)
        self.alternative.run.capped_months += capped
        self._pay("credits", month, self.lag + 1, -amount)

    def credit_levels(self) -> list[str]:
        """Return the levels whose misses are credited while their service is with the offer."""
        levels = self.alternative.case.service_levels
        return [
            name
            for name in (self.offer.credits.levels if self.offer.credits else ())
            if levels[name].service in self.services
        ]

    def returned(self, month: int, shares: Mapping[str, float]) -> tuple[float, bool]:
        """Return the money of the levels' shares after the cap and the claim, and whether the cap cut it."""
        scheme, bases = self.offer.credits, self.bases[month]
        if scheme is None:
            return 0.0, False
        owed = sum(share * max(bases.get(scheme.levels[level].of, 0.0), 0.0) for level, share in shares.items())
        claimed = self.world.values[f"offers.{self.name}.credits.claimed"]
        if scheme.monthly_cap is None:
            return owed * claimed, False
        most = scheme.monthly_cap * max(bases["invoice"], 1e-9)
        return min(owed, most) * claimed, owed > most * (1 + SLACK)

    def share(self, level: str, month: int) -> float:
        """Return the expected share of the base that a level's misses return."""
        belief = self.offer.attainment[level]
        since = month - math.floor(self.offer.transition.months)
        mean = level_mean(self.world, f"offers.{self.name}.attainment.{level}", belief, since)
        return expected_share(self.offer.credits.levels[level], mean, belief.spread)  # type: ignore[union-attr]

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
        if scheme is not None and any(scheme.levels[level].of in self.bases[0] for level in self.credit_levels()):
            credit_cap = None if scheme.monthly_cap is None else scheme.monthly_cap * invoiced
        damages_cap = most_due(self.offer.transition)
        if run.maximum_received is None or credit_cap is None or math.isinf(damages_cap):
            run.maximum_received = None
        else:
            run.maximum_received += credit_cap + damages_cap * self.rate(self.alternative.takeover_month(self.name))
        months = range(self.offer.exit.from_month, self.term)
        run.fees.append({month: self.leaving.fee(month) * self.rate(month - 1) for month in months})
