"""Workload W out of its case file: the plain numbers, the inputs that were drawn, and their distributions in scipy.

All that the benchmarks know of the places of figures in the case stands here.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import stats
from statement import Array, Inputs, Workload, inputs_of

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.draws import Draws

PATH = Path(__file__).parent / "workload" / "case.yaml"


def case_of_workload() -> Case:
    """Return workload W as a case."""
    return read_case(PATH)
