"""Paths into a case: listing its beliefs, reading a value, and making a case with other values."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from outsourcing_model.case.case import Case
from outsourcing_model.case.factors import with_numbers
from outsourcing_model.case.faults import problems_of
from outsourcing_model.case.record import Record, marked
from outsourcing_model.case.service import Volume, VolumeChange
from outsourcing_model.case.shape import nearest
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import CaseError, Path, Problem, dotted
from outsourcing_model.quantities import Exact, read_number, shown, within

_PART = re.compile(r"[^.\[\]]+|\[\d{1,6}\]", re.ASCII)


def parse(text: str) -> Path:
    """Return the path that a dotted text names; a text that is no path names itself, which no case has.

    Examples
    --------
    >>> parse("offers.onshore.price[1]")
    ('offers', 'onshore', 'price', 1)
    """
    path = tuple(int(part[1:-1]) if part.startswith("[") else part for part in _PART.findall(text))
    return path if path and dotted(path) == text else (text,)


def children(node: object) -> Iterator[tuple[str | int, Any]]:
    """Yield the named or numbered members of a record, map or list."""
    if isinstance(node, Record):
        for name in type(node).model_fields:
            yield name, getattr(node, name)
        yield from (node.model_extra or {}).items()
    elif isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, tuple):
        yield from enumerate(node)


def beliefs(case: Case) -> dict[str, Uncertain]:
    """Return every number of the case that may be uncertain, constants too, by its dotted path, sorted.

    What a scenario states is no part of the case yet; what the evaluation states judges the flows and drives none.
    """
    found: dict[str, Uncertain] = {}
    for name in with_numbers(Case):
        if name != "evaluation":
            _list(getattr(case, name), name, found)
    return dict(sorted(found.items()))


def _list(node: object, path: str, found: dict[str, Uncertain]) -> None:
    """Add the number at a path, or every number below it, by its dotted path."""
    if isinstance(node, Uncertain):
        found[path] = node
    elif isinstance(node, Record):
        for name in with_numbers(type(node)):
            child = getattr(node, name)
            if isinstance(child, Uncertain):
                found[f"{path}.{name}"] = child
            elif child is not None:
                _list(child, f"{path}.{name}", found)
        if node.model_extra:
            _list(node.model_extra, path, found)
    elif isinstance(node, dict):
        for name, child in node.items():
            _list(child, f"{path}.{name}", found)
    elif isinstance(node, tuple):
        for number, child in enumerate(node):
            _list(child, f"{path}[{number}]", found)


def value_at(case: Case, path: Path) -> Any:
    """Return the member of the case at a path.

    Raises
    ------
    CaseError
        If there is none; the message names the nearest.
    """
    node: Any = case
    for depth, part in enumerate(path):
        members = dict(children(node))
        if part not in members:
            raise CaseError([unknown(path[:depth], part, members)])
        node = members[part]
    return node


def unknown(path: Path, part: object, members: Mapping[Any, Any]) -> Problem:
    """Return the problem of a name that is not there, with the nearest one that is."""
    place = part if isinstance(part, int) else str(part)
    if not members:
        return Problem((*path, place), "nothing_there", {"found": shown(part)})
    near = nearest(part, members)
    values = {"found": shown(part), "allowed": [shown(name) for name in [*members][:12]], "nearest": near}
    return Problem((*path, place), "unknown_name_near" if near else "unknown_name", values)


def override(case: Case, changes: Mapping[str, Any]) -> Case:
    """Return the case with other values at some paths, everything checked again.

    Parameters
    ----------
    case : Case
        Left as it is.
    changes : mapping
        Dotted path to a value as a file would state it, or ``{change: -10 %}`` for a relative change of a number,
        or ``-25 % from 2028-01`` for a volume.

    Raises
    ------
    CaseError
        Listing every path that can't be changed so.
    """
    problems: list[Problem] = []
    for text, raw in changes.items():
        path = parse(text)
        try:
            case = _replaced(case, path, raw, ())
        except CaseError as error:
            problems.extend(error.problems)
        except PydanticCustomError as error:
            problems.append(Problem(path, error.type, error.context or {}))
    if problems:
        raise CaseError(problems)
    return case


def _replaced(node: Any, path: Path, raw: Any, done: Path) -> Any:
    """Return a node with the value at the rest of the path replaced."""
    part, rest = path[0], path[1:]
    members = dict(children(node))
    if part not in members:
        raise CaseError([unknown(done, part, members)])
    old = members[part]
    new = _replaced(old, rest, raw, (*done, part)) if rest else _changed(old, raw, (*done, part))
    if isinstance(node, Record):
        return _revised(node, str(part), new, done)
    if isinstance(node, Mapping):
        return {**marked(node), part: new}
    return tuple(new if index == part else item for index, item in enumerate(marked(node)))


def _revised(node: Record, name: str, new: Any, done: Path) -> Record:
    """Return a record with one field changed, what is wrong with it told at its path in the case."""
    try:
        return node.revised(**{name: new})
    except ValidationError as error:
        raise CaseError(problems_of(error, type(node), done)) from None


def _changed(old: Any, raw: Any, path: Path) -> Any:
    """Return what stands at a path after an override: a relative change of the old value, or the stated one."""
    if isinstance(old, Volume) and isinstance(raw, (str, VolumeChange)):
        return _revised(old, "changes", (*old.changes, raw), path)
    if isinstance(raw, Mapping) and set(raw) == {"change"}:
        factor = 1 + within(read_number(raw["change"], "fraction"), -1, None)
        if isinstance(old, Uncertain):
            return old.scaled(factor)
        if isinstance(old, float):
            return Exact(old * factor)
        raise PydanticCustomError("not_relative", "not relative", {})
    return raw


def with_scenarios(case: Case, names: tuple[str, ...]) -> Case:
    """Return the case under its named scenarios, applied in the order given."""
    for name in names:
        if name not in case.scenarios:
            raise CaseError([unknown(("scenarios",), name, case.scenarios)])
        case = override(case, case.scenarios[name])
    return case
