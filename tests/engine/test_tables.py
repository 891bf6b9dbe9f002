"""What draws are read off, against the exact quantile functions."""

import numpy as np
import pytest
from scipy import special

from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.engine.distributions import quantile_of
from outsourcing_model.engine.drawing import Source
from outsourcing_model.engine.scores import EXTREME, fill_scores
from outsourcing_model.engine.tables import ALLOWED, reading

SCORES = np.sort(np.concatenate((np.linspace(-EXTREME, EXTREME, 30_011), np.random.default_rng(1).normal(size=9_989))))
WAYS = [
    ("line", {"normal": {"mean": 3, "sd": 2}}),
    ("power", {"lognormal": {"mean": 3, "sd": 9}}),
    ("power", {"between": [1, 100], "family": "lognormal"}),
    ("table", {"uniform": [2, 9]}),
    ("table", {"triangular": [0, 2, 10]}),
    ("table", {"triangular": [0, 0, 10]}),
    ("table", {"triangular": [-5, 0.01, 0.02]}),
    ("table", {"pert": [80, 100, 150]}),
    ("table", {"pert": [0, 0, 1]}),
    ("table", {"pert": [1e9, 1e9 + 1, 1e9 + 5]}),
    ("table", {"beta": {"a": 0.5, "b": 0.5}}),
    ("table", {"beta": {"a": 4000, "b": 4, "low": -1}}),
    ("table", {"normal": {"mean": 1, "sd": 1, "low": 0}}),
    ("table", {"normal": {"mean": 1, "sd": 1, "low": 0.3, "high": 6}}),
    ("table", {"normal": {"mean": 0, "sd": 1, "low": 4, "high": 4.001}}),
    ("exact", {"beta": {"a": 0.02, "b": 30}}),
    ("exact", {"percentiles": {"p5": 1, "p50": 4, "p95": 5}}),
    ("exact", {"empirical": [1, 5, 2]}),
    ("search", {"discrete": [3, 1, 2], "weights": [0.2, 0.5, 0.3]}),
    ("search", {"sample": [5]}),
]


def law_of(raw):
    return read_uncertain(raw, "number", None, None).distribution


class Scored(Source):
    """A source whose scores are given."""

    def scores(self, start, stop):
        return np.tile(SCORES[start:stop], (len(self.laws), 1))


@pytest.mark.parametrize(("way", "raw"), WAYS, ids=[str(raw) for _, raw in WAYS])
def test_what_is_read_is_the_exact_function_to_two_in_a_million(way, raw):
    law = law_of(raw)
    found = Scored({"a": law}, 1, "keyed", (), SCORES.size).block(0, SCORES.size)[0]
    exact = quantile_of(law, special.ndtr(SCORES))
    read = reading(law)
    assert read.way == way
    # From a share next to one no score can be had back: a line or a power is compared where that does no harm.
    looked_at = np.abs(SCORES) < (4 if way in ("line", "power") else 7)
    assert np.abs(found - exact)[looked_at].max() <= (ALLOWED if way == "table" else 1e-9) * (law.sd or 1)
    assert (found >= law.span()[0]).all()
    assert (found <= law.span()[1]).all()
    assert 0 <= read.error <= ALLOWED
    assert (read.error > 0) == (way == "table")


def test_a_table_is_made_as_fine_as_it_must_be():
    assert reading(law_of({"pert": [0, 1, 4]})).fineness == 32
    assert reading(law_of({"triangular": [0, 2, 10]})).fineness > 32


def test_one_shape_between_other_ends_is_one_table_moved():
    one, other = reading(law_of({"pert": [0, 1, 4]})), reading(law_of({"pert": [10, 20, 50]}))
    np.testing.assert_array_equal(other.numbers, 10 + 40 * reading(law_of({"beta": {"a": 2, "b": 4}})).numbers)
    assert one.error == other.error


def test_scores_of_words_are_exact():
    words = np.concatenate(
        (np.arange(5), 2**31 + np.arange(-3, 3), 2**32 - 1 - np.arange(5), np.arange(1, 2**32, 77_777_777))
    )
    found = np.empty(words.size)
    fill_scores(words.astype(np.uint32), found)
    below = np.minimum((words + 0.5) / 2**32, (2**32 - 0.5 - words) / 2**32)
    np.testing.assert_allclose(found, np.sign(2**31 - 0.5 - words) * special.ndtri(below), rtol=1e-14)
    assert found.max() == pytest.approx(EXTREME, rel=1e-15)
    assert found.max() <= EXTREME
