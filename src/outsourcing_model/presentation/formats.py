"""Numbers, money, percentages and dates as people write them, by language; every separator comes from babel."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from babel.units import format_unit

from outsourcing_model.quantities import cents
from outsourcing_model.timeline import Month, Timeline
from outsourcing_model.wording import say

_UNITS = (("billion", Decimal(10**9)), ("million", Decimal(10**6)), ("thousand", Decimal(10**3)))
_CENTS_BELOW = Decimal(100)
_SURELY = 0.005
_WHOLE_FROM = 10
NO_BREAK = "\xa0"


def significant(value: float, digits: int = 3) -> Decimal:
    """Return a number rounded half up to so many significant digits.

    Examples
    --------
    >>> significant(2754321.0)
    Decimal('2.75E+6')
    """
    number = Decimal(repr(float(value)))
    if not number:
        return Decimal(0)
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1), ROUND_HALF_UP)


def money(value: float, currency: str, lang: str, *, signed: bool = False) -> str:
    """Return an amount as a reader's page shows it: three significant digits, in thousands or millions.

    Below a hundred it is a price and has its cents. `signed` writes a plus sign before what is above zero.

    Examples
    --------
    >>> money(2754321.0, "USD", "en")
    '$2.75M'
    >>> money(1_099_600.0, "EUR", "fr").replace(NO_BREAK, " ")
    '1,1 M€'
    """
    amount = significant(value)
    name, size = next(((n, s) for n, s in _UNITS if abs(amount) >= s), ("one", Decimal(1)))
    if name == "one" and 0 < abs(amount) < _CENTS_BELOW:
        name, amount = "price", cents(value)
    pattern = _spaced(say(f"measure.pattern.{name}", lang), currency, lang)
    if signed and amount > 0:
        pattern = f"+{pattern};-{pattern}"
    return str(format_currency(amount / size, currency, pattern, locale=lang, currency_digits=False))


def _spaced(pattern: str, currency: str, lang: str) -> str:
    """Return the pattern with a no-break space around a currency that is written as its letters."""
    if get_currency_symbol(currency, locale=lang) != currency:
        return pattern
    spaced = f"¤{NO_BREAK}" if pattern.startswith("¤") else f"{NO_BREAK}¤"
    return pattern.replace("¤", spaced).replace(NO_BREAK * 2, NO_BREAK)


def money_full(value: float | Decimal, currency: str, lang: str) -> str:
    """Return an amount to the cent with its currency, as an invoice shows it.

    Examples
    --------
    >>> money_full(1234.5, "USD", "en")
    '$1,234.50'
    """
    pattern = _spaced(str(Locale.parse(lang).currency_formats["standard"].pattern), currency, lang)
    return str(format_currency(_cents(value), currency, pattern, locale=lang))


def money_exact(value: float, currency: str, lang: str) -> str:
    """Return an amount with every digit that its file states and its currency; one that isn't whole has its cents.

    Examples
    --------
    >>> money_exact(61860.0, "USD", "en"), money_exact(21.5, "USD", "en"), money_exact(0.125, "USD", "en")
    ('$61,860', '$21.50', '$0.125')
    """
    digits = "#,##0" if value == int(value) else "#,##0.00########"
    pattern = _spaced(say("measure.pattern.one", lang).replace("#,##0", digits), currency, lang)
    return str(format_currency(Decimal(repr(float(value))), currency, pattern, locale=lang, currency_digits=False))


def amount_full(value: float | Decimal, lang: str) -> str:
    """Return an amount to the cent without a currency, for tables that must reconcile.

    Examples
    --------
    >>> amount_full(-1234.5, "en")
    '-1,234.50'
    """
    return str(format_decimal(_cents(value), "#,##0.00", locale=lang))


def _cents(value: float | Decimal) -> Decimal:
    """Return the amount rounded half up to the cent; never minus zero."""
    exact = value if isinstance(value, Decimal) else cents(value)
    return exact + 0


def percent(value: float, lang: str, places: int = 0) -> str:
    """Return a fraction as a percentage with at most so many decimals.

    Examples
    --------
    >>> percent(0.025, "en", 1)
    '2.5%'
    """
    pattern = str(Locale.parse(lang).percent_formats[None].pattern)
    exact = (Decimal(repr(float(value))) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) / 100 + 0
    return str(format_percent(exact, pattern.replace("0", "0." + "#" * places) if places else pattern, locale=lang))


def chance(value: float, lang: str) -> str:
    """Return a probability in whole percent; a share of draws never reads as the certainty of 0 % or 100 %.

    Examples
    --------
    >>> chance(0.999, "en")
    'over 99%'
    """
    if value >= 1 - _SURELY:
        return say("measure.chance.nearly_certain", lang, limit=percent(0.99, lang))
    if value < _SURELY:
        return say("measure.chance.nearly_never", lang, limit=percent(0.01, lang))
    return percent(value, lang)


def number(value: float, lang: str, places: int = 0) -> str:
    """Return a count or another number with at most so many decimals.

    Examples
    --------
    >>> number(2640.0, "en")
    '2,640'
    """
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
    return str(format_decimal(exact, "#,##0." + "#" * places if places else "#,##0", locale=lang))


def brief(value: float, lang: str) -> str:
    """Return a number with three significant digits, all digits of its whole part kept.

    Examples
    --------
    >>> brief(0.012345, "en"), brief(12345.6, "en")
    ('0.0123', '12,346')
    """
    kept = significant(value)
    if abs(kept) >= 1000:
        return number(value, lang)
    return str(format_decimal(kept.normalize() + 0, "#,##0.########", locale=lang))


def months(count: float, lang: str) -> str:
    """Return a length in months.

    Examples
    --------
    >>> months(60, "en")
    '60 months'
    """
    return _unit(count, "duration-month", lang)


def days(count: float, lang: str) -> str:
    """Return a length in days.

    Examples
    --------
    >>> days(1, "en")
    '1 day'
    """
    return _unit(count, "duration-day", lang)


def _unit(count: float, unit: str, lang: str) -> str:
    """Return a count with its unit of time, one decimal at most and none from ten on."""
    step = Decimal(1) if abs(count) >= _WHOLE_FROM else Decimal("0.1")
    exact = Decimal(repr(float(count))).quantize(step, ROUND_HALF_UP)
    plain = int(exact) if exact == int(exact) else exact
    return str(format_unit(plain, unit, length="long", locale=lang))


def month(when: Month, lang: str, *, full: bool = False) -> str:
    """Return a calendar month.

    Examples
    --------
    >>> month(Month(2026, 9), "en"), month(Month(2026, 9), "fr", full=True)
    ('Sep 2026', 'septembre 2026')
    """
    return str(format_skeleton("yMMMM" if full else "yMMM", date(when.year, when.month, 1), locale=lang))


def day(when: date, lang: str) -> str:
    """Return a day of the calendar.

    Examples
    --------
    >>> day(date(2026, 9, 4), "en"), day(date(2026, 9, 4), "fr")
    ('Sep 4, 2026', '4 sept. 2026')
    """
    return str(format_date(when, "medium", locale=lang))


def contract_month(timeline: Timeline, count: int, lang: str) -> str:
    """Return a contract month, 1 for the first, with its calendar month.

    Examples
    --------
    >>> contract_month(Timeline(Month(2026, 1), 60), 30, "en")
    'month 30 (Jun 2028)'
    """
    when = month(timeline.calendar(count - 1), lang)
    return say("measure.contract_month", lang, number=number(count, lang), month=when)


def period(timeline: Timeline, lang: str) -> str:
    """Return the months of a case, first to last.

    Examples
    --------
    >>> period(Timeline(Month(2026, 1), 60), "en")
    'Jan 2026 to Dec 2030'
    """
    first, last = timeline.start, timeline.calendar(timeline.months - 1)
    return say("measure.period", lang, first=month(first, lang), last=month(last, lang))


def quantity(value: float, kind: str, currency: str, lang: str) -> str:
    """Return a figure of the case by what its field holds: a share, an amount, a length of time or a number.

    Parameters
    ----------
    value : float
        In the units of the case.
    kind : str
        A kind of :data:`outsourcing_model.quantities.Kind`.

    Examples
    --------
    >>> quantity(0.995, "fraction", "USD", "en")
    '99.5%'
    """
    if kind == "fraction":
        return percent(value, lang, 2 if abs(value) > 0.9 else 1)
    if kind == "amount":
        return money(value, currency, lang)
    if kind in ("months", "days"):
        return (months if kind == "months" else days)(value, lang)
    return brief(value, lang)
