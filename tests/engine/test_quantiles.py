import numpy as np
import pytest
from scipy import special, stats

from outsourcing_model.engine import quantiles
from outsourcing_model.engine.attainment import deviation, share_missed
from outsourcing_model.engine.normal import looked_up
from outsourcing_model.engine.numbers import events_above

LUCK = np.linspace(-6.3, 6.3, 12_601)
"""Scores finer than the table's, farther than luck reaches."""


def read(table, place):
    values = np.array(table.values)
    along = (place - table.low) / table.step if table.nodes > 1 else 0.0
    return np.array([looked_up(values, table.nodes, along, z) for z in LUCK])


def reached(is_missed):
    """Return the probability of the scores at which something is missed, these being the lowest."""
    return special.ndtr(LUCK[is_missed][-1] + 0.0005) if is_missed.any() else 0.0


@pytest.mark.parametrize(("low", "high"), [(0.97, 0.97), (0.9, 1.0)])
@pytest.mark.parametrize("mean", [0.97, 0.9973])
@pytest.mark.parametrize("spread", [0.001, 0.01, 0.05])
def test_shares_by_table_are_missed_as_often_as_the_beta_says(low, high, mean, spread):
    mean = low if low == high else mean
    shares = special.expit(read(quantiles.shares(spread, low, high), special.logit(mean)))
    for limit in (0.5, 0.9, 0.95, 0.99, 0.999):
        mu = np.array([mean])
        known = share_missed(mu, deviation(mu, spread), limit)[0]
        if known > 1e-7:
            assert reached(shares < limit) == pytest.approx(known, rel=0.03)
    weights = np.diff(special.ndtr(np.append(LUCK, 6.301)))
    assert shares @ weights == pytest.approx(mean, abs=2e-5)


@pytest.mark.parametrize(("low", "high"), [(3.0, 3.0), (0.0, 40.0), (0.5, 4.0)])
@pytest.mark.parametrize("spread", [0.0, 2.0])
def test_events_by_table_are_as_frequent_as_the_closed_form_says(low, high, spread):
    table = quantiles.events(spread, low, high)
    events = np.maximum(np.ceil(read(table, np.sqrt(3.0))), 0)
    assert (np.diff(events) >= 0).all()
    for limit in (0, 1, 3, 6, 12):
        known = events_above(np.array([3.0]), spread, limit)[0]
        if known > 1e-7:
            mirrored = events[::-1] > limit
            assert reached(mirrored) == pytest.approx(known, rel=0.03)


def test_quantiles_of_events_are_those_of_a_poisson_distribution():
    events = np.maximum(np.ceil(read(quantiles.events(0.0, 3.0, 3.0), np.sqrt(3.0))), 0)
    exact = stats.poisson(3.0).ppf(special.ndtr(LUCK))
    assert (events != exact).mean() < 1e-3


def test_no_failures_at_all_are_none():
    assert set(quantiles.events(1.0, 0.0, 0.0).values) == {-1.0}


def test_one_mean_needs_one_node():
    assert quantiles.shares(0.01, 0.97, 0.97).nodes == 1
    assert quantiles.shares(0.01, 0.9, 0.97).nodes == quantiles.NODES
