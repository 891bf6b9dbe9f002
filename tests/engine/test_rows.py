"""Rows filled in compiled code hold what their formulas say."""

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.executor import LANES
from outsourcing_model.engine.program.assembly import fill_rows
from outsourcing_model.engine.program.translate import translate
from outsourcing_model.engine.rows import CHANCE, GIVEN, GROWN, LEFT, OCTAVE, PRODUCT, SAME, fill, planned

COUNT = 150


@pytest.fixture(scope="module")
def case():
    """Return a case with rows of every kind: shared factors, a lack, chances, a takeover found by a formula."""
    return one_offer(
        {"graduated": {"up_to": [90], "price": [{"value": 9, "times": "skill"}, {"value": 8, "times": "skill"}]}},
        offer={
            "attainment": {"up": {"lack": {"value": "0.2 %", "times": "skill"}, "concentration": 400,
                                  "weak_start": {"months": 2, "lower_by": {"uniform": ["0.1 %", "0.3 %"]}}}},
            "credits": {"up": {"below": ["99.9 %", "99 %"], "credit": ["10 %", "25 %"], "of": "desk"}},
            "transition": {"months": 2, "slip_days": {"uniform": [0, 60]}},
        },
        in_house=own(each={"unit_cost": 2}),
        services={"desk": {"volume": {"month_1": 100, "growth": "10 %", "growth_factor": "market"}}},
        service_levels={"up": {"service": "desk", "metric": "availability", "target": "99.9 %"}},
        factors={"skill": {"lognormal": {"mean": 1, "sd": 0.2}}, "market": {"uniform": [0.9, 1.2]}},
        term=12,
    )  # fmt: skip


def filled(contents, draws, sampled):
    """Return the rows ``[row, draw]`` as the executor fills them, block by block."""
    rows = planned(contents, sampled)
    x = np.repeat(rows.fixed[:, None], LANES, axis=1)
    given, found = rows.given(draws, 0, draws.count), []
    for start in range(0, draws.count, LANES):
        fill(rows.operations, rows.tables, given, start, x)
        found.append(x.copy())
    return np.concatenate(found, axis=1)[:, : draws.count]


def test_without_luck_every_row_is_that_of_its_formula(case):
    contents, draws = translate(case).rows, draw(case, COUNT)
    exact = np.array(list(fill_rows(contents, draws, 0, COUNT).values()))
    np.testing.assert_allclose(filled(contents, draws, False), exact, rtol=1e-15, atol=1e-15)


def test_where_luck_is_drawn_chances_come_from_tables(case):
    contents, draws = translate(case).rows, draw(case, COUNT)
    kinds = set(planned(contents, True).operations[:, 1])
    assert kinds == {GIVEN, SAME, PRODUCT, LEFT, GROWN, OCTAVE, CHANCE}
    assert CHANCE not in planned(contents, False).operations[:, 1]
    exact = np.array(list(fill_rows(contents, draws, 0, COUNT, True).values()))
    np.testing.assert_allclose(filled(contents, draws, True), exact, rtol=0, atol=1e-8)
