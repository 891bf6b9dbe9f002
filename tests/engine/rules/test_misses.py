import pytest

from outsourcing_model.engine.rules import misses

from .conftest import column, steady

ONE = steady(1.0, 4)


def test_a_window_ends_with_each_quarter_or_every_month(fill):
    values = [[1], [2], [3], [4], [5], [6], [7]]
    assert column(fill(misses.window_total, values, 3, 0, 1.0, months=7)) == [0, 0, 6, 0, 0, 15, 0]
    assert column(fill(misses.window_total, values, 3, 1, 0.5, months=7)) == [0, 0, 3, 4.5, 6, 7.5, 9]


def test_too_few_units_are_not_measured(fill):
    assert column(fill(misses.enough_units, [[9.0], [10.0]], 10.0, months=2)) == [0, 1]
    assert fill(misses.share_of_units, [[3.0, 0.0]], [[4.0, 0.0]], months=1, draws=2) == [[0.75, 1.0]]


def test_months_outside_delivery_miss_nothing(fill):
    assert column(fill(misses.within_delivery, ONE, 1, 3, months=4)) == [0, 1, 1, 0]


CHANCES = [[0.4], [0.1], [0.8], [0.2]]
"""Two tiers, two kinds of month."""
WHICH, STEPS = [-1.0, 0.0, 1.0, 1.0], [0.1, 0.2]


def test_tiers_missed_by_luck(fill):
    scores = [[-1.0], [-2.0], [1.0], [0.0]]
    z = [[-9.0], [-1.5], [0.5], [-0.5]]
    sampled = fill(misses.missed_by_luck, z, ONE, CHANCES, scores, WHICH, STEPS, 1, months=4)
    assert column(sampled) == pytest.approx([0, 0.1, 0.1, 0.3])
    expected = fill(misses.missed_by_luck, z, ONE, CHANCES, scores, WHICH, STEPS, 0, months=4)
    assert column(expected) == pytest.approx([0, 0.06, 0.12, 0.12])
    counted = [[1.0], [0.0], [1.0], [0.0]]
    for luck in (0, 1):
        left = column(fill(misses.missed_by_luck, z, counted, CHANCES, scores, WHICH, STEPS, luck, months=4))
        assert (left[1], left[3]) == (0, 0)
        assert left[2] > 0


@pytest.mark.parametrize(("sign", "level"), [(1.0, 0.95), (-1.0, 5.0)])
def test_a_limit_met_exactly_is_a_pass(fill, sign, level):
    limits, level = ([0.95, 0.9], 0.95) if sign > 0 else ([5.0, 7.0], 5.0)
    values = [[level], [level - sign * 5e-10], [level - sign * 2e-9], [level - sign * 3.0]]
    which = [0.0] * 4
    out = fill(misses.missed_by_level, values, ONE, CHANCES, which, limits, STEPS, sign, 1, months=4)
    assert column(out) == pytest.approx([0, 0, 0.1, 0.3])
    expected = fill(misses.missed_by_level, values, ONE, CHANCES, WHICH, limits, STEPS, sign, 0, months=4)
    assert column(expected) == pytest.approx([0, 0.06, 0.12, 0.12])


def test_a_shortfall_is_drawn_or_expected(fill):
    level = [[0.5], [0.9], [0.98], [1.0]]
    sampled = fill(misses.shortfall, level, ONE, [[0.01], [0.02]], WHICH, 0.97, 1, months=4)
    assert column(sampled) == pytest.approx([0, 0.07, 0, 0])
    expected = fill(misses.shortfall, level, ONE, [[0.01], [0.02]], WHICH, 0.97, 0, months=4)
    assert column(expected) == pytest.approx([0, 0.01, 0.02, 0.02])
