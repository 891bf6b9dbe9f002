"""Playing single tiles: what a part of the translation fills, draw by draw."""

from collections.abc import Callable
from typing import Any

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import Draws, draw, expected_draws
from outsourcing_model.engine.executor import LANES
from outsourcing_model.engine.playing import Ready, Run, empty
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.translate import numbered, ordered

Tree = dict[str, Any]


def provided(belief: Tree, promise: Tree | None = None, term: int = 24, **more: Any) -> Case:
    """Return a case in which an offer takes the only service and is believed to meet its only level so."""
    offer = {"provider": "Provider", "charges": {"desk": {"base": 1000}}, "attainment": {"up": belief}}
    level = {"service": "desk", "metric": "availability", **(promise or {})}
    if level["metric"] not in ("count", "duration"):
        level.setdefault("target", "99 %")
    tree: Tree = {
        "case": "Small", "currency": "EUR", "start": "2026-01", "term": term, "discount_rate": 0,
        "services": {"desk": {"volume": {"month_1": 100}}}, "service_levels": {"up": level}, "offers": {"give": offer},
        "alternatives": {"in_house": {}, "out": {"every_service": "give"}},
    }  # fmt: skip
    for name, part in more.items():
        section = tree["service_levels" if name == "service_levels" else name] if name in tree else None
        if name == "attainment":
            offer["attainment"].update(part)
        elif name == "offer":
            offer.update(part)
        elif isinstance(section, dict):
            section.update(part)
        else:
            tree[name] = part
    return Case.model_validate(tree)


def played(case: Case, fill: Callable[[Assembly], str], draws: int | Draws = 1, noise: bool = True) -> np.ndarray:
    """Return the tile ``[month, draw]`` that a part of the translation fills."""
    case = ordered(case)
    assembly = Assembly(case)
    name = fill(assembly)
    program = numbered(assembly, keep=True)
    drawn = draw(case, draws) if isinstance(draws, int) else draws
    run = Run(Ready(program, noise), drawn, 0)
    found = []
    for start in range(0, drawn.count, LANES):
        stop = min(start + LANES, drawn.count)
        run.played(start, stop, empty(program, drawn.count, 0))
        found.append(run.spare[0].tiles[program.tiles[name]][:, : stop - start].copy())
    return np.concatenate(found, axis=1)


def expected(case: Case, fill: Callable[[Assembly], str]) -> np.ndarray:
    """Return the tile ``[month]`` of the expected run."""
    return played(case, fill, expected_draws(case), noise=False)[:, 0]
