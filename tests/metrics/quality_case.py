"""A case of one service whose downtime costs something, handed to a provider whose credits pay some of it back."""

from typing import Any

from small_cases import one_offer

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison

Tree = dict[str, Any]
LEVEL: Tree = {"service": "desk", "metric": "availability", "target": "99 %", "service_hours": 100}
TIERS: Tree = {"below": ["99 %"], "credit": ["30 %"], "of": "desk"}


def missing(
    scheme: Tree | None = None, mean: Any = "90 %", level: Tree | None = None, offer: Tree | None = None, **more: Any
) -> Case:
    """Return a year of 100 a month; 10 hours of 100 are lost in each month, each of them costs 4."""
    terms = {"attainment": {"uptime": {"mean": mean}}, "credits": {"uptime": TIERS, **(scheme or {})}, **(offer or {})}
    tree: Tree = {
        "term": 12, "services": {"desk": {"downtime_cost_per_hour": 4}},
        "service_levels": {"uptime": {**LEVEL, **(level or {})}}, **more,
    }  # fmt: skip
    return one_offer({"base": 100}, offer=terms, **tree)


def played(case: Case, draws: int = 64) -> Comparison:
    """Return the comparison of a case."""
    return compare(simulate(case, draw(case, draws, seed=1)))
