"""One offer within an alternative: charges, credits, transition, damages and exit."""

import math
from collections.abc import Mapping

from outsourcing_model.case.offer import Offer

from .billing import Billing
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
        self.price = self.offer.transition.price_of(tuple(self.services))
        bill = self.billing = Billing(alternative, offer)
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
        damages_cap = self._delay_damages()
        self._exit()
        self._maxima(damages_cap)

    def rate(self, month: int) -> float:
        """Return what a unit of the offer's currency costs in the case's currency."""
        return self.alternative.rate(self.name, month)

    def _pay(self, kind: str, month: int, lag: int, amount: float, part: str = "") -> None:
        """Book an amount of a month of service, in the currency of the case, in its month of payment."""
        line = f"{kind}.{self.name}.{part}" if part else f"{kind}.{self.name}"
        self.alternative.pay(line, month + lag, amount * self.rate(month))

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
            for name in (self.offer.credits.tiers if self.offer.credits else ())
            if levels[name].service in self.services
        ]

    def returned(self, month: int, shares: Mapping[str, float]) -> tuple[float, bool]:
        """Return the money of the levels' shares after the cap and the claim, and whether the cap cut it."""
        scheme, bases = self.offer.credits, self.bases[month]
        if scheme is None:
            return 0.0, False
        due = sum(share * max(bases.get(scheme.tiers[level].of, 0.0), 0.0) for level, share in shares.items())
        claimed = self.world.values[f"offers.{self.name}.credits.claimed"]
        if scheme.monthly_cap is not None and due > (most := scheme.monthly_cap * max(bases["invoice"], 0.0)) * (
            1 + SLACK
        ):
            return most * claimed, True
        return due * claimed, False

    def share(self, level: str, month: int) -> float:
        """Return the expected share of the base that a level's misses return."""
        belief = self.offer.attainment[level]
        since = month - math.floor(self.offer.transition.months)
        mean = level_mean(self.world, f"offers.{self.name}.attainment.{level}", belief, since)
        return expected_share(self.offer.credits.tiers[level], mean, belief.spread)  # type: ignore[union-attr]

    def _transition(self) -> None:
        """Book the price of taking over and our own overrun."""
        terms = self.offer.transition
        shares = {int(month) - 1: share for month, share in terms.milestones.items()}
        shares = shares or {max(math.ceil(terms.months) - 1, 0): 1.0}
        overrun = self.world.values[f"offers.{self.name}.transition.overrun"]
        for month, share in shares.items():
            self._pay("transition", month, self.lag, share * (1 - terms.financed) * self.price)
            self._pay("transition_overrun", month, 0, share * overrun * self.price)

    def _delay_damages(self) -> float | None:
        """Book what a late provider owes and return the most it may owe, none if that has no limit."""
        terms = self.offer.transition.delay_damages
        if terms is None:
            return 0.0
        days = math.ceil(self.world.values[f"offers.{self.name}.transition.slip_days"] - SLACK)
        due, most = terms.value * terms.rate_per_day * days, None
        if terms.cap is not None:
            most = terms.cap * (terms.value if terms.cap_base is None else terms.cap_base)
            due = min(due, most)
        if due > terms.exempt_up_to + SLACK:
            self._pay("delay_damages", self.alternative.takeover_month(self.name), self.lag + 1, -due)
        return most

    def fee(self, month: int) -> float:
        """Return the fee for leaving at the end of a contract month before the last."""
        terms = self.offer.exit
        basis = self.offer.transition.financed * self.price if terms.unamortised is None else terms.unamortised
        wind_down = self.world.values[f"offers.{self.name}.exit.wind_down"]
        return basis * (self.term - month) / self.term + wind_down + terms.months_of_charges * self.invoices[month - 1]

    def _exit(self) -> None:
        """Book what leaving costs."""
        month, values, path = self.exit - 1, self.world.values, f"offers.{self.name}.exit"
        if self.exit < self.term:
            self._pay("termination_fee", month, self.lag, self.fee(self.exit))
            self._pay("reinsourcing", month, 0, values[f"{path}.reinsourcing"])
        self._pay("exit_assistance", month, self.lag, values[f"{path}.assistance"])

    def _maxima(self, damages_cap: float | None) -> None:
        """Add the most that either side may owe under this offer."""
        run, scheme = self.alternative.run, self.offer.credits
        invoiced = sum(max(invoice, 0.0) * self.rate(month) for month, invoice in enumerate(self.invoices))
        credit_cap: float | None = 0.0
        if scheme is not None and any(scheme.tiers[level].of in self.bases[0] for level in self.credit_levels()):
            credit_cap = None if scheme.monthly_cap is None else scheme.monthly_cap * invoiced
        if run.maximum_received is None or credit_cap is None or damages_cap is None:
            run.maximum_received = None
        else:
            run.maximum_received += credit_cap + damages_cap * self.rate(self.alternative.takeover_month(self.name))
        run.fees.append(
            {month: self.fee(month) * self.rate(month - 1) for month in range(self.offer.exit.from_month, self.term)}
        )
