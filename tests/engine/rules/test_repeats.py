import itertools

import numpy as np
import pytest

from outsourcing_model.engine.rules import repeats as rules

from .conftest import column, steady


def tile(*values):
    """Return one draw of a tile."""
    return [[value] for value in values]


def test_misses_in_a_row_multiply(fill):
    out = fill(rules.repeated, steady(10, 6), tile(1, 1, 0, 1, 1, 1), 2, 1, 3.0, months=6)
    assert column(out) == [10, 10, 30, 10, 10, 30]


def test_rows_are_those_of_windows_that_end_every_three_months(fill):
    miss = tile(0, 0, 1, 0, 0, 1, 0, 0, 1)
    out = fill(rules.repeated, tile(0, 0, 10, 0, 0, 10, 0, 0, 10), miss, 2, 3, 2.0, months=9)
    assert column(out) == [0, 0, 10, 0, 0, 10, 0, 0, 20]


def test_a_row_of_probabilities_is_their_product(fill):
    out = fill(rules.repeated, steady(1, 3), tile(0.5, 0.2, 0.9), 2, 1, 3.0, months=3)
    assert column(out) == pytest.approx([1, 1, 1 + 2 * 0.5 * 0.2])


def by_enumeration(chances, least):
    """Return the probability of at least so many misses, all outcomes told one by one."""
    found = 0.0
    for outcome in itertools.product((0, 1), repeat=len(chances)):
        weight = np.prod([p if hit else 1 - p for p, hit in zip(chances, outcome, strict=True)])
        found += weight if sum(outcome) >= least else 0.0
    return found


@pytest.mark.parametrize("least", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("before", [0, 1])
def test_so_many_misses_in_so_many_months(fill, least, before):
    chances = [0.1, 0.0, 0.7, 1.0, 0.3, 0.25, 0.0, 0.9]
    out = column(fill(rules.often_missed, tile(*chances), least, 4, before, months=8))
    wanted = [by_enumeration(chances[max(m - 3, 0) : m + 1 - before], least) for m in range(8)]
    assert out == pytest.approx(wanted, abs=1e-12)


def test_certain_misses_are_counted_exactly(fill):
    out = column(fill(rules.often_missed, tile(1, 1, 0, 1, 0, 0, 1), 2, 3, 0, months=7))
    assert out == [0, 1, 1, 1, 0, 0, 0]


def test_what_persists_is_added_in_missed_windows_only(fill):
    out = fill(rules.persistent_credit, steady(0.1, 3), tile(1, 0, 0.5), tile(1, 1, 0.5), 0.04, months=3)
    assert column(out) == pytest.approx([0.14, 0.1, 0.11])


def test_no_miss_multiplies_over_levels(fill):
    out = fill(rules.no_miss, tile(0.25, 1, 0), months=3, start=0.8)
    assert column(out) == pytest.approx([0.6, 0, 0.8])


def test_months_at_the_cap_are_counted_in_a_row_and_only_if_something_is_invoiced(fill):
    due, invoice = tile(10, 10, 9, 10, 10, 0), tile(100, 100, 100, 100, 100, 0)
    assert column(fill(rules.at_cap, due, invoice, 0.1, 2, months=6)) == [0, 1, 0, 0, 1, 0]


def test_the_first_month_of_several_conditions_counts():
    first = np.zeros(3)
    rules.first_met(np.array([[0.0, 1, 0], [0, 1, 0], [1, 0, 0.99]]), first)
    assert first.tolist() == [3, 1, 0]
    rules.first_met(np.array([[0.0, 0, 0], [1, 1, 1], [0, 0, 0]]), first)
    assert first.tolist() == [2, 1, 2]
