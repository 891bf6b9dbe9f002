"""Cash flows of which the months and the sums behind the measures are found when they are asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from outsourcing_model.engine.flows import Array, CashFlows, Sums, begun


class Later(CashFlows):
    """Cash flows whose measures are known; the rest is played when it is asked for."""

    _totals: Callable[[], Array] | None
    _behind: Callable[[], CashFlows]

    @cached_property
    def totals(self) -> Array:
        """Return the net cost by month of payment."""
        return self._totals() if self._totals else self._whole.totals

    @cached_property
    def _whole(self) -> CashFlows:
        """Return the cash flows of the draws that are kept, played with all that is behind the measures."""
        return self._behind()

    @cached_property
    def level_credits(self) -> Mapping[tuple[str, str, str], Sums]:
        """Return the sums of what each level is due."""
        return self._whole.level_credits

    @cached_property
    def kept_credits(self) -> Mapping[tuple[str, str], Sums]:
        """Return the sums of what all caps leave."""
        return self._whole.kept_credits

    @cached_property
    def received_parts(self) -> Mapping[tuple[str, str, str], Sums]:
        """Return the sums of what is received."""
        return self._whole.received_parts

    @cached_property
    def level_harm(self) -> Mapping[tuple[str, str, str], Sums]:
        """Return the sums of the harm of each level."""
        return self._whole.level_harm

    @cached_property
    def yearly(self) -> Mapping[tuple[str, ...], Array]:
        """Return the sums of each contract year."""
        return self._whole.yearly

    @cached_property
    def owed_parts(self) -> Mapping[tuple[str, str, str], Sums]:
        """Return the sums of what is owed."""
        return self._whole.owed_parts


LATER = frozenset(name for name in vars(Later) if name in CashFlows.__dataclass_fields__)
"""What is found only when it is asked for."""


def later(flows: CashFlows, behind: Callable[[], CashFlows], totals: Callable[[], Array] | None = None) -> CashFlows:
    """Return cash flows as they are, with what is found later.

    Parameters
    ----------
    flows : CashFlows
        Their measures.
    behind : callable
        Gives the cash flows of the kept draws with all that is behind the measures.
    totals : callable, optional
        Gives the net cost by month of payment, if it is known otherwise.
    """
    known: dict[str, Any] = {name: value for name, value in vars(flows).items() if name not in LATER}
    return begun(Later, **known, _behind=behind, _totals=totals)
