import pytest

from outsourcing_model.presentation.formats import (
    amount_full,
    brief,
    chance,
    contract_month,
    days,
    money,
    money_full,
    number,
    percent,
    period,
    quantity,
)
from outsourcing_model.timeline import Month, Timeline


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "currency", "english", "french"),
    [
        (2754321.0, "USD", "$2.75M", "2,75 M$US"),
        (1_099_600.0, "EUR", "€1.1M", "1,1 M€"),
        (-12_345_678.0, "EUR", "-€12.3M", "-12,3 M€"),
        (999_499.0, "EUR", "€999k", "999 k€"),
        (999_600.0, "EUR", "€1M", "1 M€"),
        (3.2e9, "EUR", "€3.2bn", "3,2 Md€"),
        (640.4, "EUR", "€640", "640 €"),
        (46.804, "EUR", "€46.80", "46,80 €"),
        (0.0, "EUR", "€0", "0 €"),
        (-0.0, "EUR", "€0", "0 €"),
        (1500.0, "CHF", "CHF 1.5k", "1,5 k CHF"),
    ],
)
def test_an_amount_has_three_significant_digits_and_its_unit(value, currency, english, french):
    assert plain(money(value, currency, "en")) == english
    assert plain(money(value, currency, "fr")) == french


def test_a_signed_amount_says_plus_but_nothing_has_no_sign():
    assert money(1500.0, "USD", "en", signed=True) == "+$1.5k"
    assert money(-1500.0, "USD", "en", signed=True) == "-$1.5k"
    assert money(0.0, "USD", "en", signed=True) == "$0"


def test_full_amounts_are_rounded_half_up_to_the_cent():
    assert money_full(2.675, "USD", "en") == "$2.68"
    assert plain(money_full(1234567.5, "EUR", "fr")) == "1 234 567,50 €"
    assert plain(money_full(1234567.5, "CHF", "en")) == "CHF 1,234,567.50"
    assert amount_full(-0.001, "en") == "0.00"


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.0, "over 99%"), (0.996, "over 99%"), (0.99, "99%"), (0.78, "78%"), (0.004, "under 1%"), (0.0, "under 1%")],
)
def test_a_share_of_draws_never_reads_as_certain(value, words):
    assert chance(value, "en") == words


def test_percentages_keep_the_decimals_they_need():
    assert percent(0.025, "en", 1) == "2.5%"
    assert percent(0.08, "en", 2) == "8%"
    assert plain(percent(0.995, "fr", 1)) == "99,5 %"
    assert percent(-0.0004, "en") == "0%"


def test_counts_lengths_and_dates_follow_the_language():
    timeline = Timeline(Month(2026, 9), 48)
    assert plain(number(2640.0, "fr")) == "2 640"
    assert (brief(0.012345, "en"), brief(12345.6, "en"), brief(0.0, "en")) == ("0.0123", "12,346", "0")
    assert (plain(days(1, "fr")), days(193.4, "en"), days(1.5, "en")) == ("1 jour", "193 days", "1.5 days")
    assert plain(period(timeline, "fr")) == "sept. 2026 à août 2030"
    assert contract_month(timeline, 1, "en") == "month 1 (Sep 2026)"


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (0.9958, "fraction", "99.58%"),
        (0.031, "fraction", "3.1%"),
        (61860.0, "amount", "$61.9k"),
        (5.0, "months", "5 months"),
        (330.0, "number", "330"),
    ],
)
def test_a_figure_is_written_by_its_kind(value, kind, words):
    assert quantity(value, kind, "USD", "en") == words
