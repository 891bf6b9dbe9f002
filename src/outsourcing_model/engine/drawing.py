"""From words of chance to values of beliefs, for any stretch of draws by itself."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.distribution import Distribution
from outsourcing_model.engine.compiled import strict
from outsourcing_model.engine.distributions import quantile_of
from outsourcing_model.engine.points import REPLICATES, WORDS, keyed, keys, plain, shuffled_rows, sobol
from outsourcing_model.engine.scores import fill_scores, join
from outsourcing_model.engine.tables import WAYS, Read, reading

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """Paths that go together: their rows, sorted, and the lower triangular factor of their normal correlations."""

    rows: NDArray[np.int64]
    lower: Array


@dataclass(frozen=True, eq=False)
class Source:
    """What draws are made from: every stretch of them is a function of seed, paths and the numbers of its draws.

    Parameters
    ----------
    laws : mapping
        Path to distribution, sorted by path.
    seed : int
        What the points depend on.
    points : {"keyed", "sobol", "plain"}
        How they fill the range.
    groups : tuple of Group
        What goes together.
    count : int
        Number of draws.
    """

    laws: Mapping[str, Distribution]
    seed: int
    points: str
    groups: tuple[Group, ...]
    count: int

    @cached_property
    def reads(self) -> dict[str, Read]:
        """Return how the draws of each path are read."""
        return {path: reading(law) for path, law in self.laws.items()}

    @cached_property
    def all_values(self) -> Array:
        """Return the values ``[path, draw]`` of all draws at once."""
        return self.block(0, self.count)

    def block(self, start: int, stop: int) -> Array:
        """Return the values ``[path, draw]`` of the draws from `start` to before `stop`."""
        return self.valued(self.scores(start, stop))

    def valued(self, scores: Array) -> Array:
        """Return the values ``[path, draw]`` that normal scores stand for, put in the place of the scores."""
        fill_values(*self._columns, scores)
        for row, (path, law) in enumerate(self.laws.items()):
            if self.reads[path].way == "exact":
                scores[row] = quantile_of(law, special.ndtr(scores[row]))
        return scores

    def scores(self, start: int, stop: int) -> Array:
        """Return the normal scores ``[path, draw]`` of the same draws."""
        words = np.empty(stop - start, np.uint32)
        scores = np.empty((len(self.laws), stop - start))
        for row in range(len(self.laws)):
            self._words(row, start, words)
            fill_scores(words, scores[row])
        for group in self.groups:
            join(group.lower, group.rows, scores)
        return scores

    def _words(self, row: int, start: int, out: WORDS) -> None:
        """Fill `out` with the words of a row for the draws from `start` on."""
        if self.points == "sobol":
            shuffled_rows(self._keys[row], self._sequence[row], start, out)
        else:
            (keyed if self.points == "keyed" else plain)(self._keys[row], start, out)

    @cached_property
    def _keys(self) -> list[WORDS]:
        """Return the keys of each row."""
        return [keys(self.seed, path) for path in self.laws]

    @cached_property
    def _sequence(self) -> WORDS:
        """Return the points of Sobol, a dimension for each row, that all replicates share."""
        return sobol(len(self.laws), -(-self.count // REPLICATES))

    @cached_property
    def _columns(self) -> tuple[NDArray[np.int64], Array, Array]:
        """Return how each row is read: way, first number, count and fineness; its ends; and all numbers in one row."""
        reads = list(self.reads.values())
        sizes = [read.numbers.size for read in reads]
        first = np.cumsum([0, *sizes])[:-1]
        how = [
            (WAYS.index(read.way), at, read.numbers.size, read.fineness) for read, at in zip(reads, first, strict=True)
        ]
        ends = [(read.low, read.high) for read in reads]
        numbers = np.concatenate([read.numbers for read in reads]) if reads else np.empty(0)
        return np.array(how, np.int64).reshape(-1, 4), np.array(ends).reshape(-1, 2), numbers


@strict
def fill_values(how: NDArray[np.int64], ends: Array, numbers: Array, scores: Array) -> None:
    """Put the values that scores have in their place, row by row, but for rows that need the exact function."""
    for row in range(scores.shape[0]):
        way, first, size, fineness = how[row]
        if way == 0:
            _lines(numbers[first], numbers[first + 1], scores[row])
        elif way == 1:
            _powers(numbers[first], numbers[first + 1], scores[row])
        elif way == 2:
            _look_up(numbers[first : first + size], fineness, ends[row], scores[row])
        elif way == 3:
            _search(numbers[first : first + size], scores[row])


@strict
def _lines(a: float, b: float, row: Array) -> None:
    """Put a + b z in the place of every score z."""
    for k in range(row.size):
        row[k] = a + b * row[k]


@strict
def _powers(a: float, b: float, row: Array) -> None:
    """Put exp(a + b z) in the place of every score z."""
    for k in range(row.size):
        row[k] = math.exp(a + b * row[k])


@strict
def _look_up(table: Array, fineness: int, ends: Array, row: Array) -> None:
    """Put what a cubic through the four nearest scores of a table gives in the place, kept between its ends."""
    middle = (table.size - 1) / 2
    for k in range(row.size):
        place = row[k] * fineness + middle
        at = int(place)
        w = place - at
        before, here, there, beyond = table[at - 1], table[at], table[at + 1], table[at + 2]
        third = (beyond - before) / 6 + (here - there) / 2
        second = (there + before) / 2 - here
        value = here + w * (there - here - third - second + w * (second + w * third))
        row[k] = min(max(value, ends[0]), ends[1])


@strict
def _search(numbers: Array, row: Array) -> None:
    """Put outcomes in the place: `numbers` holds the scores at which they give way, then the outcomes."""
    edges = numbers.size // 2
    for k in range(row.size):
        low, high = 0, edges
        while low < high:
            middle = (low + high) // 2
            if numbers[middle] <= row[k]:
                low = middle + 1
            else:
                high = middle
        row[k] = numbers[edges + low]
