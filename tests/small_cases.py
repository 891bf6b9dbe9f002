"""The smallest cases: one service, one offer, and what a test adds to them."""

from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.engine.simulate import expected_run

Tree = dict[str, Any]


def one_offer(charge: Tree | None = None, volume: Any = None, offer: Tree | None = None, **more: Any) -> Case:
    """Return a case of one month in which an offer takes the only service, without discounting unless stated."""
    service: Tree = {} if volume is None else {"volume": {"month_1": volume}}
    tree: Tree = {
        "case": "Small", "currency": "EUR", "start": "2026-01", "term": 1, "discount_rate": 0,
        "services": {"desk": service},
        "offers": {"give": {"provider": "Provider", "charges": {"desk": charge or {"base": 0}}, **(offer or {})}},
        "alternatives": {"in_house": {}, "out": {"every_service": "give"}},
    }  # fmt: skip
    return Case.model_validate({**tree, **more})


def own(**lines: Tree) -> Tree:
    """Return an in-house side with lines that serve the only service."""
    return {"costs": {name: {"service": "desk", **line} for name, line in lines.items()}}


def cost(case: Case, alternative: str) -> float:
    """Return the undiscounted cost of an alternative in the expected run."""
    run = expected_run(case)
    return float(run.total[run.alternatives.index(alternative), 0])


def line(case: Case, alternative: str, name: str) -> list[float]:
    """Return the mean payments of one line of an alternative in the expected run, by month."""
    run = expected_run(case)
    found = [
        row
        for row, item in zip(run.line_means, run.lines, strict=True)
        if (item.alternative, item.id) == (alternative, name)
    ]
    return [float(value) for value in sum(found)]
