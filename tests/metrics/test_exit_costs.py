import pytest
from small_cases import one_offer

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.exit_costs import exit_costs, first_exit, staying, usual_exits

TERMS = {"wind_down": 50, "assistance": 5, "reinsourcing": 7}


def left(term=48, **terms):
    return one_offer({"base": 10}, offer={"exit": {**TERMS, **terms}}, term=term)


def costs(case):
    return exit_costs(expected_run(case), "out")


@pytest.mark.parametrize(("first", "month"), [(1, 30), (36, 36)])
def test_exit_costs_in_the_usual_month_or_the_first_allowed(first, month):
    (found,) = usual_exits(costs(left(from_month=first, months_of_charges=2)), 48)
    assert (found.month, found.possible_from) == (month, first)
    assert (found.fee, found.assistance, found.reinsourcing, found.total) == (70, 5, 7, 82)


def test_before_the_term_no_exit_where_none_is_allowed_and_none_from_the_company():
    (only,) = costs(left(from_month=48))
    assert (only.ground, only.month, only.total) == ("expiry", 48, 5)
    assert usual_exits((only,), 48) == ()
    assert exit_costs(expected_run(left()), "in_house") == ()
    assert first_exit(left(from_month=48), "out") is None
    assert first_exit(left(), "in_house") is None


def test_a_short_contract_is_left_half_way():
    assert usual_exits(costs(left(12)), 12)[0].month == 6


def test_every_month_has_both_grounds_and_the_end_its_own():
    found = costs(left(4, from_month=2, notice_months=1.5, data_extraction=3, dual_running_months=2))
    assert [(cost.month, cost.ground) for cost in found] == [
        (2, "convenience"), (2, "breach"), (3, "convenience"), (3, "breach"), (4, "expiry"),
    ]  # fmt: skip
    assert [cost.total for cost in found] == [50 + 5 + 3 + 7 + 20, 7 + 20, 85, 27, 8]
    assert [cost.notice_month for cost in found] == [0, None, 1, None, None]


def test_help_that_is_not_free_is_paid_on_breach_too():
    found = costs(left(4, assistance_free_on_breach=False, data_extraction=3))
    assert found[1].total == 5 + 3 + 7


def test_the_next_tender_takes_the_place_of_the_way_back():
    found = costs(left(4, after_exit="retender", retender=11))
    assert (found[0].reinsourcing, found[0].retender) == (0, 11)


@pytest.mark.parametrize("ground", ["convenience", "breach"])
def test_the_table_is_what_the_engine_pays(ground):
    more = {"months_of_base": 2, "share_of_remaining": "20 %", "cap": 90, "data_extraction": 3, "notice_months": 1}
    case = left(6, **more, dual_running_months=0.5, months_of_charges=1)
    for cost in costs(case):
        if cost.ground == ground:
            run = expected_run(case.revised(exit_month=cost.month, exit_ground=ground))
            paid = sum(
                float(row.sum()) for row, line in zip(run.line_means, run.lines, strict=True) if line.category == "exit"
            )
            assert paid == pytest.approx(cost.total), cost


def test_a_case_that_is_left_is_played_to_the_end_for_the_table():
    case = left(6, months_of_charges=1)
    early = compare(simulate(case.revised(exit_month=3), draw(case, 16)))
    assert early.exit_schedule == costs(case) == compare(simulate(case, draw(case, 16))).exit_schedule
    run = expected_run(case)
    assert staying(run) is run
