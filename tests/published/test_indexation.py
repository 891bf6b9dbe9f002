"""Price revision by published index values, through cases: series, link, fixed part, rounding, limits, chains."""

from typing import Any

import pytest
from small_cases import line, one_offer

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.index import Index
from outsourcing_model.timeline import Month

Tree = dict[str, Any]


def prices(series: Tree, start: str, years: int, price: float = 100_000, **terms: Any) -> list[float]:
    """Return the charge of the first month of each contract year under a revision clause."""
    index = series if "series" in series else {"series": series}
    case = one_offer(
        {"base": price}, offer={"indexation": {"index": "syntec", **terms}}, indices={"syntec": index},
        start=start, term=12 * (years - 1) + 1,
    )  # fmt: skip
    assert problems(case) == []
    return line(case, "out", "charges.give.desk")[::12]


# E1: juristique.org, publication of the Syntec index of January 2019: 270.7, a year before 266.6, in December 270.6.
def test_e1_change_of_an_index() -> None:
    index = Index.model_validate({"series": {"2018-12": 270.6, "2019-01": 270.7}})
    now, before = (index.at(Month(*month)) for month in ((2019, 1), (2018, 12)))
    assert now is not None
    assert before is not None
    assert now.known / before.known - 1 == pytest.approx(0.00037, abs=5e-6)
    assert pytest.approx(0.0154, abs=5e-5) == 270.7 / 266.6 - 1


# E4: lemoniteur.fr, a more precise Syntec index: link 0.97975 = 280.6 / 286.4; September 2024 was published at 314.5.
def test_e4_old_and_revised_series_are_linked() -> None:
    stated = {"series": {"2022-06": 286.4, "2022-07": 280.6, "2022-08": 314.5}, "breaks": {"2022-07": 0.97975}}
    index = Index.model_validate(stated)
    found = index.at(Month(2022, 8))
    assert found
    assert found.known == pytest.approx(321.00, abs=0.005)
    assert index.at(Month(2022, 6)).known == 286.4  # type: ignore[union-attr]
    assert pytest.approx(0.97975, abs=5e-6) == 280.6 / 286.4


# E5: intendancezone.net: P = P0 (0.15 + 0.85 S / S0), P0 1,767.00, S0 280.0, S 294.60: 1,845.32; with tax 2,214.38.
@pytest.mark.parametrize(
    ("price", "now", "due"), [(1_767.00, 294.60, 1_845.32), (1_767.00, 280.0, 1_767.00), (1_000, 308, 1_085)]
)
def test_e5_fixed_part(price: float, now: float, due: float) -> None:
    stated = series("2023-03", 280.0, now)
    assert prices(stated, "2023-03", 2, price, share="85 %")[1] == pytest.approx(due, abs=0.005)
    several = {"index": None, "indices": {"syntec": "85 %"}, "fixed_part": "15 %"}
    assert prices(stated, "2023-03", 2, price, **several)[1] == pytest.approx(due, abs=0.005)


def series(start: str, *yearly: float) -> Tree:
    """Return a series without gaps that has the given values a year apart."""
    first = Month.read(start)
    return {str(first + month): yearly[month // 12] for month in range(12 * (len(yearly) - 1) + 1)}


# E6: forumterritorial.org: 0.15 + 0.85 x 130.5 / 121.2 = 1.065223; billed were 7 %, the customer believed 6.5 %.
@pytest.mark.parametrize(
    ("rounding", "coefficient"),
    [
        (None, 1.0652228), ({"digits": 6, "mode": "nearest"}, 1.065223), ({"digits": 3, "mode": "up"}, 1.066),
        ({"digits": 2, "mode": "up"}, 1.07), ({"digits": 3, "mode": "down"}, 1.065),
        ({"digits": 2, "mode": "nearest"}, 1.07),
        ({"digits": 1, "mode": "down"}, 1.0),
    ],
)  # fmt: skip
def test_e6_rounding_is_a_term(rounding: Tree | None, coefficient: float) -> None:
    terms = {"share": "85 %", **({"rounding": rounding} if rounding else {})}
    found = prices(series("2020-01", 121.2, 130.5), "2020-01", 2, **terms)[1]
    assert found == pytest.approx(100_000 * coefficient, abs=0.01)
    assert found != pytest.approx(100_000 * 1.065, abs=0.01) or coefficient == 1.065


# E8: actuprix.info: link of an INSEE series, 125.5 / 111.3 = 1.1276.
def test_e8_link_of_a_series() -> None:
    index = Index.model_validate({"series": {"2000-01": 111.3, "2000-02": 125.5}, "breaks": {"2000-02": 1.1276}})
    found = index.at(Month(2000, 2))
    assert found
    assert found.known == pytest.approx(111.3, abs=0.005)


# E10: Syntec values of juristique.org and salaire-minimum.com; a clause with a floor of la-graine-informatique.fr.
@pytest.mark.parametrize(
    ("terms", "due"),
    [({}, 102_777.78), ({"share": "85 %"}, 102_361.11), ({"floor": "5 %"}, 105_000.00), ({"cap": "2 %"}, 102_000.00)],
)
def test_e10_limits(terms: Tree, due: float) -> None:
    assert prices(series("2023-09", 306.0, 314.5), "2023-09", 2, **terms)[1] == pytest.approx(due, abs=0.005)


JANUARIES = (216.9, 220.9, 227.9, 230.5, 233.4, 238.6)
"""January 2007 to 2012."""


def test_e10_chained() -> None:
    stated = series("2007-01", *JANUARIES)
    chained = prices(stated, "2007-01", 6, method="chained")
    assert chained[-1] == pytest.approx(110_004.61, abs=0.005)
    assert prices(stated, "2007-01", 6)[-1] == pytest.approx(100_000 * 238.6 / 216.9)
    limited = prices(stated, "2007-01", 6, method="chained", floor=0, cap="2 %")
    assert limited[-1] == pytest.approx(108_515.81, abs=0.005)


def test_beside_e10_what_the_cap_cut_is_caught_up() -> None:
    stated = series("2007-01", *JANUARIES)
    carried = prices(stated, "2007-01", 6, method="chained", floor=0, cap="2 %", excess="carried")
    free = [100_000 * value / 216.9 for value in JANUARIES]
    by_hand = [100_000.0]
    for due in free[1:]:
        by_hand.append(min(due, by_hand[-1] * 1.02))
    assert carried == pytest.approx(by_hand)
    assert by_hand[-1] > 108_515.81


def test_a_lag_reads_an_earlier_month() -> None:
    stated = series("2023-06", 306.0, 314.5)
    assert prices(stated, "2023-09", 2, lag_months=3)[1] == pytest.approx(102_777.78, abs=0.005)


def test_a_base_month_before_the_start() -> None:
    stated = {**series("2023-09", 306.0, 314.5), "2024-10": 320.0}
    case = one_offer(
        {"base": 100}, offer={"indexation": {"index": "syntec", "base_month": "2023-09", "first": "2024-10"}},
        indices={"syntec": {"series": stated}}, start="2024-08", term=4,
    )  # fmt: skip
    assert line(case, "out", "charges.give.desk") == pytest.approx([100, 100, 100 * 320 / 306, 100 * 320 / 306])


def test_crossing_a_break_without_its_link_is_refused() -> None:
    tree = {"series": {"2022-06": 286.4, "2022-07": 280.6}, "breaks": {"2022-07": None}}
    with pytest.raises(ValueError, match="break_without_link"):
        Index.model_validate(tree)


@pytest.mark.parametrize(
    ("values", "start", "key"),
    [({"2023-09": 306.0}, "2023-09", "index_ends"), (series("2023-10", 306.0, 314.5), "2023-09", "index_starts")],
)
def test_a_month_without_a_value_is_named(values: Tree, start: str, key: str) -> None:
    case: Case = one_offer(
        {"base": 100}, offer={"indexation": {"index": "syntec"}}, indices={"syntec": {"series": values}}, start=start,
        term=13,
    )  # fmt: skip
    found = [problem for problem in problems(case) if problem.key == key]
    assert found
    assert found[0].values["found"] in ("2024-09", "2023-09")


def test_a_gap_is_an_error_that_names_the_month() -> None:
    with pytest.raises(ValueError, match="index_gap") as caught:
        Index.model_validate({"series": {"2023-09": 306.0, "2023-11": 307.0}})
    assert caught.value.errors()[0]["ctx"]["found"] == "2023-10"  # type: ignore[attr-defined]


@pytest.mark.parametrize("total", ["20 %", "10 %"])
def test_parts_must_make_one(total: str) -> None:
    with pytest.raises(ValueError, match="index_weights"):
        one_offer({"base": 1}, offer={"indexation": {"indices": {"a": "85 %"}, "fixed_part": total}})
