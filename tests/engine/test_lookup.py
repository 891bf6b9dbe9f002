"""Tables of chances: their error is what they say, and where they can't be exact enough there is none."""

import numpy as np
import pytest

from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.compiled import driver
from outsourcing_model.engine.derived import octave
from outsourcing_model.engine.lookup import CELLS, TOLERANCE, WANTED, table
from outsourcing_model.engine.rows import CHANCE, fill

BELIEFS = [
    (0.01, None, 0.99, (0.9, 0.999)),
    (0.001, None, 0.999, (0.99, 1.0)),
    (0.01, None, 0.97, (0.9, 0.9999)),
    (0.0, 470.0, 0.999, (0.97, 0.9999)),
    (0.0, 30.0, 0.95, (0.5, 1.0)),
]


def looked_up(values, mean):
    """Return what a table gives for mean levels."""
    x = np.zeros((2, len(mean)))
    x[0] = octave(mean, np.zeros(len(mean)))
    fill(np.array([[1, CHANCE, 0, 0]]), np.array(values), np.empty((0, 0)), 0, x)
    return x[1]


@pytest.mark.parametrize(("spread", "concentration", "limit", "span"), BELIEFS)
def test_a_table_is_as_exact_as_it_says(spread, concentration, limit, span):
    values = table(spread, concentration, limit, span)
    assert values is not None
    mean = 1 - np.exp(np.random.default_rng(1).uniform(*np.log(1 - np.clip(span[::-1], 0, 1 - 1e-9)), 4_000))
    exact = missed(spread, limit, concentration)(mean, np.zeros(len(mean)))
    error = np.abs(looked_up(values, mean) - exact).max()
    assert error <= 2 * (WANTED if values[1] < CELLS[-1] else TOLERANCE)
    assert 0.0 <= exact.min() < exact.max() <= 1.0


def test_a_jump_has_no_table():
    assert table(0.0, None, 0.99, (0.98, 0.995)) is None
    assert table(0.05, None, 0.95, (0.0, 1.0)) is None, "where the spread is as wide as it can be and nothing is left"


def test_a_single_mean_needs_no_table():
    assert table(0.01, None, 0.99, (0.985, 0.985)) is None


def test_means_outside_the_table_count_as_its_ends():
    values = table(0.01, None, 0.99, (0.95, 0.99))
    ends = looked_up(values, np.array([0.5, 0.9, 0.995, 0.999]))
    assert ends[0] == pytest.approx(ends[1], abs=1e-12)
    assert ends[2] == pytest.approx(ends[3], abs=1e-12)
    assert values[1] in CELLS


def test_filling_is_compiled_without_reordering():
    assert driver(lambda: None).targetoptions.get("fastmath") is None
