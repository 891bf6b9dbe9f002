"""The reference workload: its case file is what its figures make, and it agrees with the same decision in numpy."""

import sys
from pathlib import Path

import pytest

from outsourcing_model.case.paths import beliefs
from outsourcing_model.casefile.read import read_case

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "workload"))

from agree import agreement, beside
from write_case import BELIEFS, CASE, figures, lines


def test_the_case_file_is_what_the_figures_make():
    assert CASE.read_text(encoding="utf-8") == "\n".join(lines(figures())) + "\n"


def test_the_case_states_the_workload():
    case = read_case(CASE)
    uncertain = {path for path, belief in beliefs(case).items() if not belief.is_constant}
    assert uncertain == set(BELIEFS)
    assert (case.term, len(case.services), len(case.service_levels), len(case.offers)) == (60, 12, 24, 2)
    assert len(case.correlations) == 25 * 24 / 2
    assert all(len(offer.attainment) == 24 for offer in case.offers.values())


@pytest.mark.skipif(not beside(), reason="the other program does not lie beside the project (../shared/bench)")
def test_the_case_agrees_with_the_same_decision_in_numpy():
    found = agreement(512)
    assert found.in_house <= 1e-12
    assert max(map(abs, (*found.penalties, *found.costs))) <= 4
