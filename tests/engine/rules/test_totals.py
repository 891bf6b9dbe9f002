import pytest

from outsourcing_model.engine.rules import totals

from .conftest import column


def carried(fill, used, carry, committed=100.0):
    rows = [[value] for value in used]
    return column(fill(totals.carried_shortfall, [[committed]] * len(used), rows, 1.0, carry, months=len(used)))


def test_a_shortfall_is_set_off_later(fill):
    assert carried(fill, [80, 130, 100], 3) == [20, -20, 0]


def test_the_oldest_shortfall_is_set_off_first_and_lapses(fill):
    assert carried(fill, [80, 90, 100, 150], 3) == [20, 10, 0, -30]
    assert carried(fill, [80, 90, 100, 150], 2) == [20, 10, 0, -10]
    assert carried(fill, [80, 90, 100, 150], 1) == [20, 10, 0, 0]


def test_what_was_set_off_is_gone(fill):
    assert carried(fill, [80, 110, 115, 100, 200], 4) == [20, -10, -10, 0, 0]
    assert carried(fill, [80, 110, 70, 150], 1) == [20, -10, 30, -30]


LIMITS, SHARES = [1_000.0, 5_000.0], [0.0, 0.1, 0.2]


@pytest.mark.parametrize(
    ("total", "graduated", "volume"),
    [(1_000, 0, 0), (1_001, 0.1, 100.1), (5_000, 400, 500), (6_000, 600, 1_200), (0, 0, 0)],
)
def test_discount(fill, total, graduated, volume):
    for each, due in ((1, graduated), (0, volume)):
        out = column(fill(totals.total_discount, [[total]], [1.0], LIMITS, SHARES, each, months=1))
        assert out == pytest.approx([due])


def test_a_discount_adds_up_until_it_is_settled(fill):
    out = column(fill(totals.total_discount, [[600]] * 4, [0, 1, 0, 0], LIMITS, SHARES, 1, months=4))
    assert out == pytest.approx([0, 20, 0, 0])


def test_passed_through_with_a_handling_fee(fill):
    assert column(fill(totals.at_cost, [[100]], [0.05], [[1.1]], [[0.5]], months=1)) == pytest.approx([57.75])
