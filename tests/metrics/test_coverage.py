import numpy as np
import pytest
from presentation.example import CASES, comparison

from metrics.quality_case import LEVEL, TIERS, missing, played
from outsourcing_model.metrics.coverage import coverage, covers
from outsourcing_model.metrics.penalties import penalties


def all_levels(case):
    return coverage(played(case), "out", "give")


def test_credits_against_harm_by_hand():
    found = all_levels(missing())
    assert found.harm == pytest.approx(12 * 10 * 4)
    assert (found.due, found.kept, found.received) == pytest.approx((360, 360, 360))
    assert found.coverage == pytest.approx(360 / 480)
    assert (found.p5, found.p50, found.p95) == pytest.approx((0.75, 0.75, 0.75))


def test_what_the_cap_cuts_off_and_what_nobody_claims():
    found = all_levels(missing({"monthly_cap": "12 %", "claimed": "50 %"}))
    assert found.cut_off == pytest.approx(12 * (30 - 12))
    assert found.unclaimed == pytest.approx(12 * 6)
    assert found.coverage == pytest.approx(72 / 480)


def test_our_own_part_of_the_harm_is_told_apart():
    found = all_levels(missing(level={"our_share": "25 %"}))
    assert found.ours == pytest.approx(0.25 * 480)


def test_the_distribution_of_coverage_comes_from_belief_and_luck():
    found = coverage(played(missing(mean={"uniform": ["90 %", "98 %"]}), 1024), "out", "give")
    lost = [0.1 - share * 0.08 for share in (0.05, 0.5, 0.95)]
    assert (found.p5, found.p50, found.p95) == pytest.approx(tuple(30 / (400 * part) for part in lost), rel=0.02)
    assert found.coverage == pytest.approx(30 / (400 * 0.06), rel=0.01)


def test_a_level_that_harms_nothing_has_no_coverage():
    found = all_levels(missing(services={"desk": {}}))
    assert (found.harm, found.coverage, found.reason) == (0, None, "reason.no_harm")
    assert all_levels(missing(mean="100 %")).reason == "reason.no_harm_expected"


def test_an_offer_without_levels_has_nothing_to_cover():
    case = missing(service_levels={}, offer={"attainment": {}, "credits": None}, services={"desk": {}})
    assert coverage(played(case), "out", "give") is None


def two_levels(scheme):
    levels = {"uptime": LEVEL, "answers": {"service": "desk", "metric": "satisfaction", "target": "80 %"}}
    offer = {
        "attainment": {"uptime": {"mean": "90 %"}, "answers": {"mean": "70 %"}},
        "credits": {"uptime": TIERS, "answers": {"below": ["80 %"], "credit": ["10 %"], "of": "desk"}, **scheme},
    }
    return missing(offer=offer, service_levels=levels)


def test_what_caps_leave_is_shared_by_what_is_due():
    _, uptime, answers = covers(played(two_levels({"monthly_cap": "20 %"})), "out")
    assert (uptime.due, answers.due) == pytest.approx((360, 120))
    assert (uptime.received, answers.received) == pytest.approx((180, 60))
    assert answers.reason == "reason.no_harm"


@pytest.mark.parametrize("name", CASES)
def test_levels_add_up_to_their_offer_and_coverage_is_credits_over_harm(name):
    found = comparison(name)
    for alternative in found.alternatives:
        for stake in penalties(found, alternative):
            whole, *each = [c for c in covers(found, alternative) if c.offer == stake.offer]
            for part in ("harm", "ours", "due", "kept", "received", "cut_off", "unclaimed"):
                assert sum(getattr(level, part) for level in each) == pytest.approx(getattr(whole, part), abs=1e-6)
            assert whole.received == pytest.approx(stake.credits.expected)
            assert whole.due == pytest.approx(stake.credits.due)
            assert whole.coverage == pytest.approx(whole.received / whole.harm)
            assert whole.due >= whole.kept >= whole.received >= 0


@pytest.mark.parametrize("name", CASES)
def test_harm_by_level_and_events_are_the_harm(name):
    flows = comparison(name).flows
    for row, alternative in enumerate(flows.alternatives):
        levels = sum(sums.present for (a, *_), sums in flows.level_harm.items() if a == alternative)
        events = flows.harm_npv[row] - levels
        assert np.all(events >= -1e-6)
        yearly = flows.yearly[alternative, "harm"].sum(axis=0)
        plain = sum(sums.plain for (a, *_), sums in flows.level_harm.items() if a == alternative)
        assert np.all(yearly >= plain - 1e-6)
