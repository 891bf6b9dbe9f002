import numpy as np
import pytest

from outsourcing_model.engine.rules import booking

AMOUNT = np.array([[1.0, 10.0, 500.0], [2.0, 20.0, 500.0]])
"""Two months of two draws and one lane of padding."""


def test_a_line_sums_the_live_draws_in_the_month_of_payment():
    months = np.array([7.0, 0, 0, 0])
    booking.book_line(AMOUNT, -1.0, 1, 2, months)
    assert months.tolist() == [7, -11, -22, 0]


def test_cash_is_kept_by_draw():
    cash = np.zeros((3, 3))
    booking.book_cash(AMOUNT, 2.0, 1, cash)
    assert cash[:, :2].tolist() == [[0, 0], [2, 20], [4, 40]]


@pytest.mark.parametrize("months", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("live", [1, 3])
def test_what_is_due_is_booked_as_line_and_value_in_one_go(months, live):
    amount, discount = np.random.default_rng(months).normal(size=(months, 3)), 0.9 ** np.arange(months + 2)
    lines, present, plain = np.zeros((2, months + 2)), np.ones((2, 3)), np.ones((2, 3))
    booking.book_due(amount, -2.0, 2, live, discount, lines[0], present[0], plain[0])
    booking.book_line(amount, -2.0, 2, live, lines[1])
    booking.book_value(amount, -2.0, 2, discount, present[1], plain[1])
    for both in (lines, present[:, :live], plain[:, :live]):
        np.testing.assert_allclose(both[0], both[1], rtol=1e-12, atol=1e-15)
        assert np.ptp(both[0]) > 0 or both.shape[1] == 1


def test_value_is_discounted_at_the_month_of_payment():
    present, plain = np.ones(3), np.zeros(3)
    booking.book_value(AMOUNT, 1.0, 1, np.array([1.0, 0.5, 0.25]), present, plain)
    assert present[:2].tolist() == [1 + 0.5 + 0.5, 1 + 5 + 5]
    assert plain[:2].tolist() == [3, 30]
