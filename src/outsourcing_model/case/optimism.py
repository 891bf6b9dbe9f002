"""Optimism bias: what estimates of this kind turned out to miss, shown beside the answer and never inside it."""

from collections.abc import Mapping
from typing import Literal

from outsourcing_model.case.record import Record, quantity, stated


class OptimismBias(Record):
    """How much too low such estimates turned out to be, and how much of that is under control."""

    upper: float = quantity("upper bound of the excess", kind="fraction", unit="share", low=0, high=10)
    mitigation: float = quantity(
        "share of the bound that is under control", kind="fraction", unit="share", low=0, high=1, default=0.0
    )
    risk_management: float = quantity(
        "present cost of keeping it under control", kind="amount", unit="currency", low=0, high=1e15, default=0.0
    )
    on: Literal["operating", "all"] = stated("operating cost alone, or all cost", "operating")
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

    @property
    def managed(self) -> float:
        """Return the bias that is left: the upper bound less what is under control of it.

        Examples
        --------
        >>> round(OptimismBias(upper="51 %", mitigation="92 %").managed, 4)
        0.0408
        """
        return self.upper * (1 - self.mitigation)


def bias_of(
    biases: Mapping[str, OptimismBias], alternative: str, outsources: bool
) -> tuple[str, OptimismBias] | tuple[str, None]:
    """Return the key under which an alternative's bias is stated, and the bias: its own, else that of its group."""
    group = "outsourced" if outsources else "in_house"
    name = alternative if alternative in biases else group
    return (name, biases[name]) if name in biases else ("", None)
