"""Lines of the terms sheet: sentences, facts and named cells under a heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.record import Record
from outsourcing_model.case.words import field_key
from outsourcing_model.presentation.workbook.book import Page, slug
from outsourcing_model.presentation.workbook.view import View, is_open
from outsourcing_model.wording import say

HEADING, WORDS, VALUE, UNIT, STATUS = 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Lines:
    """A place to write lines; `key` and `hint` begin the keys and the names of the cells written."""

    page: Page
    view: View
    key: str = ""
    hint: str = ""
    owner: str = ""

    def of(self, offer: str, path: str = "", owner: str = "") -> "Lines":
        """Return the place for the terms of an offer, or of a part of it that has a name of its own."""
        several = len(self.view.offers) > 1
        provider = self.view.provider(offer)
        hint = "_".join([slug(provider)] * several + [slug(owner)] * bool(owner))
        called = " – ".join([provider] * several + [owner] * bool(owner))
        key = ".".join(part for part in ("offers", offer, path) if part)
        return Lines(self.page, self.view, key, hint, called)

    def label(self, record: type[Record], field: str) -> str:
        """Return what a field is called, with a capital."""
        text = say(field_key(record, field), self.view.lang)
        return text[:1].upper() + text[1:]

    def _owned(self, label: str) -> str:
        """Return a label with whose it is."""
        return (
            say("case_term.owned", self.view.lang, owner=self.owner, what=label[:1].lower() + label[1:])
            if self.owner
            else label
        )

    def sentence(self, text: str, offer: str = "") -> None:
        """Write a sentence; with several providers, whose it is stands before it."""
        if offer and len(self.view.offers) > 1:
            self.page.text(HEADING, self.view.provider(offer), "note")
        self.page.text(WORDS, text)
        self.page.row += 1

    def fact(self, label: str, text: str) -> None:
        """Write a label and what is stated of it."""
        self.page.text(HEADING, label, "label")
        self.page.text(WORDS, text)
        self.page.row += 1

    def open(self, label: str = "") -> None:
        """Write that something is an open point."""
        self.page.text(HEADING, label, "label")
        self.page.text(WORDS, self.view.say("open_point"), "open")
        self.page.row += 1

    def shared(self, key: str, hint: str, label: str, unit: str, value: float | None, kind: str) -> str:
        """Write a named cell with its label and unit; return its name."""
        self.page.text(HEADING, self._owned(label), "label")
        self.page.text(UNIT, unit, "note")
        name = self.page.stated(key, hint, VALUE, value, kind)
        self.page.row += 1
        return name

    def value(self, field: str, hint: str, label: str, unit: str, value: float | None, kind: str) -> str:
        """Write a named cell of this place."""
        return self.shared(f"{self.key}.{field}", self._hint(hint), label, unit, value, kind)

    def _hint(self, hint: str) -> str:
        """Return the wish for a name in this place."""
        return f"{self.hint}_{hint}" if self.hint else hint

    def cell(self, record: Record, path: str, field: str, hint: str, unit: str, kind: str) -> str:
        """Write a field of a record as a named cell, empty if nothing is stated."""
        key = f"{path}.{field}" if path else field
        return self.value(key, hint, self.label(type(record), field), unit, getattr(record, field), kind)

    def uncertain(self, record: Record, field: str, hint: str, unit: str, kind: str) -> str:
        """Write a belief of a record at its mean as a named cell, empty if it is an open point."""
        belief: Any = getattr(record, field)
        mean = None if is_open(belief) else belief.mean
        return self.value(field, hint, self.label(type(record), field), unit, mean, kind)

    @property
    def value_column(self) -> int:
        """Return the column in which values stand."""
        return VALUE

    def derived(
        self, field: str, hint: str, label: str, unit: str, formula: str, value: float, kind: str = "money"
    ) -> str:
        """Write an amount that follows from other terms as a named cell."""
        return self.computed(field, hint, [label], unit, [(formula, value)], kind)

    def computed(
        self,
        field: str,
        hint: str,
        labels: Sequence[str],
        unit: str,
        cells: Sequence[tuple[str, float]],
        kind: str = "limit_volume",
    ) -> str:
        """Write several computed cells below one another under one name, each a formula with its number; return it."""
        first = self.page.row
        for label, (formula, value) in zip(labels, cells, strict=True):
            self.page.text(HEADING, self._owned(label), "label")
            self.page.text(UNIT, unit, "note")
            self.page.formula(VALUE, formula, value, kind)
            self.page.row += 1
        return self.range(field, hint, first, self.page.row - 1)

    def steps(
        self,
        roles: Mapping[str, str],
        named: tuple[str, str],
        labels: Sequence[str],
        values: Sequence[float | None],
        unit: tuple[str, str],
    ) -> None:
        """Write a value for each band, and name the first, those below and those above each limit.

        `roles` maps the three fields to their hints, in this order; `named` is field and hint of the whole column.
        """
        first = self.page.row
        self.column(*named, labels, values, *unit)
        (one, one_hint), (below, below_hint), (above, above_hint) = roles.items()
        self.range(one, one_hint, first, first)
        if len(values) > 1:
            self.range(below, below_hint, first, self.page.row - 2)
            self.range(above, above_hint, first + 1, self.page.row - 1)

    def column(
        self, field: str, hint: str, labels: Sequence[str], values: Sequence[float | None], unit: str, kind: str
    ) -> str:
        """Write several cells below one another under one name; return it."""
        first = self.page.row
        for label, value in zip(labels, values, strict=True):
            self.page.text(HEADING, self._owned(label), "label")
            self.page.text(UNIT, unit, "note")
            if value is None:
                self.page.blank(VALUE, kind)
            else:
                self.page.number(VALUE, value, kind, "input")
            self.page.row += 1
        return self.range(field, hint, first, self.page.row - 1)

    def range(self, field: str, hint: str, first: int, last: int) -> str:
        """Name the value cells from one row to another; return the name."""
        where = self.page.where(first, VALUE, last if last > first else None)
        return self.page.book.define(f"{self.key}.{field}", self._hint(hint), where)
