"""The alternatives side by side: what each costs and is worth, and which one to choose."""

from collections.abc import Mapping
from functools import cached_property, partial

import numpy as np

from outsourcing_model.engine.flows import Array, CashFlows, begun
from outsourcing_model.metrics.alternative import Result
from outsourcing_model.metrics.exit_cost import ExitCost
from outsourcing_model.metrics.exit_costs import exit_costs, staying, usual_exits
from outsourcing_model.metrics.insight import flips, net_benefits, worst_cases
from outsourcing_model.metrics.ranking import best_after_hurdle, value_of_perfect_information
from outsourcing_model.metrics.results import AlternativeResult, Comparison, Flip, Measure, WorstCase
from outsourcing_model.metrics.runs import Runs, present_lines, row
from outsourcing_model.metrics.summary import summarise

CATEGORIES = (
    "staff", "running", "licences", "facilities", "assets", "overhead", "one_off", "charges", "change_orders",
    "transition", "parallel", "governance", "severance", "stranded", "freed", "sold", "credits", "late_payment", "exit",
    "risk", "tax",
)  # fmt: skip
"""Headings of the cost structure, in the order in which they are shown."""


def compare(flows: CashFlows) -> Comparison:
    """Return the comparison of the alternatives of a simulation.

    Each part of it is found when it is first asked for, so that the answer alone costs a fraction of the whole.

    Notes
    -----
    Saving of an alternative = present cost of the reference - its own, draw by draw. Ranked on net benefit; a switch is
    recommended only if it gains at least the case's hurdle.
    """
    return begun(Compared, runs=Runs(flows), case=flows.case, flows=flows, reference=flows.case.reference)


class Compared(Comparison):
    """A comparison whose parts are found when they are first asked for."""

    runs: Runs

    @cached_property
    def expected(self) -> CashFlows:
        """Return the run at mean beliefs."""
        return self.runs.expected

    @cached_property
    def alternatives(self) -> Mapping[str, AlternativeResult]:
        """Return what is measured of each alternative."""
        labels = {name: self.case.label("alternatives", name) for name in self.case.alternatives}
        return {
            name: begun(Result, id=name, label=label, runs=self.runs, categories=CATEGORIES)
            for name, label in labels.items()
        }

    @cached_property
    def saving_draws(self) -> Mapping[str, Array]:
        """Return alternative to its saving in each draw."""
        of = self.flows
        return {name: row(of, of.npv, self.reference) - row(of, of.npv, name) for name in self.case.alternatives}

    @cached_property
    def saving(self) -> Mapping[str, Measure]:
        """Return alternative to its saving."""
        return {
            name: summarise(values, partial(_expected_saving, self.runs, name))
            for name, values in self.saving_draws.items()
        }

    @cached_property
    def _basis(self) -> tuple[float, float]:
        """Return what the hurdle is a share of: the present cost of the reference, and of its staff."""
        staff = (npv for line, npv in present_lines(self.flows, self.reference) if line.category == "staff")
        return float(np.mean(row(self.flows, self.flows.npv, self.reference))), sum(staff, 0.0)

    @cached_property
    def hurdle(self) -> float:
        """Return the present money that a switch must gain."""
        return self.case.hurdle.value(*self._basis)

    @cached_property
    def hurdle_test(self) -> str:
        """Return which test of the hurdle asks for the most."""
        return self.case.hurdle.decisive(*self._basis)

    @cached_property
    def _choice(self) -> tuple[str, str, float]:
        """Return the alternative to choose on net benefit, the one that leads, and its gain."""
        return self._best(self.runs.scores)

    @cached_property
    def recommended(self) -> str:
        """Return the alternative to choose on net benefit."""
        return self._choice[0]

    @cached_property
    def recommended_cost_only(self) -> str:
        """Return the alternative to choose on present cost."""
        return self._best(-self.flows.npv)[0]

    @cached_property
    def recommended_zero_credits(self) -> str:
        """Return the alternative to choose if no credit were ever received."""
        return self._best(net_benefits(self.flows, True))[0]

    def _best(self, scores: Array) -> tuple[str, str, float]:
        """Return the choice by scores, after the hurdle."""
        return best_after_hurdle(_means(self.flows, scores), self.reference, self.hurdle)

    @cached_property
    def reason(self) -> tuple[str, Mapping[str, object]]:
        """Return the sentence that says why an alternative is recommended."""
        return _reason(tuple(self.case.alternatives), self.reference, *self._choice, (self.hurdle, self.hurdle_test))

    @cached_property
    def evpi(self) -> float:
        """Return the expected value of perfect information."""
        return value_of_perfect_information(self.runs.scores)

    @cached_property
    def uncertainty_effect(self) -> Mapping[str, float]:
        """Return alternative to mean less expected run of present cost."""
        costs = {name: result.npv_cost for name, result in self.alternatives.items()}
        return {name: (cost.mean or 0.0) - (cost.expected_run or 0.0) for name, cost in costs.items()}

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """Return the inputs that alone would flip the recommendation."""
        return flips(self.case, self.shown, self.hurdle)

    @cached_property
    def worst_cases(self) -> tuple[WorstCase, ...]:
        """Return the worst draws of the shown alternative."""
        return worst_cases(self.flows, self.shown, self.saving_draws[self.shown])

    @cached_property
    def exit_schedule(self) -> tuple[ExitCost, ...]:
        """Return what leaving the shown alternative costs in each month, by each ground."""
        return exit_costs(staying(self.expected), self.shown)

    @cached_property
    def exit_costs(self) -> tuple[ExitCost, ...]:
        """Return what leaving the shown alternative costs in one usual month."""
        return usual_exits(self.exit_schedule, self.case.term)


def personnel_cost(result: AlternativeResult) -> float:
    """Return the present cost of an alternative's own staff."""
    return sum((line.npv for line in result.cost_structure.values() if line.category == "staff"), 0.0)


def _means(flows: CashFlows, scores: Array) -> dict[str, float]:
    """Return alternative to mean score, in the order of the case."""
    return {name: float(row(flows, scores, name).mean()) for name in flows.case.alternatives}


def _expected_saving(runs: Runs, alternative: str) -> float:
    """Return the saving of the expected run."""
    expected = runs.expected
    reference = row(expected, expected.npv, expected.case.reference)
    return float((reference - row(expected, expected.npv, alternative))[0])


def _reason(
    names: tuple[str, ...], reference: str, chosen: str, leader: str, gain: float, hurdle: tuple[float, str]
) -> tuple[str, Mapping[str, object]]:
    """Return wording key and values of the sentence that says why an alternative is recommended."""
    if len(names) == 1:
        return "reason.only_alternative", {"best": leader}
    if leader == reference:
        return "reason.reference_is_best", {"best": leader}
    least, test = hurdle
    passed = "above" if chosen == leader else "below"
    asked = test if test.startswith("personnel") else "hurdle"
    return f"reason.gain_{passed}_{asked}", {"best": leader, "gain": gain, "hurdle": least}
