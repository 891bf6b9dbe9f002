import pytest

from outsourcing_model.engine.rules import freed, tax

from .conftest import column, steady

BESIDE = [[1], [1], [0.25], [0], [0], [1]]


@pytest.mark.parametrize(
    ("from_month", "received", "missed"),
    [
        (1, [0, 0, 75, 100, 100, 0], [100, 100, 25, 0, 0, 100]),
        (4, [0, 0, 0, 100, 100, 0], [0, 0, 0, 0, 0, 100]),
        (3.5, [0, 0, 50, 100, 100, 0], [0, 0, 0, 0, 0, 100]),
        (2.5, [0, 0, 75, 100, 100, 0], [0, 50, 25, 0, 0, 100]),
        (9, [0] * 6, [0] * 6),
    ],
)
def test_what_is_received_and_what_is_missed_are_the_whole(fill, from_month, received, missed):
    arguments = ([100], [from_month], steady(1, 6), BESIDE)
    assert column(fill(freed.sublet, *arguments, months=6)) == received
    assert column(fill(freed.foregone, *arguments, months=6)) == missed


def test_income_follows_its_index(fill):
    index = [[1], [1.1]]
    assert column(fill(freed.sublet, [100], [1], index, steady(0, 2), months=2)) == pytest.approx([100, 110])
    assert column(fill(freed.foregone, [100], [1], index, steady(1, 2), months=2)) == pytest.approx([100, 110])


def test_a_sale_falls_in_its_month(fill):
    out = fill(freed.sold, [100, 100, 100], [0, 1, 7], [[1, 1, 1], [1.5, 1.5, 1.5]], months=2, draws=3)
    assert out == [[100, 0, 0], [0, 150, 0]]


def written_off(fill, months, needed=None, first=0, life=3):
    """Return what is written off of an asset at 300 whose price rises by half each year."""
    index = [[1.5 ** (month // 12)] for month in range(months)]
    needed = steady(1, months) if needed is None else [[share] for share in needed]
    return column(fill(tax.written_off, [100], [3], index, needed, first, life, months=months))


def test_an_asset_is_written_off_over_its_life(fill):
    assert written_off(fill, 5) == [100] * 5
    assert written_off(fill, 4, first=2) == [0, 0, 100, 100]
    assert written_off(fill, 14, first=11, life=4) == [0] * 11 + [75] * 3
    assert written_off(fill, 14, first=12, life=3) == [0] * 12 + [150] * 2


def test_writing_off_goes_on_after_the_service_has_left_and_ends_with_the_life(fill):
    assert written_off(fill, 7, needed=[1, 1, 0.5, 0, 0, 1, 1]) == [100, 100, 100, 0, 0, 100, 100]
    assert written_off(fill, 3, needed=[0.999, 0.5, 0]) == [0, 0, 0]


def test_what_is_paid_received_and_deducted(fill):
    cost = column(fill(tax.deductible, [[10], [4]], -1.0, months=2, start=20.0))
    assert cost == [10, 16]
    assert column(fill(tax.tax_relief, [0.25], [[10], [-16]], months=2)) == [-2.5, 4]
