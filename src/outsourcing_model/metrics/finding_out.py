"""The information shopping list: what finding out is worth, what it costs, and what waiting for it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outsourcing_model.case.case import Case
from outsourcing_model.case.finding_out import covered
from outsourcing_model.case.paths import parse
from outsourcing_model.metrics.information import Worth

IN_PARTS = ("offers",)
"""Sections whose members are parted by name: each offer is asked about by itself."""


@dataclass(frozen=True)
class Finding:
    """One thing that can be looked into before signing.

    Parameters
    ----------
    name : str
        Its key in the case.
    worth : Worth
        What knowing all that it is about would be worth.
    value : float
        The chance that it settles the question times that worth.
    cost, delay_cost : float
        What it costs, and what is forgone while the decision waits.
    """

    name: str
    worth: Worth
    value: float
    cost: float
    delay_cost: float

    @property
    def net(self) -> float:
        """Return what it is worth less all that it costs."""
        return self.value - self.cost - self.delay_cost

    @property
    def pays(self) -> bool:
        """Return whether it is worth doing: it leaves something, and its worth is more than the noise of the draws."""
        return self.net > 0 and self.worth.is_clear


def shopping_list(case: Case, worths: Mapping[str, Worth], monthly_gain: float) -> tuple[Finding, ...]:
    """Return what can be looked into, what leaves most first.

    Parameters
    ----------
    case : Case
        Its ``finding_out``.
    worths : mapping
        Name to what knowing all that it is about would be worth.
    monthly_gain : float
        What the recommended alternative gains a month on the reference, forgone while it waits; nothing if below 0.
    """
    found = [
        Finding(name, worths[name], study.reveals * worths[name].value, study.cost, study.months * max(monthly_gain, 0))
        for name, study in case.finding_out.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.net, each.name)))


def asked_about(case: Case, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return name to the uncertain beliefs that each thing to look into is about."""
    return {name: covered(study.about, paths) for name, study in case.finding_out.items()}


def groups_of(paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the uncertain beliefs by the part of the case that holds them, each offer by itself.

    Examples
    --------
    >>> groups_of(["indices.cpi.growth", "offers.a.charges.desk.price", "offers.a.slip_days"])
    {'indices': ('indices.cpi.growth',), 'offers.a': ('offers.a.charges.desk.price', 'offers.a.slip_days')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for path in paths:
        first, *rest = parse(path)
        name = f"{first}.{rest[0]}" if first in IN_PARTS and rest else str(first)
        found[name] = (*found.get(name, ()), path)
    return found
