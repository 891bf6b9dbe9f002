"""Getting there: price, milestones, delay, and what a delay costs the provider."""

import re
from typing import Any, cast

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import SLACK, read_number, shown, within

_MONTH = re.compile(r"[1-9]\d{0,2}", re.ASCII)


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
