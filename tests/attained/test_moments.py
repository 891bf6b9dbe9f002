"""Moments as logs write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from pydantic_core import PydanticCustomError

from outsourcing_model.casefile.instants import Clock, read_bound, read_moment


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("29/2/2016 01:16", "day_first", "2016-02-29T01:16:00"),
        ("2/29/2016 1:16 pm", "month_first", "2016-02-29T13:16:00"),
        ("12/31/2016 12:05 AM", "month_first", "2016-12-31T00:05:00"),
        ("01-02-16", "day_first", "2016-02-01T00:00:00"),
        ("01.02.2016 24:00", "day_first", "2016-02-02T00:00:00"),
        ("2016-02-29T01:16:05.123Z", "day_first", "2016-02-29T01:16:05+00:00"),
        ("2016-02-29 01:16:05 UTC", "day_first", "2016-02-29T01:16:05+00:00"),
        ("2016/02/29 01:16+0530", "month_first", "2016-02-29T01:16:00+05:30"),
        ("20160229T01:16-03", "year_first", "2016-02-29T01:16:00-03:00"),
        ("Feb 29, 2016 1:16 AM", "day_first", "2016-02-29T01:16:00"),
        ("29 february 2016 01:16", "year_first", "2016-02-29T01:16:00"),
        ("29-Feb-2016 01:16", "month_first", "2016-02-29T01:16:00"),
    ],
)
def test_a_moment_is_read_by_the_stated_order(text, order, expected):
    assert read_moment(text, order).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31/02/2016", "day_first"),
        ("2/29/2016", "day_first"),
        ("29/2/2016", "month_first"),

        ("29/2/2016", "year_first"),
        ("2016-02-29 25:00", "day_first"), ("2016-02-29 10:60", "day_first"), ("2016-02-29 13:00 PM", "day_first"),
        ("29 Foo 2016", "day_first"), ("1969-01-01", "day_first"), ("2201-01-01", "day_first"), ("", "day_first"),
        ("2016-02-29T01:16+99:00", "day_first"), ("=cmd|' /C calc'!A0", "day_first"), ("1" * 90, "day_first"),
        ("٢٠١٦-٠٢-٢٩", "day_first"), ("2016-02/29", "day_first"),
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text, order):
    with pytest.raises(PydanticCustomError, match="moment"):
        read_moment(text, order)


def test_a_quick_way_reads_the_same_as_the_long_one():
    clock, zoned = Clock("day_first"), Clock("day_first", "UTC")
    for text in ("29/2/2016 01:16", "2016-02-29T01:16:59", "1/12/2023 23:59", "29.02.2016 24:00"):
        assert clock.seconds(text) == zoned.seconds(text)


@pytest.mark.parametrize("text", ["1456708560", "1456708560000", Decimal(1456708560)])
def test_seconds_since_1970_are_counted_in_any_zone(text):
    assert Clock("day_first", "Europe/Paris").seconds(text) == Clock("day_first").seconds("2016-02-29T01:16Z")


def test_a_zone_is_for_moments_that_name_none():
    clock = Clock("day_first", "Europe/Paris")
    assert (
        clock.seconds("2024-07-01 02:00")
        == clock.seconds("2024-07-01T00:00Z")
        == clock.seconds(datetime(2024, 7, 1, 2))
    )
    assert clock.seconds("2024-03-31 03:30") - clock.seconds("2024-03-31 01:30") == 3600
    assert clock.seconds(date(2024, 1, 1)) == Clock("day_first").seconds("2023-12-31 23:00")
    assert not clock.is_mixed
    assert (clock.zoned, clock.plain) == (1, 5)


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("2024-02", False, "2024-02-01"), ("2024-02", True, "2024-03-01"), ("2024-12", True, "2025-01-01"),
        ("2024-02-29", False, "2024-02-29"),
        ("2024-02-29", True, "2024-03-01"),
        ("2024-02-29T10:00", True, "2024-02-29 10:00"),
    ],
)  # fmt: skip
def test_a_day_or_a_month_at_the_end_of_a_period_belongs_to_it(text, end, expected):
    clock = Clock("day_first")
    assert read_bound(text, clock, end) == clock.seconds(expected)
