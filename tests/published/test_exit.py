"""Getting out: the fee for leaving early."""

from itertools import pairwise

import pytest
from small_cases import line, one_offer

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.exposure import fees_by_month


# H2: by hand; 600,000 written off over 60 months, redundancy 80,000 and breakage 40,000
def leaving(**more: object) -> Case:
    terms = {"transition": {"price": 600_000, "financed": "100 %"}, "exit": {"wind_down": 80_000 + 40_000}}
    return one_offer({"base": 1_000}, offer=terms, term=60, **more)


def fees(case: Case) -> dict[int, float]:
    return fees_by_month(expected_run(case), "out", "give")


def test_h2_fee_at_the_end_of_month_24() -> None:
    assert fees(leaving())[24] == pytest.approx(480_000, abs=0.005)
    assert line(leaving(exit_month=24), "out", "termination_fee.give")[23] == pytest.approx(480_000, abs=0.005)


@pytest.mark.parametrize(("year", "left"), [(1, 480_000), (2, 360_000), (3, 240_000), (4, 120_000)])
def test_h2_what_is_not_written_off_at_the_end_of_each_year(year: int, left: float) -> None:
    assert fees(leaving())[12 * year] - 120_000 == pytest.approx(left, abs=0.005)


def test_h2_nothing_is_due_at_the_end_of_the_term() -> None:
    run = expected_run(leaving())
    assert not any(item.id == "termination_fee.give" for item in run.lines)
    assert 60 not in fees(leaving())
    assert float(run.owed.sum()) == 0


def test_h2_every_month_writes_off_ten_thousand() -> None:
    schedule = list(fees(leaving()).values())
    assert len(schedule) == 59
    assert [a - b for a, b in pairwise(schedule)] == pytest.approx([10_000] * 58)


# by hand: the same fee under a cap of 700,000 declining to nothing: 700,000 * 36 / 60 = 420,000
def test_h2_under_a_declining_cap() -> None:
    capped = override(leaving(exit_month=24), {"offers.give.exit.cap": 700_000})
    assert line(capped, "out", "termination_fee.give")[23] == pytest.approx(420_000, abs=0.005)
    assert fees(capped)[24] == pytest.approx(420_000, abs=0.005)


def test_h2_schedule_at_year_ends() -> None:
    case = override(leaving(), {"offers.give.exit.wind_down": 0})
    schedule = [600_000.0, *(fees(case)[12 * year] for year in range(1, 5)), 0.0]
    assert schedule == pytest.approx([600_000, 480_000, 360_000, 240_000, 120_000, 0], abs=0.005)
