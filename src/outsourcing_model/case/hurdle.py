"""The hurdle: what a switch must gain on the reference before it is recommended."""

from typing import Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.record import Record, quantity


class Hurdle(Record):
    """What a switch must save before it is recommended; the largest one if several are stated."""

    percent: float = quantity(
        "share of the reference's present cost", kind="fraction", unit="share", low=0, high=1, default=0.0
    )
    amount: float = quantity("present amount", kind="amount", unit="currency", low=0, high=1e15, default=0.0)
    personnel_percent: float = quantity(
        "share of the reference's present cost of staff", kind="fraction", unit="share", low=0, high=1, default=0.0
    )
    personnel_cap: float | None = quantity(
        "most that the share of staff cost can ask for", kind="amount", unit="currency", low=0, high=1e15, default=None
    )

    @model_validator(mode="before")
    @classmethod
    def _from_one(cls, raw: Any) -> Any:
        """Read ``10 %`` or an amount alone."""
        if isinstance(raw, str) and "%" in raw:
            return {"percent": raw}
        return {"amount": raw} if isinstance(raw, (int, float, str)) else raw

    @model_validator(mode="after")
    def _capped_share(self) -> Self:
        """Check that a cap limits a share of staff cost."""
        if self.personnel_cap is not None and "personnel_percent" not in self.model_fields_set:
            raise PydanticCustomError("needs", "needs", {"field": "personnel_cap", "needed": "personnel_percent"})
        return self

    def tests(self, reference_cost: float, personnel_cost: float = 0.0) -> dict[str, float]:
        """Return what each test asks for, by its name: ``percent``, ``amount``, ``personnel`` and ``personnel_cap``.

        Parameters
        ----------
        reference_cost, personnel_cost : float
            Present cost of the reference, and the part of it that is staff.

        Notes
        -----
        The share of staff cost is the lesser of ``personnel_percent`` of it and ``personnel_cap``: the conversion
        differential of the US circular A-76. Its name says which of the two it is.
        """
        found = {"percent": self.percent * abs(reference_cost), "amount": self.amount}
        share = self.personnel_percent * abs(personnel_cost)
        capped = self.personnel_cap is not None and share > self.personnel_cap
        return {**found, "personnel_cap": self.personnel_cap or 0.0} if capped else {**found, "personnel": share}

    def value(self, reference_cost: float, personnel_cost: float = 0.0) -> float:
        """Return the hurdle in money: the most that any test asks for."""
        return max(self.tests(reference_cost, personnel_cost).values())

    def decisive(self, reference_cost: float, personnel_cost: float = 0.0) -> str:
        """Return the name of the test that asks for the most."""
        found = self.tests(reference_cost, personnel_cost)
        return max(found, key=lambda name: found[name])
