"""What the company pays itself: in-house cost lines, and what it keeps paying when a service is outsourced."""

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.reading import read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.severance import Severance
from outsourcing_model.case.uncertain import Uncertain

Category = Literal[
    "staff", "running", "licences", "facilities", "assets", "overhead", "one_off", "change_orders", "governance",
    "severance",
]  # fmt: skip


class Staff(Record):
    """A team: by productivity and volume in whole steps, or a fixed head count."""

    units_per_month: Uncertain | None = quantity(
        "units one person handles in a month", kind="number", unit="units a month", low=1e-6, high=1e9, default=None
    )
    headcount: Uncertain | None = quantity(
        "people, when the team does not follow the volume", kind="number", unit="people", low=0, high=1e6, default=None
    )
    annual_wage: Uncertain = quantity("gross pay of one person", kind="amount", unit="currency a year", low=0, high=1e9)
    loading: Uncertain = quantity(
        "full cost over gross pay, 1 for pay only", kind="number", unit="factor", low=1, high=5, default=1.0
    )
    shrinkage: Uncertain = quantity(
        "share of paid time without work on the service", kind="fraction", unit="share", low=0, high=0.9, default=0.0
    )
    productivity_growth: Uncertain = quantity(
        "gain in units per person", kind="fraction", unit="a year", low=-0.5, high=1, default=0.0
    )
    step: float = quantity(
        "people are hired in steps of", kind="number", unit="people", low=0.01, high=1000, default=1.0
    )
    at_least: float = quantity("least head count", kind="number", unit="people", low=0, high=1e6, default=0.0)
    attrition: Uncertain = quantity(
        "share of the team that leaves and is replaced", kind="fraction", unit="a year", low=0, high=3, default=0.0
    )
    hiring_cost: Uncertain | None = quantity(
        "cost of a hire: search, training, time until productive",
        kind="amount",
        unit="currency a hire",
        low=0,
        high=1e9,
        default=None,
    )

    @model_validator(mode="after")
    def _one_driver(self) -> Self:
        """Either productivity or a head count."""
        if (self.units_per_month is None) == (self.headcount is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("units_per_month", "headcount")})
        return self


class Asset(Record):
    """Equipment bought, renewed at the end of its life, with what is left of it at the end of the term."""

    price: Uncertain = quantity("price of one piece", kind="amount", unit="currency", low=0, high=1e12)
    pieces: Uncertain = quantity("how many are bought", kind="number", unit="pieces", low=0, high=1e9, default=1.0)
    month: int = quantity(
        "contract month of the first purchase, 1 for the first",
        kind="count",
        unit="contract month",
        low=1,
        high=600,
        default=1,
    )
    life: float = quantity("months of use before renewal", kind="months", unit="months", low=1, high=600)
    residual: bool = stated("whether the unused life at the end of the term counts as received", True)


class OneOff(Record):
    """A single payment."""

    amount: Uncertain = quantity(
        "what is paid (or received, below zero)", kind="amount", unit="currency", low=-1e12, high=1e12
    )
    month: int | None = quantity(
        "contract month of payment; the month the provider takes over when absent",
        kind="count", unit="contract month", low=1, high=600, default=None,
    )  # fmt: skip
    pieces: Uncertain = quantity("how many times the amount", kind="number", unit="times", low=0, high=1e6, default=1.0)


class Relevance(Record):
    """Whether a cost ends when its service leaves the company."""

    kind: Literal["avoidable", "partly", "unavoidable", "sunk"] = stated("tag of relevant-cost analysis", "avoidable")
    avoidable: float = quantity("share that can be ended", kind="fraction", unit="share", low=0, high=1, default=1.0)
    from_month: Uncertain = quantity(
        "contract month from which that share can be ended",
        kind="months",
        unit="contract month",
        low=1,
        high=601,
        default=1.0,
    )
    fades_over: Uncertain | None = quantity(
        "months over which that share ends in a straight line; at once when absent",
        kind="months",
        unit="months",
        low=0,
        high=600,
        default=None,
    )
    reason: str = stated("why it can't be ended, or not at once", "")

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, raw: Any) -> Any:
        """Read the tag alone."""
        return {"kind": raw} if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Only a partly avoidable cost has a share or a date."""
        if self.kind != "partly" and {"avoidable", "from_month", "fades_over"} & self.model_fields_set:
            raise PydanticCustomError("only_partly", "only partly", {})
        return self

    @property
    def ending_share(self) -> float:
        """Return the share that ends at its date."""
        return self.avoidable if self.kind == "partly" else float(self.kind == "avoidable")


DRIVERS = ("staff", "unit_cost", "monthly", "yearly", "asset", "one_off", "share_of_charges", "severance")
_CATEGORY: dict[str, Category] = {
    "staff": "staff", "unit_cost": "running", "monthly": "running", "yearly": "running",
    "asset": "assets", "one_off": "one_off", "share_of_charges": "governance", "severance": "severance",
}  # fmt: skip


class CostLine(Record):
    """One line of cost, driven by exactly one of staff, units, time, an asset, a payment, charges or people leaving."""

    name: str = stated("what people call it; the key when absent", "")
    service: str | tuple[str, ...] = stated("the service (or services) it serves; the line ends when all have left", ())
    staff: Staff | None = stated("a team", None)
    unit_cost: Uncertain | None = quantity(
        "cost of a unit of the service", kind="amount", unit="currency a unit", low=0, high=1e12, default=None
    )
    monthly: Uncertain | None = quantity(
        "fixed cost", kind="amount", unit="currency a month", low=0, high=1e12, default=None
    )
    yearly: Uncertain | None = quantity(
        "fixed cost", kind="amount", unit="currency a year", low=0, high=1e12, default=None
    )
    asset: Asset | None = stated("equipment", None)
    one_off: OneOff | None = stated("a single payment", None)
    share_of_charges: Uncertain | None = quantity(
        "share of the provider's charges", kind="fraction", unit="share", low=0, high=1, default=None
    )
    severance: Severance | None = stated("what it costs to part with people whose work leaves", None)
    index: str | None = stated("index that the cost follows, revised at each anniversary of the first month", None)
    relevance: Relevance = stated("does it end when the service leaves?", Relevance())
    category: Category | None = stated("heading in the cost structure; follows from the driver when absent", None)
    source: str = stated("where the figures come from", "")
    date: str = stated("date of the figures", "")
    owner: str = stated("who answers for the figures", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @field_validator("service", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one service or a list of them."""
        if isinstance(raw, str) or raw is None:
            return raw
        names = read_list(raw, read_name)
        return names[0] if len(names) == 1 else names

    @model_validator(mode="after")
    def _one_driver(self) -> Self:
        """Exactly one driver, with the service it needs."""
        if sum(getattr(self, name) is not None for name in DRIVERS) != 1:
            raise PydanticCustomError("exactly_one", "one of", {"allowed": DRIVERS})
        per_unit = self.unit_cost is not None or (self.staff is not None and self.staff.units_per_month is not None)
        if per_unit and len(self.services) != 1:
            raise PydanticCustomError("needs", "needs", {"field": self.driver, "needed": "service"})
        return self

    @property
    def driver(self) -> str:
        """Return the name of the driver that is stated."""
        return next(name for name in DRIVERS if getattr(self, name) is not None)

    @property
    def services(self) -> tuple[str, ...]:
        """Return the services it serves."""
        return (self.service,) if isinstance(self.service, str) else self.service

    @property
    def heading(self) -> Category:
        """Return its category in the cost structure."""
        return self.category or _CATEGORY[self.driver]


class Variant(Record):
    """In-house delivery changed: lines of the same name are replaced, others added."""

    name: str = stated("what people call it; the key when absent", "")
    costs: dict[str, CostLine] = stated("lines that replace or join the in-house lines", {})
    attainment: dict[str, Attainment] = stated("levels believed to be met otherwise", {})


class InHouse(Record):
    """How the company delivers today, what that costs and how well it goes."""

    costs: dict[str, CostLine] = stated("cost lines", {})
    attainment: dict[str, Attainment] = stated("service level to the belief about it", {})
    variants: dict[str, Variant] = stated("other ways to deliver in-house, such as an improved one", {})


class Retained(Record):
    """What the company pays on its own side as long as something is outsourced."""

    costs: dict[str, CostLine] = stated("cost lines; one with a service only where that service is outsourced", {})
