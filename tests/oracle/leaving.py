"""Getting out of one offer in one alternative: the fee, help, and what the company pays besides."""

from outsourcing_model.case.offer import Offer

from .billing import Billing
from .prices import price_factor
from .stage import Stage
from .units import month_cost


class Leaving:
    """What leaving at the end of a contract month costs, in the currency of the offer."""

    def __init__(self, stage: Stage, offer: str, billing: Billing) -> None:
        self.stage, self.world, self.name, self.billing = stage, stage.world, offer, billing
        self.offer: Offer = stage.case.offers[offer]
        self.terms, self.path = self.offer.exit, f"offers.{offer}.exit"

    def fee(self, month: int) -> float:
        """Return the fee for leaving for convenience at the end of a contract month before the last."""
        terms, transition, term = self.terms, self.offer.transition, self.stage.term
        invested = terms.unamortised
        if invested is None:
            invested = transition.financed * transition.price_of(tuple(self.billing.services))
        base, card = self._at_prices_of(month)
        left = term - max(month, self.stage.takeover(self.name))
        remaining = card * max(left, 0.0)
        fee = invested * (term - month) / term + self.world.values[f"{self.path}.wind_down"]
        fee += terms.months_of_charges * self.billing.usual(month - 1) + terms.months_of_base * base
        fee += terms.share_of_remaining * remaining
        if terms.cap is not None:
            fee = min(fee, terms.cap * (term - month) / term)
        if terms.cap_share is not None:
            fee = min(fee, terms.cap_share * remaining)
        return fee

    def _at_prices_of(self, month: int) -> tuple[float, float]:
        """Return the bases, and the charges at reference volumes, of a full month at the prices of a contract month."""
        base = card = 0.0
        for service in self.billing.services:
            factor = price_factor(self.world, self.name, service, month - 1)
            base += self.world.values[f"offers.{self.name}.charges.{service}.base"] * factor
            volume = self.world.reference_volume(self.name, service)
            card += month_cost(self.world, self.name, service, volume) * factor
        return base, card

    def lines(self) -> dict[str, tuple[float, bool]]:
        """Return line to what is paid for the exit of the run, and whether with the lag of the offer."""
        early, found = self.stage.exit < self.stage.term, {}
        breach = early and self.stage.case.exit_ground == "breach"
        if early and not breach:
            found["termination_fee"] = self.fee(self.stage.exit), True
        if early:
            own = "retender" if self.terms.after_exit == "retender" else "reinsourcing"
            found[own] = self.world.values[f"{self.path}.{own}"], False
            beside = self.world.values[f"{self.path}.dual_running_months"]
            found["exit_dual_running"] = beside * self.billing.usual(self.stage.exit - 1), True
        if not (breach and self.terms.assistance_free_on_breach):
            found["exit_assistance"] = self._help(), True
            found["data_extraction"] = self.world.values[f"{self.path}.data_extraction"], True
        return found

    def _help(self) -> float:
        """Return the price of the provider's help."""
        if self.terms.assistance_days is None:
            return self.world.values[f"{self.path}.assistance"]
        return self.world.values[f"{self.path}.assistance_days"] * self.world.values[f"{self.path}.assistance_day_rate"]
