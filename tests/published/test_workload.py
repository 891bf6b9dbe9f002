"""The reference workload: its case file is what its figures make, and it agrees with the same decision in numpy."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from outsourcing_model.case.paths import beliefs
from outsourcing_model.casefile.read import read_case

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "workload"))
agree, write_case = import_module("agree"), import_module("write_case")


def test_the_case_file_is_what_the_figures_make():
    stated = "\n".join(write_case.lines(write_case.figures())) + "\n"
    assert stated == write_case.CASE.read_text(encoding="utf-8")


def test_the_case_states_the_workload():
    case = read_case(write_case.CASE)
    uncertain = {path for path, belief in beliefs(case).items() if not belief.is_constant}
    assert uncertain == set(write_case.BELIEFS)
    assert (case.term, len(case.services), len(case.service_levels), len(case.offers)) == (60, 12, 24, 2)
    assert len(case.correlations) == 25 * 24 / 2
    assert all(len(offer.attainment) == 24 for offer in case.offers.values())


@pytest.mark.skipif(not agree.beside(), reason="the other program does not lie beside the project (../shared/bench)")
def test_the_case_agrees_with_the_same_decision_in_numpy():
    found = agree.agreement(512)
    assert found.in_house <= 1e-12
    assert max(map(abs, (*found.penalties, *found.costs))) <= 4
