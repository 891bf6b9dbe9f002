import numpy as np
import pytest

from outsourcing_model.engine.rules import presence

from .conftest import column, steady


@pytest.mark.parametrize(
    ("takeover", "shares"),
    [
        (0, [1, 1, 1, 1]),
        (1, [0, 1, 1, 1]),
        (1.25, [0, 0.75, 1, 1]),
        (3.5, [0, 0, 0, 0.5]),
        (9, [0, 0, 0, 0]),
    ],
)
def test_delivering_from_the_takeover(fill, takeover, shares):
    assert column(fill(presence.delivering, [takeover], 4, months=4)) == shares
    assert column(fill(presence.needed, [takeover], [0], 4, months=4)) == [1 - share for share in shares]


def test_nobody_delivers_after_the_exit_but_the_company(fill):
    assert column(fill(presence.delivering, [0.5], 2, months=4)) == [0.5, 1, 0, 0]
    assert column(fill(presence.needed, [0.5], [0], 2, months=4)) == [0.5, 0, 1, 1]


def test_the_old_team_runs_beside_the_provider(fill):
    assert column(fill(presence.needed, [1], [1.5], 5, months=5)) == [1, 1, 0.5, 0, 0]


def test_greatest_and_until_exit(fill):
    assert column(fill(presence.greatest, [[1], [0.2]], [[0.5], [0.4]], months=2)) == [1, 0.4]
    assert column(fill(presence.until_exit, steady(7, 3), 2, months=3)) == [7, 7, 0]


def test_a_line_is_split_without_rest(fill):
    """Own, beside, stranded for ever and for a while add up to the full amount until the date, to the rest after."""
    amount, needed, beside = steady(100, 4), [[1], [0.5], [0], [0]], [[1], [1], [0.5], [0]]
    own = column(fill(presence.own_cost, amount, needed, months=4))
    parallel = column(fill(presence.parallel_running, amount, needed, beside, 0.6, months=4, start=0.0))
    for_ever = column(fill(presence.stranded, amount, needed, 0.6, months=4, start=0.0))
    for_now = column(fill(presence.stranded_until_avoidable, amount, beside, [4], [1], 0.6, months=4, start=0.0))
    assert own == [100, 50, 0, 0]
    assert parallel == [0, 30, 30, 0]
    assert for_ever == pytest.approx([0, 20, 40, 40])
    assert for_now == [0, 0, 30, 0]
    assert [sum(parts) for parts in zip(own, parallel, for_ever, for_now, strict=True)] == [100, 100, 100, 40]


@pytest.mark.parametrize(
    ("from_month", "left"), [(1, [0, 0, 0, 0]), (2, [10, 0, 0, 0]), (2.5, [10, 5, 0, 0]), (9, [10, 10, 10, 10])]
)
def test_stranded_until_its_month(fill, from_month, left):
    rows = ([from_month], [1])
    out = fill(presence.stranded_until_avoidable, steady(10, 4), steady(0, 4), *rows, 1.0, months=4, start=0.0)
    assert column(out) == left


@pytest.mark.parametrize(
    ("from_month", "over", "left"),
    [
        (1, 4, [30, 20, 10, 0, 0, 0]), (2, 4, [40, 30, 20, 10, 0, 0]), (4, 2, [40, 40, 40, 20, 0, 0]),
        (2.5, 2, [40, 30, 10, 0, 0, 0]), (3, 0, [40, 40, 0, 0, 0, 0]), (3, 1, [40, 40, 0, 0, 0, 0]),
    ],
)  # fmt: skip
def test_what_is_stranded_fades_in_a_straight_line(fill, from_month, over, left):
    rows = ([from_month], [over])
    out = fill(presence.stranded_until_avoidable, steady(40, 6), steady(0, 6), *rows, 1.0, months=6, start=0.0)
    assert column(out) == pytest.approx(left)


def test_leftovers_are_added_to_what_is_there(fill):
    assert column(fill(presence.stranded, steady(10, 1), steady(0, 1), 0.0, months=1, start=5.0)) == [15]
    assert column(fill(presence.parallel_running, [[10]], [[0]], [[1]], 1.0, months=1, start=5.0)) == [15]
    assert column(fill(presence.stranded_until_avoidable, [[10]], [[0]], [9], [1], 1.0, months=1, start=5.0)) == [15]


@pytest.mark.parametrize(
    ("takeover", "ramp", "shares"),
    [
        (0, 0, [1, 1, 1, 1]),
        (1.25, 0, [0, 0.75, 1, 1]),
        (0, 2, [0.25, 0.75, 1, 1]),
        (1, 1, [0, 0.5, 1, 1]),
        (0, 4, [0.125, 0.375, 0.625, 0.875]),
        (0.5, 0.5, [0.25, 1, 1, 1]),
        (0.5, 1, [0.125, 0.875, 1, 1]),
        (0.25, 0.25, [0.625, 1, 1, 1]),
        (2, 8, [0, 0, 1 / 16, 3 / 16]),
        (9, 3, [0, 0, 0, 0]),
    ],
)
def test_volumes_move_in_a_straight_line_from_the_takeover_on(fill, takeover, ramp, shares):
    assert column(fill(presence.ramping, [takeover], [ramp], 4, months=4)) == pytest.approx(shares, abs=1e-15)


def test_a_ramp_is_the_mean_over_the_month_of_the_straight_line(fill):
    """Against ten thousand points a month."""
    for takeover, ramp in ((0.3, 2.7), (1.9, 0.4), (2.5, 5.0), (0.0, 0.05)):
        points = (np.arange(6 * 10_000) + 0.5) / 10_000
        wanted = np.clip((points - takeover) / ramp, 0, 1).reshape(6, -1).mean(axis=1)
        assert column(fill(presence.ramping, [takeover], [ramp], 6, months=6)) == pytest.approx(wanted, abs=1e-8)


def test_nothing_is_left_to_a_ramp_after_the_exit(fill):
    assert column(fill(presence.ramping, [0], [4], 2, months=4)) == [0.125, 0.375, 0, 0]
    assert column(fill(presence.complement, [[0.125], [0.375], [0.6], [0.9]], 2, months=4)) == [0.875, 0.625, 1, 1]
