"""Which instructions differ between the programs of two cases, and which others a difference reaches."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property, partial

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.draws import Array, Draws
from outsourcing_model.engine.program.assembly import ADDITIONS, FIRST, Assembly, Derived, Instruction
from outsourcing_model.errors import Path


@dataclass(frozen=True)
class Told:
    """A case as instructions, with the draws that its rows hold.

    Parameters
    ----------
    assembly : Assembly
        All that was stated of the program; it is not added to any more.
    draws : Draws
        Drawn for its case.
    free : mapping
        Path of a belief of which the translation read nothing to the rows that hold it, as far as is known: whatever is
        believed there, only these rows are others.
    """

    assembly: Assembly
    draws: Draws
    free: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)

    def having(self, case: Case, draws: Draws, rows: Mapping[str, Uncertain]) -> "Told":
        """Return another case that has the same instructions, with other beliefs in some rows."""
        assembly = replace(self.assembly, case=case, rows={**self.assembly.rows, **rows})
        found = replace(self, assembly=assembly, draws=draws)
        vars(found).update({name: vars(self)[name] for name in ("links", "reads") if name in vars(self)})
        return found

    def drawn(self, row: str) -> Array:
        """Return the draws of a row that holds a belief."""
        values: Array = self.draws.values[self.draws.rows[row]]
        return values

    @cached_property
    def links(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """Return for each instruction which others filled the tiles it reads, and which filled its own before (-1)."""
        last: dict[str, int] = {}
        found = []
        for number, step in enumerate(self.assembly.instructions):
            found.append((tuple([last[tile] for tile in step.tiles]), last.get(step.out, -1) if step.out else -1))
            if step.out:
                last[step.out] = number
        return tuple(found)

    @cached_property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """Return for each instruction all rows that it reads, those that follow the first of a block among them."""
        rows = self.assembly.rows
        return tuple([tuple(rows_of(step, rows)) for step in self.assembly.instructions])

    @cached_property
    def books(self) -> tuple[object, ...]:
        """Return what two programs must have in common, beside their instructions, to be compared."""
        held = self.assembly
        lines = [(line.alternative, line.id, line.lag) for line in held.lines]
        size = held.case.term, len(held.series), held.starts, len(held.edges)
        draws = self.draws.count, self.draws.seed, self.draws.first
        return lines, size, list(held.accounts), held.counts, list(held.details), draws


def alike(old: Told, new: Told) -> bool:
    """Return whether two programs apply the same rules to the same tiles, whatever the numbers."""
    steps, others = old.assembly.instructions, new.assembly.instructions
    if len(steps) != len(others) or old.books != new.books:
        return False
    named = True
    if steps is others:
        return True
    for a, b in zip(steps, others, strict=True):
        if a.rule != b.rule or len(a.rows) != len(b.rows) or len(a.whole) != len(b.whole):
            return False
        named = named and a.out == b.out and a.tiles == b.tiles
    return named or old.links == new.links


def rows_of(step: Instruction, rows: Mapping[str, object]) -> Iterator[str]:
    """Yield the rows that an instruction reads: those it names, and with the first of a block all that follow it."""
    for row in step.rows:
        yield row
        if row.endswith(FIRST):
            stem, number = row.removesuffix(FIRST), 1
            while (following := f"{stem} [{number}]") in rows:
                yield following
                number += 1


def changed(rows: "Rows") -> frozenset[int] | None:
    """Return the numbers of the instructions that differ in themselves; None if the programs have another shape."""
    old, new = rows.old, rows.new
    if not alike(old, new):
        return None
    series = enumerate(zip(old.assembly.series, new.assembly.series, strict=True))
    moved = {number for number, (a, b) in series if a.tobytes() != b.tobytes()}
    moved |= _moved_limits(old.assembly, new.assembly)
    steps = zip(old.assembly.instructions, new.assembly.instructions, old.reads, new.reads, strict=True)
    found = [
        number
        for number, (a, b, before, now) in enumerate(steps)
        if _differs(a, b, moved) or not rows.all_same(before, now)
    ]
    return frozenset(found)


def _moved_limits(old: Assembly, new: Assembly) -> set[int]:
    """Return where the lists of limits or steps begin that have other values now."""
    ends = (*old.starts, len(old.edges))[1:]
    return {start for start, end in zip(old.starts, ends, strict=True) if old.edges[start:end] != new.edges[start:end]}


def _differs(old: Instruction, new: Instruction, moved: set[int]) -> bool:
    """Return whether an instruction has other constants now.

    A number that may be that of a pattern or list with other values counts as one: better one rule too many.
    """
    if old.whole != new.whole or old.real != new.real:
        return True
    return bool(moved) and old.rule != "book" and not moved.isdisjoint(old.whole)


@dataclass(frozen=True)
class Rows:
    """The rows of two programs, compared once each."""

    old: Told
    new: Told
    moved: set[str] = field(init=False, default_factory=set)
    """Rows that both have under one name, but with other numbers."""

    def __post_init__(self) -> None:
        """Compare the rows of one name in their order: a derived row stands behind those that it is derived from."""
        known = self.old.assembly.rows
        for name, content in self.new.assembly.rows.items():
            if name in known and not self._same(name, name, known[name], content):
                self.moved.add(name)

    def all_same(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Return whether rows of either program hold the same numbers, each in its place."""
        if old == new:
            return self.moved.isdisjoint(new)
        return len(old) == len(new) and all(map(self.same, old, new))

    def same(self, old: str, new: str) -> bool:
        """Return whether a row of either program holds the same numbers."""
        rows, others = self.old.assembly.rows, self.new.assembly.rows
        return new not in self.moved if old == new else self._same(old, new, rows[old], others[new])

    def _same(self, old: str, new: str, a: Uncertain | Derived, b: Uncertain | Derived) -> bool:
        """Return whether two rows, of which the contents are given, are equal in all that their numbers depend on."""
        if isinstance(a, Derived):
            return isinstance(b, Derived) and self._same_derivation(a, b)
        if isinstance(b, Derived):
            return False
        if a.is_constant or b.is_constant:
            return a is b or (a.is_constant and b.is_constant and a.mean == b.mean)
        return np.array_equal(self.old.drawn(old), self.new.drawn(new))

    def _same_derivation(self, a: Derived, b: Derived) -> bool:
        """Return whether two rows are derived alike from equal rows."""
        if a is not b and not (a.expected == b.expected and same_formula(a.formula, b.formula)):
            return False
        return self.all_same(a.rows, b.rows)


def same_formula(a: Callable[..., object], b: Callable[..., object]) -> bool:
    """Return whether two functions surely compute the same: the same code over equal values that it has enclosed.

    Examples
    --------
    >>> times = lambda factor: lambda x: x * factor
    >>> same_formula(times(2), times(2)), same_formula(times(2), times(3))
    (True, False)
    """
    if a is b:
        return True
    if isinstance(a, partial) and isinstance(b, partial):
        return same_formula(a.func, b.func) and _equal(a.args, b.args) and _equal(a.keywords, b.keywords)
    code = getattr(a, "__code__", None)
    if code is None or code is not getattr(b, "__code__", None):
        return False
    return _equal(_held(a), _held(b))


def _held(function: Callable[..., object]) -> tuple[object, ...]:
    """Return what a function has enclosed besides its code: cells, defaults, the object that it belongs to."""
    cells = tuple(cell.cell_contents for cell in getattr(function, "__closure__", None) or ())
    defaults = getattr(function, "__defaults__", None), getattr(function, "__kwdefaults__", None)
    return (*cells, *defaults, getattr(function, "__self__", None))


PLAIN = (float, int, str)
"""Values without parts."""


def _equal(a: object, b: object) -> bool:
    """Return whether two enclosed values are surely equal."""
    if a is b:
        return True
    if isinstance(a, PLAIN):
        return type(a) is type(b) and a == b
    if isinstance(a, (tuple, list)) and type(a) is type(b):
        return len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_equal(value, b[name]) for name, value in a.items())
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and np.array_equal(a, b)
    if callable(a) and callable(b):
        return same_formula(a, b)
    if type(a) is not type(b):
        return False
    if is_dataclass(a):
        return all(_equal(getattr(a, each.name), getattr(b, each.name)) for each in fields(a))
    return bool(a == b)


@dataclass(frozen=True)
class Reach:
    """How far a difference reaches.

    Parameters
    ----------
    moving : frozenset of int
        Instructions that differ, or read what differs.
    apart : frozenset of int
        Additions of what does not differ to a tile that does, before anybody reads it: they may as well come first.
    """

    moving: frozenset[int]
    apart: frozenset[int]


def reached(told: Told, starts: frozenset[int]) -> Reach:
    """Return the instructions that read, at whatever distance, what some instructions fill; these themselves too.

    Those that set the same first month of a trigger belong together: it is the least of what they find.
    """
    moving, apart, open_tiles = set(starts), set[int](), set[str]()
    for number, (step, (read, before)) in enumerate(zip(told.assembly.instructions, told.links, strict=True)):
        open_tiles.difference_update(step.tiles)
        reads = any(other in moving or other in apart for other in read)
        if number in moving or reads:
            moving.add(number)
            first = before not in moving and before not in apart
            if step.rule in ADDITIONS and (first or step.out in open_tiles):
                open_tiles.add(step.out)
            else:
                open_tiles.discard(step.out)
        elif before in moving or before in apart:
            (apart if step.rule in ADDITIONS and step.out in open_tiles else moving).add(number)
            if number in moving:
                open_tiles.discard(step.out)
    for group in _first_months(told.assembly.instructions):
        if not moving.isdisjoint(group):
            moving.update(group)
    return Reach(frozenset(moving), frozenset(apart))


def _first_months(steps: Sequence[Instruction]) -> list[set[int]]:
    """Return the instructions that set the first month of each trigger."""
    groups: dict[int, set[int]] = {}
    for number, step in enumerate(steps):
        if step.rule == "first_met":
            groups.setdefault(step.whole[0], set()).add(number)
    return list(groups.values())
