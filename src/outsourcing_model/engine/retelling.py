"""Telling a changed case as instructions: nothing is translated anew while only rows depend on what changed."""

import weakref
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.changes import Told
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.program.translate import UNTOLD, assembled, ordered
from outsourcing_model.errors import Path


class Watched(Uncertain):
    """A belief that notes what is read of it beside the name of its factor.

    A translation that reads nothing of a belief is the same whatever is believed there, but for the rows that hold it.

    Parameters
    ----------
    belief : Uncertain
        What it stands for.
    read : list of str
        Names of the members that were read are added to it.
    """

    def __init__(self, belief: Uncertain, read: list[str]) -> None:
        held = object.__getattribute__(self, "__dict__")
        held.update({each.name: getattr(belief, each.name) for each in fields(belief)})
        held["read"], held["alone"] = read, Watched(belief.own, read) if belief.times else None

    def __getattribute__(self, name: str) -> Any:
        """Return a member, and note that it was read; to Python it is a belief, so that comparing it reads it."""
        if name == "__class__":
            return Uncertain
        held = object.__getattribute__(self, "__dict__")
        if name == "own":
            return held["alone"] or self
        if name != "times":
            held["read"].append(name)
        return object.__getattribute__(self, name)


def retold(told: Told, case: Case, draws: Draws, before: Case) -> Told:
    """Return a changed case as instructions.

    Parameters
    ----------
    told : Told
        The case as it was before, as instructions.
    case : Case
        What is told.
    draws : Draws
        Drawn for this very case.
    before : Case
        The case as it was before.
    """
    changes = {path: both for path, *both in _moved(before, case) if path[0] not in UNTOLD}
    if not all(_is_rebelieved(old, new) for old, new in changes.values()):
        return Told(assembled(case), draws)
    beliefs = {path: new for path, (_, new) in changes.items()}
    if told.free.keys() >= beliefs.keys():
        rows = {row: belief.own for path, belief in beliefs.items() for row in told.free[path]}
        return told.having(ordered(case), draws, rows)
    return _watched(told, case, draws, beliefs)


def _is_rebelieved(old: object, new: object) -> bool:
    """Return whether something else is believed of a number, times the same factor or none."""
    return isinstance(old, Uncertain) and isinstance(new, Uncertain) and old.times == new.times


def _watched(told: Told, case: Case, draws: Draws, beliefs: Mapping[Path, Uncertain]) -> Told:
    """Return a case translated anew, with the rows that are all that depends on some of its beliefs.

    What was known of other beliefs stays true as long as nothing is read of these: the translation took the same way as
    before. A formula that keeps a belief could read it later; then nothing is known.
    """
    read: dict[Path, list[str]] = {path: [] for path in beliefs}
    watched = {path: Watched(belief, read[path]) for path, belief in beliefs.items()}
    assembly = assembled(_having(case, watched))
    places = {id(belief.own): path for path, belief in watched.items()}
    found = {name: places[id(content)] for name, content in assembly.rows.items() if id(content) in places}
    plain = {name: beliefs[path].own for name, path in found.items()}
    assembly = replace(assembly, case=ordered(case), rows={**assembly.rows, **plain})
    kept = [weakref.ref(each) for belief in watched.values() for each in (belief, belief.own)]
    del watched
    if any(each() is not None for each in kept):
        return Told(assembled(case), draws)
    free = {path: tuple([name for name in found if found[name] == path]) for path in beliefs if not read[path]}
    return Told(assembly, draws, {**told.free, **free} if len(free) == len(beliefs) else free)


def _having(case: Case, beliefs: Mapping[Path, Uncertain]) -> Case:
    """Return a case with other beliefs, unchecked."""
    for path, belief in beliefs.items():
        case = _put(case, path, belief)
    return case


def _moved(old: Any, new: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Yield the places at which two versions of a case differ, with what stands there before and now.

    Where only one of them states what stands there, it is that: stating a default makes another case.
    """
    if old is new:
        return
    if isinstance(old, Record) and type(old) is type(new):
        for name in type(old).model_fields:
            yield from _moved(getattr(old, name), getattr(new, name), (*path, name))
        yield from _moved(old.model_extra, new.model_extra, path)
        for name in old.model_fields_set ^ new.model_fields_set:
            yield (*path, name), name in old.model_fields_set, name in new.model_fields_set
    elif isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        for name, member in old.items():
            yield from _moved(member, new[name], (*path, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for number, member in enumerate(old):
            yield from _moved(member, new[number], (*path, number))
    elif old != new:
        yield path, old, new


def _put(node: Any, path: Path, member: object) -> Any:
    """Return a record, map or list with another member at a path below it, unchecked."""
    if not path:
        return member
    name, rest = path[0], path[1:]
    if isinstance(node, Record):
        own = name in type(node).model_fields
        old = getattr(node, str(name)) if own else (node.model_extra or {})[str(name)]
        return node.model_copy(update={str(name): _put(old, rest, member)})
    if isinstance(node, tuple):
        return tuple(_put(each, rest, member) if number == name else each for number, each in enumerate(node))
    return {**node, name: _put(node[name], rest, member)}
