import pytest

from metrics.quality_case import missing
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.gold_plating import gold_plating

HOURS = 730


def plated(options, target="99 %", **more):
    offer = {"level_options": {"uptime": options}, **more.pop("offer", {})}
    level = {"target": target, "service_hours": HOURS}
    case = missing(level=level, offer=offer, **{"services": {"desk": {"downtime_cost_per_hour": 100}}, **more})
    (found,) = gold_plating(expected_run(case), "out")
    return found


# a point of availability spares 7.3 hours a month, 730 in money
OPTIONS = {"targets": ["98 %", "99 %", "99.5 %", "99.9 %"], "monthly": [0, 400, 800, 2_000]}


def test_each_step_by_hand():
    found = plated(OPTIONS)
    assert [step.price for step in found.steps] == pytest.approx([4_800, 4_800, 14_400])
    assert [step.spared for step in found.steps] == pytest.approx([12 * 730, 12 * 365, 12 * 292])
    assert found.best == 0.99
    assert not found.is_gold_plated
    assert found.wasted == 0


def test_a_target_beyond_what_pays_is_flagged_with_what_it_wastes():
    found = plated(OPTIONS, "99.9 %")
    assert (found.best, found.contracted, found.is_gold_plated) == (0.99, 0.999, True)
    assert found.wasted == pytest.approx((4_800 - 4_380) + (14_400 - 3_504))
    assert plated(OPTIONS, "99.5 %").wasted == pytest.approx(4_800 - 4_380)


def test_what_is_believed_counts_and_not_the_promise():
    found = plated({**OPTIONS, "attained": ["98 %", "98.5 %", "99.5 %", "99.6 %"]})
    assert [step.spared for step in found.steps] == pytest.approx([12 * 365, 12 * 730, 12 * 73])
    assert found.best == 0.995


def test_price_and_harm_count_while_the_provider_delivers_in_present_money():
    offer = {"transition": {"months": 6}, "payment_days": 30}
    found = plated(OPTIONS, offer=offer, discount_rate="10 %", in_house={"attainment": {"uptime": {"mean": "98 %"}}})
    paid = sum(1.1 ** (-(month + 2) / 12) for month in range(6, 12))
    met = sum(1.1 ** (-(month + 1) / 12) for month in range(6, 12))
    assert found.steps[0].price == pytest.approx(400 * paid)
    assert found.steps[0].spared == pytest.approx(730 * met)


def test_a_price_in_another_currency_is_converted():
    found = plated(OPTIONS, offer={"currency": "USD"}, exchange_rates={"USD": {"rate": 2}})
    assert found.steps[0].price == pytest.approx(9_600)


def test_a_level_that_harms_nothing_pays_for_no_target():
    found = plated(OPTIONS, services={"desk": {}})
    assert found.best is None
    assert not found.is_gold_plated


def test_only_levels_with_prices_in_the_alternative_are_tested():
    case = missing(offer={"level_options": {"uptime": OPTIONS}})
    assert gold_plating(expected_run(case), "in_house") == ()
    assert gold_plating(expected_run(missing()), "out") == ()
