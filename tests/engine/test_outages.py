import time

import numpy as np
import pytest

from outsourcing_model.case.attainment import Outages
from outsourcing_model.engine import outages

HOURS = 730.0
VARIED = {"lognormal": 2.0, "weibull": 1.5, "gamma": 0.5}


def believed(a_month=2.0, law="exponential", mean=1.5, up="exponential"):
    def stated(name):
        return {"law": name, **({"variation": VARIED[name]} if name in VARIED else {})}

    return Outages.model_validate({"a_month": a_month, "repair": {**stated(law), "mean": mean}, "up": stated(up)})


def played(held, hours=HOURS):
    return outages.played(held, hours, held.a_month.span())


@pytest.mark.parametrize("law", outages.LAWS)
@pytest.mark.parametrize("up", ["exponential", "gamma", "constant"])
def test_on_average_it_is_down_as_often_as_failures_and_repairs_say(law, up):
    (shares,) = played(believed(law=law, up=up)).shares
    down = 2 * 1.5 / HOURS
    assert 1 - shares.mean() == pytest.approx(down, rel=0.01)
    assert ((shares >= 0) & (shares <= 1)).all()


@pytest.mark.parametrize(("a_month", "mean"), [(0.5, 2.0), (2.0, 1.5), (40.0, 5.0)])
def test_failures_and_repairs_without_memory_are_a_markov_process(a_month, mean):
    """Of a window of a two-state Markov process both the chance of no downtime and the variance are known."""
    (shares,) = played(believed(a_month, mean=mean)).shares
    up = HOURS / a_month - mean
    assert (shares == 1).mean() == pytest.approx((1 - mean / (up + mean)) * np.exp(-HOURS / up), rel=0.02, abs=1e-5)
    p, rate = mean / (up + mean), (1 / up + 1 / mean) * HOURS
    variance = p * (1 - p) * 2 / rate * (1 - (1 - np.exp(-rate)) / rate)
    assert shares.var() == pytest.approx(variance, rel=0.03)


@pytest.mark.parametrize("law", ["lognormal", "weibull", "gamma"])
def test_laws_have_the_variation_that_is_stated(law):
    """Very short windows show the time left of an outage: whether it is down at an instant depends on means only,
    but how it clusters on the variation; failures far apart and windows far longer show whole outages."""
    held = believed(0.02, law)
    (shares,) = played(held).shares
    down = (1 - shares[shares < 1]) * HOURS
    whole = down[down > 0]
    assert whole.mean() == pytest.approx(1.5, rel=0.06)
    assert whole.std() / whole.mean() == pytest.approx(VARIED[law], rel=0.12)


def test_a_constant_repair_takes_its_time():
    (shares,) = played(believed(0.02, "constant")).shares
    down = (1 - shares[shares < 1]) * HOURS
    assert np.median(down) == pytest.approx(1.5)


def test_nothing_fails():
    held = played(believed(0))
    assert held.missed(np.zeros(1), 1.0)[0] == 0
    assert set(outages.quantiles(believed(0), HOURS, (0.0, 0.0)).values) == {1.0}


def test_between_two_frequencies_chances_lie_where_they_are_played():
    wide = believed({"uniform": [0.5, 6]})
    for failures in (0.7, 1.9, 4.4):
        alone = played(believed(failures))
        at = np.array([failures])
        for limit in (0.98, 0.995, 0.999):
            assert played(wide).missed(at, limit)[0] == pytest.approx(alone.missed(at, limit)[0], rel=0.05, abs=5e-5)
            assert played(wide).shortfall(at, limit)[0] == pytest.approx(
                alone.shortfall(at, limit)[0], rel=0.07, abs=3e-6
            )
        assert played(wide).deviation(at)[0] == pytest.approx(alone.deviation(at)[0], rel=0.07)


def test_it_is_quick():
    played(believed(3.0, "lognormal"))
    before = time.process_time()
    played(believed(3.1, "lognormal"))
    assert time.process_time() - before < 1
