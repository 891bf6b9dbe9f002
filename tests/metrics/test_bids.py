"""Bids of a case: ranked at comparable cost, and looked at where they are low."""

import pytest
from properties.runs import run

from outsourcing_model.case.case import Case
from outsourcing_model.metrics.bids import Bids, bids
from outsourcing_model.metrics.compare import compare

QUALITY = {"a": 60, "b": 80, "c": 90}
CHARGES = {"a": 100, "b": 120, "c": 200}


def judged(quality: dict[str, object] = QUALITY, charges: dict[str, float] = CHARGES, **more: object) -> Bids:
    alternatives: dict[str, dict[str, object]] = {"in_house": {}}
    for name in charges:
        points = {"quality_points": quality[name]} if name in quality else {}
        alternatives[name] = {"every_service": f"by_{name}", **points}
    tree = {
        "case": "Bids", "currency": "EUR", "start": "2026-01", "term": 1, "discount_rate": 0,
        "services": {"desk": {}},
        "in_house": {
            "costs": {
                "team": {"service": "desk", "monthly": {"uniform": [90, 110]}},
                "room": {"monthly": 1000, "relevance": "unavoidable"},
            }
        },
        "offers": {f"by_{n}": {"provider": n, "charges": {"desk": {"base": x}}} for n, x in charges.items()},
        "alternatives": alternatives, "evaluation": {"price_weight": "50 %"},
    }  # fmt: skip
    return bids(compare(run(Case.model_validate({**tree, **more}), 256)))


def test_bids_are_scored_at_comparable_cost_without_what_is_alike_everywhere() -> None:
    found = judged()
    assert {name: each.comparable for name, each in found.ledgers.items()} == pytest.approx(CHARGES)
    assert found.rankings is not None
    assert found.rankings.first.marks == pytest.approx({"a": 100, "b": 83.3333, "c": 50}, abs=1e-4)
    assert found.rankings.first.ranks == {"a": 2, "b": 1, "c": 3}
    assert found.rankings.second.ranks == {"a": 1, "b": 1, "c": 3}
    assert not found.rankings.agree


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"evaluation": None}, "reason.no_evaluation"),
        ({"charges": {"a": 100}}, "reason.one_bid"),
        ({"quality": {"a": 60}}, "reason.too_few_with_quality"),
        ({"charges": {"a": 0, "b": 120}}, "reason.price_not_above_zero"),
        (
            {"quality": {"a": 0, "b": 1}, "evaluation": {"price_weight": 0.5, "method": "price_per_point"}},
            "reason.quality_not_above_zero",
        ),
    ],
)
def test_what_can_not_be_ranked_has_a_reason_and_still_a_ledger(more: dict[str, object], reason: str) -> None:
    found = judged(**more)  # type: ignore[arg-type]
    assert (found.rankings, found.reason) == (None, reason)
    assert found.ledgers


def test_a_bid_without_quality_points_stays_out_of_the_rankings() -> None:
    found = judged(quality={"a": 60, "b": 80})
    assert found.rankings is not None
    assert set(found.rankings.first.ranks) == {"a", "b"}
    assert found.quality == {"a": 60, "b": 80, "c": None}


# the team costs 90 to 110 evenly: 92 is the 10th percentile
@pytest.mark.parametrize(("price", "flagged"), [(91.5, True), (92.5, False), (115.0, False)])
def test_a_bid_below_what_the_in_house_team_would_cost_is_flagged(price: float, flagged: bool) -> None:
    found = judged(charges={"a": price, "b": 120, "c": 200})
    assert found.should_cost.alternative == "in_house"
    assert (found.should_cost.low, found.should_cost.high) == pytest.approx((92, 108), abs=0.2)
    assert found.low["a"].flagged is flagged
    assert found.low["a"].below_average is None


# 10th percentile of 100 to 200 is 110
@pytest.mark.parametrize(("price", "flagged"), [(109.9, True), (110.1, False)])
def test_a_bid_below_the_client_s_own_model_is_flagged(price: float, flagged: bool) -> None:
    terms = {"price_weight": 0.5, "should_cost": {"uniform": [100, 200]}}
    found = judged(charges={"a": price, "b": 150, "c": 200}, evaluation=terms)
    assert (found.should_cost.low, found.should_cost.high) == pytest.approx((110, 190))
    assert found.should_cost.alternative == ""
    assert found.low["a"].below_range is flagged


# average of 100, 120 and 200 is 140; 20 % below is 112
@pytest.mark.parametrize(("share", "flagged"), [("20 %", True), ("28.57 %", True), ("28.58 %", False), ("30 %", False)])
def test_a_bid_far_below_the_average_is_flagged_at_the_edge_too(share: str, flagged: bool) -> None:
    found = judged(evaluation={"price_weight": 0.5, "low_bid": share})
    assert found.average == pytest.approx(140)
    assert found.low["a"].below_average is flagged
    assert found.low["b"].below_average is False


def test_the_share_is_met_exactly() -> None:
    assert judged(charges={"a": 80, "b": 120}, evaluation={"price_weight": 0.5, "low_bid": "20 %"}).low["a"].flagged


def test_without_an_in_house_alternative_and_a_model_nothing_is_known() -> None:
    alternatives = {"a": {"every_service": "by_a"}}
    found = judged(charges={"a": 10}, alternatives=alternatives, reference="a")
    assert (found.should_cost.low, found.should_cost.reason) == (None, "reason.no_should_cost")
    assert (found.average, found.low["a"].below_range, found.low["a"].flagged) == (None, None, False)


def test_the_improved_in_house_alternative_is_what_the_service_should_cost() -> None:
    costs = {"team": {"service": "desk", "monthly": 100}}
    own = {"costs": costs, "variants": {"lean": {"costs": {"team": {"service": "desk", "monthly": 70}}}}}
    alternatives = {"in_house": {}, "better": {"in_house": "lean"}, "a": {"every_service": "by_a"}}
    found = judged(in_house=own, alternatives=alternatives)
    assert (found.should_cost.alternative, found.should_cost.low) == ("better", pytest.approx(70))


def test_a_case_without_a_bid_has_none() -> None:
    found = judged(alternatives={"in_house": {}})
    assert (found.ledgers, found.low, found.average) == ({}, {}, None)
