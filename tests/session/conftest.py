"""A small case that is quick to evaluate and has a belief, a constant and a scenario of each kind."""

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_case


@pytest.fixture(scope="session")
def case() -> Case:
    stated = read_case(shipped_case("outsourcing-calculator"))
    uncertain = {"pert": [700_000, 800_000, 900_000]}
    scenarios = {"dearer": {"offers.provider.charges.it_service.base": {"change": "25 %"}}}
    believed = override(stated, {"in_house.costs.all_in.yearly": uncertain})
    return believed.revised(scenarios=scenarios)
