"""The choice at the end of the term as a small tree: renew, ask the market again, or take the services back.

Weighed over the months that the case states after the term, discounted to the valuation date, and kept beside the
comparison: none of it enters a present cost.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.end_of_term import EndOfTerm, Retender
from outsourcing_model.engine.discounting import discount_factors
from outsourcing_model.engine.flows import Array, CashFlows, CashLine
from outsourcing_model.metrics.tree import Node, best_choice, expected_cost, worst_cost

A_YEAR = 12
ONCE = ("one_off", "transition", "parallel", "exit")
"""Categories that do not go on after the term."""


@dataclass(frozen=True)
class RunningCost:
    """What a month costs at the end of the term, in the run at mean beliefs.

    Parameters
    ----------
    charges : float
        What the provider invoices.
    other : float
        All else that goes on: own teams, governance, what is stranded, less credits.
    """

    charges: float
    other: float

    def at(self, price_change: float) -> float:
        """Return a month's cost with other charges."""
        return self.charges * (1 + price_change) + self.other


@dataclass(frozen=True)
class Renewal:
    """The choice at the end of the term, present money at the valuation date.

    Parameters
    ----------
    alternative : str
        Whose provider is renewed.
    months : int
        Months weighed after the term.
    tree : Node
        The decision and what may follow; names are ``renew``, ``retender`` and ``insource``.
    expected, worst : dict
        Choice to its expected cost, and to the greatest that chance can bring.
    best : str
        Choice of the least expected cost.
    """

    alternative: str
    months: int
    tree: Node
    expected: dict[str, float]
    worst: dict[str, float]
    best: str


def running_cost(run: CashFlows, alternative: str) -> RunningCost:
    """Return what a month of an alternative costs at the end of the term.

    The mean of the last twelve months of service (all of them in a shorter term); assets, bought in lumps, count with
    the mean of the whole term. One-off cost, transition, parallel running and exit do not go on.
    """
    term = run.case.term
    charges = other = 0.0
    for line, paid in zip(run.lines, run.line_means, strict=True):
        if line.alternative == alternative and line.category not in ONCE:
            months = term if line.category == "assets" else min(A_YEAR, term)
            amount = float(_by_service(line, paid, term)[term - months :].sum()) / months
            charges += amount if line.category == "charges" else 0.0
            other += 0.0 if line.category == "charges" else amount
    return RunningCost(charges, other)


def _by_service(line: CashLine, paid: Array, term: int) -> Array:
    """Return what a line pays, by month of service."""
    return np.asarray(paid[line.lag : line.lag + term])


def end_of_term(run: CashFlows, alternative: str) -> Renewal | None:
    """Return the choice at the end of the term of an alternative; None where the case states none.

    Parameters
    ----------
    run : CashFlows
        The run at mean beliefs that stays to the end of the term.
    alternative : str
        One that outsources.

    Notes
    -----
    Every month after the term is paid and discounted like a month of the term, without payment lag; tender and
    transition are paid in the first of them. Beliefs count with their means.
    """
    stated, case = run.case.end_of_term, run.case
    if stated is None or not (stated.renew or stated.retender or stated.insource):
        return None
    factors = discount_factors(case.nominal_rate, case.term + stated.months, case.timing)[case.term :]
    choices = tuple(_choices(run, alternative, stated, (float(factors[0]), float(factors.sum()))))
    tree = Node("end_of_term", choices=choices)
    expected = {choice.name: expected_cost(choice) for choice in choices}
    worst = {choice.name: worst_cost(choice) for choice in choices}
    return Renewal(alternative, stated.months, tree, expected, worst, best_choice(tree).name)


def _choices(run: CashFlows, alternative: str, stated: EndOfTerm, factors: tuple[float, float]) -> Iterator[Node]:
    """Yield the branches that the case states; `factors` are those of the first month and of all months together."""
    first, all_months = factors
    now = running_cost(run, alternative)
    if stated.renew:
        yield Node("renew", now.at(stated.renew.price_change.mean) * all_months)
    if stated.retender:
        yield _retender(stated.retender, now, first, all_months)
    if stated.insource:
        back = running_cost(run, run.case.reference)
        yearly = stated.insource.yearly_cost
        monthly = back.charges + back.other if yearly is None else yearly.mean / A_YEAR
        yield Node("insource", monthly * all_months + stated.insource.transition.mean * first)


def _retender(terms: Retender, now: RunningCost, first: float, all_months: float) -> Node:
    """Return the branch of a new tender: the provider wins again, or another one with its transition."""
    market = now.at(terms.price_change.mean) * all_months
    wins = (terms.win_probability, Node("wins_again", market))
    loses = (1 - terms.win_probability, Node("another_wins", market + terms.transition.mean * first))
    return Node("retender", terms.cost.mean * first, chances=(wins, loses))
