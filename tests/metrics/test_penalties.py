import numpy as np
import pytest
from presentation.example import CASES, comparison
from small_cases import one_offer

from metrics.quality_case import LEVEL, TIERS, missing, played
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.metrics.contract_most import most_credits
from outsourcing_model.metrics.penalties import credited, penalties


def stake(case, draws=64):
    (found,) = penalties(played(case, draws), "out")
    return found


def most(case):
    run = played(case).expected
    return most_credits(run, "out", "give", credited(case, "out", "give"))


def test_expected_p95_and_maximum_by_hand():
    found = stake(missing({"monthly_cap": "12 %"}))
    assert (found.total.expected, found.total.p95, found.total.maximum) == pytest.approx((144, 144, 144))
    assert found.total.due == pytest.approx(360)
    assert found.charges == pytest.approx(1_200)
    assert found.share_of_charges == pytest.approx(0.12)
    assert (found.capped, found.capped_months, found.idle_months) == (1, 12, 12)
    assert found.expected_by_month == pytest.approx([12] * 12)
    assert found.maximum_by_month == pytest.approx([12] * 12)


def test_the_maximum_is_what_the_tiers_allow_where_they_allow_less_than_the_caps():
    assert stake(missing({"monthly_cap": "50 %"})).total.maximum == pytest.approx(360)
    assert stake(missing()).total.maximum == pytest.approx(360)


def test_damages_stand_beside_the_credits():
    late = {"slip_days": 30, "delay_damages": {"value": 1_000, "rate_per_day": "1 %", "cap": "20 %"}}
    found = stake(missing({"monthly_cap": "12 %"}, offer={"transition": late}, in_house={
        "attainment": {"uptime": {"mean": "90 %"}}}))  # fmt: skip
    assert found.damages.expected == pytest.approx(200)
    assert found.total.expected == pytest.approx(200 + found.credits.expected)
    assert found.total.maximum == pytest.approx(200 + found.credits.maximum)
    assert found.expected_by_month.sum() == pytest.approx(found.total.expected)
    assert found.years[0].maximum == pytest.approx(found.total.maximum)


def test_nothing_limits_damages_without_cap_or_longstop():
    late = {"slip_days": 30, "delay_damages": {"value": 1_000, "rate_per_day": "1 %"}}
    found = stake(missing(offer={"transition": late}, in_house={"attainment": {"uptime": {"mean": "90 %"}}}))
    assert (found.total.maximum, found.damages.maximum) == (None, None)
    assert found.credits.maximum is not None


@pytest.mark.parametrize(
    ("caps", "term", "years"),
    [
        ({"monthly_cap": "12 %"}, 288, [144, 144]),
        ({"yearly_cap": "5 %"}, 120, [60, 60]),
        ({"contract_cap": "5 %"}, 120, [360, 360]),
        ({"contract_cap_amount": 77}, 77, [360, 360]),
        ({"rolling_cap": {"share": "10 %", "months": 6}}, 240, [360, 360]),
        ({"monthly_cap": "12 %", "yearly_cap": "5 %", "contract_cap": "4 %"}, 96, [60, 60]),
        ({"service_caps": {"desk": 0.2}}, 480, [240, 240]),
    ],
)
def test_the_most_under_each_cap(caps, term, years):
    found = most(missing(caps, term=24))
    assert found.total == pytest.approx(term)
    assert list(found.years) == pytest.approx(years)


# 100 a month for a year; each way to reckon a credit at its worst
@pytest.mark.parametrize(
    ("terms", "scheme", "level", "total"),
    [
        ({"below": ["99 %", "95 %"], "credit": ["10 %", "30 %"], "of": "desk"}, {}, {}, 360),
        ({"per_point": "5 %", "most": "20 %", "of": "desk"}, {}, {}, 240),
        ({"per_point": "0.5 %", "of": "desk"}, {}, {}, 12 * 0.005 * 99 * 100),
        ({"per_hour": 2, "free_hours": 10}, {}, {}, 12 * 2 * 90),
        ({"per_hour": 2, "most": "50 %"}, {}, {}, 600),
        ({"below": ["99 %"], "allocation": "50 %"}, {"at_risk": "10 %"}, {}, 60),
        ({"below": ["99 %", "98 %"], "allocation": "50 %", "multiplier": [1, 3]}, {"at_risk": "10 %"}, {}, 120),
        ({"below": ["99 %"], "points": [5]}, {"points_table": {"at": [3, 6], "credit": ["4 %", "9 %"]}}, {}, 48),
        ({**TIERS, "repeat": {"after": 2, "multiplier": 2}}, {}, {}, 2 * 30 + 10 * 60),
        ({**TIERS, "persistent": {"misses": 3, "within": 6, "credit": "10 %"}}, {}, {}, 360 + 10 * 10),
        ({**TIERS, "by_year": ["50 %"]}, {}, {}, 180),
        (TIERS, {}, {"our_share": "20 %"}, 288),
        (TIERS, {}, {"window": "quarter"}, 360),
        (TIERS, {}, {"rolling_months": 4}, 270),
    ],
)
def test_the_most_of_each_way(terms, scheme, level, total):
    assert most(missing({"uptime": terms, **scheme}, level=level)).total == pytest.approx(total)


def test_repeats_that_count_after_a_cap_lift_it():
    terms = {**TIERS, "repeat": {"after": 1, "multiplier": 2}}
    scheme = {"monthly_cap": "20 %", "uptime": terms}
    assert most(missing(scheme)).total == pytest.approx(240)
    assert most(missing({**scheme, "order": ["monthly_cap"]})).months[1] == pytest.approx(40)


def test_windows_lie_where_the_provider_delivers():
    late = {"transition": {"months": 4}}
    case = missing(level={"window": "quarter"}, offer=late, in_house={"attainment": {"uptime": {"mean": 1}}})
    found = most(case)
    assert np.flatnonzero(found.levels["uptime"]).tolist() == [8, 11]


def test_levels_and_services_add_up_before_caps():
    levels = {"uptime": LEVEL, "answers": {"service": "desk", "metric": "satisfaction", "target": "80 %"}}
    offer = {
        "attainment": {"uptime": {"mean": "90 %"}, "answers": {"mean": "70 %"}},
        "credits": {"uptime": TIERS, "answers": {"below": ["80 %"], "credit": ["10 %"], "of": "desk"},
                    "monthly_cap": "20 %"},
    }  # fmt: skip
    found = stake(missing(offer=offer, service_levels=levels))
    assert [each.due for each in found.levels.values()] == pytest.approx([360, 120])
    assert [each.expected for each in found.levels.values()] == pytest.approx([180, 60])
    assert [each.maximum for each in found.levels.values()] == pytest.approx([240, 120])
    assert (found.services["desk"].expected, found.services["desk"].maximum) == pytest.approx((240, 240))


def test_another_currency_is_converted():
    offer = {"currency": "USD"}
    found = stake(missing({"monthly_cap": "12 %"}, offer=offer, exchange_rates={"USD": {"rate": 2}}))
    assert (found.total.expected, found.total.maximum, found.charges) == pytest.approx((288, 288, 2_400))
    assert found.levels["uptime"].maximum == pytest.approx(288)


def test_a_commitment_that_is_missed_is_owed():
    case = missing(offer={"minimum_commitment": {"amount": 150}})
    (owed,) = [each for each in stake(case).owed if each.part == "minimum_commitment"]
    assert (owed.expected, owed.p95, owed.maximum) == pytest.approx((600, 600, 1_800))


def test_the_cap_of_liability_stands_beside_and_cuts_nothing():
    found = stake(missing(offer={"liability": {"amount": 50}}))
    assert (found.liability.expected, found.liability.maximum, found.total.expected) == pytest.approx((0, 50, 360))
    counted = stake(missing({"under_liability_cap": True}, offer={"liability": {"share_of_year": "150 %"}}))
    assert (counted.liability.expected, counted.liability.maximum) == pytest.approx((360, 1_800))
    assert stake(missing()).liability is None


@pytest.mark.parametrize(
    ("nature", "cap", "flagged"),
    [("penalty", "20 %", True), ("penalty", "15 %", False), ("price_reduction", "30 %", False)],
)
def test_a_judge_may_change_penalties_and_no_price_reduction(nature, cap, flagged):
    found = stake(missing({"monthly_cap": cap, "nature": nature}, contract={"governing_law": "France"})).judge
    assert (found.flagged, found.alert) == (flagged, 0.15)
    assert found.price_reduction == (nature == "price_reduction")
    assert found.maximum == pytest.approx(0 if found.price_reduction else float(cap[:2]) / 100)


def test_other_laws_have_no_such_judge():
    assert stake(missing(contract={"governing_law": "State of Illinois"})).judge is None


@pytest.mark.parametrize("name", CASES)
def test_every_view_adds_up_to_the_measure(name):
    found = comparison(name)
    for alternative, result in found.alternatives.items():
        each = penalties(found, alternative)
        total = result.receivable.undiscounted.mean
        assert sum(one.total.expected for one in each) == pytest.approx(total, abs=1e-6)
        assert sum(one.expected_by_month.sum() for one in each) == pytest.approx(total, abs=1e-6)
        assert sum(year.expected for one in each for year in one.years) == pytest.approx(total, abs=1e-6)
        for one in each:
            parts = one.credits.expected
            assert sum(level.expected for level in one.levels.values()) == pytest.approx(parts, abs=1e-6)
            assert sum(service.expected for service in one.services.values()) == pytest.approx(parts, abs=1e-6)


def random_way(dice):
    """Return one of the ways to reckon what a level returns, perhaps with repeats, failure that persists, and years."""
    limits = [round(float(x), 4) for x in sorted(dice.uniform(0.8, 0.999, 3), reverse=True)]
    shares = [round(float(x), 3) for x in sorted(dice.uniform(0.02, 1, 3))]
    ways = (
        {"below": limits, "credit": shares, "of": "desk"},
        {"per_point": 0.03, "of": "desk", **({"most": 0.2} if dice.random() < 0.5 else {})},
        {"per_hour": 3, "free_hours": 2},
        {"below": limits, "allocation": 0.6, "multiplier": [1, 2, 3]},
        {"below": limits, "points": [2, 5, 9]},
    )
    way = ways[int(dice.integers(len(ways)))]
    if dice.random() < 0.4:
        way = {**way, "repeat": {"after": int(dice.integers(1, 4)), "multiplier": 2}}
    if dice.random() < 0.4 and ("credit" in way or "per_point" in way):
        way = {**way, "persistent": {"misses": 2, "within": int(dice.integers(2, 7)), "credit": 0.1}}
    return {**way, **({"by_year": [0.5, 1]} if dice.random() < 0.3 else {})}


def random_scheme(dice):
    """Return a scheme of one level with some caps in some order."""
    scheme = {"uptime": random_way(dice), "at_risk": 0.15, "points_table": {"at": [2, 5], "credit": [0.05, 0.2]}}
    for cap in ("monthly_cap", "yearly_cap", "contract_cap"):
        if dice.random() < 0.4:
            scheme[cap] = round(float(dice.uniform(0.02, 0.3)), 3)
    if dice.random() < 0.3:
        scheme["rolling_cap"] = {"share": 0.1, "months": 6}
    if dice.random() < 0.3:
        scheme["service_caps"] = {"desk": 0.25}
    return {**scheme, **({"order": ["monthly_cap", "multiplier"]} if dice.random() < 0.3 else {})}


def random_level(dice):
    """Return how a level is measured."""
    windows = ({}, {}, {"window": "quarter"}, {"window": "year"}, {"rolling_months": 4})
    return {**windows[int(dice.integers(len(windows)))], "our_share": round(float(dice.uniform(0, 0.3)), 2)}


@pytest.mark.parametrize("seed", range(40))
def test_no_draw_exceeds_the_maximum(seed):
    dice = np.random.default_rng(seed)
    belief = {"mean": round(float(dice.uniform(0.8, 0.97)), 3), "spread": 0.1}
    case = missing(
        random_scheme(dice), level=random_level(dice), offer={"attainment": {"uptime": belief}},
        term=int(dice.integers(6, 30)),
    )  # fmt: skip
    assert isinstance(case.offers["give"].credits, CreditScheme)
    found = played(case, 128)
    (one,) = penalties(found, "out")
    slack = 1 + 1e-9
    assert found.flows.received.max() <= one.total.maximum * slack
    yearly = found.flows.yearly["out", "received", "give"]
    assert all(months.max() <= year.maximum * slack for months, year in zip(yearly, one.years, strict=True))
    level = found.flows.level_credits["out", "give", "uptime"].plain
    assert level.max() <= most(case).levels["uptime"].sum() * slack


def test_nothing_outsourced_is_nothing_at_stake():
    assert penalties(played(one_offer()), "in_house") == ()
