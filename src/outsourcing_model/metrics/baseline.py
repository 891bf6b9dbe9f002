"""From today's budget to the model's first year: a ledger whose steps add up, the unexplained rest among them."""

from dataclasses import dataclass

from outsourcing_model.case.budget import Budget
from outsourcing_model.metrics.results import Comparison

MONTHS = 12


@dataclass(frozen=True)
class BridgeStep:
    """One step from the budget to the baseline.

    Parameters
    ----------
    name : str
        Key of the budget line or the adjustment, empty for what the model makes.
    kind : str
        ``budget``, a kind of adjustment, or ``unexplained``.
    amount : float
        What it adds, currency of one year, undiscounted.
    note : str
        Why.
    """

    name: str
    kind: str
    amount: float
    note: str = ""


@dataclass(frozen=True)
class Bridge:
    """The steps from the budget to the baseline; they add up to it.

    Parameters
    ----------
    budget, baseline : float
        Amount of the budget, and undiscounted mean cost of the reference in contract months 1 to 12.
    steps : tuple of BridgeStep
        Budget, adjustments, and what neither explains.
    """

    budget: float
    baseline: float
    steps: tuple[BridgeStep, ...]

    @property
    def unexplained(self) -> float:
        """Return what neither budget nor adjustments explain."""
        return self.steps[-1].amount


def bridge(comparison: Comparison) -> Bridge | None:
    """Return the bridge from the case's budget to the baseline; None where no budget is stated.

    Notes
    -----
    Baseline = undiscounted mean cost of the reference paid in the first contract year. Unexplained = baseline less
    budget less the adjustments.
    """
    stated = comparison.case.budget
    if stated is None:
        return None
    baseline = float(comparison.alternatives[comparison.reference].cash_by_month[:MONTHS].sum())
    steps = [*_budgeted(stated), *_adjusted(stated)]
    rest = baseline - sum(step.amount for step in steps)
    return Bridge(stated.amount, baseline, (*steps, BridgeStep("", "unexplained", rest)))


def _budgeted(stated: Budget) -> list[BridgeStep]:
    """Return the budget by line, or as a whole."""
    if stated.total is not None:
        return [BridgeStep("", "budget", stated.total)]
    return [BridgeStep(name, "budget", line.amount) for name, line in stated.lines.items()]


def _adjusted(stated: Budget) -> list[BridgeStep]:
    """Return the adjustments in the order stated."""
    return [BridgeStep(name, each.kind, each.amount, each.note) for name, each in stated.adjustments.items()]
