"""The blank case: a small example that runs, and beside it every field of every record, commented out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from outsourcing_model.case.case import Case
from outsourcing_model.case.record import Record
from outsourcing_model.case.shape import extra_type, main_type
from outsourcing_model.case.words import field_key
from outsourcing_model.casefile.template_values import allowed, default_of, example, sample_of, unit_of, written
from outsourcing_model.wording import say

WIDTH = 120
_COMMENT_AT, _CLOSEST = 48, 2
_NOTHING = ("", "{}", "[]", '""')


def blank_case(lang: str) -> str:
    """Return the text of a case that runs as it stands and shows every field with its meaning, unit and default.

    Parameters
    ----------
    lang : {"en", "fr"}
        Language of the comments and of the names in the example.
    """
    page = _Page(lang)
    stated = example(lang)
    fields = Case.model_fields
    parts = {name: _parts(info.annotation) for name, info in fields.items()}
    page.intro()
    page.heading(say("template.money_and_time", lang))
    for name in (name for name in fields if not parts[name]):
        page.member(Case, name, stated, 0, True)
    for name in (name for name in fields if parts[name]):
        page.heading(say(field_key(Case, name), lang))
        page.member(Case, name, stated, 0, True)
    return "\n".join(page.lines) + "\n"


def _parts(annotation: Any) -> type[Record] | None:
    """Return the record that a field holds: itself, by name, or in a list; nothing if it holds none."""
    kind = main_type(annotation)
    if get_origin(kind) in (dict, tuple):
        kind = main_type(get_args(kind)[1 if get_origin(kind) is dict else 0])
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None


@dataclass
class _Page:
    """The lines written so far, and the records whose fields were all shown."""

    lang: str
    lines: list[str] = field(default_factory=list)
    shown: set[type[Record]] = field(default_factory=set)

    def intro(self) -> None:
        """Say what the file is and how it is used."""
        for key in ("intro", "uncomment", "ranges", "percent", "check"):
            self.lines += [f"# {line}" for line in wrap(say(f"template.{key}", self.lang), WIDTH - 2)]

    def heading(self, text: str) -> None:
        """Begin a section."""
        rule = f"# {text[:1].upper()}{text[1:]} "
        self.lines += ["", rule + "-" * (WIDTH - len(rule)), ""]

    def member(self, record: type[Record], name: str, stated: Mapping[str, Any], depth: int, live: bool) -> None:
        """Write one field of a record: as the example states it, else commented out."""
        info = record.model_fields[name]
        inner = _parts(info.annotation)
        value = stated.get(name) if live else None
        told = self._told(record, name, info, value is not None)
        if inner is None:
            text = written(value) if value is not None else sample_of(record, name)
            self._line(f"{name}: {text}", depth, value is not None, told)
        elif value is None or isinstance(value, Mapping):
            self._line(f"{name}:", depth, value is not None, told)
            self._inside(main_type(info.annotation), inner, value, depth + 1)
        else:
            self._line(f"{name}: {written(value)}", depth, True, told)
            if inner not in self.shown:
                self._line(f"{name}:", depth, False, say("template.in_full", self.lang))
                self._record(inner, {}, depth + 1, False)

    def _inside(self, kind: Any, inner: type[Record], value: Mapping[str, Any] | None, depth: int) -> None:
        """Write what stands below a field that holds records."""
        if get_origin(kind) is None:
            self._record(inner, value or {}, depth, value is not None)
        elif value is not None:
            for name, member in value.items():
                self._line(f"{name}:", depth, True, "")
                self._record(inner, member, depth + 1, True)
        elif get_origin(kind) is dict:
            self._line(*self._key(get_args(kind)[0], depth))
            self._record(inner, {}, depth + 1, False)
        else:
            self._item(inner, depth)

    def _key(self, annotation: Any, depth: int) -> tuple[str, int, bool, str]:
        """Return the line of a sample member's key: the first that is allowed, else one of the user's."""
        if get_origin(annotation) is not Literal:
            return "my_name:", depth, False, say("template.any_name", self.lang)
        names = get_args(annotation)
        return f"{names[0]}:", depth, False, say("template.one_of", self.lang, names=", ".join(names))

    def _record(self, record: type[Record], stated: Mapping[str, Any], depth: int, live: bool) -> None:
        """Write the fields of a record, all of them when it is met for the first time."""
        first = record not in self.shown
        self.shown.add(record)
        for name in record.model_fields:
            if first or name in stated:
                self.member(record, name, stated, depth, live)
        if not first and not stated:
            self._line("...", depth, False, say("template.as_above", self.lang, record=record.__name__))
        if first and (others := extra_type(record)) is not None:
            self._others(record, others, depth)

    def _others(self, record: type[Record], others: Any, depth: int) -> None:
        """Write a sample of the members that a record takes under names of the case."""
        inner, told = _parts(others), say(f"template.others.{record.others}", self.lang)  # type: ignore[attr-defined]
        self._line(f"my_name:{'' if inner else ' provider'}", depth, False, told)
        if inner:
            self._record(inner, {}, depth + 1, False)

    def _item(self, record: type[Record], depth: int) -> None:
        """Write one sample item of a list."""
        start = len(self.lines)
        self._record(record, {}, depth + 1, False)
        mark = "  " * (depth + 1) + "# "
        self.lines[start] = "  " * depth + "# - " + self.lines[start].removeprefix(mark)

    def _told(self, record: type[Record], name: str, info: FieldInfo, live: bool) -> str:
        """Return meaning, unit and default of a field."""
        text, unit, default = say(field_key(record, name), self.lang), unit_of(info), default_of(info)
        if len(words := allowed(info)) > 1:
            text += f" ({', '.join(words)})"
        if unit:
            text += f" [{say(f'unit.{unit}', self.lang)}]"
        if info.is_required():
            return text + say("template.required", self.lang)
        if default in _NOTHING and not isinstance(info.default, Record):
            return text + say("template.none", self.lang)
        if default and (live or sample_of(record, name) != default):
            return text + say("template.default", self.lang, value=default)
        return text

    def _line(self, text: str, depth: int, live: bool, comment: str) -> None:
        """Write a line with its comment, aligned and cut to the width of the page."""
        start = "  " * depth + ("" if live else "# ") + text
        if not comment:
            self.lines.append(start)
            return
        column = max(_COMMENT_AT, len(start) + _CLOSEST)
        for number, line in enumerate(_wrapped(comment, WIDTH - column - 2)):
            self.lines.append((start if number == 0 else "").ljust(column) + f"# {line}")


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a comment in pieces that fit."""
    yield from wrap(text, max(width, 24))
