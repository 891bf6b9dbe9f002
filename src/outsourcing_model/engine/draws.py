"""Draws: the table of chance, one row for each uncertain belief and one column for each draw."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.distribution import Distribution
from outsourcing_model.case.factors import FACTORS
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.correlation import Pair, Pairs, achieved, connected, factor_of, held
from outsourcing_model.engine.drawing import Group, Source
from outsourcing_model.engine.points import KINDS

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
DEFAULT_DRAWS = 5000
DEFAULT_SEED = 1
HELD = 200_000
"""Draws up to which all values are made at once and held; more are made block by block."""
LOOKED_AT = 100_000
"""Draws from which it is told how closely pairs go together."""


class Values:
    """The values of all draws: held as an array, or made when they are asked for if they are very many."""

    def __get__(self, draws: "Draws | None", owner: type) -> Array:
        """Return the values ``[path, draw]``."""
        if draws is None:
            raise AttributeError("values")
        made = draws.made
        return made if isinstance(made, np.ndarray) else made.all_values

    def __set__(self, draws: "Draws", given: "Array | Source") -> None:
        """Take the values, or what makes them."""
        draws.__dict__["values"] = given


@dataclass(frozen=True, repr=False)
class Draws:
    """What chance decided.

    Parameters
    ----------
    paths : tuple of str
        The uncertain beliefs, sorted.
    values : ndarray [path, draw]
        Their values in the units of the case; may be given as the source that makes them, block by block.
    seed : int
        What the points and the month's luck depend on.
    first : int
        Number of the first draw.
    repaired : float
        Largest change that made the stated correlations possible; 0 if none was needed.
    points : {"keyed", "sobol", "plain"}
        How the points fill the range; of sobol points the sorted paths are the dimensions.
    errors : tuple of float
        Of each path, the greatest error of the table its draws are read off, in its standard deviations; 0 without.
    pairs : tuple of (str, str, float)
        Paths that go together, and their rank correlation as stated.
    """

    paths: tuple[str, ...]
    values: Values = Values()
    seed: int = DEFAULT_SEED
    first: int = 0
    repaired: float = 0.0
    points: str = "keyed"
    errors: tuple[float, ...] = ()
    pairs: Pairs = ()

    @property
    def made(self) -> "Array | Source":
        """Return the values if they are held, else what makes them."""
        given: Array | Source = self.__dict__["values"]
        return given

    @property
    def count(self) -> int:
        """Return the number of draws."""
        return self.made.count if isinstance(self.made, Source) else int(self.made.shape[1])

    def block(self, start: int, stop: int) -> Array:
        """Return the values ``[path, draw]`` of the draws from `start` to before `stop`, whatever lies around them."""
        return self.made.block(start, stop) if isinstance(self.made, Source) else self.made[:, start:stop]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Return path to row."""
        return {path: row for row, path in enumerate(self.paths)}

    @property
    def table_error(self) -> float:
        """Return the greatest error of the tables that draws are read off, in standard deviations of their beliefs."""
        return max(self.errors, default=0.0)

    @cached_property
    def achieved(self) -> tuple[Pair, ...]:
        """Return how closely each pair goes together in the (first 100,000) draws, beside what was stated."""
        drawn = self.block(0, min(self.count, LOOKED_AT)) if self.pairs else np.empty((0, 0))
        rows = ((pair, drawn[self.rows[pair[0]]], drawn[self.rows[pair[1]]]) for pair in self.pairs)
        return tuple(Pair((one, other), rank, achieved(a, b)) for (one, other, rank), a, b in rows)

    @property
    def widest_gap(self) -> float:
        """Return by how much the rank correlation of a pair differs most from what was stated."""
        return max((abs(pair.found - pair.stated) for pair in self.achieved), default=0.0)

    def of(self, path: str, belief: Uncertain) -> Array:
        """Return the value of a belief of the case in each draw, times the factor that it names."""
        row = self.rows.get(path)
        own = np.full(self.count, belief.own.mean) if row is None else self.values[row]
        return own if belief.factor is None else own * self.of(f"{FACTORS}.{belief.times}", belief.factor)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a belief: mean, standard deviation and percentiles of what was drawn."""
        import pandas as pd

        columns = pd.DataFrame(self.values.T, columns=list(self.paths))
        return columns.describe(percentiles=[0.05, 0.1, 0.5, 0.9, 0.95]).T.drop(columns="count")

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html())

    def __repr__(self) -> str:
        return f"Draws({len(self.paths)} beliefs, {self.count} draws, seed {self.seed})"

    def only(self, draw: int) -> "Draws":
        """Return the draw of that position alone."""
        return replace(self, values=np.ascontiguousarray(self.block(draw, draw + 1)), first=self.first + draw)


def draw(case: Case, n: int = DEFAULT_DRAWS, seed: int = DEFAULT_SEED, points: str = "keyed") -> Draws:
    """Return `n` draws of every uncertain belief of the case.

    Parameters
    ----------
    case : Case
        Its constants are not drawn.
    n : int
        Number of draws, at least 1; the first n of 2 n draws are the n draws.
    seed : int
        Any whole number.
    points : {"keyed", "sobol", "plain"}
        How the points fill the range: of keyed and plain points a path depends on seed and path alone; sobol points are
        sharper, but a path that is added may move the others.

    Raises
    ------
    ValueError
        If n is below 1 or the points are of no such kind.
    CaseError
        If the stated correlations contradict one another.
    """
    if n < 1 or points not in KINDS:
        message = f"the number of draws must be at least 1, not {n}"
        raise ValueError(message if n < 1 else f"points are {', '.join(KINDS)}, not {points}")
    laws = laws_of(case)
    pairs = held(case, laws)
    source, repaired = sourced(laws, pairs, n, seed, points)
    made = source.block(0, n) if n <= HELD else source
    errors = tuple(read.error for read in source.reads.values())
    return Draws(tuple(laws), made, seed, 0, repaired, points, errors, pairs)


def sourced(laws: Mapping[str, Distribution], pairs: Pairs, n: int, seed: int, points: str) -> tuple[Source, float]:
    """Return what draws are made from, and the largest change that made the stated correlations possible."""
    rows = {path: row for row, path in enumerate(laws)}
    joined, repaired = [], 0.0
    for group in connected(pairs):
        lower, change = factor_of(pairs, group)
        joined.append(Group(np.array([rows[path] for path in group]), lower))
        repaired = max(repaired, change)
    return Source(laws, seed, points, tuple(joined), n), repaired


def laws_of(case: Case) -> dict[str, Distribution]:
    """Return the distribution of every uncertain belief of a case, by its path."""
    return {path: belief.distribution for path, belief in beliefs(case).items() if not belief.is_constant}


def expected_draws(case: Case) -> Draws:
    """Return one draw with every uncertain belief at its mean."""
    uncertain = {path: belief for path, belief in beliefs(case).items() if not belief.is_constant}
    means = [[belief.own.mean] for belief in uncertain.values()]
    return Draws(tuple(uncertain), np.array(means).reshape(len(means), 1), DEFAULT_SEED)
