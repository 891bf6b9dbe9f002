"""Getting there: price, milestones, how volumes move, and what a delay costs the provider."""

import re
from typing import Any, Self, cast

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.milestone import Milestone, check_order
from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import SLACK, read_number, shown, within

_MONTH = re.compile(r"[1-9]\d{0,2}", re.ASCII)


def _read_amount(raw: object) -> float:
    """Return a price that is paid once."""
    return within(read_number(raw, "amount"), 0, 1e12)


def _read_milestone(pair: object) -> float | Milestone:
    """Return the share of the price that is paid in a contract month, or the milestone with a name."""
    key, raw = cast("tuple[str, object]", pair)
    if isinstance(raw, (dict, Milestone)):
        if not key.isidentifier():
            raise PydanticCustomError("not_an_id", "name", {"found": shown(key)})
        return Milestone.model_validate(raw)
    if not _MONTH.fullmatch(key) or int(key) > 600:
        raise PydanticCustomError("not_a_contract_month", "month", {"found": shown(key)})
    return within(read_number(raw, "fraction"), 0, 1)


def _share(member: float | Milestone) -> float | None:
    """Return the share of the price that a milestone brings, none if it states none."""
    if isinstance(member, Milestone):
        return member.share if "share" in member.model_fields_set else None
    return member


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
    milestones: dict[str, float | Milestone] = stated(
        "contract month to the share of the price paid then, or name to a milestone; all at the end when absent", {}
    )
    slip_days: Uncertain = quantity(
        "calendar days late, besides those of the milestones before the takeover",
        kind="days",
        unit="days",
        low=0,
        high=1800,
        default=0.0,
    )
    ramp_months: Uncertain = quantity(
        "months over which the volumes move to the provider from the takeover on, in a straight line",
        kind="months",
        unit="months",
        low=0,
        high=60,
        default=0.0,
    )
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
    delay_damages: DelayDamages | None = stated("what the provider owes for a late takeover", None)
    damages_cap: float | None = quantity(
        "most that all delay penalties of the transition come to together",
        kind="amount",
        unit="currency",
        low=0,
        high=1e12,
        default=None,
    )
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @field_validator("price", mode="before")
    @classmethod
    def _read_price(cls, raw: Any) -> Any:
        """Read one price, or the price of each service."""
        return read_each(raw.items(), _read_amount) if isinstance(raw, dict) else _read_amount(raw)

    @field_validator("milestones", mode="before")
    @classmethod
    def _read_milestones(cls, raw: Any) -> Any:
        """Read the share of the price that each contract month brings, or each milestone with a name."""
        if not isinstance(raw, dict):
            raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": "milestones"})
        found = read_each(((str(key), (str(key), member)) for key, member in raw.items()), _read_milestone)
        shares = [share for member in found.values() if (share := _share(member)) is not None]
        if shares and abs(sum(shares) - 1) > SLACK:
            raise PydanticCustomError("weights_sum", "sum", {"found": f"{sum(shares):g}"})
        check_order({name: member for name, member in found.items() if isinstance(member, Milestone)})
        return found

    @model_validator(mode="after")
    def _has_what_is_capped(self) -> Self:
        """Check that the cap of all delay penalties has some to cap."""
        if self.damages_cap is not None and not self.damages:
            raise PydanticCustomError("not_here", "not here", {"field": "damages_cap"})
        return self

    @property
    def shares(self) -> dict[int, float]:
        """Return contract month to the share of the price paid then, for the milestones without a name."""
        return {int(key): member for key, member in self.milestones.items() if not isinstance(member, Milestone)}

    @property
    def named(self) -> dict[str, Milestone]:
        """Return the milestones that have a name, by planned month and name, whatever their order in the file."""
        found = [(name, member) for name, member in self.milestones.items() if isinstance(member, Milestone)]
        return dict(sorted(found, key=lambda item: (item[1].month, item[0])))

    @property
    def pays_by_milestone(self) -> bool:
        """Return whether milestones say when the price is paid; all of it is due at the end if they don't."""
        return any(_share(member) is not None for member in self.milestones.values())

    @property
    def damages(self) -> dict[str, DelayDamages]:
        """Return what is owed for delays: of the takeover under an empty name, of milestones under theirs."""
        stated = {"": self.delay_damages, **{name: member.delay_damages for name, member in self.named.items()}}
        return {name: terms for name, terms in stated.items() if terms is not None}

    @property
    def awaited(self) -> tuple[str, ...]:
        """Return the names of the milestones that are planned before the takeover, so that it waits for them."""
        return tuple(name for name, member in self.named.items() if member.month <= self.months + SLACK)

    def price_of(self, services: tuple[str, ...]) -> float:
        """Return the price of moving these services."""
        return sum(self.price.get(name, 0.0) for name in services) if isinstance(self.price, dict) else self.price
