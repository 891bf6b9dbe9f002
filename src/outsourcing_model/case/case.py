"""The case: everything that is agreed and believed about one outsourcing decision."""

import re
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import ConfigDict, ModelWrapValidatorHandler, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.budget import Budget
from outsourcing_model.case.cost import CostLine, InHouse, Retained, Variant
from outsourcing_model.case.end_of_term import EndOfTerm
from outsourcing_model.case.evaluation import Evaluation
from outsourcing_model.case.exchange import ExchangeRate
from outsourcing_model.case.factors import joined
from outsourcing_model.case.finding_out import FindingOut
from outsourcing_model.case.freed import Freed
from outsourcing_model.case.hurdle import Hurdle
from outsourcing_model.case.index import Index
from outsourcing_model.case.offer import Offer, Party
from outsourcing_model.case.optimism import OptimismBias
from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.risk import RiskEvent
from outsourcing_model.case.risk_aversion import RiskAversion
from outsourcing_model.case.service import Service
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.case.tax import Tax
from outsourcing_model.case.together import Correlation
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import Exact, read_number, shown, within
from outsourcing_model.timeline import MAX_MONTHS, Month, Timeline

LEAST_RATE = -0.5
_YEAR = re.compile(r"0|[1-9]\d?", re.ASCII)
IN_HOUSE = "in_house"

ClauseName = Literal[
    "parties", "dates", "scope", "deliverables", "transition", "charges", "indexation", "payment", "benchmark",
    "service_levels", "credits", "governance", "change_control", "confidentiality", "data_protection",
    "intellectual_property", "staff", "liability", "warranty", "continuity", "termination", "exit", "law", "model_run",
]  # fmt: skip
CLAUSES: tuple[str, ...] = get_args(ClauseName)

Timing = Literal["start", "mid", "end", "year_start", "year_mid", "year_end"]


class PricePer(Record):
    """What page one divides the cost by."""

    unit: str = stated("user, seat, device: in the singular")
    count: Uncertain = quantity("how many", kind="number", unit="units", low=1e-6, high=1e12)
    source: str = stated("where the figures come from", "")


class Alternative(Record):
    """Who delivers each service: an offer, or the company itself for every service that is not named."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str]
    others: ClassVar[str] = "services"

    name: str = stated("what people call it; the key when absent", "")
    every_service: str | None = stated("the offer that takes every service it covers", None)
    in_house: str | None = stated("the in-house variant for the services that stay", None)
    quality_points: Uncertain | None = quantity(
        "quality score of the evaluation", kind="number", unit="points", low=0, high=1e6, default=None
    )

    @property
    def named(self) -> dict[str, str]:
        """Return service to performer, for the services that are named."""
        return dict(self.__pydantic_extra__)


class Clause(Record):
    """What the contract says under one heading beyond the computed terms, and our position on it."""

    wording: tuple[str, ...] = stated("sentences as agreed or proposed", ())
    items: tuple[str, ...] = stated("list under the heading: categories, reports, committees", ())
    target: str = stated("what we want (internal)", "")
    acceptable: str = stated("what we can accept (internal)", "")
    walk_away: str = stated("where we stop (internal)", "")
    money: str = stated("path of the figure that shows what is at stake (internal)", "")

    @field_validator("wording", "items", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one sentence alone."""
        return (raw,) if isinstance(raw, str) else raw


class Consultation(Record):
    """Representatives of the staff who are heard before anything is begun that can't be taken back."""

    end: Month = stated("month at whose end the consultation is over")
    of: str = stated("who is consulted", "")


class Contract(Record):
    """What the term sheet needs beside the numbers."""

    title: str = stated("title of the contract", "")
    client: Party | None = stated("the company", None)
    governing_law: str = stated("country whose law governs", "")
    consultation: Consultation | None = stated("consultation that comes before the first step (internal)", None)
    penalty_alert: float = quantity(
        "share of the contract above which penalties are told as open to a judge (internal)",
        kind="fraction", unit="share", low=0, high=1, default=0.15,
    )  # fmt: skip
    clauses: dict[ClauseName, Clause] = stated("heading to what is said under it", {})


def _read_rate(raw: object) -> float:
    """Return a discount rate."""
    return Exact(within(read_number(raw, "fraction"), LEAST_RATE, 1))


class Case(Record):
    """One decision: parties, money, time, services, costs, offers, alternatives, risks and scenarios."""

    case: str = stated("name of the case")
    language: Literal["en", "fr"] = stated("language of the case and default of its outputs", "en")
    currency: str = stated("three letters, such as EUR")
    start: Month = stated("valuation date and first month, such as 2026-09")
    term: int = stated("length in months, the same for all alternatives")
    discount_rate: float | dict[int, float] = stated("effective annual rate, or first year to rate")
    timing: Timing = stated("when in the month (or year) flows fall", "end")
    reference: str = stated("alternative with which the others are compared", IN_HOUSE)
    hurdle: Hurdle = stated("what a switch must save", Hurdle())
    price_per: PricePer | None = stated("what page one divides the cost by", None)
    exit_month: int | None = quantity(
        "contract month at whose end outsourced services come back; absent to stay",
        kind="count", unit="contract month", low=1, high=600, default=None,
    )  # fmt: skip
    exit_ground: Literal["convenience", "breach"] = stated(
        "why outsourced services come back before the term: by choice, or for the provider's breach", "convenience"
    )
    end_of_term: EndOfTerm | None = stated("what may follow the term, outside the comparison", None)
    indices: dict[str, Index] = stated("price indices", {})
    exchange_rates: dict[str, ExchangeRate] = stated("currency to its rate in the case's currency", {})
    factors: dict[str, Uncertain] = quantity(
        "shared beliefs: name to a factor that several numbers can name in their times",
        kind="number", unit="factor", low=0, high=1e6, default={},
    )  # fmt: skip
    services: dict[str, Service] = stated("what is delivered")
    service_levels: dict[str, ServiceLevel] = stated("promises about quality", {})
    in_house: InHouse = stated("how the company delivers today", InHouse())
    retained: Retained = stated("what it keeps paying when outsourced", Retained())
    freed: dict[str, Freed] = stated("what becomes possible when a service leaves", {})
    tax: Tax | None = stated("tax on profit; figures are before tax when absent", None)
    offers: dict[str, Offer] = stated("what providers offer", {})
    alternatives: dict[str, Alternative] = stated("who delivers what")
    risks: dict[str, RiskEvent] = stated("what may happen", {})
    correlations: tuple[Correlation, ...] = stated("beliefs that go together", ())
    scenarios: dict[str, dict[str, Any]] = stated("name to overrides: path to value or relative change", {})
    contract: Contract = stated("wording of the contract", Contract())
    discount_basis: Literal["nominal", "real"] = stated("whether the rate holds with or without inflation", "nominal")
    inflation: str | None = stated("index that says what money loses in worth", None)
    fiscal_year_start: int = quantity(
        "calendar month in which the fiscal year begins", kind="count", unit="calendar month", low=1, high=12, default=1
    )
    budget: Budget | None = stated("today's budget, to be bridged to the model's first year", None)
    optimism_bias: dict[str, OptimismBias] = stated("alternative, in_house or outsourced to the bias of its cost", {})
    evaluation: Evaluation | None = stated("how bids are judged", None)
    risk_aversion: RiskAversion | None = stated("taste for risk, shown beside the answer", None)
    finding_out: dict[str, FindingOut] = stated("what can be looked into before signing", {})
    accepted: dict[str, str] = stated("warning that was looked at to the reason why it may stand", {})
    note: str = stated("what a reader must know first", "")

    @field_validator("currency")
    @classmethod
    def _three_letters(cls, value: str) -> str:
        """Check that the currency is three capital letters."""
        if not (len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()):
            raise PydanticCustomError("not_a_currency", "currency", {"found": shown(value)})
        return value

    @field_validator("term", mode="before")
    @classmethod
    def _read_term(cls, raw: Any) -> int:
        """Read ``60 months``, ``5 years`` or a number of months."""
        months = read_number(raw, "months")
        if months != int(months):
            raise PydanticCustomError("not_whole", "whole", {"found": f"{months:g}"})
        return int(within(months, 1, MAX_MONTHS))

    @field_validator("discount_rate", mode="before")
    @classmethod
    def _read_rates(cls, raw: Any) -> Any:
        """Read one rate, or the first year of each rate from year 0 on."""
        if not isinstance(raw, dict):
            return _read_rate(raw)
        if not all(_YEAR.fullmatch(str(year)) for year in raw) or 0 not in {int(year) for year in raw}:
            raise PydanticCustomError("not_a_schedule", "schedule", {})
        read = read_each([(str(year), rate) for year, rate in raw.items()], _read_rate)
        return dict(sorted((int(year), rate) for year, rate in read.items()))

    @model_validator(mode="wrap")
    @classmethod
    def _join_factors(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Tell each number that names a factor what is believed of it."""
        case = handler(raw)
        return joined(case, case.factors)

    @property
    def timeline(self) -> Timeline:
        """Return the months of the case."""
        return Timeline(self.start, self.term)

    @property
    def nominal_rate(self) -> float | dict[int, float]:
        """Return the rate that discounts what is paid: a real one raised by the mean growth of the inflation index.

        (1 + nominal) = (1 + real) (1 + inflation); without inflation a real rate stands as it is.
        """
        if self.discount_basis == "nominal" or self.inflation is None:
            return self.discount_rate
        growth = self.indices[self.inflation].mean_growth
        if isinstance(self.discount_rate, dict):
            return {year: (1 + rate) * (1 + growth) - 1 for year, rate in self.discount_rate.items()}
        return (1 + self.discount_rate) * (1 + growth) - 1

    def performers(self, alternative: str) -> dict[str, str]:
        """Return service to the offer that delivers it (or ``in_house``) in an alternative, in the case's order."""
        chosen = self.alternatives[alternative]
        result = {}
        for name, service in self.services.items():
            offer = chosen.every_service
            covered = offer if offer and offer in self.offers and name in self.offers[offer].charges else IN_HOUSE
            result[name] = IN_HOUSE if service.stays else chosen.named.get(name, covered)
        return result

    def variant(self, alternative: str) -> Variant:
        """Return the in-house variant of an alternative, an empty one if it has none."""
        name = self.alternatives[alternative].in_house
        return self.in_house.variants[name] if name else Variant()

    def in_house_costs(self, alternative: str) -> dict[str, CostLine]:
        """Return the in-house cost lines that hold in an alternative."""
        return {**self.in_house.costs, **self.variant(alternative).costs}

    def baseline(self, offer: str, service: str) -> float:
        """Return the reference volume of a charge: as stated, else the expected first month, zero if nothing counts."""
        stated = self.offers[offer].charges[service].baseline
        volume = self.services[service].volume
        return stated if stated is not None else volume.month_1.mean if volume else 0.0

    def label(self, kind: str, name: str) -> str:
        """Return what people call a member of one of the case's maps: its name, or its key in words."""
        member: Any = getattr(self, kind).get(name)
        given = getattr(member, "name", "") or (member.provider.name if isinstance(member, Offer) else "")
        return given or name.replace("_", " ").capitalize()
