"""Break-even volumes, through cases: none, one or several."""

import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.metrics.break_even import break_even_volume, break_even_volumes


def volumes(charge: dict[str, object], fixed: float, variable: float, volume: float = 10_000) -> Case:
    return one_offer(charge, volume, in_house=own(fixed={"monthly": fixed}, work={"unit_cost": variable}))


def found(case: Case, high: float) -> tuple[float, ...]:
    return break_even_volumes(case, "out", "desk", 1, high)


# C3: https://www.algebra.com/cgi-bin/show-question-source.mpl?solution=770423
def test_c3_the_formula_and_the_case() -> None:
    assert break_even_volume(40_000, 5.5, 0, 8) == 16_000
    assert found(volumes({"price": 8}, 40_000, 5.5), 100_000) == pytest.approx((16_000,), abs=0.01)


# The same rule at neighbouring values, Q = (F_in - F_out) / (v_out - v_in).
@pytest.mark.parametrize(
    ("fixed", "unit", "base", "price"), [(40_000, 5.5, 10_000, 8), (900, 2.5, 500, 3), (900, 7, 2000, 2)]
)
def test_c3_general_rule(fixed: float, unit: float, base: float, price: float) -> None:
    expected = break_even_volume(fixed, unit, base, price)
    assert expected == pytest.approx((fixed - base) / (price - unit))
    assert found(volumes({"base": base, "price": price}, fixed, unit), 50_000) == pytest.approx((expected,), abs=0.01)


def test_lines_that_never_meet_have_no_break_even() -> None:
    assert break_even_volume(100, 5, 50, 5) is None
    assert break_even_volume(100, 5, 200, 6) is None
    assert found(volumes({"base": 200, "price": 6}, 100, 5), 50_000) == ()


# C2: by hand; the supplier takes 3.0M, then 6 a unit for the first half million and 4 above; own 5.0M and 3 a unit.
C2 = {"base": 3_000_000, "graduated": {"up_to": [500_000], "price": [6, 4]}}


def test_c2_one_crossing_on_a_tiered_price() -> None:
    assert found(volumes(C2, 5_000_000, 3), 5_000_000) == pytest.approx((1_000_000,), abs=0.01)


# By hand: 3.0M + 8 Q meets 5.0M + 3 Q at 400,000; above half a million 3.0M + 4.0M + 2 (Q - 0.5M) does at 1,000,000.
def test_several_crossings_on_a_tiered_price() -> None:
    charge = {"base": 3_000_000, "graduated": {"up_to": [500_000], "price": [8, 2]}}
    assert found(volumes(charge, 5_000_000, 3), 5_000_000) == pytest.approx((400_000, 1_000_000), abs=0.01)


def test_the_believed_volume_moves_no_answer() -> None:
    narrow = {"pert": [9_000, 10_000, 12_000]}
    assert found(volumes({"price": 8}, 40_000, 5.5, narrow), 100_000) == pytest.approx((16_000,), abs=0.01)
