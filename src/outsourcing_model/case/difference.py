"""What is different between two versions of a case, at the level at which people speak of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from outsourcing_model.case.canonical import canonical, canonical_scenario
from outsourcing_model.case.case import Case
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import PROVENANCE, Uncertain
from outsourcing_model.errors import CaseError, Path, Problem, dotted

Kind = Literal["changed", "added", "removed"]
Aspect = Literal["figure", "sources", "wording"]

_WORDS = frozenset(
    (
        "name", "description", "unit", "deliverables", "reason", "address", "represented_by", "registration", "mode",
        "letter", "data_processing",
    )
)  # fmt: skip
"""Fields of records that say something and decide no figure."""

_WORDS_OF_THE_CASE = ("case", "language", "contract", "accepted")
_NOTHING: Any = object()


@dataclass(frozen=True)
class Change:
    """One difference between two versions of a case.

    Parameters
    ----------
    path : tuple
        Its place; in the version that has it where only one does.
    before, after : object
        The number, belief, text or record that stands there; None where nothing does.
    kind : {"changed", "added", "removed"}
        An added line, offer, service, alternative or risk is one change.
    aspect : {"figure", "sources", "wording"}
        Whether it can move a figure, or only says where figures come from, or only words something.
    """

    path: Path
    before: Any
    after: Any
    kind: Kind
    aspect: Aspect = "figure"

    @property
    def name(self) -> str:
        """Return the path as people read it."""
        return dotted(self.path)

    @property
    def section(self) -> str:
        """Return the part of the file in which it stands."""
        return str(self.path[0])


def difference(before: Case, after: Case) -> tuple[Change, ...]:
    """Return every difference between two cases: sections in the order of the file, names within them sorted.

    The order of maps, spelling and defaults that are spelt out make no difference. A line under another name is
    one removed and one added. Lists of numbers of the same length are compared one by one, other lists as a whole;
    correlations by the pair of beliefs, under ``correlations.<path> ~ <path>``.
    """
    return tuple(_record((), before, after, (before, after)))


def check_comparable(before: Case, after: Case) -> None:
    """Raise if the money of two cases can't be subtracted.

    Raises
    ------
    CaseError
        If their currencies differ.
    """
    if before.currency != after.currency:
        values = {"found": after.currency, "before": before.currency}
        raise CaseError([Problem(("currency",), "other_currency", values)])


def horizon(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes after which present costs are no longer in the same money: date, term, rate and timing."""
    return tuple(change for change in changes if change.section in ("start", "term", "discount_rate", "timing"))


def correlation_name(between: tuple[str, str]) -> str:
    """Return the name of a correlation: its two paths, sorted.

    Examples
    --------
    >>> correlation_name(("indices.wages.growth", "indices.cpi.growth"))
    'indices.cpi.growth ~ indices.wages.growth'
    """
    return " ~ ".join(sorted(between))


def _record(path: Path, old: Record, new: Record, cases: tuple[Case, Case]) -> Iterator[Change]:
    """Yield the differences of two records of the same kind, field by field, then by the names that they add."""
    for name in type(old).model_fields:
        yield from _field((*path, name), name, (getattr(old, name), getattr(new, name)), cases)
    yield from _map(path, old.model_extra or {}, new.model_extra or {}, cases)


def _field(path: Path, name: str, both: tuple[Any, Any], cases: tuple[Case, Case]) -> Iterator[Change]:
    """Yield the differences of one field, told apart by what the field is for."""
    if path == ("correlations",):
        old, new = ({correlation_name(each.between): each.rank for each in side} for side in both)
        yield from _map(path, old, new, cases)
    elif path == ("scenarios",):
        yield from _scenarios(cases)
    elif path[0] in _WORDS_OF_THE_CASE or name in _WORDS:
        yield from (_as(change, "wording") for change in _node(path, *both, cases))
    elif name in PROVENANCE:
        yield from (_as(change, "sources") for change in _node(path, *both, cases))
    else:
        yield from _node(path, *both, cases)


def _as(change: Change, aspect: Aspect) -> Change:
    """Return a change of an aspect."""
    return Change(change.path, change.before, change.after, change.kind, aspect)


def _node(path: Path, old: Any, new: Any, cases: tuple[Case, Case]) -> Iterator[Change]:
    """Yield the differences of what stands at one place in both versions."""
    if isinstance(old, Record) and isinstance(new, Record):
        yield from _record(path, old, new, cases)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _map(path, old, new, cases)
    elif _alike_lists(old, new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _node((*path, number), one, other, cases)
    elif isinstance(old, Uncertain) and isinstance(new, Uncertain) and _belief(old) == _belief(new):
        if canonical(old) != canonical(new):
            yield Change(path, old, new, "changed", "sources")
    elif canonical(old) != canonical(new):
        yield _change(path, old, new)


def _map(path: Path, old: Mapping[Any, Any], new: Mapping[Any, Any], cases: tuple[Case, Case]) -> Iterator[Change]:
    """Yield the differences of two maps, by name in sorted order."""
    for name in sorted({*old, *new}):
        one, other = old.get(name, _NOTHING), new.get(name, _NOTHING)
        if one is _NOTHING or other is _NOTHING:
            yield _change((*path, name), None if one is _NOTHING else one, None if other is _NOTHING else other)
        else:
            yield from _node((*path, name), one, other, cases)


def _scenarios(cases: tuple[Case, Case]) -> Iterator[Change]:
    """Yield the scenarios that are new, gone or make something else of their case."""
    before, after = ({name: canonical_scenario(case, name) for name in case.scenarios} for case in cases)
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield _change(("scenarios", name), *(case.scenarios.get(name) for case in cases))


def _change(path: Path, old: Any, new: Any) -> Change:
    """Return a change with the kind that follows from what is there; an empty text or list is not there."""
    one, other = (None if side in ("", ()) else side for side in (old, new))
    return Change(path, one, other, "added" if one is None else "removed" if other is None else "changed")


def _belief(belief: Uncertain) -> tuple[Any, ...]:
    """Return what a belief says, without where it comes from."""
    return belief.family, canonical(belief.values), canonical(belief.weights), belief.shape, belief.times


def _alike_lists(old: Any, new: Any) -> bool:
    """Return whether two lists hold as many numbers or beliefs, so that they can be told one by one."""
    lists = isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new)
    return lists and all(isinstance(item, (float, Uncertain)) for item in (*old, *new))


def alternatives_in_both(before: Case, after: Case) -> tuple[str, ...]:
    """Return the alternatives that both versions have, in the order of the later one."""
    return tuple(name for name in after.alternatives if name in before.alternatives)
