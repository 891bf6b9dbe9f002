"""What is compared: a simulation, and what several measures make of it, each found once and only if it is asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from outsourcing_model.engine.flows import Array, CashFlows, CashLine
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.insight import net_benefits
from outsourcing_model.metrics.ranking import probability_of_greatest


@dataclass(frozen=True)
class Runs:
    """A simulation and the expected run of the same case."""

    flows: CashFlows

    @cached_property
    def expected(self) -> CashFlows:
        """Return the run at mean beliefs."""
        return expected_run(self.flows.case)

    @cached_property
    def scores(self) -> Array:
        """Return the net benefit ``[alternative, draw]``."""
        return net_benefits(self.flows)

    @cached_property
    def cheapest(self) -> Mapping[str, float]:
        """Return alternative to the share of draws in which none costs less."""
        return _by_name(self.flows, probability_of_greatest(-self.flows.npv))

    @cached_property
    def best(self) -> Mapping[str, float]:
        """Return alternative to the share of draws in which none has a greater net benefit."""
        return _by_name(self.flows, probability_of_greatest(self.scores))


def _by_name(flows: CashFlows, values: Array) -> dict[str, float]:
    """Return alternative to value."""
    return {name: float(value) for name, value in zip(flows.alternatives, values, strict=True)}


def row(flows: CashFlows, values: Array, alternative: str) -> Array:
    """Return an alternative's row of values ``[alternative, draw]``."""
    return np.asarray(values[flows.alternatives.index(alternative)])


def present_lines(flows: CashFlows, alternative: str) -> Iterator[tuple[CashLine, float]]:
    """Yield the cost lines of an alternative with their mean present cost."""
    means = zip(flows.lines, flows.line_means @ flows.discount, strict=True)
    yield from ((line, float(npv)) for line, npv in means if line.alternative == alternative)


def mean_cash(flows: CashFlows, alternative: str) -> Array:
    """Return an alternative's mean net cost by month of payment."""
    rows = [number for number, line in enumerate(flows.lines) if line.alternative == alternative]
    return np.asarray(flows.line_means[rows].sum(axis=0))
