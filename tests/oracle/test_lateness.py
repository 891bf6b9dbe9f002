"""What a late takeover costs the company: the engine's figure against the oracle's and against one worked by hand."""

import pytest
from hypothesis import given, settings
from random_dice import Tree
from strategies import way_trees

from outsourcing_model.case.case import Case
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.delay import start

from .lateness import days_late, month_late
from .test_naive import case_of
from .test_oracle import slowly


def differing(case: Case) -> list[tuple[str, float, float]]:
    """Return the figures of lateness of which the engine's and the oracle's differ."""
    expected, found = expected_run(case), []
    for name in case.alternatives:
        for offer in dict.fromkeys(by for by in case.performers(name).values() if by in case.offers):
            late, days, costs = (
                start(expected, expected, name, offer),
                days_late(case, offer),
                month_late(case, name, offer),
            )
            found.append((f"{name} {offer} days", late.delay_days, days))
            found.append((f"{name} {offer} month late", late.month_costs, costs))
            found.append((f"{name} {offer} delay", late.delay_costs, costs * days * 12 / 365))
    return [each for each in found if not abs(each[1] - each[2]) <= 1e-9 * max(1.0, abs(each[2]))]


FADING = {"kind": "partly", "from_month": 10, "fades_over": 12}
TEAM = {"headcount": 10, "annual_wage": 120, "attrition": 1, "hiring_cost": 12}


@pytest.mark.parametrize(
    ("offer", "line", "costs"),
    [
        ({}, {"monthly": 300}, 200),
        ({"currency": "USD"}, {"monthly": 300}, 100),
        ({"productivity": 0.1}, {"monthly": 300}, 210),
        ({"benchmark": {"from_month": 2, "gap": 0.2}}, {"monthly": 300}, 220),
        ({"exchange": {"currency": "USD", "share": 1, "reference": 1}}, {"monthly": 300}, 100),
        ({"indexation": {"fixed_rate": 0.1, "services": "other"}}, {"monthly": 300}, 200),
        ({"indexation": {"fixed_rate": 0.1, "services": "desk"}}, {"monthly": 300}, 190),
        ({}, {"monthly": 300, "relevance": FADING}, 50),
        ({}, {"staff": TEAM}, 10),
        ({}, {"one_off": {"amount": 300}}, -100),
    ],
)
def test_what_a_month_late_costs(offer: Tree, line: Tree, costs: float) -> None:
    charges = {"desk": {"base": 100}, "other": {"base": 0}}
    case = case_of(
        term=24,
        services={"desk": {}, "other": {}},
        exchange_rates={"USD": 2},
        in_house={"costs": {"line": {"service": "desk", **line}}},
        offer={"charges": charges, "transition": {"months": 14, "slip_days": 365 / 12}, **offer},
    )
    assert month_late(case, "go", "give") == pytest.approx(costs)
    assert differing(case) == []


@settings(slowly, max_examples=40)
@given(way_trees())
def test_what_a_late_takeover_costs(tree: Tree) -> None:
    assert differing(Case.model_validate(tree)) == []
