import pytest

from outsourcing_model.metrics.service_level import allowed_downtime, availability, in_parallel, in_series


def test_no_downtime_and_nothing_but_downtime():
    assert availability(1_000, 0) == 1
    assert availability(1_000, 1_000) == 0


def test_a_target_allows_what_still_meets_it():
    minutes = 43_200.0
    assert availability(minutes, allowed_downtime(0.995, minutes)) == pytest.approx(0.995, rel=1e-14)


@pytest.mark.parametrize(("agreed", "down"), [(0, 0), (-5, 0), (100, 101), (100, -1)])
def test_downtime_that_does_not_fit_is_refused(agreed, down):
    with pytest.raises(ValueError, match=f"downtime of {down} minutes does not fit in {agreed} agreed minutes"):
        availability(agreed, down)


def test_chains_are_weaker_and_pairs_stronger_than_their_parts():
    parts = (0.99, 0.95, 0.999)
    assert in_series(*parts) < min(parts) <= max(parts) < in_parallel(*parts)
    assert in_series() == 1
    assert in_parallel() == 0
    assert in_series(0.98) == in_parallel(0.98) == pytest.approx(0.98)
