import pytest
from small_cases import one_offer, own

from outsourcing_model.metrics.leaving import best_month, break_even_month, leave_or_stay, leaving_by_month


@pytest.mark.parametrize(
    ("stay", "new", "out", "hurdle", "leave"),
    [(1_000, 700, 250, 40, True), (1_000, 700, 250, 50, False), (1_000, 700, 301, 0, False), (5, 4, 1, 0, False)],
)
def test_leave_only_above_the_hurdle(stay, new, out, hurdle, leave):
    found = leave_or_stay(stay, new, out, hurdle)
    assert (found.gain, found.break_even_saving, found.leave) == (stay - new - out, out + hurdle, leave)


def dear(**more):
    """A provider at 100 a month, 60 in-house; 30 to take back, 120 not written off at the start of 12 months."""
    terms = {"exit": {"unamortised": 120, "reinsourcing": 30, **more.pop("exit", {})}}
    return one_offer({"base": 100}, in_house=own(team={"monthly": 60}), offer=terms, term=12, **more)


def test_each_month_by_hand():
    """Leaving after month X saves 40 for 12 - X months and costs 10 for each of them and 30."""
    found = leaving_by_month(dear(), "out")
    assert [each.verdict.gain for each in found] == pytest.approx([30 * (12 - x) - 30 for x in range(1, 12)])
    assert break_even_month(found) == best_month(found).month == 1
    assert found[0].verdict.break_even_saving == pytest.approx(110 + 30)


def test_the_hurdle_and_the_first_month_allowed_move_the_answer():
    late = leaving_by_month(dear(exit={"from_month": 9}), "out")
    assert [each.month for each in late] == [9, 10, 11]
    assert break_even_month(late) == 9
    assert break_even_month(leaving_by_month(dear(hurdle=331), "out")) is None
    assert break_even_month(leaving_by_month(dear(hurdle=299), "out")) == 1
    assert leaving_by_month(dear(exit={"from_month": 12}), "out") == ()
    assert best_month(()) is None


def test_a_case_already_left_is_compared_with_staying():
    assert leaving_by_month(dear(exit_month=3), "out") == leaving_by_month(dear(), "out")
