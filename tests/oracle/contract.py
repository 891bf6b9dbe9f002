"""One offer within an alternative: charges, credits, transition, damages and exit."""

import math
from collections.abc import Mapping

from outsourcing_model.case.offer import Offer

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
        self.bases: list[dict[str, float]] = []
        self.invoices: list[float] = []

    def play(self) -> None:
        """Book everything that the contract says."""
        for month in range(self.term):
            self._bill(month)
        self._transition()
        damages_cap = self._delay_damages()
        self._exit()
        self._maxima(damages_cap)

    def _bill(self, month: int) -> None:
        """Book the charges of a month, what they miss of the commitment, and the credits."""
        charges = {s: self.alternative.charge(self.name, s, month) for s in self.services}
        for service, charge in charges.items():
            self.alternative.pay(f"charges.{self.name}.{service}", month + self.lag, charge)
        shortfall = max(self._commitment(month) - sum(charges.values()), 0.0)
        self.alternative.pay(f"minimum_commitment.{self.name}", month + self.lag, shortfall)
        self.invoices.append(sum(charges.values()) + shortfall)
        self.bases.append({**charges, "invoice": self.invoices[-1]})
        self._credits(month)

    def _commitment(self, month: int) -> float:
        """Return the least that is charged for a month."""
        total = 0.0
        for service in self.services:
            units = self.world.units_price(self.name, service, self.world.reference_volume(self.name, service))
            total += self.world.values[f"offers.{self.name}.charges.{service}.base"] + units
        return (
            self.offer.minimum_commitment
            * total
            * self.world.revision(self.name, month)
            * self.alternative.delivering(self.name, month)
        )

    def _credits(self, month: int) -> None:
        """Book the credits of a month, set off against the next invoice."""
        shares = {level: self.share(level, month) for level in self.credit_levels()}
        amount, capped = self.returned(month, shares)
        self.alternative.run.capped_months += capped
        self.alternative.pay(f"credits.{self.name}", month + self.lag + 1, -amount)

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
        due = sum(share * bases.get(scheme.tiers[level].of, 0.0) for level, share in shares.items())
        claimed = self.world.values[f"offers.{self.name}.credits.claimed"]
        if scheme.monthly_cap is not None and due > (most := scheme.monthly_cap * bases["invoice"]) * (1 + SLACK):
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
            self.alternative.pay(f"transition.{self.name}", month + self.lag, share * (1 - terms.financed) * self.price)
            self.alternative.pay(f"transition_overrun.{self.name}", month, share * overrun * self.price)

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
            self.alternative.pay(
                f"delay_damages.{self.name}", self.alternative.takeover_month(self.name) + self.lag + 1, -due
            )
        return most

    def fee(self, month: int) -> float:
        """Return the fee for leaving at the end of a contract month before the last."""
        terms = self.offer.exit
        basis = self.offer.transition.financed * self.price if terms.unamortised is None else terms.unamortised
        wind_down = self.world.values[f"offers.{self.name}.exit.wind_down"]
        return basis * (self.term - month) / self.term + wind_down + terms.months_of_charges * self.invoices[month - 1]

    def _exit(self) -> None:
        """Book what leaving costs."""
        month = self.exit - 1
        if self.exit < self.term:
            self.alternative.pay(f"termination_fee.{self.name}", month + self.lag, self.fee(self.exit))
            self.alternative.pay(
                f"reinsourcing.{self.name}", month, self.world.values[f"offers.{self.name}.exit.reinsourcing"]
            )
        self.alternative.pay(
            f"exit_assistance.{self.name}", month + self.lag, self.world.values[f"offers.{self.name}.exit.assistance"]
        )

    def _maxima(self, damages_cap: float | None) -> None:
        """Add the most that either side may owe under this offer."""
        run, scheme = self.alternative.run, self.offer.credits
        credit_cap: float | None = 0.0
        if scheme is not None and any(scheme.tiers[level].of in self.bases[0] for level in self.credit_levels()):
            credit_cap = None if scheme.monthly_cap is None else scheme.monthly_cap * sum(self.invoices)
        if run.maximum_received is None or credit_cap is None or damages_cap is None:
            run.maximum_received = None
        else:
            run.maximum_received += credit_cap + damages_cap
        run.fees.append({month: self.fee(month) for month in range(self.offer.exit.from_month, self.term)})
