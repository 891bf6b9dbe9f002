import pytest

from outsourcing_model.engine.rules import leaving

from .conftest import column, steady


def fee(fill, month, wind_down=30, charges=0.0):
    return column(fill(leaving.termination_fee, 60.0, [wind_down], charges, [[1], [2], [4], [8]], month, months=4))


def test_termination_fee_is_written_off_in_a_straight_line(fill):
    assert fee(fill, 1) == [75, 0, 0, 0]
    assert fee(fill, 2) == [0, 60, 0, 0]
    assert fee(fill, 3) == [0, 0, 45, 0]


def test_termination_fee_takes_the_charges_of_the_time_and_nothing_at_the_end(fill):
    assert fee(fill, 3, 0, 2.0) == [0, 0, 15 + 8, 0]
    assert fee(fill, 4) == [0, 0, 0, 0]


def lost(fill, month, takeover=0.0, base=0.0, share=0.0):
    rates = [[10], [11], [12], [13]], base, [[100], [110], [120], [130]], share
    return column(fill(leaving.lost_charges, *rates, [takeover], month, months=4, start=1))


def test_months_of_the_fixed_charges_are_at_the_prices_of_the_time(fill):
    assert lost(fill, 2, base=3.0) == [1, 1 + 33, 1, 1]
    assert lost(fill, 4, base=3.0) == [1, 1, 1, 1]


@pytest.mark.parametrize(("month", "takeover", "due"), [(1, 0, 150), (2, 0, 110), (3, 0, 60), (1, 2.5, 75), (1, 9, 0)])
def test_the_lost_margin_counts_the_months_not_delivered(fill, month, takeover, due):
    assert lost(fill, month, takeover, share=0.5)[month - 1] == pytest.approx(1 + due)


@pytest.mark.parametrize(("month", "most"), [(1, 300), (2, 200), (3, 100)])
def test_the_cap_declines_to_nothing(fill, month, most):
    assert column(fill(leaving.declining_cap, 400.0, month, months=4, start=350))[month - 1] == min(350, most)
    assert column(fill(leaving.declining_cap, 400.0, month, months=4, start=50)) == [50] * 4


def test_at_the_end_of_the_term_nothing_is_limited_or_added(fill):
    assert column(fill(leaving.declining_cap, 1.0, 4, months=4, start=50)) == [50] * 4
    rates = steady(10.0, 4), 0.5, [0.0]
    assert column(fill(leaving.cap_on_remaining, *rates, 4, months=4, start=50)) == [50] * 4


@pytest.mark.parametrize(("month", "takeover", "most"), [(1, 0, 15), (2, 0, 10), (2, 3, 5), (2, 4, 0)])
def test_the_other_cap_is_a_share_of_what_remains(fill, month, takeover, most):
    found = fill(leaving.cap_on_remaining, steady(10.0, 4), 0.5, [takeover], month, months=4, start=50)
    assert column(found)[month - 1] == most


def test_what_is_paid_beside_the_successor(fill):
    assert column(fill(leaving.dual_running, [1.5], [[1], [2], [4], [8]], 3, months=4)) == [0, 0, 6, 0]
