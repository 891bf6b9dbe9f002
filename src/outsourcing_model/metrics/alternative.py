"""What is measured of one alternative: every measure found when it is first asked for."""

from collections.abc import Mapping
from functools import cached_property

from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics import cash, exposure, ratio
from outsourcing_model.metrics.headings import TRANSITIONAL, side
from outsourcing_model.metrics.insight import net_benefits
from outsourcing_model.metrics.results import AlternativeResult, CostStructureLine, Exposure, Measure
from outsourcing_model.metrics.returns import OF_THE_REFERENCE, Returns, returns
from outsourcing_model.metrics.runs import Runs, mean_cash, present_lines, row
from outsourcing_model.metrics.summary import absent, summarise


class Result(AlternativeResult):
    """What is measured of one alternative, found when it is first asked for.

    Parameters
    ----------
    runs : Runs
        What is measured.
    categories : tuple of str
        The order of the cost structure.
    """

    runs: Runs
    categories: tuple[str, ...]

    def _measure(self, of: str, less: str = "") -> Measure:
        """Return the measure of what the flows hold under a name, less what they hold under another."""

        def values(flows: CashFlows) -> Array:
            found = getattr(flows, of) - getattr(flows, less) if less else getattr(flows, of)
            return row(flows, found, self.id)

        return summarise(values(self.runs.flows), lambda: float(values(self.runs.expected)[0]))

    @cached_property
    def npv_cost(self) -> Measure:
        """Return the present cost."""
        return self._measure("npv")

    @cached_property
    def total_cost(self) -> Measure:
        """Return the undiscounted cost."""
        return self._measure("total")

    @cached_property
    def relevant_cost(self) -> Measure:
        """Return the present cost that is not alike in every alternative."""
        return self._measure("npv", "irrelevant_npv")

    @cached_property
    def harm(self) -> Measure:
        """Return the present harm."""
        return self._measure("harm_npv")

    @cached_property
    def service_value(self) -> Measure:
        """Return the present value delivered, absent where none is stated."""
        stated = ratio.values_stated(self.runs.flows)
        return self._measure("value_npv", "harm_npv") if stated else absent("reason.no_value")

    @cached_property
    def net_benefit(self) -> Measure:
        """Return the value delivered less relevant cost."""

        def expected() -> float:
            return float(row(self.runs.expected, net_benefits(self.runs.expected), self.id)[0])

        return summarise(row(self.runs.flows, self.runs.scores, self.id), expected)

    @cached_property
    def per_unit_month(self) -> Measure:
        """Return the cost of a unit and month."""
        return ratio.per_unit_month(self.runs.flows, self.runs.expected, self.id)

    @cached_property
    def per_quality_point(self) -> Measure:
        """Return the cost of a quality point."""
        return ratio.per_quality_point(self.runs.flows, self.runs.expected, self.id)

    @cached_property
    def pv_ratio(self) -> Measure:
        """Return present cost over present value."""
        return ratio.present_ratio(self.runs.flows, self.runs.expected, self.id)

    @cached_property
    def receivable(self) -> Exposure:
        """Return what the provider may owe."""
        return exposure.receivable(self.runs.flows, self.runs.expected, self.id)

    @cached_property
    def payable(self) -> Exposure:
        """Return what the company may owe."""
        return exposure.payable(self.runs.flows, self.runs.expected, self.id)

    @cached_property
    def cost_structure(self) -> Mapping[str, CostStructureLine]:
        """Return the cost lines, by category."""
        lines = _structure(self.runs.flows, self.runs.expected, self.id)
        return dict(sorted(lines.items(), key=lambda item: self.categories.index(item[1].category)))

    @cached_property
    def cash_by_month(self) -> Array:
        """Return the mean net cost by month of payment."""
        return mean_cash(self.runs.flows, self.id)

    @cached_property
    def probability_cheapest(self) -> float:
        """Return the share of draws in which none costs less."""
        return self.runs.cheapest[self.id]

    @cached_property
    def probability_best(self) -> float:
        """Return the share of draws in which none has a greater net benefit."""
        return self.runs.best[self.id]

    @cached_property
    def _in_time(self) -> tuple[Array, Array]:
        """Return its cash by month in the expected run, and that of the reference."""
        expected = self.runs.expected
        return mean_cash(expected, self.id), mean_cash(expected, expected.case.reference)

    @cached_property
    def payback_month(self) -> int | None:
        """Return the first month from which the cumulated saving stays above zero."""
        return None if self._is_reference else cash.payback_month(*self._in_time)

    @cached_property
    def payback_reason(self) -> str:
        """Return why there is no payback."""
        if self._is_reference:
            return "reason.same_alternative"
        return "" if self.payback_month else "reason.never_pays_back"

    @cached_property
    def peak_cash_outlay(self) -> float:
        """Return the largest cumulated extra cost."""
        return cash.peak_outlay(*self._in_time)

    @cached_property
    def returns(self) -> Returns:
        """Return what the switch earns on its one-time outlay."""
        if self._is_reference:
            return OF_THE_REFERENCE
        flows, base = self.runs.flows, self.runs.flows.case.reference
        saving = float((row(flows, flows.npv, base) - row(flows, flows.npv, self.id)).mean())
        outlay = _one_time(flows, self.id) - _one_time(flows, base)
        return returns(*self._in_time, self.runs.expected.discount, flows.case.timing, (saving, outlay))

    @property
    def _is_reference(self) -> bool:
        """Return whether it is what the others are compared with."""
        return self.id == self.runs.flows.case.reference


def _one_time(flows: CashFlows, alternative: str) -> float:
    """Return the present cost of an alternative's transitional lines, one-time receipts deducted."""
    return float(sum(npv for line, npv in present_lines(flows, alternative) if side(line) == TRANSITIONAL))


def _structure(flows: CashFlows, expected: CashFlows, alternative: str) -> dict[str, CostStructureLine]:
    """Return the cost lines of an alternative."""
    found = {}
    for line, mean, run in zip(flows.lines, flows.line_means, expected.line_means, strict=True):
        if line.alternative == alternative:
            npv = float(mean @ flows.discount)
            found[line.id] = CostStructureLine(
                npv=npv,
                total=float(mean.sum()),
                relevant_npv=npv * (1 - line.irrelevant),
                expected_npv=float(run @ expected.discount),
                category=line.category,
                relevance=line.relevance,
                label=line.label,
                path=line.path,
            )
    return found
