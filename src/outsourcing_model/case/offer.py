"""What a provider offers: charges, indexation, transition, credits, exit."""

import re
from typing import Any, ClassVar, Literal, Self, cast

from pydantic import ConfigDict, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, Uncertain, quantity, stated
from outsourcing_model.case.service import Attainment
from outsourcing_model.quantities import SLACK, read_number, shown, within

_MONTH = re.compile(r"[1-9]\d{0,2}", re.ASCII)


class Party(Record):
    """A party to the contract."""

    name: str = stated("registered name")
    address: str = stated("registered address", "")
    represented_by: str = stated("who signs, and in what role", "")
    registration: str = stated("register and number", "")

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, raw: Any) -> Any:
        """Read a name alone."""
        return {"name": raw} if isinstance(raw, str) else raw


class Bands(Record):
    """Prices by band of volume: one price more than there are limits."""

    up_to: tuple[float, ...] = quantity(
        "upper limit of each band but the last", kind="number", unit="units a month", low=0, high=1e12
    )
    price: tuple[Uncertain, ...] = quantity(
        "price of a unit in each band", kind="amount", unit="currency a unit", low=0, high=1e12
    )
    limit: Literal["included", "excluded"] = stated("whether a band includes its upper limit", "included")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits rise and are one fewer than the prices."""
        if len(self.price) != len(self.up_to) + 1:
            raise PydanticCustomError("bands_length", "bands", {"limits": len(self.up_to), "prices": len(self.price)})
        if any(later <= limit + SLACK for limit, later in zip(self.up_to, self.up_to[1:], strict=False)):
            raise PydanticCustomError(
                "not_ascending", "order", {"found": shown(", ".join(f"{x:g}" for x in self.up_to))}
            )
        return self


class ServiceCharge(Record):
    """What the provider charges for one service: a base a month, and one way to price the units."""

    base: Uncertain = quantity("fixed charge", kind="amount", unit="currency a month", low=0, high=1e12, default=0.0)
    price: Uncertain | None = quantity(
        "price of every unit", kind="amount", unit="currency a unit", low=0, high=1e12, default=None
    )
    graduated: Bands | None = stated("each unit at the price of its own band", None)
    volume: Bands | None = stated("all units at the price of the band reached", None)
    baseline: float | None = quantity(
        "reference volume of the contract; the expected first month when absent",
        kind="number", unit="units a month", low=0, high=1e12, default=None,
    )  # fmt: skip
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        """Units are priced in one way."""
        ways = [name for name in ("price", "graduated", "volume") if getattr(self, name) is not None]
        if len(ways) > 1 or (not ways and "base" not in self.model_fields_set):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("price", "graduated", "volume")})
        return self

    @property
    def per_unit(self) -> bool:
        """Return whether the charge depends on volume."""
        return self.price is not None or self.graduated is not None or self.volume is not None


class Indexation(Record):
    """How charges are revised once a year: by an index in part, or by a fixed rate."""

    index: str | None = stated("the index that revises the price", None)
    fixed_rate: Uncertain | None = quantity(
        "yearly rise, when no index is used", kind="fraction", unit="a year", low=-0.5, high=1, default=None
    )
    share: float = quantity(
        "part of the price that follows the index", kind="fraction", unit="share", low=0, high=1, default=1.0
    )
    cap: float | None = quantity(
        "most that a price may rise in a year", kind="fraction", unit="a year", low=0, high=10, default=None
    )
    floor: float | None = quantity(
        "least that a price changes in a year", kind="fraction", unit="a year", low=-1, high=1, default=None
    )
    every: Literal["year"] = stated("when prices are revised", "year")
    method: Literal["from_base", "chained"] = stated(
        "compare always with the base, or with the year before", "from_base"
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        """Check that there is an index or a rate, and a floor below the cap."""
        if (self.index is None) == (self.fixed_rate is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("index", "fixed_rate")})
        if self.cap is not None and self.floor is not None and self.floor > self.cap:
            limits = {"floor": f"{self.floor * 100:g} %", "cap": f"{self.cap * 100:g} %"}
            raise PydanticCustomError("floor_above_cap", "order", limits)
        return self


class DelayDamages(Record):
    """Delay penalties in the CCAG-TIC manner: value x days late x rate, a cap, and an exemption as a cliff."""

    value: float = quantity(
        "value of the late part, without revision and VAT", kind="amount", unit="currency", low=0, high=1e12
    )
    rate_per_day: float = quantity(
        "share of the value for each calendar day; 0.1 % is V x R / 1000", kind="fraction", unit="a day", low=0, high=1
    )
    cap: float | None = quantity(
        "most, as a share of the cap's base", kind="fraction", unit="share", low=0, high=1, default=None
    )
    cap_base: float | None = quantity(
        "what the cap is a share of (lot or contract); the value when absent",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=None,
    )
    exempt_up_to: float = quantity(
        "a total up to this is not due; above it, all is due",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )


def _read_amount(raw: object) -> float:
    """Return a price that is paid once."""
    return within(read_number(raw, "amount"), 0, 1e12)


def _read_milestone(pair: object) -> float:
    """Return the share of the price that is paid in one contract month, given with its month."""
    month, share = cast("tuple[str, object]", pair)
    if not _MONTH.fullmatch(month) or int(month) > 600:
        raise PydanticCustomError("not_a_contract_month", "month", {"found": shown(month)})
    return within(read_number(share, "fraction"), 0, 1)


class Transition(Record):
    """Getting there: what the provider is paid to take over, how long it takes, and what a delay costs."""

    price: float | dict[str, float] = stated("total price, or service to price (only what moves is paid)", {})
    months: float = quantity(
        "planned months until the provider delivers", kind="months", unit="months", low=0, high=60, default=0.0
    )
    financed: float = quantity(
        "share recovered inside the charges instead of paid at milestones",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=0.0,
    )
    milestones: dict[str, float] = stated(
        "contract month to the share of the price paid then; all at the end when absent", {}
    )
    slip_days: Uncertain = quantity("calendar days late", kind="days", unit="days", low=0, high=1800, default=0.0)
    overrun: Uncertain = quantity(
        "client-side overrun as a share of the price", kind="fraction", unit="share", low=0, high=5, default=0.0
    )
    parallel_months: Uncertain = quantity(
        "months in which the in-house team still runs beside the provider",
        kind="months",
        unit="months",
        low=0,
        high=60,
        default=0.0,
    )
    delay_damages: DelayDamages | None = stated("what the provider owes for each day late", None)
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @field_validator("price", mode="before")
    @classmethod
    def _read_price(cls, raw: Any) -> Any:
        """Read one price, or the price of each service."""
        return read_each(raw.items(), _read_amount) if isinstance(raw, dict) else _read_amount(raw)

    @field_validator("milestones", mode="before")
    @classmethod
    def _read_shares(cls, raw: Any) -> Any:
        """Read the share of the price that each contract month brings."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": "milestones"})
        shares = read_each(((str(month), (str(month), share)) for month, share in raw.items()), _read_milestone)
        if shares and abs(sum(shares.values()) - 1) > SLACK:
            raise PydanticCustomError("weights_sum", "sum", {"found": f"{sum(shares.values()):g}"})
        return shares

    def price_of(self, services: tuple[str, ...]) -> float:
        """Return the price of moving these services."""
        return sum(self.price.get(name, 0.0) for name in services) if isinstance(self.price, dict) else self.price


class Tiers(Record):
    """Credit by level attained: below each limit, the share of the charge that is returned."""

    below: tuple[float, ...] = quantity(
        "limits, from the highest down; a limit met exactly is a pass", kind="fraction", unit="share", low=0, high=1
    )
    credit: tuple[float, ...] = quantity(
        "share of the charge returned below each limit", kind="fraction", unit="share", low=0, high=1
    )
    of: str = stated("the service whose charge is the base, or `invoice` for the whole month")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits fall, credits rise, one for one."""
        if len(self.below) != len(self.credit) or not self.below:
            raise PydanticCustomError("tiers_length", "tiers", {"limits": len(self.below), "credits": len(self.credit)})
        falls = all(a > b + SLACK for a, b in zip(self.below, self.below[1:], strict=False))
        rises = all(a <= b for a, b in zip(self.credit, self.credit[1:], strict=False))
        if not (falls and rises):
            raise PydanticCustomError("tiers_order", "order", {})
        return self


class CreditScheme(Record):
    """Service credits: tiers by level, summed in the month, capped as a share of the month's invoice."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Tiers]
    others: ClassVar[str] = "service_levels"

    monthly_cap: float | None = quantity(
        "most that one month returns, as a share of its invoice",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=None,
    )
    claimed: Uncertain = quantity(
        "share of the credits due that is really claimed and paid",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=1.0,
    )
    nature: Literal["price_reduction", "penalty"] = stated("what a credit is in law", "price_reduction")
    exclusive_remedy: bool = stated("whether credits are the only remedy", False)

    @property
    def tiers(self) -> dict[str, Tiers]:
        """Return service level to its tiers."""
        return dict(self.__pydantic_extra__)


class ExitTerms(Record):
    """Getting out: when, with what notice and for what fee."""

    from_month: int = quantity(
        "first contract month that can be the last one, for convenience",
        kind="count",
        unit="contract month",
        low=1,
        high=601,
        default=1,
    )
    notice_months: float = quantity(
        "notice before leaving for convenience", kind="months", unit="months", low=0, high=60, default=0.0
    )
    months_of_charges: float = quantity(
        "fee: so many months of the charges at the time", kind="number", unit="months", low=0, high=60, default=0.0
    )
    wind_down: Uncertain = quantity(
        "fee: the provider's redundancy and breakage cost",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )
    unamortised: float | None = quantity(
        "fee: investment written off in a straight line over the term; the financed part of the transition when absent",
        kind="amount", unit="currency", low=0, high=1e12, default=None,
    )  # fmt: skip
    assistance: Uncertain = quantity(
        "price of the provider's help to hand over", kind="amount", unit="currency", low=0, high=1e12, default=0.0
    )
    reinsourcing: Uncertain = quantity(
        "the company's own cost to take the services back before the term",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=0.0,
    )
    mode: str = stated("how the contract is ended: for breach, for convenience, by agreement", "")
    letter: str = stated("form of the notice", "")
    cure_days: int | None = quantity(
        "days to put a breach right after the letter", kind="count", unit="days", low=0, high=3650, default=None
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")


class Offer(Record):
    """What one provider offers for the services it would take."""

    provider: Party = stated("who offers")
    charges: dict[str, ServiceCharge] = stated("service to its charge; the offer covers these services")
    minimum_commitment: float = quantity(
        "least monthly charge, as a share of the charges at reference volumes",
        kind="fraction",
        unit="share",
        low=0,
        high=1,
        default=0.0,
    )
    indexation: Indexation | None = stated("how charges are revised", None)
    transition: Transition = stated("getting there", Transition())
    attainment: dict[str, Attainment] = stated("service level to the belief about it", {})
    credits: CreditScheme | None = stated("what a missed level returns", None)
    exit: ExitTerms = stated("getting out", ExitTerms())
    payment_days: int = quantity(
        "days from the end of the month to payment of its invoice",
        kind="count",
        unit="days",
        low=0,
        high=360,
        default=0,
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _sane(self) -> Self:
        """Check that it covers something."""
        if not self.charges:
            raise PydanticCustomError("empty", "empty", {"field": "charges"})
        return self

    @property
    def payment_months(self) -> int:
        """Return the whole months between the end of a month and the month end by which its invoice is paid."""
        return -(-self.payment_days // 30)
