"""What drives the answer as plain maps, for the results file."""

from dataclasses import asdict
from typing import Any

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.scenario_effect import ScenarioEffect
from outsourcing_model.metrics.sensitivity import Sensitivity, sensitivity
from outsourcing_model.metrics.sobol import Sobol


def of_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return tornado, rank correlation and reverse stress of the shown alternative."""
    return of_sensitivity(sensitivity(comparison))


def of_sensitivity(found: Sensitivity) -> dict[str, Any]:
    """Return what drives an answer; `reverse_stress` is null where there is nothing to choose from."""
    return {
        "alternative": found.tornado.alternative,
        "base": found.tornado.base,
        "tornado": [asdict(bar) for bar in found.tornado.bars],
        "rank_correlation": [asdict(each) for each in found.correlations],
        "reverse_stress": None if found.stress is None else _listed(asdict(found.stress)),
    }


def of_sobol(found: Sobol) -> dict[str, Any]:
    """Return the Sobol indices."""
    return {**asdict(found), "indices": [_listed(asdict(index)) for index in found.indices]}


def of_scenarios(found: tuple[ScenarioEffect, ...]) -> list[dict[str, Any]]:
    """Return the effects of scenarios."""
    return [_listed(asdict(each)) for each in found]


def _listed(found: dict[str, Any]) -> dict[str, Any]:
    """Return a map whose tuples are lists, as JSON has them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
