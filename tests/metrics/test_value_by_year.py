import numpy as np
import pytest

from metrics.quality_case import missing, played
from outsourcing_model.metrics.value_by_year import value_by_year

WORTH = {"desk": {"volume": {"month_1": 10}, "value_per_unit": 30, "downtime_cost_per_hour": 4}}


def test_cost_gross_of_credits_over_value_delivered_year_by_year():
    years = value_by_year(played(missing(services=WORTH, term=18, offer={"payment_days": 60})), "out")
    assert [year.cost for year in years] == pytest.approx([1_200, 600])
    assert [year.value for year in years] == pytest.approx([12 * 260, 6 * 260])
    assert [year.ratio for year in years] == pytest.approx([100 / 260] * 2)
    assert (years[0].p10, years[0].p50, years[0].p90) == pytest.approx((100 / 260,) * 3)


def test_the_ratio_has_the_distribution_of_its_beliefs():
    worth = {"desk": {**WORTH["desk"], "value_per_unit": {"uniform": [20, 40]}}}
    (year,) = value_by_year(played(missing(services=worth), 256), "out")
    assert year.p10 == pytest.approx(100 / 340, rel=0.02)
    assert year.p90 == pytest.approx(100 / 180, rel=0.02)
    assert year.ratio == pytest.approx(100 / 260, rel=0.01)


def test_no_value_is_no_ratio_with_its_reason():
    assert {year.reason for year in value_by_year(played(missing()), "out")} == {"reason.no_value"}
    low = {"desk": {**WORTH["desk"], "value_per_unit": 1}}
    (year,) = value_by_year(played(missing(services=low)), "out")
    assert (year.ratio, year.reason) == (None, "reason.value_not_positive")
    assert year.value == pytest.approx(12 * (10 - 40))


def test_years_add_up_to_the_whole():
    flows = played(missing(services=WORTH, term=30, discount_rate=0)).flows
    row = flows.alternatives.index("out")
    assert flows.yearly["out", "cost"].sum(axis=0) == pytest.approx(flows.total[row])
    assert flows.yearly["out", "received", "give"].sum(axis=0) == pytest.approx(flows.received[row])
    assert flows.yearly["out", "harm"].sum(axis=0) == pytest.approx(flows.harm_npv[row])
    assert np.allclose(flows.value_npv, flows.yearly["value",].sum(axis=0))
