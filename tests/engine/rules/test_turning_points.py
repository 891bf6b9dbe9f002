import numpy as np
import pytest

from outsourcing_model.engine.rules import turning_points

from .conftest import column

NEVER = 10**9
DAYS = (0, NEVER, 0)
"""No free days, no longstop, days and not weeks."""


def test_instalments(fill):
    out = fill(turning_points.instalments, [100, 200], [0.25, 0, 0.75], months=3, draws=2)
    assert out == [[25, 50], [0, 0], [75, 150]]


@pytest.mark.parametrize(
    ("slip", "cap", "exempt", "due"),
    [
        (0, 1e30, 0, 0), (0.2, 1e30, 0, 100), (1, 1e30, 0, 100), (1.2, 1e30, 0, 200), (12, 1e30, 0, 1_200),
        (12, 1_000, 0, 1_000), (12, 1_200, 0, 1_200), (10, 1e30, 1_000, 0), (11, 1e30, 1_000, 1_100),
        (30, 1_000, 1_000, 0),
    ],
)  # fmt: skip
def test_delay_damages(fill, slip, cap, exempt, due):
    out = fill(
        turning_points.delay_damages, [slip], [1.9], 100_000.0, 0.001, float(cap), float(exempt), *DAYS, months=4
    )
    assert column(out) == pytest.approx([0, due, 0, 0])


def test_damages_fall_in_the_last_month_if_the_takeover_is_later(fill):
    assert column(fill(turning_points.delay_damages, [5], [9.5], 1.0, 1.0, 1e30, 0.0, *DAYS, months=3)) == [0, 0, 5]


@pytest.mark.parametrize(
    ("grace", "longstop", "weeks", "slip", "periods"),
    [
        (5, NEVER, 0, 5, 0), (5, NEVER, 0, 5.1, 1), (5, NEVER, 0, 12, 7), (0, 10, 0, 9.5, 10), (0, 10, 0, 40, 10),
        (5, 12, 0, 40, 7), (0, NEVER, 1, 0, 0), (0, NEVER, 1, 1, 1), (0, NEVER, 1, 7, 1), (0, NEVER, 1, 7.5, 2),
        (0, NEVER, 2, 6, 0), (0, NEVER, 2, 7, 1), (0, NEVER, 2, 13, 1), (0, NEVER, 2, 14, 2), (3, NEVER, 1, 10, 1),
        (3, NEVER, 1, 11, 2), (3, NEVER, 2, 9, 0), (0, 20, 1, 90, 3), (0, 20, 2, 90, 2),
    ],
)  # fmt: skip
def test_free_days_longstop_and_weeks(fill, grace, longstop, weeks, slip, periods):
    out = fill(turning_points.delay_damages, [slip], [0.5], 10.0, 0.5, 1e30, 0.0, grace, longstop, weeks, months=2)
    assert column(out) == [5 * periods, 0]


def test_a_milestone_is_paid_when_it_is_reached_at_the_latest_in_the_last_month(fill):
    out = fill(turning_points.milestone, [100, 200, 300], [0, 2, 9], 0.25, months=3, draws=3, start=1.0)
    assert out == [[26, 1, 1], [1, 1, 1], [1, 51, 76]]


def test_a_cap_of_all_amounts_cuts_the_later_ones(fill):
    amount = [[3, 0], [4, 9], [5, 1]]
    assert fill(turning_points.capped_total, amount, 8.0, months=3, draws=2) == [[3, 0], [4, 8], [1, 0]]
    assert fill(turning_points.capped_total, amount, 1e30, months=3, draws=2) == amount


def event(fill, probability, first, last, each_year, sampled, months=24, draws=1, key=7):
    return fill(
        turning_points.risk_event, [1000.0] * draws, probability, first, last, each_year, key, 0, sampled,
        months=months, draws=draws,
    )  # fmt: skip


def test_expected_event_is_spread_evenly(fill):
    assert column(event(fill, 0.4, 2, 5, 0, 0, 8)) == [0, 0, 100, 100, 100, 100, 0, 0]


def test_expected_event_of_each_year_is_spread_over_the_months_of_that_year(fill):
    out = column(event(fill, 0.4, 10, 13, 1, 0))
    assert out[9:15] == [0, 200, 200, 200, 200, 0]
    out = column(event(fill, 0.4, 0, 12, 1, 0))
    assert out[:13] == pytest.approx([400 / 12] * 12 + [400])


def test_drawn_event_happens_once_at_most_in_an_even_month(fill):
    out = np.array(event(fill, 0.3, 4, 15, 0, 1, draws=20_000))
    happened = (out > 0).sum(axis=0)
    assert set(happened.tolist()) == {0, 1}
    assert happened.mean() == pytest.approx(0.3, abs=4 * np.sqrt(0.21 / 20_000))
    by_month = (out > 0).sum(axis=1)
    assert by_month[:4].sum() == by_month[16:].sum() == 0
    expected = happened.sum() / 12
    assert ((by_month[4:16] - expected) ** 2 / expected).sum() < 31.3  # 0.1 % point of chi-square, 11 degrees


def test_drawn_event_of_each_year_has_years_of_its_own(fill):
    out = np.array(event(fill, 0.5, 0, 23, 1, 1, draws=20_000)) > 0
    years = out.reshape(2, 12, -1).sum(axis=1)
    assert set(np.unique(years).tolist()) == {0, 1}
    assert np.corrcoef(years)[0, 1] == pytest.approx(0, abs=4 / np.sqrt(20_000))


def test_certain_and_impossible_events(fill):
    assert (np.array(event(fill, 1.0, 0, 23, 0, 1, draws=1000)) > 0).sum() == 1000
    assert np.array(event(fill, 0.0, 0, 23, 0, 1, draws=1000)).sum() == 0


def test_luck_depends_on_key_and_draw_alone(fill):
    many = np.array(event(fill, 0.5, 0, 23, 0, 1, draws=64))
    few = np.array(event(fill, 0.5, 0, 23, 0, 1, draws=16))
    np.testing.assert_array_equal(many[:, :16], few)
    assert (np.array(event(fill, 0.5, 0, 23, 0, 1, draws=64, key=8)) != many).any()


def test_luck_is_the_same_everywhere(fill):
    """The months of eight draws: a changed hash would change every published number."""
    out = np.array(event(fill, 0.5, 0, 23, 1, 1, draws=8)) > 0
    assert [np.flatnonzero(draw).tolist() for draw in out.T] == [[13], [2, 19], [8, 13], [1, 12], [9], [23], [10], []]
