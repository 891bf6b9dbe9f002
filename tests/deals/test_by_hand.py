"""The deals whose answers are worked out here by hand, from the clauses alone."""

from pathlib import Path

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override, with_scenarios
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.simulate import expected_run

from .deals import FORTY, HERE, file_of


def deal(name: str, *scenarios: str) -> Case:
    """Return a deal, with some of its scenarios."""
    return with_scenarios(read_case(HERE / f"{name}.yaml"), scenarios)


def lines(case: Case, alternative: str) -> dict[str, float]:
    """Return what each line of an alternative costs in the expected run, undiscounted, to the cent."""
    run = expected_run(case)
    mine = zip(run.lines, run.line_means, strict=True)
    return {line.id: round(float(months.sum()), 2) for line, months in mine if line.alternative == alternative}


def npv_cost(case: Case, alternative: str) -> float:
    """Return the present cost of an alternative in the expected run."""
    run = expected_run(case)
    return float(run.npv[run.alternatives.index(alternative), 0])


def test_payments_at_the_start_of_the_year_give_the_textbooks_answer() -> None:
    """I. Jacques: 10,000 at the start of three years, 5,000, 20,000 and 50,000 at their ends, at 4 %: 38,887.69."""
    assert -npv_cost(deal("year-start"), "invest") == pytest.approx(38_887.69, abs=0.005)
    assert npv_cost(deal("year-start"), "without") == 0


def test_a_year_around_a_dead_band() -> None:
    """Two months at 1,250 (56,000), two at 800 (47,000), eight at 1,050 (50,000).

    The commitment is 98 % of 50,000 = 49,000: June and July miss 2,000 each; August to October exceed it by 1,000 each,
    August and September make up for June, October for July, whose last month it is.
    """
    found = lines(deal("one-year"), "out")
    assert found["charges.fixed.desk"] == 2 * 56_000 + 2 * 47_000 + 8 * 50_000
    assert found["minimum_commitment.fixed"] == 4_000 - 3_000


def test_a_contract_of_one_month() -> None:
    """1,000 orders in ten packages, at 8 since the limit is included; six of the 365/12 days of the month are lost."""
    case = deal("one-month")
    delivered = 1 - 6 * 12 / 365
    found = lines(case, "out")
    assert found["charges.agency.peak"] == round(8_000 * delivered, 2)
    assert found["transition.agency"] == 500
    assert found["overtime"] == round(9_000 * (1 - delivered), 2)


def test_a_deal_without_levels() -> None:
    """48,000 less 10 % of what exceeds 40,000; in the second year 45,600, likewise."""
    found = {name: cost for name, cost in lines(deal("no-levels"), "out").items() if cost}
    assert found == {"charges.bureau.payroll": 48_000 + 45_600, "discount.bureau": -800 - 560}
    assert lines(deal("no-levels"), "in_house") == {"clerk": 120_000}


def test_an_offer_in_dollars() -> None:
    """12,000 a month from the second month on, at 0.9 euro drifting by 21 % a year; the discount counts in dollars."""
    case = deal("other-currency")
    delay = (0 + 4 * 5 + 20) / 6
    on = [min(max(month + 1 - (1 + delay * 12 / 365), 0), 1) for month in range(24)]
    rates = [0.9 * 1.21 ** (month / 12) for month in range(24)]
    charges = [12_000 * share for share in on]
    found = lines(case, "out")
    assert found["charges.dollars.hosting"] == pytest.approx(sum(map(times, charges, rates)), abs=0.01)
    discounts = [0.1 * max(charge - 6_000, 0) for charge in charges]
    assert found["discount.dollars"] == pytest.approx(-sum(map(times, discounts, rates)), abs=0.01)
    passed = [520 * share for share in on]
    assert found["pass_through.dollars.licences"] == pytest.approx(sum(map(times, passed, rates)), abs=0.01)
    assert found["transition.dollars"] == pytest.approx(6_000 * rates[0], abs=0.01)
    assert found["exit_assistance.dollars"] == pytest.approx(1_000 * rates[23], abs=0.01)
    assert found["delay_damages.dollars"] == pytest.approx(-100 * 7 * rates[1], abs=0.01)


def times(one: float, other: float) -> float:
    """Return a product."""
    return one * other


def test_an_index_that_breaks_in_the_term() -> None:
    """After three months' lag 110/100 gives 1.05, capped at 1.04; then 92.4/0.8 over 110 gives 1.025 more."""
    found = lines(deal("index-break"), "out")
    assert found["charges.indexed.desk"] == pytest.approx(120_000 * (1 + 1.04 + 1.04 * 1.025), abs=0.01)
    own = 132_000 * (1 + 110 / 104 + 92.4 / 0.8 * 1.02 ** (3 / 12) / 104)
    assert lines(deal("index-break"), "in_house")["team"] == pytest.approx(own, abs=0.01)


CHARGE = 4_000 + 500 + 7 * 1_000
"""A month: base, fee and actual cost; the target is 8,000 and half of what is saved goes to the provider."""


def test_leaving_in_the_middle_of_a_year() -> None:
    """The fee is what its parts come to, below its cap of 20 % of the eighteen months that are left."""
    found = lines(deal("mid-year-exit"), "out")
    assert found["charges.long.desk"] == 18 * CHARGE
    assert found["gain_share.long.desk"] == 18 * 500
    assert found["discount.long"] == -round(0.1 * (12 * (CHARGE + 500) - 100_000), 2)
    remaining = 18 * CHARGE
    parts = 18_000 * 18 / 36 + 5_000 + CHARGE + 2 * 4_000 + 0.1 * remaining
    assert parts > 0.2 * remaining
    assert found["termination_fee.long"] == round(0.2 * remaining, 2)
    assert found["exit_assistance.long"] == 12_000
    assert found["data_extraction.long"] == 1_500
    assert found["reinsourcing.long"] == 9_000
    assert found["exit_dual_running.long"] == CHARGE / 2


def test_a_breach_costs_no_fee_and_no_help() -> None:
    found = lines(deal("mid-year-exit", "breach"), "out")
    paid = {name for name, cost in found.items() if cost}
    assert {"termination_fee.long", "exit_assistance.long", "data_extraction.long"} & paid == set()
    assert found["reinsourcing.long"] == 9_000


def test_the_end_of_the_term_costs_no_fee_but_the_help() -> None:
    found = lines(deal("mid-year-exit", "expiry"), "out")
    assert not found.get("termination_fee.long")
    assert not found.get("reinsourcing.long")
    assert found["exit_assistance.long"] == 12_000


def test_volumes_of_zero() -> None:
    """No unit: a base and the fee of the first band. 500 pages are 600 in packages; none from the seventh month on.

    300 pages a month are committed: twelve months miss 300, none of them made up for.
    """
    found = lines(deal("zero-volume"), "out")
    assert found["charges.ready.empty"] == 18 * (100 + 10)
    assert found["charges.ready.fading"] == 6 * 1_200
    assert found["unit_commitment.ready.fading"] == 12 * 300 * 1.5
    assert found["charges.ready.quiet"] == 18 * 50
    assert found["minimum_commitment.ready"] == 12 * (1_000 - 160)
    assert found["pass_through.ready.paper"] == pytest.approx(6 * 500 * 0.55)


def test_forty_services(tmp_path: Path) -> None:
    """Each way of charging occurs five times; the fixed ones are 700 a month."""
    case = read_case(file_of(FORTY, tmp_path))
    found = lines(case, "out")
    assert len([name for name in found if name.startswith("charges.")]) == 40
    assert [found[f"charges.wide.service_{number}"] for number in (1, 9, 17, 25, 33)] == [18 * 700] * 5
    assert found["charges.wide.service_2"] == 18 * 9 * 73


@pytest.mark.parametrize("month", [1, 2, 3, 5])
def test_what_leaves_before_a_window_is_whole_returns_nothing_of_it(month: int) -> None:
    """Both providers of two months of transition left at once: no window of theirs is whole before month 3."""
    case = override(deal("every-credit-way"), {"exit_month": month})
    for alternative in case.alternatives:
        returned = {name: paid for name, paid in lines(case, alternative).items() if name.startswith("credits.north")}
        assert all((paid < 0) == (month > 2) for paid in returned.values()), returned
