"""Runs of random cases, and how two of them are compared."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw, expected_draws
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import simulate

SHARED = ("irrelevant_npv", "value_npv")
PER_ALTERNATIVE = (
    "npv",
    "total",
    "harm_npv",
    "received_npv",
    "received",
    "owed_npv",
    "owed",
    "capped_months",
    "totals",
)


def examples(count: int) -> settings:
    """Return settings for tests that simulate: few examples, always the same."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(max_examples=count, deadline=None, derandomize=True, database=None, suppress_health_check=slow)


def run(case: Case, count: int = 64, seed: int = 3, noise: bool = True) -> CashFlows:
    """Return a small simulation."""
    return simulate(case, draw(case, count, seed), noise=noise)


def expected(case: Case) -> CashFlows:
    """Return the expected run."""
    return simulate(case, expected_draws(case), noise=False)


def figures(flows: CashFlows, names: Mapping[str, str] | None = None) -> dict[str, np.ndarray]:
    """Return every array of a run by what it is of; `names` gives alternatives and lines the names of another run."""
    names = names or {}

    def renamed(text: str) -> str:
        return ".".join(names.get(part, part) for part in text.split("."))

    found = {name: getattr(flows, name) for name in SHARED}
    for place, alternative in enumerate(flows.alternatives):
        for name in PER_ALTERNATIVE:
            found[f"{name} {renamed(alternative)}"] = getattr(flows, name)[place]
    for line, row in zip(flows.lines, flows.line_means, strict=True):
        found[f"{renamed(line.alternative)} {renamed(line.id)}"] = row
    return found


def different(one: CashFlows, other: CashFlows) -> list[str]:
    """Return what two runs don't have in the same bytes."""
    first, second = figures(one), figures(other)
    return sorted(
        name
        for name in first.keys() | second.keys()
        if name not in first or name not in second or first[name].tobytes() != second[name].tobytes()
    )


def lines(flows: CashFlows, alternative: str, *starts: str) -> np.ndarray:
    """Return the mean of the lines whose id starts so, by month of payment."""
    chosen = [
        row
        for line, row in zip(flows.lines, flows.line_means, strict=True)
        if line.alternative == alternative and line.id.startswith(starts)
    ]
    return np.sum([np.zeros(flows.line_means.shape[1]), *chosen], axis=0)


def scale(flows: CashFlows) -> float:
    """Return the size of the largest figure, for tolerances."""
    sizes = [np.abs(flows.line_means), np.abs(flows.npv), np.abs(flows.harm_npv), np.abs(flows.value_npv)]
    return max(1.0, *(float(size.max(initial=0.0)) for size in sizes))


def edited(tree: Any, **changes: Any) -> Any:
    """Return a plain tree in which every member of one of these names, at any depth, has another value."""
    if isinstance(tree, dict):
        return {key: changes.get(key, edited(value, **changes)) for key, value in tree.items()}
    return [edited(item, **changes) for item in tree] if isinstance(tree, list) else tree
