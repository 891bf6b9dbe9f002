"""How chance was drawn and how well the draws know the answer, for the results as JSON."""

from typing import Any

from outsourcing_model.engine.draws import Draws
from outsourcing_model.metrics.precision import intervals
from outsourcing_model.metrics.results import Comparison, Vector


def of_draws(draws: Draws) -> dict[str, Any]:
    """Return what the draws were made from, and how closely what goes together does so."""
    pairs = [{"between": list(pair.between), "stated": pair.stated, "achieved": pair.found} for pair in draws.achieved]
    return {
        "points": draws.points,
        "slots": list(draws.paths) if draws.points == "sobol" else None,
        "table_error": draws.table_error,
        "correlations": {"repaired": draws.repaired, "largest_gap": draws.widest_gap, "pairs": pairs},
    }


def of_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return the 95 % intervals of mean and percentiles of each cost and saving; null where draws are too few."""
    flows = comparison.flows
    others = [name for name in comparison.alternatives if name != comparison.reference]
    return {
        "npv_cost": {name: _listed(flows.npv[row]) for row, name in enumerate(flows.alternatives)},
        "saving": {name: _listed(comparison.saving_draws[name]) for name in others},
    }


def _listed(values: Vector) -> dict[str, list[float] | None]:
    """Return the intervals of one figure as lists."""
    return {name: None if each is None else list(each) for name, each in intervals(values).items()}
