"""What a term sheet may show: a case, its run at mean beliefs, and the edition; the builders know nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from outsourcing_model.case.case import Case, Clause
from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.case.paths import children
from outsourcing_model.case.price_terms import PassThrough
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.program.leaving import unamortised
from outsourcing_model.metrics.delay import delays
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.labels import in_words
from outsourcing_model.presentation.terms.charge_examples import charge_of
from outsourcing_model.presentation.terms.speech import Speech
from outsourcing_model.presentation.workbook.shared import OPEN
from outsourcing_model.wording import say


@dataclass(frozen=True)
class View:
    """Everything that one edition of a term sheet shows.

    Parameters
    ----------
    case : Case
        For the counterparty edition one that holds only what the other side may know.
    run : CashFlows
        Its run at mean beliefs.
    alternative : str
        The alternative that is put into a contract.
    offers : mapping
        Offer to the services it takes.
    lang : str
        Language of every word.
    comparison : Comparison or None
        Only in the internal edition.
    rates_in : str
        Currency in which rates of exchange are stated; the case's if empty.
    """

    case: Case
    run: CashFlows
    alternative: str
    offers: Mapping[str, tuple[str, ...]]
    lang: str
    comparison: Comparison | None = None
    rates_in: str = ""

    @property
    def internal(self) -> bool:
        """Return whether this is the internal edition."""
        return self.comparison is not None

    @property
    def speech(self) -> Speech:
        """Return the voice of the clauses."""
        return Speech(self.lang, self.case.currency)

    @property
    def last(self) -> int:
        """Return the last contract month with a provider."""
        return self.case.exit_month or self.case.term

    @property
    def title(self) -> str:
        """Return the title of the contract, a plain one if none is stated."""
        return self.case.contract.title or self.say("cover.untitled")

    def say(self, key: str, **values: object) -> str:
        """Return a text of the sheets."""
        return say(f"sheet.{key}", self.lang, **values)

    def unit(self, key: str, **values: object) -> str:
        """Return a unit in words."""
        return say(f"term.unit.{key}", self.lang, currency=self.case.currency, **values)

    @property
    def base_currency(self) -> str:
        """Return the currency in which rates of exchange are stated."""
        return self.rates_in or self.case.currency

    def rate_unit(self, currency: str) -> str:
        """Return the unit of the rate of a currency in words."""
        return say("term.unit.rate_of", self.lang, currency=self.base_currency, unit=currency)

    def service(self, name: str) -> str:
        """Return what people call a service."""
        return self.case.label("services", name)

    def counted(self, name: str) -> str:
        """Return what is counted of a service."""
        return self.case.services[name].unit or self.say("unit")

    def provider(self, offer: str) -> str:
        """Return what people call a provider."""
        return self.case.label("offers", offer)

    def milestone(self, offer: str, name: str) -> str:
        """Return what people call a milestone."""
        return self.case.offers[offer].transition.named[name].name or in_words(name)

    def late(self, offer: str, name: str = "") -> float:
        """Return the days by which a milestone (the takeover if no name is given) is late in this run."""
        return float(delays(self.case, self.run.draws, offer)[name][0])

    def step(self, name: str) -> Array:
        """Return a series of the run."""
        return self.run.steps[name].values

    def stepped(self, offer: str, name: str) -> Array:
        """Return a series of an offer in the alternative."""
        return self.step(f"alternatives.{self.alternative}.offers.{offer}.{name}")

    def has(self, offer: str, name: str) -> bool:
        """Return whether the run has a series of an offer in the alternative."""
        return f"alternatives.{self.alternative}.offers.{offer}.{name}" in self.run.steps

    def reference(self, offer: str, service: str) -> float:
        """Return what a full month costs at the reference volume, before revision."""
        baseline = self.case.baseline(offer, service)
        return charge_of(self.case.offers[offer].charges[service], baseline, baseline)

    def reference_invoice(self, offer: str) -> float:
        """Return the charges of a full month at reference volumes, before revision."""
        return sum(self.reference(offer, service) for service in self.offers[offer])

    def committed(self, offer: str) -> float:
        """Return the least charge of a full month before revision, zero if nothing is committed."""
        terms = self.case.offers[offer].minimum_commitment
        if terms is None:
            return 0.0
        return terms.amount if terms.amount is not None else (terms.share or 0.0) * self.reference_invoice(offer)

    def passed_through(self, offer: str) -> dict[str, PassThrough]:
        """Return the costs that an offer passes through for the services that it takes."""
        found = self.case.offers[offer].pass_through.items()
        return {name: cost for name, cost in found if cost.service is None or cost.service in self.offers[offer]}

    def is_unstated(self, offer: str) -> bool:
        """Return whether an offer says nothing about leaving, so that what the sheet shows of it is open."""
        return not self.case.offers[offer].exit.is_stated

    def unamortised(self, offer: str) -> float:
        """Return the investment that the termination fee writes off."""
        return unamortised(self.case.offers[offer], self.offers[offer])

    def tiers(self, offer: str) -> dict[str, LevelCredit]:
        """Return the levels that bring credits in this alternative."""
        scheme = self.case.offers[offer].credits
        services = self.offers[offer]
        levels = self.case.service_levels
        return {
            name: tiers
            for name, tiers in (scheme.levels if scheme else {}).items()
            if levels[name].service in services and (tiers.of == "invoice" or tiers.of in services)
        }

    def at_risk(self, offer: str) -> float:
        """Return the amount at risk that the levels of an offer share, as a share of the month's invoice."""
        scheme = self.case.offers[offer].credits
        return (scheme.at_risk if scheme else None) or 0.0

    def hours(self, level: str) -> float:
        """Return the agreed hours of a level's period of measurement."""
        promise = self.case.service_levels[level]
        return promise.agreed_hours * promise.window_months

    def part_due(self, offer: str, level: str, month: int) -> float:
        """Return the part of a level's credit that is due in a month: without our own share, by contract year."""
        years = self.tiers(offer)[level].by_year or (1.0,)
        return (1.0 - self.case.service_levels[level].our_share) * years[min(month // 12, len(years) - 1)]

    def service_caps(self, offer: str) -> dict[str, float]:
        """Return the caps of those services whose levels bring credits in this alternative."""
        scheme = self.case.offers[offer].credits
        credited = {self.case.service_levels[name].service for name in self.tiers(offer)}
        caps = scheme.service_caps.items() if scheme else ()
        return {service: cap for service, cap in caps if service in credited}

    def watched(self, offer: str, trigger: Trigger) -> list[str]:
        """Return the levels whose misses count for a right to terminate: the one named, else every critical one."""
        believed = self.case.offers[offer].attainment
        mine = [name for name in self.levels(offer) if name in believed]
        if trigger.level is not None:
            return [name for name in mine if name == trigger.level]
        return [name for name in mine if self.case.service_levels[name].critical]

    def levels(self, offer: str) -> list[str]:
        """Return the service levels of the services that an offer takes."""
        return [name for name, level in self.case.service_levels.items() if level.service in self.offers[offer]]

    def clause(self, name: str) -> Clause:
        """Return what the case says under a heading, an empty clause if nothing."""
        return next((clause for key, clause in self.case.contract.clauses.items() if key == name), Clause())

    def kept(self) -> list[str]:
        """Return the services that no provider of this sheet takes."""
        taken = {service for services in self.offers.values() for service in services}
        return [name for name in self.case.services if name not in taken]

    def growth(self, offer: str, index: str) -> float:
        """Return the yearly growth of an index (or the fixed rate, under no name) in this run."""
        terms = self.case.offers[offer].indexation
        if terms is None or not self.internal:
            return 0.0
        rate = self.case.indices[index].growth if index else terms.fixed_rate
        return rate.mean if rate else 0.0


def is_open(value: Uncertain | None) -> bool:
    """Return whether a term is an open point of the counterparty edition."""
    return value is not None and value.note == OPEN


def agreed(value: Uncertain) -> float | None:
    """Return the mean of a term, nothing if it is an open point."""
    return None if is_open(value) else value.mean


def has_open_price(node: object) -> bool:
    """Return whether a price anywhere in a charge is an open point."""
    if isinstance(node, Uncertain):
        return is_open(node)
    return any(has_open_price(child) for _, child in children(node))


def has_base(charge: ServiceCharge) -> bool:
    """Return whether a charge has a fixed part that the sheet shows."""
    return "base" in charge.model_fields_set or not charge.per_unit
