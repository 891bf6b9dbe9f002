import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.cash import peak_month
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.returns import OF_THE_REFERENCE, by_period, internal_rate


def switch(price, rate=0, **more):
    case = one_offer(
        {"base": 40}, in_house=own(work={"monthly": 140}), offer={"transition": {"price": price}}, term=24,
        discount_rate=rate, **more,
    )  # fmt: skip
    return compare(simulate(case, draw(case, 32)))


# By hand: 1,200 out and 100 a month back over 24 months: 2,400 - 1,200 earned on 1,200; even after 12 months; the
# monthly rate i solves 1,100 = 100 (1 - (1 + i)^-23) / i.
def test_what_a_switch_earns_by_hand():
    found = switch(1200).alternatives["out"]
    assert found.returns.roi == pytest.approx(1.0)
    assert found.payback_month == found.returns.discounted_payback_month == 12
    monthly = (1 + found.returns.irr) ** (1 / 12) - 1
    assert 100 * (1 - (1 + monthly) ** -23) / monthly == pytest.approx(1100)
    assert found.returns.irr_reason == found.returns.roi_reason == ""


def test_discounting_puts_the_payback_off():
    found = switch(1200, 0.12).alternatives["out"]
    factors = 1.12 ** -(np.arange(1, 25) / 12)
    saving = np.cumsum((100 - 1200 * (np.arange(24) == 0)) * factors)
    assert found.payback_month == 12
    assert found.returns.discounted_payback_month == int(np.argmax(saving >= 0)) + 1 > 12
    assert found.returns.roi == pytest.approx(saving[-1] / (1200 * factors[0]))


def test_no_outlay_has_no_rate_and_the_reference_earns_nothing():
    found = switch(0)
    assert found.alternatives["in_house"].returns == OF_THE_REFERENCE
    earned = found.alternatives["out"].returns
    assert (earned.roi, earned.roi_reason) == (None, "reason.no_outlay")
    assert (earned.irr, earned.irr_reason) == (None, "reason.no_sign_change")


def test_never_paid_back_says_so():
    earned = switch(3000).alternatives["out"].returns
    assert (earned.discounted_payback_month, earned.discounted_payback_reason) == (None, "reason.never_pays_back")
    assert earned.irr < 0


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([0, 0, 0], "reason.no_sign_change"),
        ([-5, -1, 0], "reason.no_sign_change"),
        ([-100, 230, -132], "reason.several_sign_changes"),
        ([100, -60, -60], "reason.received_first"),
    ],
)
def test_flows_without_a_rate_of_return(flows, reason):
    assert internal_rate(np.array(flows, dtype=float)) == (None, reason)


# By hand: 100 grows to 121 in two years at 10 %; less than half a cent has no sign.
def test_rate_of_two_years_and_of_months():
    assert internal_rate(np.array([-100.0, 0.001, 121]), 1)[0] == pytest.approx(0.10, abs=1e-4)
    assert internal_rate(np.array([-100.0, 101]), 12)[0] == pytest.approx(1.01**12 - 1)


def test_yearly_timing_has_yearly_flows():
    assert by_period(np.arange(14.0), "year_end").tolist() == [66, 25]
    assert by_period(np.arange(14.0), "mid").size == 14


def test_the_month_of_the_largest_outlay():
    assert peak_month(np.array([10.0, 90, 0]), np.array([50.0, 50, 50])) is None
    assert peak_month(np.array([60.0, 90, 0]), np.array([50.0, 50, 50])) == 2
