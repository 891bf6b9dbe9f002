import numpy as np
import pytest

from outsourcing_model.engine.rules import prices

from .conftest import column


def test_index_moves_at_anniversaries(fill):
    years = [12.0 * (month // 12) for month in range(25)]
    out = column(fill(prices.index_ratio, [0.1], [1.0] * 25, years, months=25))
    assert out[:12] == [1] * 12
    assert out[12:24] == [1.1] * 12
    assert out[24] == pytest.approx(1.21)


def yearly(fill, growth, share, cap, floor, chained, years=4):
    """Return the factor of each contract year."""
    months = 12 * years
    ages = [12.0 * (month // 12) for month in range(months)]
    beyond = [12.0 if month >= 12 else 0.0 for month in range(months)] if chained else ages
    ratio = fill(prices.index_ratio, [growth], [1.0] * months, beyond, months=months)
    coefficient = [[1 - share + share * value[0]] for value in ratio]
    revised = [float(month > 0 and month % 12 == 0) for month in range(months)]
    return column(fill(prices.revision_factor, coefficient, revised, chained, cap, floor, 0, months=months))[::12]


@pytest.mark.parametrize("chained", [0, 1])
def test_full_revision_is_the_index(fill, chained):
    assert yearly(fill, 0.03, 1.0, 1e30, -1.0, chained) == pytest.approx([1, 1.03, 1.03**2, 1.03**3])


def test_partial_revision_from_the_base_and_chained(fill):
    from_base = [0.3 + 0.7 * 1.04**year for year in range(4)]
    assert yearly(fill, 0.04, 0.7, 1e30, -1.0, 0) == pytest.approx(from_base)
    assert yearly(fill, 0.04, 0.7, 1e30, -1.0, 1) == pytest.approx([(0.3 + 0.7 * 1.04) ** year for year in range(4)])


def test_cap_and_floor_limit_each_year(fill):
    assert yearly(fill, 0.10, 1.0, 0.02, -1.0, 0) == pytest.approx([1.02**year for year in range(4)])
    assert yearly(fill, -0.10, 1.0, 1e30, 0.0, 0) == pytest.approx([1] * 4)
    assert yearly(fill, 0.01, 1.0, 1e30, 0.05, 1) == pytest.approx([1.05**year for year in range(4)])


def test_a_cap_met_exactly_changes_nothing(fill):
    assert yearly(fill, 0.02, 1.0, 0.02, 0.02, 1) == pytest.approx(yearly(fill, 0.02, 1.0, 1e30, -1.0, 1))


def test_no_share_no_revision(fill):
    assert yearly(fill, 0.5, 0.0, 1e30, -1.0, 0) == pytest.approx([1] * 4)


def test_known_values_and_growth_beyond(fill):
    out = column(fill(prices.index_ratio, [0.21], [1.0, 1.1, 1.1], [0.0, 0.0, 6.0], months=3))
    assert out == pytest.approx([1, 1.1, 1.1 * 1.1])


def test_weighted_indices_add_to_the_fixed_part(fill):
    out = [[0.3], [0.3]]
    prices.weighted_index(np.array([[1.2], [1.4]]), 0.5, filled := np.array(out))
    assert filled[:, 0] == pytest.approx([0.9, 1.0])


@pytest.mark.parametrize(
    ("x", "digits", "mode", "out"),
    [
        (1.0652228, 3, 0, 1.065), (1.0652228, 3, 1, 1.066), (1.0652228, 3, 2, 1.065), (1.0655, 3, 0, 1.066),
        (1.065, 3, 1, 1.065), (1.065 + 5e-10, 3, 1, 1.065), (1.066 - 5e-10, 3, 2, 1.066), (0.98765, 2, 1, 0.99),
        (1.4999, 0, 0, 1.0),
    ],
)  # fmt: skip
def test_rounding(fill, x, digits, mode, out):
    assert column(fill(prices.rounded, [[x]], digits, mode, months=1)) == pytest.approx([out], abs=1e-12)


def test_what_a_cap_cuts_is_carried(fill):
    coefficient = [[1.0], [1.1], [1.1], [1.0]]
    lost = column(fill(prices.revision_factor, coefficient, [0, 1, 1, 1], 0, 0.05, -1.0, 0, months=4))
    assert lost == pytest.approx([1, 1.05, 1.05, 1.05 / 1.1])
    carried = column(fill(prices.revision_factor, coefficient, [0, 1, 1, 1], 0, 0.05, -1.0, 1, months=4))
    assert carried == pytest.approx([1, 1.05, 1.1, 1.0])


def test_productivity(fill):
    out = column(fill(prices.productivity_factor, [0.1], months=25))
    assert (out[0], out[12], out[24]) == pytest.approx((1, 0.9, 0.81))


@pytest.mark.parametrize(
    ("gap", "excess", "most", "factor"),
    [(0.05, 0, 1e30, 1), (0.06, 0, 1e30, 0.97), (0.06, 1, 1e30, 0.995), (0.4, 0, 0.1, 0.9), (-0.2, 0, 1e30, 1)],
)
def test_benchmark(fill, gap, excess, most, factor):
    out = column(fill(prices.benchmark_factor, [gap], 1, 0.05, 0.5, excess, most, months=2))
    assert out == pytest.approx([1, factor])


@pytest.mark.parametrize(
    ("rate", "whole", "factor"),
    [(1.05, 0, 1), (1.05, 1, 1), (1.1, 0, 1.02), (1.1, 1, 1.04), (0.8, 0, 0.94), (0.8, 1, 0.92), (1.0, 1, 1)],
)
def test_exchange(fill, rate, whole, factor):
    assert column(fill(prices.exchange_factor, [[rate]], 0.4, 1.0, 0.05, whole, months=1)) == pytest.approx([factor])


def test_a_rate_drifts_month_by_month(fill):
    out = column(fill(prices.exchange_rate, [0.9], [0.21], months=13))
    assert (out[0], out[6], out[12]) == pytest.approx((0.9, 0.99, 0.9 * 1.21))


def test_product(fill):
    assert fill(prices.product, [[2, 3]], [[5, 7]], months=1, draws=2) == [[10, 21]]
