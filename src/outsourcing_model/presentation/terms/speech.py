"""Saying a figure inside a clause: exact, in the language and currency of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from outsourcing_model.presentation.formats import NO_BREAK, money_full, number, percent
from outsourcing_model.quantities import SLACK, cents
from outsourcing_model.wording import say

_PLACES = 6

Drivers = Mapping[str, float]
"""What varies in an example, by name."""

Names = Mapping[str, str]
"""What things are called in a sentence, by role."""


def joined(*parts: str) -> str:
    """Return sentences joined, empty ones left out.

    Examples
    --------
    >>> joined("One.", "", "Two.")
    'One. Two.'
    """
    return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Speech:
    """The language and the currency of a term sheet."""

    lang: str
    currency: str

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the clauses."""
        return say(f"clause.{key}", self.lang, **values)

    def money(self, value: float) -> str:
        """Return an amount to the cent.

        Examples
        --------
        >>> Speech("en", "USD").money(1234.567)
        '$1,234.57'
        """
        return money_full(value, self.currency, self.lang)

    def price(self, value: float) -> str:
        """Return a price, with all its decimals if cents don't hold it.

        Examples
        --------
        >>> Speech("en", "USD").price(25.5)
        '$25.50'
        """
        if abs(float(cents(value)) - value) < SLACK:
            return self.money(value)
        return f"{number(value, self.lang, _PLACES)}{NO_BREAK}{self.currency}"

    def percent(self, value: float) -> str:
        """Return a share with all its decimals.

        Examples
        --------
        >>> Speech("en", "USD").percent(0.995)
        '99.5%'
        """
        return percent(value, self.lang, 4)

    def number(self, value: float) -> str:
        """Return a number with all its decimals.

        Examples
        --------
        >>> Speech("en", "USD").number(2640.5)
        '2,640.5'
        """
        return number(value, self.lang, _PLACES)
