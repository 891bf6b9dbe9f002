"""What drives the answer of a comparison: tornado, rank correlation, reverse stress, and its scenarios."""

from dataclasses import dataclass, replace

from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.rank_correlation import RankCorrelation, rank_correlations
from outsourcing_model.metrics.remembered import Remembered
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.reverse_stress import ReverseStress, reverse_stress
from outsourcing_model.metrics.scenario_effect import ScenarioEffect, compositions, scenario_effects
from outsourcing_model.metrics.tornado import Tornado, tornado

SCENARIO_DRAWS = 1024
"""Draws of each scenario beside an answer: paired with the case as it stands, few tell the difference."""


@dataclass(frozen=True)
class Sensitivity:
    """What drives the gain of the shown alternative, and what would flip the recommendation.

    Parameters
    ----------
    tornado : Tornado
        Each belief at its 10th and 90th percentile.
    correlations : tuple of RankCorrelation
        Of each belief with the gain, over the draws.
    stress : ReverseStress or None
        The cheapest set of changes that flips the recommendation; None with one alternative only.
    """

    tornado: Tornado
    correlations: tuple[RankCorrelation, ...]
    stress: ReverseStress | None


def sensitivity_of(comparison: Comparison, alternative: str) -> Sensitivity:
    """Return what drives the gain of an alternative, and what would flip the recommendation."""
    case = comparison.case
    return Sensitivity(
        tornado=tornado(case, alternative),
        correlations=rank_correlations(comparison.flows, alternative),
        stress=reverse_stress(case, comparison.recommended),
    )


def _sensitivity(comparison: Comparison) -> Sensitivity:
    """Return what drives the gain of the shown alternative."""
    return sensitivity_of(comparison, comparison.shown)


def _scenarios(comparison: Comparison) -> tuple[ScenarioEffect, ...]:
    """Return what each scenario of the case does to the shown alternative, over the first 1,024 draws."""
    composed = compositions(comparison.case, pairs=False)
    flows = comparison.flows
    if composed and flows.draws.count > SCENARIO_DRAWS:
        fewer = replace(flows.draws, values=flows.draws.block(0, SCENARIO_DRAWS))
        flows = simulate(comparison.case, fewer)
    return scenario_effects(flows, comparison.shown, composed)


sensitivity = Remembered(_sensitivity)
"""Comparison to :class:`Sensitivity`, reckoned once for each comparison."""
scenarios = Remembered(_scenarios)
"""Comparison to the effect of each scenario of its case, the case as it stands first; empty without scenarios."""
