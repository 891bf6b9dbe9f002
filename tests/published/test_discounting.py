"""Money in time: published present values and discount factors."""

import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.discounting import discount_factor
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.value import present_value


# B1: Ian Jacques' textbook, discussed at https://www.freemathhelp.com/forum/threads/
# 109670-Investment-Revenue-to-NPV-question-using-a-discount-rate-of-4-compounded-annually?p=422143
def test_b1_outlays_at_the_start_and_revenue_at_the_end_of_the_year() -> None:
    revenue = present_value([5_000, 20_000, 50_000], 0.04, "end")
    assert revenue - present_value([10_000] * 3, 0.04, "start") == pytest.approx(38_887.69, abs=0.005)


def test_b1_netting_each_year_at_its_end_is_another_answer() -> None:
    assert present_value([-5_000, 10_000, 40_000], 0.04, "end") == pytest.approx(39_997.7, abs=0.05)


def test_b1_as_a_case() -> None:
    outlays = own(**{f"year_{year}": {"one_off": {"amount": 10_000, "month": 12 * year - 11}} for year in (1, 2, 3)})
    revenue = own(
        **{
            f"year_{year}": {"one_off": {"amount": -amount, "month": 12 * year}}
            for year, amount in ((1, 5_000), (2, 20_000), (3, 50_000))
        }
    )
    spent = expected_run(one_offer(in_house=outlays, term=36, discount_rate="4 %", timing="year_start"))
    earned = expected_run(one_offer(in_house=revenue, term=36, discount_rate="4 %", timing="year_end"))
    assert -float(spent.npv[0, 0] + earned.npv[0, 0]) == pytest.approx(38_887.69, abs=0.005)


# B2: Mishan and Quah,
# https://www.taylorfrancis.com/chapters/mono/10.4324/9781351029780-23/discounted-present-value-criterion-mishan-euston-quah
def test_b2_two_year_present_value() -> None:
    assert present_value([50, 150], 0.10) == pytest.approx(169.4, abs=0.05)
    assert present_value([-100, 50, 150], 0.10, "start") == pytest.approx(69.421, abs=0.0005)


# B4: rates of the Green Book, factors by hand, https://ppponline.affinitext.com/public/book?id=1664&toc_id=449738
GREEN_BOOK = {0: 0.035, 31: 0.03, 76: 0.025, 126: 0.02, 201: 0.015, 301: 0.01}
FACTORS = {
    1: 0.9662, 2: 0.9335, 3: 0.9019, 4: 0.8714, 5: 0.8420, 10: 0.7089, 20: 0.5026, 30: 0.3563, 31: 0.3459, 40: 0.2651,
}  # fmt: skip


@pytest.mark.parametrize(("year", "factor"), FACTORS.items())
def test_b4_declining_rate(year: int, factor: float) -> None:
    assert discount_factor(GREEN_BOOK, year) == pytest.approx(factor, abs=0.00005)


@pytest.mark.parametrize(("year", "rate"), [(30, 0.035), (31, 0.03), (75, 0.03), (76, 0.025), (126, 0.02), (301, 0.01)])
def test_b4_each_year_has_its_own_rate(year: int, rate: float) -> None:
    assert discount_factor(GREEN_BOOK, year) * (1 + rate) == pytest.approx(discount_factor(GREEN_BOOK, year - 1))


def test_b4_as_a_case() -> None:
    lines = own(yearly={"one_off": {"amount": 1, "month": 31 * 12}})
    run = expected_run(one_offer(in_house=lines, term=480, discount_rate={0: "3.5 %", 31: "3 %"}, timing="year_end"))
    assert float(run.npv[0, 0]) == pytest.approx(0.3459, abs=0.00005)
