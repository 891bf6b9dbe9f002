"""Filling the rows of a program: constants once, common derivations compiled, all others by their own formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine import derived
from outsourcing_model.engine.compiled import Array, Codes, driver
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.lookup import table
from outsourcing_model.engine.program.assembly import Derived

Content = Uncertain | Derived
GIVEN, SAME, PRODUCT, LEFT, GROWN, OCTAVE, CHANCE = range(7)
KNOWN = {
    derived.same: SAME, derived.product: PRODUCT, derived.left: LEFT, derived.grown: GROWN,
    derived.octave: OCTAVE,
}  # fmt: skip
"""Formula to the operation that is its compiled form."""

ONE, TWO_52, DIGITS = 0x3FF << 52, 0x433 << 52, 2**52 - 1
"""The bits of 1.0 and of 2.0^52, and those of the digits behind the point."""
BESIDE = 2.0**52 + 1023
"""What stands beside an exponent that was put into the digits of 2^52."""


@dataclass(frozen=True)
class Rows:
    """How rows are filled, block by block.

    Parameters
    ----------
    contents : mapping
        Name of each row to what it holds.
    fixed : ndarray [row]
        Numbers of rows that are the same in every draw, 0 for the others.
    operations : ndarray of int64 [operation, 4]
        For the others, in order: row filled, which operation, two rows read or (`GIVEN`) the number of a row given,
        (`CHANCE`) the row of the octave and where its table begins.
    tables : ndarray
        Tables one after another.
    drawn, found : tuple of str
        Rows given: those drawn, then those found by their formulas.
    before : mapping
        Rows that the formulas hang on, in their order, to their number if it is the same in every draw.
    """

    contents: Mapping[str, Content]
    fixed: Array
    operations: Codes
    tables: Array
    drawn: tuple[str, ...]
    found: tuple[str, ...]
    before: Mapping[str, float | None]

    def given(self, draws: Draws, start: int, stop: int) -> Array:
        """Return the rows that are given, for the draws from `start` to before `stop`."""
        block = draws.block(start, stop)
        values = np.empty((len(self.drawn) + len(self.found), stop - start))
        for row, name in enumerate(self.drawn):
            values[row] = block[draws.rows[name]]
        if self.found:
            values_of = dict(zip(self.drawn, values, strict=False))
            for name, value in self.before.items():
                content = self.contents[name]
                if value is not None:
                    values_of[name] = np.full(stop - start, value)
                elif isinstance(content, Derived) and name not in values_of:
                    parts = (values_of[row] for row in content.rows)
                    values_of[name] = np.asarray(content.formula(*parts), dtype=float)
            values[len(self.drawn) :] = [values_of[name] for name in self.found]
        return values


def planned(contents: Mapping[str, Content], sampled: bool) -> Rows:
    """Return how rows are filled; with `sampled` rows that hold expectations of luck are left at zero."""
    constant = _constants(contents, sampled)
    number = {name: row for row, name in enumerate(contents)}
    varying = [name for name in contents if name not in constant]
    plans = {name: _operation(contents[name], sampled) for name in varying}
    drawn = tuple(name for name in varying if not isinstance(contents[name], Derived))
    found = tuple(name for name in varying if plans[name][0] == GIVEN and name not in drawn)
    place = {name: position for position, name in enumerate((*drawn, *found))}
    tables, operations = list[float](), []
    for name in varying:
        kind, read, values = plans[name]
        if kind == GIVEN:
            arguments = [place[name], 0]
        elif kind == CHANCE:
            arguments = [number[read[-1]], len(tables)]
            tables += values
        else:
            arguments = [number[row] for row in (*read, *read)][:2]
        operations.append((number[name], kind, *arguments))
    return Rows(
        contents=contents,
        fixed=np.array([constant.get(name, 0.0) for name in contents]),
        operations=np.array(operations, dtype=np.int64).reshape(-1, 4),
        tables=np.array(tables, dtype=float),
        drawn=drawn,
        found=found,
        before={name: constant.get(name) for name in _ancestors(contents, found)},
    )


def _constants(contents: Mapping[str, Content], sampled: bool) -> dict[str, float]:
    """Return the rows that are the same in every draw."""
    known: dict[str, float] = {}
    for name, content in contents.items():
        if not isinstance(content, Derived):
            if content.is_constant:
                known[name] = float(content.values[0])
        elif content.expected and sampled:
            known[name] = 0.0
        elif all(row in known for row in content.rows):
            value = content.formula(*(np.full(1, known[row]) for row in content.rows))
            known[name] = float(np.asarray(value, dtype=float)[0])
    return known


def _operation(content: Content, sampled: bool) -> tuple[int, tuple[str, ...], tuple[float, ...]]:
    """Return which operation fills a row that varies, of which rows and with which table."""
    if not isinstance(content, Derived):
        return GIVEN, (), ()
    formula = content.formula
    if formula in KNOWN:
        return KNOWN[formula], content.rows, ()
    if isinstance(formula, partial) and formula.func is derived.chance and sampled:
        values = table(*formula.args)
        if values is not None:
            return CHANCE, content.rows, values
    return GIVEN, content.rows, ()


def _ancestors(contents: Mapping[str, Content], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return some rows and all that they hang on, in their order."""
    needed = set(names)
    for name in reversed(list(contents)):
        content = contents[name]
        if name in needed and isinstance(content, Derived):
            needed.update(content.rows)
    return tuple(name for name in contents if name in needed)


@driver
def fill(operations: Codes, tables: Array, given: Array, start: int, x: Array) -> None:
    """Fill the rows ``[row, lane]`` that vary for one block of draws, the last draw given filling up the block.

    Parameters
    ----------
    operations, tables
        As in `Rows`.
    given : ndarray [given, draw]
        Rows that are given.
    start : int
        Position of the block's first draw among those given.
    x : ndarray [row, lane]
        Rows; those that are the same in every draw are there already.
    """
    lanes = x.shape[1]
    wholes, parts = np.empty(lanes, np.int64), np.empty(lanes, np.int64)
    whole, part = wholes.view(np.float64), parts.view(np.float64)
    for i in range(operations.shape[0]):
        out, kind, a, b = operations[i]
        if kind == GIVEN:
            for k in range(lanes):
                x[out, k] = given[a, min(start + k, given.shape[1] - 1)]
        elif kind == SAME:
            for k in range(lanes):
                x[out, k] = x[a, k]
        elif kind == PRODUCT:
            for k in range(lanes):
                x[out, k] = x[a, k] * x[b, k]
        elif kind == LEFT:
            for k in range(lanes):
                x[out, k] = 1.0 - min(x[a, k], 1.0)
        elif kind == GROWN:
            for k in range(lanes):
                x[out, k] = (1.0 + x[a, k]) * x[b, k] - 1.0
        elif kind == OCTAVE:
            for k in range(lanes):
                x[out, k] = max(1.0 - min(max(x[a, k] - x[b, k], 0.0), 1.0), derived.LEAST)
            digits = x[out].view(np.int64)
            for k in range(lanes):
                # Put into the digits of 2^52 the exponent is a number beside it, and those of 1 the digits are 1 + m.
                wholes[k], parts[k] = (digits[k] >> 52) | TWO_52, (digits[k] & DIGITS) | ONE
            for k in range(lanes):
                m = part[k] - 1.0
                x[out, k] = (whole[k] - BESIDE) + m + m * (1.0 - m) / 3.0
        else:
            low, scale, cells = tables[b], tables[b + 1], int(tables[b + 2])
            for k in range(lanes):
                place = (x[a, k] - low) * scale
                cell = min(max(int(place), 0), cells - 1)
                t = min(max(place - cell, 0.0), 1.0)
                at = b + 3 + 4 * cell
                found = ((tables[at + 3] * t + tables[at + 2]) * t + tables[at + 1]) * t + tables[at]
                x[out, k] = min(max(found, 0.0), 1.0)
