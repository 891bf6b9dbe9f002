import numpy as np
import pytest

from outsourcing_model.metrics.cash import payback_month, peak_outlay


def of(*saving):
    return -np.array(saving, dtype=float), np.zeros(len(saving))


@pytest.mark.parametrize(
    ("saving", "month", "peak"),
    [
        ((0, 0, 0), 1, 0),
        ((5, 5), 1, 0),
        ((-10, 4, 6), 3, 10),
        ((-10, 4, 5.996), 3, 10),
        ((-10, 4, 5.99), None, 10),
        ((-10, 20, -15, 6), 4, 10),
        ((-10, 20, -5, 6), 2, 10),
        ((-10, 11, 0, 0), 2, 10),
        ((-10, -10, 5), None, 20),
        ((5, -10, 1), None, 5),
        ((0, 0, -1), None, 1),
    ],
)
def test_payback_is_final_and_peak_is_the_deepest(saving, month, peak):
    assert payback_month(*of(*saving)) == month
    assert peak_outlay(*of(*saving)) == pytest.approx(peak)


def test_only_the_difference_counts():
    cost, reference = of(-10, 4, 6)
    assert payback_month(cost + 100, reference + 100) == 3
    assert peak_outlay(cost + 100, reference + 100) == pytest.approx(10)
