"""Levels of every kind: closed forms in the expected run, draws that agree with them, and what changes nothing."""

import numpy as np
import pytest
from scipy import stats

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.program import levels

from ..playing import expected, played, provided

DRAWS = 4_000
BETA = {"mean": "98.5 %", "spread": "1 %"}
IN_TIME = {"metric": "share_in_time"}
COUNT, HOURS = {"metric": "count", "at_most": 5}, {"metric": "duration", "at_most": 5}
OUTAGES = {"outages": {"a_month": 2, "repair": {"law": "lognormal", "mean": 1.5, "variation": 2}}}
PARTS = {
    "service_levels": {
        name: {"service": "desk", "metric": "availability", "target": "99 %"} for name in ("net", "app")
    },
    "attainment": {"net": {"mean": "99.5 %", "spread": "0.5 %"}, "app": {"mean": "99 %", "spread": "1 %"}},
}


def miss(limit, level="up"):
    return lambda assembly: levels.missed(assembly, "give", level, limit)


def short(limit):
    return lambda assembly: levels.shortfall(assembly, "give", "up", limit)


def tiers(*pairs):
    return lambda assembly: levels.stepped(assembly, "give", "up", "credit_share", tuple(zip(*pairs, strict=True)))


def beta(mean, sd):
    size = mean * (1 - mean) / sd**2 - 1
    return stats.beta(mean * size, (1 - mean) * size)


def agree(case, fill, draws=DRAWS):
    """Compare what is drawn with what is expected, month by month and in all, within four standard errors."""
    wanted, found = expected(case, fill), played(case, fill, draws)
    sums = found.sum(axis=0)
    assert sums.mean() == pytest.approx(wanted.sum(), abs=4 * sums.std() / np.sqrt(draws) + 1e-12)
    assert not found[wanted == 0].any()


MONTHLY = {
    "plain": (BETA, {}, 0.98),
    "learning": ({**BETA, "learning": {"months": 6, "lower_by": "2 %"}}, {}, 0.98),
    "weak end": ({**BETA, "weak_end": {"months": 6, "lower_by": "2 %"}}, {}, 0.98),
    "weak start and memory": ({**BETA, "memory": 0.5, "weak_start": {"months": 3, "lower_by": "1 %"}}, {}, 0.98),
    "units": ({**BETA, "by_units": True}, IN_TIME, 0.98),
    "units without spread": ({"mean": "98.5 %", "by_units": True}, IN_TIME, 0.98),
    "few events": (BETA, {**IN_TIME, "least_events": 100}, 0.98),
    "poisson": ({"number": 3, "memory": 0.5}, COUNT, 5),
    "gamma": ({"number": 3, "number_spread": 2}, COUNT, 5),
    "hours": ({"number": 3, "number_spread": 2}, HOURS, 5),
    "outages": (OUTAGES, {}, 0.99),
    "rare": ({"mean": "99.5 %", "spread": "0.2 %", "memory": 0.3}, {}, 0.985),
}


@pytest.mark.parametrize("kind", list(MONTHLY))
def test_what_is_drawn_agrees_with_what_is_expected(kind):
    belief, promise, limit = MONTHLY[kind]
    case = provided(belief, promise, offer={"common_factor": "30 %"} if "memory" in belief else {})
    agree(case, miss(limit))
    if promise.get("metric") not in ("count", "duration"):
        agree(case, short(limit))


WINDOWS = {
    "quarter": (BETA, {"window": "quarter"}, 0.98),
    "rolling with memory": ({**BETA, "memory": 0.6}, {"rolling_months": 6}, 0.98),
    "units": ({**BETA, "by_units": True}, {**IN_TIME, "window": "quarter"}, 0.98),
    "poisson": ({"number": 3}, {**COUNT, "window": "quarter"}, 13),
    "gamma": ({"number": 3, "number_spread": 2}, {**COUNT, "window": "year"}, 50),
    "hours": ({"number": 3, "number_spread": 2}, {**HOURS, "window": "quarter"}, 4),
    "outages": (OUTAGES, {"window": "quarter"}, 0.99),
}


@pytest.mark.parametrize("kind", list(WINDOWS))
def test_windows_keep_mean_and_variance_and_are_missed_about_as_often(kind):
    belief, promise, limit = WINDOWS[kind]
    case = provided(belief, promise)
    wanted, found = expected(case, miss(limit)), played(case, miss(limit), DRAWS).mean(axis=1)
    assert found[wanted > 0] == pytest.approx(wanted[wanted > 0], rel=0.12, abs=0.01)
    assert not found[wanted == 0].any()


@pytest.mark.parametrize("way", ["in_series", "in_parallel"])
def test_levels_made_of_others(way):
    case = provided({way: ["net", "app"]}, **PARTS)
    limit = 0.98 if way == "in_series" else 0.9999
    means, sds = np.array([0.995, 0.99]), np.array([0.005, 0.01])
    means = means if way == "in_series" else 1 - means
    sd = np.sqrt(np.prod(means**2 + sds**2) - np.prod(means**2))
    mean = np.prod(means) if way == "in_series" else 1 - np.prod(means)
    assert expected(case, miss(limit))[0] == pytest.approx(beta(mean, sd).cdf(limit - 1e-9), rel=1e-9)
    agree_roughly = played(case, miss(limit), DRAWS).mean()
    assert agree_roughly == pytest.approx(beta(mean, sd).cdf(limit), rel=0.15)


def test_a_level_with_the_belief_of_another_has_its_luck_and_its_own_windows():
    case = provided({"same_as": "net"}, **PARTS)
    np.testing.assert_array_equal(played(case, miss(0.99), 500), played(case, miss(0.99, "net"), 500))
    yearly = provided({"same_as": "net"}, {"window": "year"}, **PARTS)
    assert list(np.nonzero(expected(yearly, miss(0.995)))[0]) == [11, 23]


def test_expected_windows_by_hand():
    quarter = expected(provided({**BETA, "memory": 0.5}, {"window": "quarter"}), miss(0.98))
    sd = 0.01 * np.sqrt(3 + 4 * 0.5 + 2 * 0.25) / 3
    assert list(np.nonzero(quarter)[0]) == list(range(2, 24, 3))
    assert quarter[2] == pytest.approx(beta(0.985, sd).cdf(0.98 - 1e-9), rel=1e-9)
    learning = {**BETA, "learning": {"months": 2, "lower_by": "3 %"}}
    window = expected(provided(learning, {"window": "quarter"}), miss(0.98))
    assert window[2] == pytest.approx(beta(0.97, 0.01 / np.sqrt(3)).cdf(0.98 - 1e-9), rel=1e-9)
    events = expected(provided({"number": 3, "number_spread": 2}, {**COUNT, "window": "quarter"}), miss(13))
    shape = 81 / 12
    assert events[2] == pytest.approx(stats.nbinom(shape, shape / (shape + 9)).sf(13), rel=1e-9)


def test_windows_lie_in_the_months_of_delivery():
    offer = {"transition": {"price": 0, "months": 4.5}}
    belief = {"mean": "50 %"}
    for noise in (True, False):
        quarter = provided(belief, {"window": "quarter"}, offer=offer, exit_month=20)
        assert list(np.nonzero(played(quarter, miss(0.9), 1, noise)[:, 0])[0]) == [8, 11, 14, 17]
        rolling = provided(belief, {"rolling_months": 4}, offer=offer, exit_month=20)
        assert list(np.nonzero(played(rolling, miss(0.9), 1, noise)[:, 0])[0]) == list(range(7, 20))
        month = provided(belief, {}, offer=offer, exit_month=20)
        assert list(np.nonzero(played(month, miss(0.9), 1, noise)[:, 0])[0]) == list(range(4, 20))
    never = provided(belief, {"window": "year"}, offer=offer, exit_month=20)
    assert not expected(never, miss(0.9)).any()


@pytest.mark.parametrize("promise", [{}, {"window": "quarter"}, {"rolling_months": 5}])
def test_without_spread_a_limit_met_exactly_is_a_pass(promise):
    for belief in ({"mean": "99 %", "memory": 0.5}, {"mean": "100 %", "spread": "5 %", "memory": 0.5}):
        case = provided(belief, promise)
        for noise in (True, False):
            assert not played(case, miss(0.99), 64, noise).any()
            assert not played(case, short(0.99), 64, noise).any()
    certain = provided({"mean": "98 %"}, promise)
    assert played(certain, short(0.99), 3).max() == pytest.approx(0.01)
    assert played(certain, miss(0.99), 3).max() == 1


def test_too_few_units_are_not_measured():
    assert not played(provided(BETA, {**IN_TIME, "least_events": 101}), miss(0.98), 300).any()
    assert not expected(provided(BETA, {**IN_TIME, "least_events": 101}), miss(0.98)).any()
    quarter = provided(BETA, {**IN_TIME, "least_events": 300, "window": "quarter"})
    assert expected(quarter, miss(0.98)).any()
    assert not expected(provided({**BETA, "by_units": True}, {**IN_TIME, "share_of_volume": 0}), miss(1.0)).any()


LASTING = {**BETA, "memory": 0.6, "by_units": True}


def test_a_draw_does_not_depend_on_how_many_there_are():
    case = provided(LASTING, IN_TIME, offer={"common_factor": "30 %"})
    many = played(case, miss(0.98), 200)
    np.testing.assert_array_equal(many[:, :70], played(case, miss(0.98), 70))
    np.testing.assert_array_equal(many[:, 130:131], played(case, miss(0.98), draw(case, 200).only(130)))


def test_memory_and_what_levels_share_leave_each_month_as_it_was():
    plain = played(provided(BETA), miss(0.98), DRAWS).mean()
    for offer, memory in (({"common_factor": "50 %"}, 0.0), ({}, 0.7), ({"common_factor": "50 %"}, -0.5)):
        lasting = played(provided({**BETA, "memory": memory}, offer=offer), miss(0.98), DRAWS)
        error = lasting.mean(axis=0).std() / np.sqrt(DRAWS)
        assert lasting.mean() == pytest.approx(plain, abs=6 * error)


def test_more_memory_makes_bad_years_worse():
    fill, far = tiers((0.98, 0.1), (0.96, 0.3)), []
    for memory in (0.0, 0.4, 0.8):
        yearly = played(provided({**BETA, "memory": memory}), fill, DRAWS).reshape(2, 12, DRAWS).sum(axis=1)
        far.append(np.percentile(yearly, 95))
    assert 0 < far[0] < far[1] < far[2]


def test_tiers_give_the_step_of_the_deepest_limit_missed():
    case = provided({**BETA, "memory": 0.5})
    given = played(case, tiers((0.99, 0.1), (0.97, 0.3)), 500)
    first, second = (played(case, miss(limit), 500) for limit in (0.99, 0.97))
    np.testing.assert_allclose(given, np.where(second > 0, 0.3, np.where(first > 0, 0.1, 0.0)))
    assert expected(case, tiers((0.99, 0.1), (0.97, 0.3)))[0] == pytest.approx(
        0.1 * beta(0.985, 0.01).cdf(0.99 - 1e-9) + 0.2 * beta(0.985, 0.01).cdf(0.97 - 1e-9), rel=1e-9
    )


def test_a_quarter_s_base_is_the_charge_of_its_months():
    base = levels.window_base
    quarter = provided(BETA, {"window": "quarter"}, 7)
    found = played(quarter, lambda assembly: base(assembly, "up", assembly.always(2.0)))[:, 0]
    assert list(found) == [0, 0, 6, 0, 0, 6, 0]
    rolling = provided(BETA, {"rolling_months": 3}, 4)
    assert played(rolling, lambda assembly: base(assembly, "up", assembly.always(2.0)))[:, 0].tolist() == [2] * 4


@pytest.mark.parametrize("noise", [True, False])
def test_beliefs_about_every_part_are_drawn(noise):
    """Where luck counts by its expectation, each draw counts by its own beliefs."""
    uncertain = {
        "mean": {"uniform": ["97 %", "99 %"]}, "spread": "1 %", "memory": 0.3,
        "weak_start": {"months": {"uniform": [2, 6]}, "lower_by": {"uniform": ["0 %", "2 %"]}},
        "weak_end": {"months": 3, "lower_by": {"uniform": ["0 %", "2 %"]}},
    }  # fmt: skip
    for promise in ({}, {"window": "quarter"}):
        case = provided(uncertain, promise)
        found, sure = (played(case, miss(0.98), DRAWS, each).mean() for each in (noise, False))
        assert found == pytest.approx(sure, rel=0.05)
    spans = provided({"outages": {**OUTAGES["outages"], "a_month": {"uniform": [1, 4]}}})
    found, sure = (played(spans, miss(0.99), DRAWS, each).mean() for each in (noise, False))
    assert found == pytest.approx(sure, rel=0.05)
