"""Playing single tiles: what a part of the translation fills, draw by draw."""

from collections.abc import Callable
from typing import Any

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import Draws, draw, expected_draws
from outsourcing_model.engine.executor import LANES, addresses, execute
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program.assembly import Assembly, fill_rows
from outsourcing_model.engine.program.translate import _numbered, ordered

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
    program = _numbered(assembly, keep=True)
    drawn = draw(case, draws) if isinstance(draws, int) else draws
    found = []
    for start in range(0, drawn.count, LANES):
        stop = min(start + LANES, drawn.count)
        x = np.empty((len(program.rows), LANES))
        for row, values in enumerate(fill_rows(program.rows, drawn, start, stop, noise).values()):
            x[row] = np.append(values, np.repeat(values[-1:], LANES - len(values)))
        tiles = np.zeros((program.tile_count, case.term, LANES))
        blocks = [(1, case.term, LANES), *[(1, LANES)] * 3]
        books = (np.zeros((1, case.term)), *(np.zeros((1, *shape)) for shape in blocks))
        execute(
            addresses(step.rule for step in program.instructions), program.code, program.real, program.series,
            program.edges, program.discount, x[None], key("seed", drawn.seed), drawn.first + start, stop - start,
            int(noise), tiles, *books,
        )  # fmt: skip
        found.append(tiles[program.tiles[name]][:, : stop - start].copy())
    return np.concatenate(found, axis=1)


def expected(case: Case, fill: Callable[[Assembly], str]) -> np.ndarray:
    """Return the tile ``[month]`` of the expected run."""
    return played(case, fill, expected_draws(case), noise=False)[:, 0]
