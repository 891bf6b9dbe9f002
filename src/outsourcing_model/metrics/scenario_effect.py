"""Scenarios side by side: what each recommends, and how it moves the gain against the case as it stands, same luck."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, with_scenarios
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import Draws, draw
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.insight import gains, net_benefits
from outsourcing_model.metrics.ranking import best_after_hurdle
from outsourcing_model.metrics.settings import Progress
from outsourcing_model.metrics.summary import standard_error

FEW = 4
"""Scenarios up to which all pairs are composed too."""


@dataclass(frozen=True)
class ScenarioEffect:
    """One scenario, or several applied one after another.

    Parameters
    ----------
    names : tuple of str
        The scenarios in the order applied; empty for the case as it stands.
    recommended : str
        On mean net benefit, after the hurdle.
    saving, gain : float
        Mean present saving and mean gain in net benefit of the alternative followed.
    difference : float
        Mean of its gain less that of the case as it stands, draw by draw.
    standard_error : float or None
        Of that difference, from 16 replicates; None with fewer than 32 draws.
    """

    names: tuple[str, ...]
    recommended: str
    saving: float
    gain: float
    difference: float
    standard_error: float | None


def compositions(case: Case, pairs: bool = True) -> tuple[tuple[str, ...], ...]:
    """Return every scenario of the case alone, and (where there are few) every two of them together."""
    alone = tuple((name,) for name in case.scenarios)
    return (*alone, *combinations(case.scenarios, 2)) if pairs and len(alone) <= FEW else alone


def scenario_effects(
    base: CashFlows, alternative: str, composed: Sequence[tuple[str, ...]], progress: Progress | None = None
) -> tuple[ScenarioEffect, ...]:
    """Return the effect of each composition, the case as it stands first; nothing where there is none to compare.

    Parameters
    ----------
    base : CashFlows
        The case as it stands; each scenario has as many draws, with the same luck.
    alternative : str
        Whose saving and gain are followed.
    composed : sequence of tuple of str
        Names of scenarios, each tuple applied in its order.
    progress : callable, optional
        Told the number of scenarios done.

    Raises
    ------
    CaseError
        If a scenario is not there or two can't be together.
    """
    stands = gains(base, alternative)
    found = [_effect((), base, alternative, stands)]
    for number, names in enumerate(composed):
        changed = with_scenarios(base.case, names)
        flows = simulate(changed, drawn_again(changed, base))
        found.append(_effect(names, flows, alternative, stands))
        if progress:
            progress(number + 1)
    return tuple(found) if composed else ()


def drawn_again(changed: Case, base: CashFlows) -> Draws:
    """Return the draws of a changed case with the luck of some flows: theirs, where it believes the same."""
    same = changed.correlations == base.case.correlations and _believed(changed) == _believed(base.case)
    return base.draws if same else draw(changed, base.draws.count, base.draws.seed, base.draws.points)


def _believed(case: Case) -> dict[str, Uncertain]:
    """Return what is uncertain of a case."""
    return {path: belief for path, belief in beliefs(case).items() if not belief.is_constant}


def _effect(names: tuple[str, ...], flows: CashFlows, alternative: str, stands: Array) -> ScenarioEffect:
    """Return the effect of one composition."""
    gain = gains(flows, alternative)
    costs = {name: float(row.mean()) for name, row in zip(flows.alternatives, flows.npv, strict=True)}
    away = gain - stands
    return ScenarioEffect(
        names=names,
        recommended=recommended(flows),
        saving=costs[flows.case.reference] - costs[alternative],
        gain=float(gain.mean()),
        difference=float(away.mean()),
        standard_error=standard_error(away),
    )


def recommended(flows: CashFlows) -> str:
    """Return the alternative that is recommended: the greatest mean net benefit, after the hurdle."""
    case, scores = flows.case, net_benefits(flows)
    means = {name: float(scores[flows.alternatives.index(name)].mean()) for name in case.alternatives}
    cost = float(flows.npv[flows.alternatives.index(case.reference)].mean())
    lines = zip(flows.lines, flows.line_means @ flows.discount, strict=True)
    staff = sum(npv for line, npv in lines if (line.alternative, line.category) == (case.reference, "staff"))
    return best_after_hurdle(means, case.reference, case.hurdle.value(cost, float(staff)))[0]
