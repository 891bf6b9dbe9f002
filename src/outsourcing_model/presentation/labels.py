"""What people call the parts of a case: lines of cost, paths of beliefs, reasons, and names that fit a chart."""

from collections.abc import Callable, Mapping
from typing import Any

from babel.dates import get_month_names

from outsourcing_model.case.case import IN_HOUSE, Alternative, Case
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.figure import KINDS
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.paths import children, parse, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.case.words import field_key
from outsourcing_model.errors import Path, dotted
from outsourcing_model.presentation.formats import NO_BREAK, money, money_full, number, percent, quantity
from outsourcing_model.timeline import MONTH_NAMES
from outsourcing_model.wording import known, say

_MAPS = {
    "offer": "offers",
    "service": "services",
    "level": "service_levels",
    "alternative": "alternatives",
    "best": "alternatives",
}
_KIND_OF_MAP = {
    "charges": "services", "price": "services", "attainment": "service_levels", "service_caps": "services",
    "level_options": "service_levels",
}  # fmt: skip
_KIND_OF_EXTRA: dict[type[Record], str] = {Alternative: "services", CreditScheme: "service_levels"}
_SHORT = 34


def in_words(name: str) -> str:
    """Return a key as words.

    Examples
    --------
    >>> in_words("desk_agents")
    'Desk agents'
    """
    return name.replace("_", " ").strip().capitalize() or name


def short(text: str, limit: int = _SHORT) -> str:
    """Return a name that fits a chart or a column: cut with an ellipsis.

    Examples
    --------
    >>> short("a very long name of a service", 12)
    'a very long…'
    """
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def chart_text(text: str, limit: int = _SHORT) -> str:
    """Return a name for a chart: cut, on one line, and shown in a legend even if it begins with an underscore."""
    plain = short(" ".join(text.split()), limit)
    return f"{NO_BREAK}{plain}" if plain.startswith("_") else plain


def alternative_label(alternative: str, case: Case) -> str:
    """Return what people call an alternative."""
    return case.label("alternatives", alternative)


def line_label(label: tuple[str, Mapping[str, str]], lang: str, case: Case) -> str:
    """Return what a line of cost is called.

    Parameters
    ----------
    label : tuple
        Wording key and its values, ids of the case.
    lang : str
        Language.
    case : Case
        Where the ids get their names.
    """
    key, values = label
    shown = {name: _member(_MAPS[name], value, case, lang) for name, value in values.items() if name in _MAPS}
    if "name" in values:
        shown["name"] = case.label("risks", values["name"]) if key == "line.risk" else _own_name(values, case)
    return say(key, lang, **shown)


def _own_name(values: Mapping[str, str], case: Case) -> str:
    """Return what the company calls one of its own cost lines, by its path where the label has one."""
    if "path" not in values:
        return line_name(values["name"], case)
    line: CostLine = value_at(case, parse(values["path"]))
    return line.name or in_words(values["name"])


def _member(kind: str, name: str, case: Case, lang: str) -> str:
    """Return what a member of one of the case's maps is called."""
    if name == IN_HOUSE and kind == "offers":
        return say("case_term.own_delivery", lang)
    if name == "invoice" and kind == "services":
        return say("case_term.invoice", lang)
    return case.label(kind, name)


def line_name(name: str, case: Case) -> str:
    """Return what people call a cost line: its name, or its key in words."""
    maps = [case.in_house.costs, case.retained.costs, *(variant.costs for variant in case.in_house.variants.values())]
    return next((lines[name].name for lines in maps if name in lines and lines[name].name), "") or in_words(name)


def reason_label(reason: tuple[str, Mapping[str, object]], lang: str, case: Case) -> str:
    """Return a reason of the results in words: ids become names, floats money."""
    key, values = reason
    shown = {name: _reason_value(name, value, lang, case) for name, value in values.items()}
    return say(key, lang, **shown)


def _reason_value(name: str, value: object, lang: str, case: Case) -> str:
    """Return one value of a reason as it is shown."""
    if isinstance(value, float):
        return money(value, case.currency, lang)
    return _member(_MAPS[name], str(value), case, lang)


def path_label(path: str, case: Case, lang: str) -> str:
    """Return what a place of the case is called, whose it is first: ``Service desk: growth of volume a year``.

    A path that the case doesn't have is returned as it is.
    """
    owners = [say("case_term.own_delivery", lang)] if path.startswith("in_house.attainment.") else []
    what, field = "", ""
    node: Any = case
    for part in parse(path):
        members: dict[str | int, Any] = dict(children(node))
        if part not in members:
            return path
        if isinstance(part, int):
            what = say("case_term.item", lang, what=what, number=number(part + 1, lang))
        elif isinstance(node, Record) and part in type(node).model_fields:
            what, field = say(field_key(type(node), part), lang), part
        elif field in _SUFFIXES and not isinstance(members[part], Record):
            what = f"{what} {_SUFFIXES[field](part, lang)}"
        else:
            named = members[part].name if isinstance(members[part], Milestone) else ""
            kind = _KIND_OF_EXTRA.get(type(node), _KIND_OF_MAP.get(field, field))
            owners.append(named or _owner(kind, part, case, lang))
            what = what if isinstance(members[part], (float, Uncertain)) else ""
        node = members[part]
    return _owned(owners, what, lang)


def _owner(kind: str, name: str, case: Case, lang: str) -> str:
    """Return the name of the thing that a key of one of the case's maps stands for."""
    if kind == "costs":
        return line_name(name, case)
    if kind == "milestones":
        return in_words(name)
    if kind == "exchange_rates":
        return name
    if kind == "variants":
        return case.in_house.variants[name].name or in_words(name)
    return _member(kind, name, case, lang) if hasattr(case, kind) and kind != "scenarios" else in_words(name)


def _month_name(key: str, lang: str) -> str:
    """Return the name of a calendar month that a file writes in English."""
    return str(get_month_names("wide", locale=lang)[MONTH_NAMES.index(key) + 1])


_SUFFIXES: dict[str, Callable[[str, str], str]] = {"season": _month_name, "milestones": lambda key, _: key}


def _owned(owners: list[str], what: str, lang: str) -> str:
    """Return owners and what is meant, as one label."""
    if not (owners and what):
        return ", ".join(owners) or what[:1].upper() + what[1:]
    return say("case_term.owned", lang, owner=", ".join(owners), what=what)


def path_value(path: str, value: float, case: Case, lang: str) -> str:
    """Return a value of the belief at a path, with the unit that its field states."""
    return quantity(value, kind_at(parse(path), case), case.currency, lang)


def path_value_full(path: str, value: float, case: Case, lang: str) -> str:
    """Return a value of the figure at a path with more digits than a page shows: to the cent, or to two decimals."""
    kind = kind_at(parse(path), case)
    if kind == "amount":
        return money_full(value, case.currency, lang)
    if kind == "fraction":
        return percent(value, lang, 3)
    return quantity(value, kind, case.currency, lang) if kind in ("months", "days") else number(value, lang, 2)


def with_factor(text: str, belief: Uncertain, case: Case, lang: str) -> str:
    """Return a number in words, times the shared factor that it names."""
    if not belief.times:
        return text
    return say("case_term.times", lang, value=text, factor=case.label("factors", belief.times))


def kind_at(path: Path, case: Case) -> str:
    """Return the kind of quantity that the field at a path holds; a plain number if it says none."""
    kind: str = KINDS.get(dotted(path), "number")
    node: Any = case
    for part in path:
        if isinstance(node, Record) and part in type(node).model_fields:
            extra: Any = type(node).model_fields[str(part)].json_schema_extra
            kind = extra["kind"] if isinstance(extra, dict) and "kind" in extra else kind
        members = dict(children(node))
        if part not in members:
            return kind
        node = members[part]
    return kind


def step_label(step: str, lang: str) -> str:
    """Return what a step of a bid's ledger is called; a category of cost has its own name."""
    key = f"bids.step.{step}"
    return say(key if known(key) else f"category.{step}", lang)


def method_label(method: str, lang: str) -> str:
    """Return what a scoring method is called."""
    return say(f"bids.method.{method}", lang)
