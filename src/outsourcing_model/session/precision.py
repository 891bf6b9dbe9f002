"""Drawing on until the answer is known well enough."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import with_scenarios
from outsourcing_model.engine.draws import DEFAULT_DRAWS, DEFAULT_SEED, draw
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.summary import standard_error
from outsourcing_model.quantities import read_number
from outsourcing_model.session.study import Study

LEAST, MOST = 2_048, 1_000_000
"""Draws begun with at least, and ended with at most."""

Bar = Callable[[int], AbstractContextManager[Callable[[int], object]]]
"""From a number of draws to what shows that many being done."""


@dataclass(frozen=True)
class Sought:
    """The standard error that is sought: an amount, or a share of the mean present cost of the reference."""

    value: float
    is_share: bool = False

    def amount(self, flows: CashFlows, reference: str) -> float:
        """Return the amount that is sought."""
        cost = abs(float(flows.npv[flows.alternatives.index(reference)].mean()))
        return self.value * cost if self.is_share else self.value


@dataclass(frozen=True)
class Reached:
    """What was reached: the study, its standard error, the amount sought, and whether it is met."""

    study: Study
    error: float
    sought: float

    @property
    def met(self) -> bool:
        """Return whether the standard error is as small as was sought."""
        return self.error <= self.sought


def read_sought(text: str) -> Sought:
    """Return the standard error that a text asks for: ``5000``, or ``0.5 %`` of the cost of the reference.

    Raises
    ------
    ValueError
        If it is no number above zero.

    Examples
    --------
    >>> read_sought("0.5 %")
    Sought(value=0.005, is_share=True)
    """
    share = "%" in text
    found = Sought(read_number(text, "fraction" if share else "amount"), share)
    if found.value <= 0:
        message = f"a standard error must be above zero, not {text}"
        raise ValueError(message)
    return found


def evaluate_until(
    case: Case,
    sought: Sought,
    bar: Bar,
    n: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    scenarios: tuple[str, ...] = (),
    workers: int | None = None,
    points: str = "keyed",
) -> Reached:
    """Return the evaluation of a case, its draws doubled until the saving it tells of is known well enough.

    The saving is that of the alternative shown against the reference, draw by draw; for a lone alternative it is the
    cost. The first draws of more draws are the draws, so that no luck is chosen.

    Parameters
    ----------
    case : Case
        The base case.
    sought : Sought
        Its standard error.
    bar : callable
        Shows each round.
    n, seed, scenarios, workers, points
        As in :func:`~outsourcing_model.session.study.evaluate`; at least 2,048 draws are made, at most 1,000,000.

    Raises
    ------
    CaseError
        If a scenario is not there or makes a case that can't be.
    """
    changed, count = with_scenarios(case, scenarios), min(max(n, LEAST), MOST)
    pair: tuple[str, str] | None = None
    while True:
        draws = draw(changed, count, seed, points)
        with bar(count) as progress:
            flows = simulate(changed, draws, workers=workers, progress=progress)
        if pair is None or count == MOST or error_of(flows, *pair) <= sought.amount(flows, pair[0]):
            comparison = compare(flows)
            pair = comparison.reference, comparison.shown
            error, amount = error_of(flows, *pair), sought.amount(flows, pair[0])
            if error <= amount or count == MOST:
                return Reached(Study(changed, draws, flows, comparison), error, amount)
        count = min(2 * count, MOST)


def error_of(flows: CashFlows, reference: str, shown: str) -> float:
    """Return the standard error of the mean saving of an alternative, of its cost if it is the reference."""
    rows = {name: flows.npv[row] for row, name in enumerate(flows.alternatives)}
    saving = rows[shown] if shown == reference else rows[reference] - rows[shown]
    return standard_error(saving) or 0.0
