"""Beliefs: means and spans in closed form, and what is refused."""

import math
import pickle
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from scipy import stats

from outsourcing_model.case.canonical import canonical
from outsourcing_model.case.record import Record, quantity
from outsourcing_model.case.uncertain import Uncertain, read_uncertain


def read(raw: Any, kind: Any = "number", low: float | None = None, high: float | None = None) -> Uncertain:
    return read_uncertain(raw, kind, low, high)


@pytest.mark.parametrize(
    ("raw", "mean", "span"),
    [
        (5, 5, (5, 5)),
        ({"value": "5"}, 5, (5, 5)),
        ({"pert": [80, 100, 150]}, 105, (80, 150)),
        ({"triangular": [0, 1, 5]}, 2, (0, 5)),
        ({"uniform": [2, 4]}, 3, (2, 4)),
        ({"discrete": [1, 2, 6]}, 3, (1, 6)),
        ({"discrete": [1, 5], "weights": [0.75, "25 %"]}, 2, (1, 5)),
        ({"sample": [3, 1, 2]}, 2, (1, 3)),
        ({"pert": [7, 7, 7]}, 7, (7, 7)),
        ({"normal": {"mean": 7, "sd": 0}}, 7, (7, 7)),
        ({"normal": {"mean": 7, "sd": 0, "low": 8}}, 8, (8, 8)),
        ({"normal": {"mean": 7, "sd": 2, "low": 5, "high": 9}}, 7, (5, 9)),
        ({"normal": {"mean": 7, "sd": 2, "low": 6, "high": 6}}, 6, (6, 6)),
        ({"beta": {"a": 1, "b": 3, "low": 2, "high": 6}}, 3, (2, 6)),
        ({"beta": {"mean": 0.25, "sd": 0.1}}, 0.25, (0, 1)),
        ({"beta": {"mean": 0.25, "sd": 0}}, 0.25, (0.25, 0.25)),
        ({"beta": {"a": 1, "b": 3, "low": 2, "high": 2}}, 2, (2, 2)),
        ({"empirical": [3, 1, 2, 8]}, (2 / 2 + 2 + 3 + 8 / 2 - 0.5) / 3, (1, 8)),
        ({"empirical": [4, 4]}, 4, (4, 4)),
        ({"percentiles": {"p0": 1, "p50": 2, "p100": 7}}, 3, (1, 7)),
        ({"percentiles": {"p25": 10, "p75": 20}}, 15, (5, 25)),
        ({"percentiles": {"p5": 3, "p95": 3}}, 3, (3, 3)),
        ({"lognormal": {"p5": 3, "p95": 3}}, 3, (3, 3)),
        ({"between": [15, 25], "family": "uniform"}, 20, (13.75, 26.25)),
    ],
)
def test_means_and_spans(raw: Any, mean: float, span: tuple[float, float]) -> None:
    found = read(raw)
    assert found.mean == pytest.approx(mean, rel=1e-15)
    assert found.span() == span
    assert found.is_constant == (span[0] == span[1])


def test_normal_families_have_the_moments_and_percentiles_that_were_stated() -> None:
    low, high = read({"normal": {"mean": 100, "sd": 10}}).span()
    assert (low, high) == (pytest.approx(100 - 63.4, abs=0.2), pytest.approx(100 + 63.4, abs=0.2))
    mu, sigma = read({"lognormal": {"mean": 100, "sd": 30}}).distribution.values
    law = stats.lognorm(sigma, scale=math.exp(mu))
    assert (law.mean(), law.std()) == (pytest.approx(100), pytest.approx(30))
    between = read({"between": [80, 120]})
    law = stats.norm(*between.distribution.values)
    assert (law.ppf(0.1), law.ppf(0.9), between.mean) == (pytest.approx(80), pytest.approx(120), pytest.approx(100))
    skewed = read({"between": [50, 200], "family": "lognormal"})
    mu, sigma = skewed.distribution.values
    law = stats.lognorm(sigma, scale=math.exp(mu))
    assert (law.ppf(0.1), law.ppf(0.9), law.mean()) == (
        pytest.approx(50),
        pytest.approx(200),
        pytest.approx(skewed.mean),
    )


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({}, "not_a_belief"),
        ({"pert": [1, 2, 3], "uniform": [1, 2]}, "not_a_belief"),
        ({"pert": [1, 2, 3], "weights": [1]}, "not_a_belief"),
        ({"pert": [1, 2, 3], "family": "normal"}, "not_a_belief"),
        ({"between": [1, 2], "family": "beta"}, "not_a_belief"),
        ({"gamma": [1, 2]}, "not_a_belief"),
        ({"pert": [3, 2, 1]}, "not_ascending"),
        ({"uniform": [2, 1]}, "not_ascending"),
        ({"pert": [1, 2]}, "wrong_length"),
        ({"pert": 3}, "wrong_length"),
        ({"sample": []}, "empty_list"),
        ({"discrete": [1, 2], "weights": [1]}, "wrong_length"),
        ({"discrete": [1, 2], "weights": [0.5, 0.6]}, "weights_sum"),
        ({"normal": {"mean": 1}}, "needs_moments"),
        ({"normal": 3}, "needs_moments"),
        ({"normal": {"mean": 1, "sd": -1}}, "too_low"),
        ({"normal": {"mean": 0, "sd": 1, "low": 6}}, "nothing_kept"),
        ({"normal": {"mean": 0, "sd": 1, "low": 2, "high": 1}}, "not_ascending"),
        ({"normal": {"p10": 1}}, "needs_moments"),
        ({"normal": {"p0": 1, "p90": 2}}, "needs_moments"),
        ({"normal": {"p10": 3, "p90": 2}}, "not_ascending"),
        ({"lognormal": {"p10": 0, "p90": 2}}, "not_positive"),
        ({"lognormal": {"mean": 1, "sd": 1, "low": 0}}, "needs_moments"),
        ({"beta": [1, 2]}, "needs_beta"),
        ({"beta": {"a": 1}}, "needs_beta"),
        ({"beta": {"a": 0, "b": 1}}, "too_low"),
        ({"beta": {"mean": 2, "sd": 0.1}}, "too_high"),
        ({"beta": {"mean": 0.5, "sd": 0.5}}, "impossible_beta"),
        ({"beta": {"mean": 0.5, "sd": 0.1, "low": 1, "high": 0}}, "not_ascending"),
        ({"percentiles": {"p10": 1}}, "needs_percentiles"),
        ({"percentiles": {"p10": 1, "p101": 2}}, "needs_percentiles"),
        ({"percentiles": {"p10": 1, "p10.0": 2}}, "needs_percentiles"),
        ({"percentiles": {"p10": 2, "p90": 1}}, "not_ascending"),
        ({"percentiles": [1, 2]}, "needs_percentiles"),
        ({"between": [1, 2], "family": "percentiles"}, "not_a_belief"),
        ({"lognormal": {"mean": 0, "sd": 1}}, "not_positive"),
        ({"between": [0, 1], "family": "lognormal"}, "not_positive"),
        ({"lognormal": {"mean": 1e-300, "sd": 1e300}}, "not_finite"),
        ({"between": [1e-300, 1e300], "family": "lognormal"}, "not_finite"),
        ({"pert": [1, 2, 3], "status": "guess"}, "not_allowed"),
        ([1], "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_finite"),
        (10**400, "not_finite"),
        ("1" * 16, "too_many_digits"),
    ],
)
def test_what_is_no_belief(raw: Any, key: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read(raw)
    assert caught.value.type == key


def test_all_that_is_wrong_in_a_list_is_told() -> None:
    with pytest.raises(ValidationError) as caught:
        read({"pert": ["x", 2, "y"]})
    assert [(item["loc"], item["type"]) for item in caught.value.errors()] == [
        (("pert", 0), "not_a_number"),
        (("pert", 2), "not_a_number"),
    ]


def test_all_that_is_wrong_in_a_map_is_told() -> None:
    with pytest.raises(ValidationError) as caught:
        read({"beta": {"mean": "x", "sd": "y"}})
    assert [(item["loc"], item["type"]) for item in caught.value.errors()] == [
        (("beta", "mean"), "not_a_number"),
        (("beta", "sd"), "not_a_number"),
    ]


def test_shapes_and_ends_of_a_fraction_are_read_each_in_its_unit() -> None:
    found = read({"beta": {"a": 40, "b": 2, "low": "90 %", "high": "100 %"}}, "fraction")
    assert (found.values, found.weights) == ((0.9, 1.0), (40.0, 2.0))


def test_an_open_end_reaches_as_far_as_draws_do() -> None:
    low, high = read({"normal": {"mean": 0, "sd": 1, "low": 5}}).span()
    assert low == 5
    assert high == pytest.approx(stats.truncnorm(5, math.inf).isf(0.5 / 2**32), rel=1e-9)


def test_a_belief_may_not_leave_its_range() -> None:
    for raw, key in (
        ({"normal": {"mean": 5, "sd": 1}}, "belief_too_low"),
        ({"uniform": [1, 11]}, "belief_too_high"),
        (-1, "too_low"),
        (11, "too_high"),
    ):
        with pytest.raises(PydanticCustomError) as caught:
            read(raw, "number", 0, 10)
        assert caught.value.type == key
    assert read({"uniform": [0, 10]}, "number", 0, 10).span() == (0, 10)


@given(factor=st.floats(0, 1e3), values=st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(sorted))
def test_a_scaled_belief_has_the_scaled_mean(factor: float, values: list[float]) -> None:
    belief = read({"pert": values})
    assert belief.scaled(factor).mean == pytest.approx(belief.mean * factor, rel=1e-12, abs=1e-300)


@given(values=st.lists(st.floats(0, 1e6), min_size=3, max_size=3, unique=True).map(sorted), times=st.booleans())
def test_what_was_found_of_a_belief_is_no_part_of_it(values: list[float], times: bool) -> None:
    """Equality, hash, text, canonical form, copies and replacements of a belief know its fields alone."""
    about: Any = {"times": "growth", "factor": Uncertain("uniform", (1.0, 2.0))} if times else {}
    asked, fresh = (Uncertain("pert", tuple(values), **about) for _ in range(2))
    found = asked.mean, asked.span(), asked.distribution, asked.own
    assert asked == fresh
    assert (hash(asked), repr(asked), canonical(asked)) == (hash(fresh), repr(fresh), canonical(fresh))
    for copy in (pickle.loads(pickle.dumps(asked)), deepcopy(asked), replace(asked)):
        assert (copy, copy.mean, copy.span(), copy.distribution, copy.own) == (fresh, *found)
    other = replace(asked, values=tuple(value + 1 for value in values), times="", factor=None)
    assert (other.mean, other.span()) == (read({"pert": other.values}).mean, (values[0] + 1, values[2] + 1))


class Basket(Record):
    """A record for the tests."""

    share: float = quantity("a share", kind="fraction", unit="share", low=-1, high=10, default=0.5)
    count: int = quantity("how many", kind="count", unit="pieces", low=0, high=600, default=3)
    prices: tuple[Uncertain, ...] = quantity("prices", kind="amount", unit="currency", low=0, high=1e6)


def test_a_record_made_again_from_its_members_is_the_same() -> None:
    basket = Basket.model_validate({"share": "150 %", "count": "12", "prices": [1, {"uniform": [2, 3]}]})
    assert (basket.share, basket.count, type(basket.count)) == (1.5, 12, int)
    assert Basket.model_validate(basket.members()) == basket
    assert basket.revised(count=4).share == 1.5
    assert Basket.model_validate({"prices": []}).share == 0.5
    with pytest.raises(ValidationError, match="not whole"):
        basket.revised(count=4.5)
    with pytest.raises(ValidationError, match="bare percent"):
        basket.revised(share=1.5)
