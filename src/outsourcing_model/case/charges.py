"""What a provider charges for one service: a base, and one way to price the units."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.bands import Bands, check_bands, check_rising
from outsourcing_model.case.commitment import UnitCommitment
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain

MULTIPLE, SHARE = 100.0, 1.0
"""Most that a limit of a dead band can be, as a multiple and as a share of the baseline."""


class Steps(Record):
    """Rates by distance from the baseline: limits as shares of the baseline, away from it."""

    to: tuple[float, ...] = quantity(
        "where each band ends, as a share of the baseline; the last may be left open",
        kind="number", unit="share of the baseline", low=0, high=MULTIPLE, default=(),
    )  # fmt: skip
    rate: tuple[Uncertain, ...] = quantity(
        "charge (or credit) for a unit in each band", kind="amount", unit="currency a unit", low=0, high=1e12
    )

    @model_validator(mode="after")
    def _matching(self) -> Self:
        """Each band has a rate; the last band may have no end."""
        if not self.rate or len(self.rate) - len(self.to) not in (0, 1):
            raise PydanticCustomError("bands_length", "bands", {"limits": len(self.to), "prices": len(self.rate)})
        return self


class DeadBand(Record):
    """A base for volumes near the baseline: additional charges (ARC) above the band, reduced charges (RRC) below it."""

    width: float = quantity(
        "half of the band, as a share of the baseline", kind="fraction", unit="share of the baseline", low=0, high=1,
        default=0.0,
    )  # fmt: skip
    additional: Steps = stated("what units above the band cost besides (ARC)")
    reduced: Steps = stated("what units missing below the band bring back (RRC)")
    counted_from: Literal["edge", "baseline"] = stated(
        "where units outside the band are counted from: the edge of the band, or the baseline", "edge"
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Limits lie outside the band and lead away from it."""
        check_rising((1 + self.width, *self.additional.to))
        check_rising((*reversed(self.reduced.to), 1 - self.width))
        return self


class Role(Record):
    """A role of the rate card: what a day costs, and how many days a month."""

    name: str = stated("what people call it; the key when absent", "")
    rate: Uncertain = quantity("price of a day", kind="amount", unit="currency a day", low=0, high=1e9)
    days: Uncertain = quantity("days a month", kind="number", unit="days a month", low=0, high=1e6, default=0.0)
    days_per_unit: Uncertain = quantity(
        "days for each unit of the service", kind="number", unit="days a unit", low=0, high=1e6, default=0.0
    )


class TimeAndMaterials(Record):
    """Work paid by the day at the rates of a role rate card, perhaps up to a ceiling a month."""

    roles: dict[str, Role] = stated("role to its rate and its days")
    ceiling: Uncertain | None = quantity(
        "most that a month may cost", kind="amount", unit="currency a month", low=0, high=1e12, default=None
    )

    @model_validator(mode="after")
    def _staffed(self) -> Self:
        """Check that there is a role."""
        if not self.roles:
            raise PydanticCustomError("empty", "empty", {"field": "roles"})
        return self


class GainShare(Record):
    """Cost plus a fee, and a share of what the actual cost is below (or above) a target that follows the volume."""

    target_per_unit: float = quantity(
        "target cost of a unit", kind="amount", unit="currency a unit", low=0, high=1e12, default=0.0
    )
    target_fixed: float = quantity(
        "target cost whatever the volume", kind="amount", unit="currency a month", low=0, high=1e12, default=0.0
    )
    actual_per_unit: Uncertain = quantity(
        "believed cost of a unit", kind="amount", unit="currency a unit", low=0, high=1e12, default=0.0
    )
    actual_fixed: Uncertain = quantity(
        "believed cost whatever the volume", kind="amount", unit="currency a month", low=0, high=1e12, default=0.0
    )
    fee: Uncertain = quantity(
        "the provider's fee at target cost", kind="amount", unit="currency a month", low=0, high=1e12, default=0.0
    )
    up_to: tuple[float, ...] = quantity(
        "upper limit of each band of gain but the last, as a share of the target",
        kind="fraction", unit="share of the target", low=0, high=1, default=(),
    )  # fmt: skip
    provider_share: tuple[float, ...] = quantity(
        "the provider's share of the gain in each band", kind="fraction", unit="share", low=0, high=1
    )
    overrun_share: tuple[float, ...] | None = quantity(
        "the provider's share of an overrun in each band; as of a gain when absent",
        kind="fraction", unit="share", low=0, high=1, default=None,
    )  # fmt: skip
    least_fee: float | None = quantity(
        "least fee of a settlement", kind="amount", unit="currency", low=0, high=1e12, default=None
    )
    most_fee: float | None = quantity(
        "greatest fee of a settlement", kind="amount", unit="currency", low=0, high=1e12, default=None
    )
    settled: Literal["month", "year"] = stated("how often the gain is settled", "year")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Bands rise and have their shares; the fee's limits are in order."""
        check_bands(self.up_to, self.provider_share)
        if self.overrun_share is not None:
            check_bands(self.up_to, self.overrun_share)
        if self.least_fee is not None and self.most_fee is not None and self.least_fee > self.most_fee:
            limits = {"least": f"{self.least_fee:g}", "most": f"{self.most_fee:g}"}
            raise PydanticCustomError("least_above_most", "order", limits)
        return self


def _counts(amount: Uncertain) -> bool:
    """Return whether a unit has an amount: one above zero, or a zero that a note marks as not known yet."""
    return amount.span()[1] > 0 or bool(amount.note)


WAYS = ("price", "graduated", "volume", "dead_band", "time_and_materials", "gain_share")


class ServiceCharge(Record):
    """What the provider charges for one service: a base a month, and one way to price the units."""

    base: Uncertain = quantity("fixed charge", kind="amount", unit="currency a month", low=0, high=1e12, default=0.0)
    price: Uncertain | None = quantity(
        "price of every unit", kind="amount", unit="currency a unit", low=0, high=1e12, default=None
    )
    graduated: Bands | None = stated("each unit at the price of its own band", None)
    volume: Bands | None = stated("all units at the price of the band reached", None)
    dead_band: DeadBand | None = stated(
        "the base covers volumes near the baseline; others are charged or credited", None
    )
    time_and_materials: TimeAndMaterials | None = stated("days at the rates of a role rate card", None)
    gain_share: GainShare | None = stated("cost, a fee, and a share of what is saved against a target", None)
    package: float | None = quantity(
        "units are billed in whole packages of so many; prices stay by the unit",
        kind="number", unit="units", low=1e-6, high=1e12, default=None,
    )  # fmt: skip
    commitment: UnitCommitment | None = stated("units that are paid for even if they are not used", None)
    baseline: float | None = quantity(
        "reference volume of the contract; the expected first month when absent",
        kind="number", unit="units a month", low=0, high=1e12, default=None,
    )  # fmt: skip
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        """Units are priced in one way; packages and commitments count units that are priced."""
        ways = [name for name in WAYS if getattr(self, name) is not None]
        if len(ways) > 1 or (not ways and "base" not in self.model_fields_set):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": WAYS})
        for name in ("package", "commitment"):
            if getattr(self, name) is not None and not self.per_unit:
                raise PydanticCustomError("needs", "needs", {"field": name, "needed": "price"})
        return self

    @property
    def per_unit(self) -> bool:
        """Return whether the charge depends on volume."""
        work, gain = self.time_and_materials, self.gain_share
        follows = (
            self.price, self.graduated, self.volume, self.dead_band,
            next((True for role in work.roles.values() if _counts(role.days_per_unit)), None) if work else None,
            True if gain and (gain.target_per_unit > 0 or _counts(gain.actual_per_unit)) else None,
        )  # fmt: skip
        return any(way is not None for way in follows)

    @property
    def way(self) -> str:
        """Return the name of the way in which units are priced; ``base`` if none is."""
        return next((name for name in WAYS if getattr(self, name) is not None), "base")
