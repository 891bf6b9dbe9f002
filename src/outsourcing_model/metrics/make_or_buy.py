"""Make or buy as public comptrollers lay it out: avoidable cost against net transitional and net ongoing cost."""

from dataclasses import dataclass

from outsourcing_model.case.case import IN_HOUSE
from outsourcing_model.metrics import headings
from outsourcing_model.metrics.results import Comparison, CostStructureLine


@dataclass(frozen=True)
class SideLine:
    """One line of a side, present money, simulated mean; what is received is below zero."""

    id: str
    side: str
    npv: float
    line: CostStructureLine


@dataclass(frozen=True)
class MakeOrBuy:
    """What stops when an alternative is chosen, and what it brings.

    Parameters
    ----------
    alternative : str
        Whose view it is.
    avoidable : float
        Present cost of the reference that stops.
    transitional, transitional_receipts : float
        Present one-time cost, and what is received once, above zero.
    ongoing, ongoing_receipts : float
        Present cost while it lasts, and what is received meanwhile, above zero.
    lines : tuple of SideLine
        What the figures are made of: on the in-house side what stops (below zero: what joins), else what is paid.
    """

    alternative: str
    avoidable: float
    transitional: float
    transitional_receipts: float
    ongoing: float
    ongoing_receipts: float
    lines: tuple[SideLine, ...]

    @property
    def net_transitional(self) -> float:
        """Return transitional cost less one-time receipts."""
        return self.transitional - self.transitional_receipts

    @property
    def net_ongoing(self) -> float:
        """Return ongoing cost less ongoing receipts."""
        return self.ongoing - self.ongoing_receipts

    @property
    def differential(self) -> float:
        """Return avoidable less net transitional less net ongoing: the saving, outsource if above zero."""
        return self.avoidable - self.net_transitional - self.net_ongoing


def outsources(comparison: Comparison, alternative: str) -> bool:
    """Return whether an alternative hands a service to a provider."""
    return any(performer != IN_HOUSE for performer in comparison.case.performers(alternative).values())


def make_or_buy(comparison: Comparison, alternative: str) -> MakeOrBuy:
    """Return the view of one alternative against the reference.

    Notes
    -----
    D = NPV(avoidable) - NPV(net transitional) - NPV(net ongoing), after Canada's Treasury Board Secretariat, Guide to
    Costing. A line that only the reference has stops. A line that both have counts by its change: on the in-house
    side what stops of it, else what more is paid. So D is the saving, whatever the lines.
    """
    before = comparison.alternatives[comparison.reference].cost_structure
    after = comparison.alternatives[alternative].cost_structure
    lines = [SideLine(name, headings.IN_HOUSE, line.npv, line) for name, line in before.items() if name not in after]
    for name, line in after.items():
        extra = line.npv - (before[name].npv if name in before else 0.0)
        where = headings.side(line)
        lines.append(SideLine(name, where, -extra if where == headings.IN_HOUSE else extra, line))
    return MakeOrBuy(
        alternative,
        sum(each.npv for each in lines if each.side == headings.IN_HOUSE),
        *_paid_and_received(lines, headings.TRANSITIONAL),
        *_paid_and_received(lines, headings.ONGOING),
        tuple(lines),
    )


def _paid_and_received(lines: list[SideLine], side: str) -> tuple[float, float]:
    """Return what is paid and what is received on a side, both above zero."""
    paid = [each for each in lines if each.side == side and each.line.npv >= 0]
    received = [each for each in lines if each.side == side and each.line.npv < 0]
    return sum(each.npv for each in paid), -sum(each.npv for each in received)


def make_or_buy_views(comparison: Comparison) -> tuple[MakeOrBuy, ...]:
    """Return the view of every alternative that outsources and is not the reference, in the order of the case."""
    names = (name for name in comparison.alternatives if name != comparison.reference and outsources(comparison, name))
    return tuple(make_or_buy(comparison, name) for name in names)
