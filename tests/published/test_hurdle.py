"""The hurdle of the US circular A-76: the lesser of a share of staff cost and an amount."""

import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison

A76 = {"personnel_percent": "10 %", "personnel_cap": 10_000_000}


def competition(personnel: float, other: float, contract: float, hurdle: object = None) -> Comparison:
    lines = own(people={"staff": {"headcount": 1, "annual_wage": 12, "loading": 1}}, rest={"monthly": other})
    lines["costs"]["people"]["staff"]["headcount"] = personnel / 1e3
    lines["costs"]["people"]["staff"]["annual_wage"] = 12e3
    case: Case = one_offer({"base": contract}, in_house=lines, hurdle=hurdle or A76)
    return compare(simulate(case, draw(case, 32)))


# H6: rule of OMB Circular A-76 (2003), values made up and worked by hand.
def test_h6_stays_in_house() -> None:
    found = competition(42_000_000, 6_000_000, 44_500_000)
    assert found.alternatives["in_house"].npv_cost.mean == pytest.approx(48_000_000)
    assert found.hurdle == pytest.approx(4_200_000)
    assert found.alternatives["out"].npv_cost.mean + found.hurdle == pytest.approx(48_700_000)
    assert found.recommended == "in_house"
    assert found.reason[0] == "reason.gain_below_personnel"
    assert found.hurdle_test == "personnel"


def test_h6_the_amount_caps_the_share() -> None:
    found = competition(130_000_000, 0, 119_000_000)
    assert found.hurdle == pytest.approx(10_000_000)
    assert found.hurdle_test == "personnel_cap"
    assert (found.recommended, found.reason[0]) == ("out", "reason.gain_above_personnel_cap")


@pytest.mark.parametrize(
    ("personnel", "hurdle"), [(0, 0), (99_999_990, 9_999_999), (100_000_000, 10_000_000), (100_000_010, 10_000_000)]
)
def test_h6_neighbours(personnel: float, hurdle: float) -> None:
    assert competition(personnel, 1_000_000, 1_000_000).hurdle == pytest.approx(hurdle)


@pytest.mark.parametrize(("contract", "choice"), [(43_799_999, "out"), (43_800_001, "in_house")])
def test_h6_at_the_edge(contract: float, choice: str) -> None:
    assert competition(42_000_000, 6_000_000, contract).recommended == choice


# The largest test counts; each by hand on a reference of 48 million of which 42 are staff.
@pytest.mark.parametrize(
    ("hurdle", "value", "test"),
    [
        ("10 %", 4_800_000, "percent"),
        (5_000_000, 5_000_000, "amount"),
        ({"personnel_percent": "10 %"}, 4_200_000, "personnel"),
        ({"personnel_percent": "10 %", "amount": 4_300_000}, 4_300_000, "amount"),
        ({"personnel_percent": "50 %", "personnel_cap": 9_000_000, "percent": "5 %"}, 9_000_000, "personnel_cap"),
    ],
)
def test_the_largest_test_counts(hurdle: object, value: float, test: str) -> None:
    found = competition(42_000_000, 6_000_000, 40_000_000, hurdle)
    assert found.hurdle == pytest.approx(value)
    assert found.hurdle_test == test
