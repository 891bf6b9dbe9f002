"""Numbers and dates as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from outsourcing_model.casefile.written import read_day, read_decimal, style_of

READ = [
    ("1 234,50", "comma", "1234.50"),
    ("1\u202f234\u202f567,89", "comma", "1234567.89"),
    ("1\xa0234", "comma", "1234"),
    ("1.234,50", "comma", "1234.50"),
    ("1'234.50", "point", "1234.50"),
    ("1,234", "point", "1234"),
    ("1,234", "comma", "1.234"),
    ("(1,000.00)", "point", "-1000"),
    ("12,50-", "comma", "-12.5"),
    ("\u221212,50", "comma", "-12.5"),
    ("+12", "comma", "12"),
    ("- 12", "comma", "-12"),
    (",50", "comma", "0.5"),
    ("€ 12,50", "comma", "12.5"),
    ("-€12.50", "point", "-12.5"),
    ("12,50 EUR", "comma", "12.5"),
    ("(12,50 €)", "comma", "-12.5"),
]


@pytest.mark.parametrize(("text", "style", "value"), READ)
def test_a_number_is_read(text, style, value):
    assert read_decimal(text, style, "EUR") == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "()", "1,23,456", "12,34.50", "1 23", "1_000", "１２", "١٢", "1e3", "nan", "inf", "$12", "12 USD",
        "(-12)",        "--12", "-12-", "12.", "1,2,3", "=1+1", "12 €€", "1" * 41, "1.234'567", "0x10", "1 234 56",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text):
    for style in ("comma", "point"):
        with pytest.raises(PydanticCustomError, match="number"):
            read_decimal(text, style, "EUR")


def test_a_number_too_large_for_any_case_is_refused():
    with pytest.raises(PydanticCustomError, match="too high"):
        read_decimal("1000000000001", "point")


def test_the_style_is_told_from_the_first_number_that_decides():
    assert style_of(["1,234", "1,50"]) == ("comma", "1,234")
    assert style_of(["1234", "1,234.5"]) == ("point", "")
    assert style_of(["1,234", "12"]) == (None, "1,234")
    assert style_of(["12", "1 234"]) == (None, "")


@pytest.mark.parametrize(
    ("text", "order", "month"),
    [
        ("31/01/2025", "day_first", "2025-01"),
        ("01/02/2025", "day_first", "2025-02"),
        ("01/02/2025", "month_first", "2025-01"),
        ("1.2.25", "day_first", "2025-02"),
        ("2025-02-28", "month_first", "2025-02"),
        ("2025-02-28T00:00:00", "day_first", "2025-02"),
        ("28-02-2025 10:15", "day_first", "2025-02"),
        ("20250228", "year_first", "2025-02"),
        ("29/02/2024", "day_first", "2024-02"),
    ],
)
def test_a_date_is_read(text, order, month):
    assert str(read_day(text, order)) == month


@pytest.mark.parametrize(
    "text", ["29/02/2025", "31/31/2025", "01/02/1889", "2025", "yesterday", "", "1/2-2025", "１/2/2025", "=TODAY()"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(PydanticCustomError, match="date"):
        read_day(text, "day_first")
    with pytest.raises(PydanticCustomError, match="date"):
        read_day("31/01/2025", "year_first")


SEPARATORS = st.sampled_from(["", " ", "\xa0", "\u202f", "'", "thousands"])
SIGNS = st.sampled_from(["{}", "-{}", "{}-", "({})", "\u2212{}", "{} €", "€{}", "-{} EUR"])


@given(cents=st.integers(0, 10**13), separator=SEPARATORS, sign=SIGNS, style=st.sampled_from(["comma", "point"]))
@example(cents=100000, separator="thousands", sign="({})", style="comma")
def test_whatever_way_a_number_is_written_it_is_the_same(cents, separator, sign, style):
    mark, other = (",", ".") if style == "comma" else (".", ",")
    thousands = other if separator == "thousands" else separator
    body = f"{cents // 100:,}".replace(",", thousands) + f"{mark}{cents % 100:02d}"
    below = any(part in sign for part in ("-", "(", "\u2212"))
    value = Decimal(cents) / 100
    assert read_decimal(sign.format(body), style, "EUR") == (-value if below else value)


@given(text=st.text(st.sampled_from("0123456789.,'’ \u202f()-+€%E/:=_eX"), max_size=14))
def test_any_text_is_a_finite_number_or_is_refused(text):
    for style in ("comma", "point"):
        try:
            value = read_decimal(text, style, "EUR")
        except PydanticCustomError as error:
            refused = error.type
        else:
            refused = ""
            assert value.is_finite()
            assert sum(char.isdigit() for char in text) == len(
                text.translate(str.maketrans("", "", ".,'’ \u202f()-+€EUR"))
            )
        assert refused in ("", "not_a_written_number", "too_high")


@given(
    text=st.text(st.sampled_from("0123456789/.-T: "), max_size=20),
    order=st.sampled_from(["day_first", "month_first", "year_first"]),
)
def test_any_text_is_a_month_or_is_refused(text, order):
    try:
        month = read_day(text, order)
    except PydanticCustomError as error:
        refused = error.type
    else:
        refused = ""
        assert 1990 <= month.year <= 2200
        assert 1 <= month.month <= 12
    assert refused in ("", "not_a_date")


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_in_every_order(day):
    month = f"{day:%Y-%m}"
    assert str(read_day(f"{day:%d/%m/%Y}", "day_first")) == month
    assert str(read_day(f"{day:%m/%d/%Y}", "month_first")) == month
    assert str(read_day(f"{day:%Y.%m.%d}", "year_first")) == month
