"""A change in words: what it is called, and what stood and stands there, in the words of the file."""

from collections.abc import Mapping
from typing import Any

from outsourcing_model.case.case import IN_HOUSE, Alternative, Case
from outsourcing_model.case.difference import Change
from outsourcing_model.case.paths import value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import Path
from outsourcing_model.presentation.beliefs import spread_words
from outsourcing_model.presentation.formats import days, money_exact, month, months, number, percent
from outsourcing_model.presentation.labels import in_words, kind_at, path_label, short, with_factor
from outsourcing_model.timeline import Month
from outsourcing_model.wording import known, say

_DIGITS = 10
_LONGEST, _FIGURES = 60, 3
_NAMED = {
    "service": "services", "index": "indices", "growth_factor": "factors",
    "every_service": "offers", "reference": "alternatives", "of": "services",
    "applies_to": "alternatives", "level": "service_levels", "same_as": "service_levels",
    "in_series": "service_levels", "in_parallel": "service_levels",
}  # fmt: skip
_AREAS = ("relevance", "report.timing", "category", "diff.word")
"""Where the words that a file may choose from have their texts."""

_SHARES = ("season", "milestones", "discount_rate", "service_caps")


def change_label(change: Change, before: Case, after: Case, lang: str) -> str:
    """Return what a change is called: whose it is, and what; the kind of thing where one came or went."""
    case = before if change.kind == "removed" else after
    if change.section == "correlations":
        first, second = (path_label(path, case, lang) for path in str(change.path[1]).split(" ~ "))
        return say("diff.correlation", lang, first=first, second=second)
    around = str(change.path[-2]) if len(change.path) > 1 else ""
    came_or_went = isinstance(change.after or change.before, Record) or around == "scenarios"
    name = in_words(str(change.path[-1])) if around == "scenarios" else path_label(change.name, case, lang)
    if came_or_went and known(f"diff.member.{around}"):
        return say("case_term.owned", lang, owner=say(f"diff.member.{around}", lang), what=name)
    return name


def value_words(change: Change, cases: tuple[Case, Case], lang: str) -> tuple[str, str]:
    """Return what stood and what stands at the place of a change."""
    one, other = (_side(change, value, case, lang) for value, case in zip(_both(change), cases, strict=True))
    if change.kind == "added":
        return say("diff.nothing", lang), other or say("diff.new", lang)
    if change.kind == "removed":
        return one or say("diff.there", lang), say("diff.gone", lang)
    return one, other


def _both(change: Change) -> tuple[Any, Any]:
    """Return both values of a change."""
    return change.before, change.after


def _side(change: Change, value: Any, case: Case, lang: str) -> str:
    """Return one value of a change, nothing where there is none or it has no short form."""
    if value is None or value in ({}, ()):
        return "" if change.kind != "changed" else say("diff.nothing", lang)
    if change.section == "correlations":
        return number(value, lang, _DIGITS)
    if change.section == "scenarios":
        return short(say("diff.separator", lang).join(map(str, value)), _LONGEST) or say("diff.nothing", lang)
    return short(_words(change.path, value, case, lang), _LONGEST)


def _words(path: Path, value: Any, case: Case, lang: str) -> str:
    """Return a value in words."""
    if isinstance(value, bool):
        return say("diff.yes" if value else "diff.no", lang)
    if isinstance(value, Uncertain):
        return belief_words(path, value, case, lang)
    if isinstance(value, (int, float)):
        return exact(path, value, case, lang)
    if isinstance(value, Month):
        return month(value, lang)
    if isinstance(value, Record):
        return _figures(path, value, case, lang)
    if value in ({}, ()):
        return say("diff.nothing", lang)
    if isinstance(value, Mapping):
        pairs = ((in_words(str(name)), _words((*path, name), item, case, lang)) for name, item in value.items())
        return say("diff.separator", lang).join(say("case_term.owned", lang, owner=o, what=w) for o, w in pairs)
    if isinstance(value, tuple):
        return say("diff.separator", lang).join(_words(path, item, case, lang) for item in value)
    return _name(path, str(value), case, lang)


def _name(path: Path, text: str, case: Case, lang: str) -> str:
    """Return a text: the name of what it refers to, else as it is written."""
    owner = value_at(case, path[:-1]) if len(path) > 1 else case
    field = str(path[-1])
    if isinstance(owner, Alternative) and field not in type(owner).model_fields:
        return say("case_term.own_delivery", lang) if text == IN_HOUSE else case.label("offers", text)
    kind = _NAMED.get(field, "")
    if kind and text in getattr(case, kind):
        return case.label(kind, text)
    return next((say(key, lang) for area in _AREAS if known(key := f"{area}.{text}")), text)


def _figures(path: Path, record: Record, case: Case, lang: str) -> str:
    """Return the first figures that a record states, those of the records inside it too; empty if it has none."""
    found: list[str] = []

    def walk(at: Path, node: Record) -> None:
        for name, value in node.members().items():
            if isinstance(value, Record):
                walk((*at, name), value)
            else:
                figures = value if isinstance(value, tuple) else (value,)
                numbers = (item for item in figures if isinstance(item, (float, Uncertain)))
                found.extend(_words((*at, name), item, case, lang) for item in numbers)

    walk(path, record)
    words = found[0] if found else ""
    for more in found[1:_FIGURES]:
        words = say("diff.parts", lang, first=words, second=more)
    return words


def belief_words(path: Path, belief: Uncertain, case: Case, lang: str) -> str:
    """Return a belief as the file states it: ``2% … 3% … 5%`` for its usual form, others named."""
    return with_factor(_own_words(path, belief, case, lang), belief, case, lang)


def _own_words(path: Path, belief: Uncertain, case: Case, lang: str) -> str:
    """Return a belief as the file states it, without the factor that it names."""

    def show(value: float) -> str:
        return exact(path, value, case, lang)

    if belief.is_constant:
        return show(belief.values[0])
    if belief.family == "pert":
        names = ("low", "mode", "high")
        return say("diff.belief.pert", lang, **dict(zip(names, map(show, belief.values), strict=True)))
    return spread_words(belief, show, lang, say("diff.separator", lang))


def exact(path: Path, value: float, case: Case, lang: str) -> str:
    """Return a figure with the unit of its field and every digit that its file states."""
    kind = _kind(path, case)
    if kind == "fraction":
        return percent(value, lang, _DIGITS)
    if kind == "amount":
        return money_exact(value, case.currency, lang)
    if kind in ("months", "days") and value == int(value):
        return (months if kind == "months" else days)(value, lang)
    return number(value, lang, _DIGITS)


def _kind(path: Path, case: Case) -> str:
    """Return the kind of quantity at a path, also where a map holds the numbers."""
    if any(name in path for name in _SHARES):
        return "fraction"
    if path[-2:-1] == ("price",) or path[-2:] == ("transition", "price"):
        return "amount"
    return "months" if path == ("term",) else kind_at(path, case)


def group_words(changes: tuple[Change, ...], cases: tuple[Case, Case], lang: str, most: int) -> list[tuple[str, ...]]:
    """Return label, before and after of changes that go together, those over `most` counted in one last line."""
    shown = changes if len(changes) <= most else changes[: most - 1]
    rows: list[tuple[str, ...]] = [
        (change_label(change, *cases, lang), *value_words(change, cases, lang)) for change in shown
    ]
    if len(shown) < len(changes):
        rows.append((say("diff.more", lang, count=number(len(changes) - len(shown), lang)), "", ""))
    return rows
