"""What stands where in a company's own cost list: the mapping file that is kept beside it."""

from fnmatch import translate
from pathlib import Path as FilePath
from re import IGNORECASE, Pattern
from re import compile as compiled
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.cost import Category, Relevance
from outsourcing_model.case.reading import read_list, read_name
from outsourcing_model.case.record import Record, stated
from outsourcing_model.casefile.files import read_document
from outsourcing_model.casefile.locate import record_of
from outsourcing_model.casefile.written import DateOrder, Style
from outsourcing_model.errors import Problem
from outsourcing_model.quantities import shown
from outsourcing_model.timeline import Month


class Columns(Record):
    """The headers of the columns that are read; an amount, or debit and credit."""

    account: str = stated("account number")
    amount: str | None = stated("amount of the booking", None)
    debit: str | None = stated("debit, when there is no amount", None)
    credit: str | None = stated("credit, when there is no amount", None)
    date: str | None = stated("posting date", None)
    text: str | None = stated("text of the booking", None)
    cost_centre: str | None = stated("cost centre", None)

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        """Check that money stands in one column, or in the two of debit and credit."""
        if (self.amount is None) == (self.debit is None and self.credit is None):
            raise PydanticCustomError("exactly_one", "one of", {"allowed": ("amount", "debit")})
        for name, needed in (("debit", "credit"), ("credit", "debit")):
            if getattr(self, name) is not None and getattr(self, needed) is None:
                raise PydanticCustomError("needs", "needs", {"field": name, "needed": needed})
        return self

    @property
    def named(self) -> dict[str, str]:
        """Return field to header, for the columns that are stated."""
        return {name: header for name in Columns.model_fields if (header := getattr(self, name)) is not None}


class Period(Record):
    """The months that the list covers."""

    first: Month = Field(alias="from", description="first month")
    last: Month = Field(alias="to", description="last month")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Check that the last month isn't before the first."""
        if self.last < self.first:
            raise PydanticCustomError("not_ascending", "order", {"found": f"{self.first}, {self.last}"})
        return self

    @property
    def months(self) -> int:
        """Return how many months it has."""
        return self.last - self.first + 1


class Selector(Record):
    """Which bookings are meant: those that fit one pattern of each list that is stated."""

    accounts: tuple[str, ...] = stated("account numbers; * stands for any end", ())
    cost_centres: tuple[str, ...] = stated("cost centres", ())
    text: tuple[str, ...] = stated("texts of the booking, whatever the case of letters", ())

    @field_validator("accounts", "cost_centres", "text", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one pattern or a list of them; a number would lose its zeros in front, so it must be a text."""
        return read_list([raw] if isinstance(raw, str) else raw, read_name)

    @model_validator(mode="after")
    def _selects(self) -> Self:
        """Check that something is selected by."""
        if not (self.accounts or self.cost_centres or self.text):
            raise PydanticCustomError("selects_nothing", "nothing", {"allowed": ("accounts", "cost_centres", "text")})
        return self

    @property
    def patterns(self) -> tuple[Pattern[str] | None, ...]:
        """Return what account, cost centre and text must fit, in this order; nothing where all fit."""
        return _pattern(self.accounts), _pattern(self.cost_centres), _pattern(self.text)


def _pattern(wanted: tuple[str, ...]) -> Pattern[str] | None:
    """Return one pattern that fits what any of several fits."""
    return compiled("|".join(f"(?:{translate(item)})" for item in wanted), IGNORECASE) if wanted else None


class MappedLine(Selector):
    """A cost line of the case, and the bookings that make it."""

    name: str = stated("what people call it", "")
    service: str | tuple[str, ...] = stated("the service (or services) it serves", ())
    category: Category | None = stated("heading in the cost structure", None)
    relevance: Relevance | None = stated("does it end when the service leaves?", None)
    index: str | None = stated("index that the cost follows", None)
    driver: Literal["yearly", "monthly"] = Field(default="yearly", alias="as", description="amount a year or a month")

    @field_validator("service", mode="before")
    @classmethod
    def _services(cls, raw: Any) -> Any:
        """Read one service or a list of them."""
        return raw if isinstance(raw, str) or raw is None else read_list(raw, read_name)


class LedgerMap(Record):
    """How a cost list is read, and which bookings make which line."""

    columns: Columns = stated("headers of the columns")
    sheet: str = stated("sheet of a workbook; the first when absent", "")
    dates: DateOrder = stated("order of day, month and year", "day_first")
    decimal: Style | None = stated("sign before the decimals; told from the amounts when absent", None)
    sign: Literal["cost_positive", "cost_negative"] = stated("how a cost is signed in the amounts", "cost_positive")
    period: Period | None = stated("months covered; from the first to the last booking when absent", None)
    currency: str = stated("three letters, such as EUR")
    lines: dict[str, MappedLine] = stated("cost lines, the first that fits a booking takes it")
    ignore: tuple[Selector, ...] = stated("bookings that are no cost of the services", ())

    @field_validator("ignore", mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        """Read one selection or a list of them."""
        return (raw,) if isinstance(raw, dict) else raw

    @field_validator("currency")
    @classmethod
    def _three_letters(cls, value: str) -> str:
        """Check that the currency is three capital letters."""
        return currency_code(value)

    @model_validator(mode="after")
    def _sane(self) -> Self:
        """Check that there are lines, months, and a column for each kind of pattern."""
        if not self.lines:
            raise PydanticCustomError("empty", "empty", {"field": "lines"})
        if self.period is None and self.columns.date is None:
            raise PydanticCustomError("needs", "needs", {"field": "columns", "needed": "date / period"})
        for column, pattern in (("cost_centre", "cost_centres"), ("text", "text")):
            used = any(getattr(item, pattern) for item in (*self.lines.values(), *self.ignore))
            if used and column not in self.columns.named:
                raise PydanticCustomError("needs", "needs", {"field": pattern, "needed": f"columns.{column}"})
        return self


def currency_code(value: str) -> str:
    """Return a currency if it is three capital letters."""
    if not (len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()):
        raise PydanticCustomError("not_a_currency", "currency", {"found": shown(value)})
    return value


def read_ledger_map(path: FilePath, name: str) -> LedgerMap:
    """Return the mapping that a YAML file states.

    Raises
    ------
    CaseError
        With everything that is wrong in it, each with its place.
    """
    document, _ = read_document(path, name)
    return record_of(document, LedgerMap, _bad_ids)


def _bad_ids(mapping: LedgerMap) -> list[Problem]:
    """Return the names of lines that no case can use."""
    bad = (name for name in mapping.lines if not name.isidentifier() or not name.isascii())
    return [Problem(("lines", name), "not_an_id", {"found": shown(name)}) for name in bad]
