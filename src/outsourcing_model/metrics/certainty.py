"""How sure the answer is: chance of being best, regret, bad draws, dominance, taste for risk, and what to find out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.acceptability import Acceptability, acceptability
from outsourcing_model.metrics.dominance import Dominance, dominances
from outsourcing_model.metrics.equivalent import certainty_equivalent
from outsourcing_model.metrics.finding_out import Finding, asked_about, groups_of, shopping_list
from outsourcing_model.metrics.information import Worth, worth_of_knowing
from outsourcing_model.metrics.insight import net_benefits
from outsourcing_model.metrics.ranking import best_after_hurdle
from outsourcing_model.metrics.regret import expected_regret
from outsourcing_model.metrics.remembered import Remembered
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.summary import standard_error
from outsourcing_model.metrics.tail import mean_of_worst

WORST = (0.05, 0.1)
"""Shares of the draws whose mean is told as the worst ones."""


@dataclass(frozen=True)
class Standing:
    """How sure one alternative is.

    Parameters
    ----------
    probability_best : float
        Share of the draws in which no alternative has a higher net benefit; ties are shared.
    regret : float
        Expected regret of choosing it now: mean of the best net benefit of a draw less its own.
    worst_net_benefit, worst_cost : mapping
        Share of the draws (0.05, 0.1) to the mean net benefit (present cost) in the worst of them.
    certainty_equivalent : float or None
        The sure net benefit that is as good, under the case's taste for risk; None where it states none.
    """

    probability_best: float
    regret: float
    worst_net_benefit: Mapping[float, float]
    worst_cost: Mapping[float, float]
    certainty_equivalent: float | None


@dataclass(frozen=True)
class Certainty:
    """How sure the answer is, and what it would be worth to know more.

    Parameters
    ----------
    alternatives : mapping
        Alternative to how sure it is, in the order of the case.
    evpi, evpi_error : float
        Expected value of perfect information, the least expected regret; its standard error (None with few draws).
    dominances : tuple of Dominance
        How every two alternatives stand to each other on net benefit.
    inputs : tuple of Worth
        What knowing each uncertain input would be worth, the most first.
    groups : mapping
        Part of the case to what knowing all inputs in it would be worth, the most first.
    everything : Worth
        What knowing all inputs would be worth: less than `evpi` by what only luck decides.
    findings : tuple of Finding
        The information shopping list, what leaves most first.
    monthly_gain : float
        What the recommended alternative gains a month on the reference: what a month of waiting costs, if above 0.
    acceptability : Acceptability or None
        Chance of being best over the price of service; None where no price could change anything.
    recommended_risk_averse : str or None
        The answer on certainty equivalents, after the hurdle; None where the case states no taste for risk.
    """

    alternatives: Mapping[str, Standing]
    evpi: float
    evpi_error: float | None
    dominances: tuple[Dominance, ...]
    inputs: tuple[Worth, ...]
    groups: Mapping[str, Worth]
    everything: Worth
    findings: tuple[Finding, ...]
    monthly_gain: float
    acceptability: Acceptability | None
    recommended_risk_averse: str | None


@Remembered
def certainty(comparison: Comparison) -> Certainty:
    """Return how sure the answer of a comparison is.

    Notes
    -----
    Whoever decides is taken to choose the highest mean net benefit: regret and the worth of information know no
    hurdle.
    """
    case, flows = comparison.case, comparison.flows
    scores = _in_order(comparison, net_benefits(flows))
    paths, table = flows.draws.paths, np.array(list(scores.values()))
    studies, groups = asked_about(case, paths), groups_of(paths)
    sets = [*((path,) for path in paths), *groups.values(), paths, *studies.values()]
    worths = iter(worth_of_knowing(table, flows.draws.values, paths, sets))
    inputs = sorted((next(worths) for _ in paths), key=_most_first)
    grouped = sorted(((name, next(worths)) for name in groups), key=lambda item: _most_first(item[1]))
    everything = next(worths)
    gain = _monthly_gain(comparison)
    standings = _standings(comparison, scores)
    return Certainty(
        alternatives=standings,
        evpi=min(each.regret for each in standings.values()),
        evpi_error=standard_error(table.max(axis=0) - table[table.mean(axis=1).argmax()]),
        dominances=dominances(scores),
        inputs=tuple(inputs),
        groups=dict(grouped),
        everything=everything,
        findings=shopping_list(case, {name: next(worths) for name in studies}, gain),
        monthly_gain=gain,
        acceptability=acceptability(flows) if len(standings) > 1 else None,
        recommended_risk_averse=_risk_averse(comparison, standings),
    )


def _most_first(worth: Worth) -> tuple[float, tuple[str, ...]]:
    """Return the key by which what is worth most comes first."""
    return -worth.value, worth.paths


def _in_order(comparison: Comparison, values: Array) -> dict[str, Array]:
    """Return alternative to its row, in the order of the case."""
    flows = comparison.flows
    return {name: np.asarray(values[flows.alternatives.index(name)]) for name in comparison.alternatives}


def _standings(comparison: Comparison, scores: Mapping[str, Array]) -> dict[str, Standing]:
    """Return how sure each alternative is."""
    taste = comparison.case.risk_aversion
    costs = _in_order(comparison, comparison.flows.npv)
    regrets = dict(zip(scores, expected_regret(np.array(list(scores.values()))), strict=True))
    return {
        name: Standing(
            probability_best=comparison.alternatives[name].probability_best,
            regret=float(regrets[name]),
            worst_net_benefit={share: mean_of_worst(row, share) for share in WORST},
            worst_cost={share: -mean_of_worst(-costs[name], share) for share in WORST},
            certainty_equivalent=certainty_equivalent(row, taste.tolerance) if taste else None,
        )
        for name, row in scores.items()
    }


def _monthly_gain(comparison: Comparison) -> float:
    """Return what the recommended alternative gains a month on the reference, present money spread over the term."""
    chosen, base = (comparison.alternatives[name] for name in (comparison.recommended, comparison.reference))
    return ((chosen.net_benefit.mean or 0.0) - (base.net_benefit.mean or 0.0)) / comparison.case.term


def _risk_averse(comparison: Comparison, standings: Mapping[str, Standing]) -> str | None:
    """Return the alternative to choose on certainty equivalents, after the hurdle."""
    if comparison.case.risk_aversion is None:
        return None
    equivalents = {name: each.certainty_equivalent or 0.0 for name, each in standings.items()}
    return best_after_hurdle(equivalents, comparison.reference, comparison.hurdle)[0]
