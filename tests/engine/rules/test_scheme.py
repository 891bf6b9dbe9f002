import numpy as np
import pytest

from outsourcing_model.engine.rules import credits as levels
from outsourcing_model.engine.rules import scheme, totals

from .conftest import column, steady
from .test_repeats import tile

AT, RETURNS = [10.0, 15.0, 30.0], [0.02, 0.04, 0.10]


@pytest.mark.parametrize(
    ("points", "share"), [(0, 0), (9.9, 0), (10, 0.02), (10 - 1e-10, 0.02), (14.9, 0.02), (15, 0.04), (45, 0.1)]
)
def test_a_table_returns_the_step_reached(fill, points, share):
    out = fill(scheme.points_credit, tile(points), tile(1000), AT, RETURNS, 1, months=1)
    assert column(out) == pytest.approx([1000 * share])


@pytest.mark.parametrize(("points", "share"), [(0, 0), (5, 0.01), (12.5, 0.03), (20, 0.06), (45, 0.1)])
def test_expected_points_are_read_between_the_steps(fill, points, share):
    out = fill(scheme.points_credit, tile(points), tile(1000), AT, RETURNS, 0, months=1)
    assert column(out) == pytest.approx([1000 * share])


def test_points_return_nothing_of_an_invoice_below_zero(fill):
    assert column(fill(scheme.points_credit, tile(45), tile(-5), AT, RETURNS, 1, months=1)) == [0]


def test_levels_share_by_their_points(fill):
    assert column(fill(scheme.part_of_points, tile(3, 0), tile(12, 0), tile(40, 0), months=2)) == [10, 0]


def test_a_service_is_cut_in_one_ratio(fill):
    out = fill(scheme.within_cap, tile(30, 30, 30), tile(60, 40, 60), tile(400, 400, -1), 0.1, months=3)
    assert column(out) == pytest.approx([20, 30, 0])


def test_the_pool_stops_at_what_is_at_risk_and_counts_its_months():
    capped, out = np.zeros(1), np.empty((3, 1))
    scheme.pooled_credit(np.array([[90.0], [100], [130]]), np.full((3, 1), 1000.0), 0.1, capped, out)
    assert (out[:, 0].tolist(), capped[0]) == ([90, 100, 100], 1)


def test_hours_return_an_amount_up_to_a_share_of_what_is_charged(fill):
    out = fill(levels.hours_credit, tile(0.01, 0.5, 0.5), tile(1000, 1000, 0), 7300, 0.2, months=3)
    assert column(out) == pytest.approx([73, 200, 0])


def test_points_below_the_target_end_where_the_most_is_reached(fill):
    out = fill(levels.shortfall_credit, tile(0.025, 0.06), tile(0, 0.02), 0.02, months=2)
    assert column(out) == pytest.approx([0.05, 0.08])


def test_a_part_is_due_by_month(fill):
    assert column(fill(scheme.due_part, steady(10, 3), [0.0, 0.5, 1.0], months=3)) == [0, 5, 10]


def test_repeats_over_single_misses(fill):
    assert column(fill(scheme.repeat_ratio, tile(30, 0, 5), tile(10, 0, 0), months=3)) == [3, 1, 1]


def test_paying_late_costs_nothing_where_nothing_is_invoiced(fill):
    out = fill(totals.late_payment, [0.5], [73.0], tile(1000, 0, -3), 0.1, 40.0, months=3)
    assert column(out) == pytest.approx([30, 0, 0])


def kept(due, steps, clean=None, ratio=None, invoice=None, end=99):
    """Return what is kept, the capped and the idle months of one draw."""
    months = len(due)
    columns = [np.array(values, dtype=float).reshape(-1, 1) for values in
               (due, invoice or [1000] * months, ratio or [1] * months, clean or [1] * months)]  # fmt: skip
    capped, idle, out = np.zeros(1), np.zeros(1), np.empty((months, 1))
    scheme.kept_credits(*columns, np.array(steps, dtype=float).ravel(), end, capped, idle, out)
    return out[:, 0].tolist(), capped[0], idle[0]


def test_what_goes_back_by_chance_is_the_product_of_clean_months():
    found, _, _ = kept([100, 0, 0, 0], [(6, 0, 2)], clean=[0, 0.5, 0.8, 1])
    assert found == pytest.approx([100, 0, -40, 0])


def test_earn_back_before_a_cap_frees_room_in_the_same_month_and_after_it_in_the_next():
    due, clean = [100, 0, 60, 60], [1, 1, 0.5, 0]
    frees, cap = (6, 1, 2), (5, 100, 4)
    first, _, _ = kept(due, [frees, cap], clean)
    assert first == pytest.approx([100, 0, 50 - 50, 0])
    then, _, _ = kept(due, [cap, frees], clean)
    assert then == pytest.approx([100, 0, -50, 50])


def test_invoices_below_zero_count_as_none():
    found, _, _ = kept([50, 50, 50], [(4, 0.05, 3)], invoice=[1000, -500, 1000])
    assert found == pytest.approx([50, 50, 0])


def test_a_month_counts_once_as_idle_whatever_the_number_of_caps():
    found, capped, idle = kept([100, 100, 0], [(1, 0.05, 1), (3, 0.02, 12)])
    assert found == pytest.approx([50, 10, 0])
    assert (capped, idle) == (2, 3)


def test_nothing_goes_back_from_the_end_on():
    assert kept([100, 0, 0], [(6, 0, 2)], end=2)[0] == [100, 0, 0]
    assert kept([100, 0, 0], [(6, 0, 2)], end=3)[0] == [100, 0, -100]
