import threading

import numpy as np
import pytest
from scipy import stats
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.engine import simulate as module
from outsourcing_model.engine.draws import draw, expected_draws
from outsourcing_model.engine.playing import Run
from outsourcing_model.engine.simulate import expected_run, simulate
from outsourcing_model.metrics.summary import standard_error

LEVEL = {"uptime": {"service": "desk", "metric": "availability", "target": "99 %"}}
TIERS = {"below": ["99 %", "97 %"], "credit": ["10 %", "30 %"], "of": "desk"}


def noisy(mean=0.985, **scheme):
    """Return a case of two years whose provider misses its level now and then."""
    return one_offer(
        {"price": {"uniform": [9, 11]}},
        100,
        offer={"attainment": {"uptime": {"mean": mean, "spread": 0.01}}, "credits": {"uptime": TIERS, **scheme}},
        in_house=own(team={"monthly": {"pert": [700, 900, 1500]}}),
        service_levels=LEVEL,
        risks={"fire": {"probability": 0.2, "cost": {"uniform": [500, 900]}, "each_year": True}},
        term=24,
        discount_rate="8 %",
    )


ARRAYS = ("line_means", "totals", "npv", "total", "harm_npv", "received", "received_npv", "owed", "capped_months")


def same(one, other):
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


@pytest.fixture(scope="module")
def many():
    """Return a case with 4,352 draws of it, and their simulation by one thread."""
    case = noisy(monthly_cap="12 %")
    draws = draw(case, 4_352)
    return case, draws, simulate(case, draws, workers=1)


@pytest.mark.parametrize("workers", [1, 2, 4, 7])
@pytest.mark.parametrize("task", [256, 1024, 4096])
def test_neither_workers_nor_tasks_change_a_byte(many, workers, task):
    case, draws, flows = many
    same(simulate(case, draws, workers=workers, task=task), flows)


@pytest.mark.parametrize("task", [1, 300])
def test_odd_tasks_are_rounded_to_units(many, task):
    case, draws, flows = many
    same(simulate(case, draws, workers=2, task=task), flows)


@pytest.mark.parametrize("count", [1, 63, 64, 65, 256, 257])
def test_any_number_of_draws(many, count):
    case, _, flows = many
    few = simulate(case, draw(case, count))
    np.testing.assert_array_equal(few.npv, flows.npv[:, :count])
    assert few.totals.shape == (2, 25, count)


def test_one_draw_alone_is_that_draw(many):
    case, draws, flows = many
    alone = simulate(case, draws.only(1_234))
    np.testing.assert_array_equal(alone.npv[:, 0], flows.npv[:, 1_234])
    np.testing.assert_array_equal(alone.received[:, 0], flows.received[:, 1_234])


def test_lines_add_up_to_the_draws(many):
    _, _, flows = many
    for place, name in enumerate(flows.alternatives):
        lines = flows.line_means[[line.alternative == name for line in flows.lines]]
        np.testing.assert_allclose(lines.sum(axis=0), flows.totals[place].mean(axis=1), rtol=1e-12, atol=1e-9)
        np.testing.assert_allclose(flows.totals[place].sum(axis=0), flows.total[place], rtol=1e-12)
        np.testing.assert_allclose(flows.discount @ flows.totals[place], flows.npv[place], rtol=1e-12)


def test_many_draws_keep_only_some_month_by_month(monkeypatch):
    monkeypatch.setattr(module, "KEEP_ALL", 500)
    monkeypatch.setattr(module, "KEEP", 300)
    case = noisy()
    flows = simulate(case, draw(case, 700), task=256)
    assert flows.totals.shape[-1] == 300
    assert flows.npv.shape[-1] == 700
    np.testing.assert_allclose(flows.totals.sum(axis=1), flows.total[:, :300])
    assert simulate(case, draw(case, 500)).totals.shape[-1] == 500


@pytest.mark.parametrize("task", [256, 768])
def test_draws_beyond_those_kept_are_played_alike(many, monkeypatch, task):
    case, draws, flows = many
    monkeypatch.setattr(module, "KEEP_ALL", 500)
    monkeypatch.setattr(module, "KEEP", 512)
    some = simulate(case, draws, task=task)
    for name in ("npv", "total", "received", "capped_months", "line_means"):
        np.testing.assert_array_equal(getattr(some, name), getattr(flows, name), err_msg=name)
    np.testing.assert_array_equal(some.totals, flows.totals[..., :512])
    for level, sums in flows.level_credits.items():
        np.testing.assert_array_equal(some.level_credits[level].present, sums.present[:512])
        np.testing.assert_array_equal(some.level_credits[level].plain, sums.plain[:512])


def test_the_first_draws_of_twice_as_many_are_these_draws(many):
    case, _, flows = many
    twice = simulate(case, draw(case, 2 * 4_352))
    for name in ("npv", "total", "received_npv", "capped_months"):
        np.testing.assert_array_equal(getattr(twice, name)[:, :4_352], getattr(flows, name), err_msg=name)


def test_what_never_happens_takes_no_memory(many):
    flows = many[2]
    assert not flows.harm_npv[0].any()
    assert not flows.owed.any()
    held = {name: vars(flows)[name].base for name in ("npv", "harm_npv", "received_npv", "owed_npv")}
    assert len(set(map(id, held.values()))) == 1, "views of one array, of which only what is booked is written"


def test_uncapped_credits_have_their_closed_form_mean():
    """The mean of the drawn credits is charge x months x sum of steps by their beta probability."""
    case = override(noisy(), {"offers.give.charges.desk.price": 10})
    known = stats.beta(0.985 * (c := 0.985 * 0.015 / 0.01**2 - 1), 0.015 * c)
    exact = 1_000 * 24 * (0.10 * known.cdf(0.99 - 1e-9) + 0.20 * known.cdf(0.97 - 1e-9))
    out = ("in_house", "out").index("out")
    assert expected_run(case).received[out, 0] == pytest.approx(exact, rel=1e-9)
    received = simulate(case, draw(case, 8_192)).received[out]
    assert received.mean() == pytest.approx(exact, abs=4 * standard_error(received))
    assert received.std() > 100


def test_a_cap_takes_from_the_mean_of_the_drawn_credits(many):
    case, _, flows = many
    free = simulate(override(case, {"offers.give.credits.monthly_cap": 1}), draw(case, 4_352))
    assert (flows.received <= free.received + 1e-9).all()
    assert flows.received[1].mean() < free.received[1].mean()
    assert flows.capped_months[1].max() > 0
    assert flows.capped_months[0].max() == 0


def test_without_noise_constants_give_the_expected_run():
    case = override(noisy(), {"offers.give.charges.desk.price": 10, "in_house.costs.team.monthly": 900})
    case = override(case, {"risks.fire.cost": 700})
    run, flows = expected_run(case), simulate(case, draw(case, 70), noise=False)
    np.testing.assert_allclose(flows.npv, np.repeat(run.npv, 70, axis=1), rtol=1e-14)


def test_without_noise_means_of_a_linear_case_are_the_expected_run():
    case = noisy()
    run, flows = expected_run(case), simulate(case, draw(case, 8_192), noise=False)
    np.testing.assert_allclose(flows.npv.mean(axis=1), run.npv[:, 0], rtol=1e-4)


def test_every_alternative_sees_the_same_luck():
    case = noisy()
    twins = case.model_copy(update={"alternatives": {**case.alternatives, "again": case.alternatives["out"]}})
    flows = simulate(twins, draw(twins, 256))
    places = [flows.alternatives.index(name) for name in ("out", "again")]
    np.testing.assert_array_equal(*flows.npv[places])


def test_progress_is_told_after_each_task(many):
    case, _, _ = many
    told = []
    simulate(case, draw(case, 1_000), workers=2, task=256, progress=told.append)
    assert told == [256, 512, 768, 1_000]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interruption_leaves_nothing_running(many, workers):
    case, draws, _ = many
    before = set(threading.enumerate())

    def interrupt(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(case, draws, workers=workers, task=256, progress=interrupt)
    assert set(threading.enumerate()) == before


def test_a_failing_task_is_told_and_leaves_nothing_running(many, monkeypatch):
    case, draws, _ = many
    before = set(threading.enumerate())

    def fail(*arguments):
        message = "no memory"
        raise MemoryError(message)

    monkeypatch.setattr(Run, "played", fail)
    with pytest.raises(MemoryError, match="no memory"):
        simulate(case, draws, workers=2, task=256)
    assert set(threading.enumerate()) == before


def test_draws_of_another_case_are_refused(many):
    case, draws, _ = many
    other = override(case, {"services.desk.volume.month_1": {"pert": [80, 100, 150]}})
    with pytest.raises(ValueError, match=r"the draws lack services\.desk\.volume\.month_1: make them with draw"):
        simulate(other, draws)


def test_a_result_that_is_not_finite_is_refused():
    steps = [{"change": "1000 %"}] * 300
    case = one_offer({"price": 1}, services={"desk": {"volume": {"month_1": 1, "changes": steps}}})
    with pytest.raises(ValueError, match="a result is not finite: a number of the case is far out of range"):
        simulate(case, expected_draws(case))


def test_flows_can_be_looked_at(many):
    _, _, flows = many
    frame = flows.to_frame()
    assert list(frame.columns) == ["in_house", "out"]
    assert frame.index[0] == "2026-01"
    np.testing.assert_allclose(frame.to_numpy().sum(axis=0), flows.total.mean(axis=1), rtol=1e-9)
    assert repr(flows) == "CashFlows('Small', 2 alternatives, 25 months, 4352 draws)"
    assert "in_house" in flows._repr_html_()
