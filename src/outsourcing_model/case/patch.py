"""Making the cases between two versions: some of the changes applied, everything checked again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import ValidationError

from outsourcing_model.case.canonical import canonical
from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.difference import Change
from outsourcing_model.case.paths import children
from outsourcing_model.case.record import Record, marked
from outsourcing_model.errors import Path

UNPLAYED = ("correlations", "scenarios")
"""Sections without a part in the run at mean beliefs; the cases between two versions have none."""


def stated(node: Any) -> Any:
    """Return what a case states as plain maps and lists, numbers marked as read, defaults left out."""
    if isinstance(node, Record):
        return {name: stated(value) for name, value in node.members().items()}
    if isinstance(node, Mapping):
        return {name: stated(value) for name, value in node.items()}
    return [stated(item) for item in node] if isinstance(node, tuple) else marked(node)


def patched(before: Case, after: Case, changes: Iterable[Change]) -> Case | None:
    """Return the earlier case with some of the changes to the later one, None if that is no sound case.

    Parameters
    ----------
    before, after : Case
        The two versions.
    changes : iterable of Change
        Some of their :func:`~outsourcing_model.case.difference.difference`; those of correlations and scenarios
        change nothing, since the case returned has neither.
    """
    tree = {name: value for name, value in stated(before).items() if name not in UNPLAYED}
    for change in changes:
        if change.section not in UNPLAYED:
            _apply(tree, change.path, before, after)
    try:
        case = Case.model_validate(tree)
    except ValidationError:
        return None
    return None if problems(case) else case


def _apply(tree: Any, path: Path, before: Any, after: Any) -> None:
    """Put into the tree what the later case has at a path, or take out what it doesn't have.

    What is the same in both versions of the record around it is stated as the later one states it, since a record may
    refuse a default that is spelt out beside other values.
    """
    for part in path[:-1]:
        if isinstance(tree, dict):
            tree.setdefault(part, {})
        tree, before, after = tree[part], dict(children(before))[part], dict(children(after))[part]
    _copy(tree, path[-1], after)
    if isinstance(before, Record):
        for name in type(before).model_fields:
            if canonical(getattr(before, name)) == canonical(getattr(after, name)):
                _copy(tree, name, after)


def _copy(tree: Any, part: str | int, after: Any) -> None:
    """Put a member of the later version into the tree, or take it out where the later version doesn't state it."""
    members: dict[Any, Any] = after.members() if isinstance(after, Record) else dict(children(after))
    if part in members:
        tree[part] = stated(members[part])
    else:
        tree.pop(part, None)


def stages(before: Case, after: Case, changes: Sequence[Change]) -> Iterator[tuple[tuple[Change, ...], Case]]:
    """Yield the changes one after the other, each with the case that it makes of the one before.

    A change that alone would make no sound case is joined by the fewest later ones with which it does. The last case
    is the later version.

    Parameters
    ----------
    before, after : Case
        The two versions.
    changes : sequence of Change
        All that can move a figure, in the order in which they are to be applied.
    """
    done: list[Change] = []
    waiting = list(changes)
    while waiting:
        case_with = partial(_case_with, before, after, tuple(changes), tuple(done))
        group = _smallest(waiting, case_with)
        case = case_with(group)
        yield tuple(group), unplayed(after) if case is None else case
        done += group
        waiting = [change for change in waiting if change not in group]


def _case_with(
    before: Case, after: Case, changes: tuple[Change, ...], done: tuple[Change, ...], group: Sequence[Change]
) -> Case | None:
    """Return the case with what is done and a group of changes, the later version itself once that is all."""
    if len(done) + len(group) == len(changes):
        return unplayed(after)
    return patched(before, after, [*done, *group])


def unplayed(case: Case) -> Case:
    """Return the case without the sections that have no part in the run at mean beliefs."""
    return case.model_copy(update={"correlations": (), "scenarios": {}})


def _smallest(waiting: list[Change], case_with: Callable[[Sequence[Change]], Case | None]) -> list[Change]:
    """Return the first change, with the fewest of the following ones that it needs."""
    length = 1
    while case_with(waiting[:length]) is None and length < len(waiting):
        length = min(2 * length, len(waiting))
    first, others = waiting[0], waiting[1:length]
    size = len(others)
    while others and size:
        start = 0
        while start < len(others):
            fewer = others[:start] + others[start + size :]
            if case_with([first, *fewer]) is None:
                start += size
            else:
                others = fewer
        size //= 2
    return [first, *others]
