"""Draws: the table of chance, one row for each uncertain belief and one column for each draw."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.case import Case
from outsourcing_model.case.factors import FACTORS
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.correlation import factor, groups, together
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.engine.points import points

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
DEFAULT_DRAWS = 5000
DEFAULT_SEED = 1


@dataclass(frozen=True, repr=False)
class Draws:
    """What chance decided.

    Parameters
    ----------
    paths : tuple of str
        The uncertain beliefs, sorted.
    values : ndarray [path, draw]
        Their values, in the units of the case.
    seed : int
        What the points and the month's luck depend on.
    first : int
        Number of the first draw.
    repaired : float
        Largest change that made the stated correlations possible; 0 if none was needed.
    """

    paths: tuple[str, ...]
    values: Array
    seed: int
    first: int = 0
    repaired: float = 0.0

    @property
    def count(self) -> int:
        """Return the number of draws."""
        return int(self.values.shape[1])

    @cached_property
    def rows(self) -> dict[str, int]:
        """Return path to row."""
        return {path: row for row, path in enumerate(self.paths)}

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
        return replace(self, values=np.ascontiguousarray(self.values[:, draw : draw + 1]), first=self.first + draw)


def draw(case: Case, n: int = DEFAULT_DRAWS, seed: int = DEFAULT_SEED) -> Draws:
    """Return `n` draws of every uncertain belief of the case.

    Parameters
    ----------
    case : Case
        Its constants are not drawn.
    n : int
        Number of draws, at least 1; the first n of 2 n draws are the n draws.
    seed : int
        Any whole number.

    Raises
    ------
    ValueError
        If n is below 1.
    CaseError
        If the stated correlations contradict one another.
    """
    if n < 1:
        message = f"the number of draws must be at least 1, not {n}"
        raise ValueError(message)
    uncertain = {path: belief for path, belief in beliefs(case).items() if not belief.is_constant}
    shares = {path: points(seed, path, n) for path in uncertain}
    repaired = 0.0
    for group in groups(case):
        lower, change = factor(case, group)
        scores = together(lower, {path: np.asarray(special.ndtri(shares[path])) for path in group})
        shares.update({path: _inside(np.asarray(special.ndtr(score))) for path, score in scores.items()})
        repaired = max(repaired, change)
    rows = [quantile(belief, shares[path]) for path, belief in uncertain.items()]
    return Draws(tuple(uncertain), np.array(rows).reshape(len(rows), n), seed, repaired=repaired)


def _inside(shares: Array) -> Array:
    """Return shares kept as far from 0 and 1 as points are, so that no draw leaves a belief's span."""
    edge = 0.5 / 2**32
    return np.clip(shares, edge, 1 - edge)


def expected_draws(case: Case) -> Draws:
    """Return one draw with every uncertain belief at its mean."""
    uncertain = {path: belief for path, belief in beliefs(case).items() if not belief.is_constant}
    means = [[belief.own.mean] for belief in uncertain.values()]
    return Draws(tuple(uncertain), np.array(means).reshape(len(means), 1), DEFAULT_SEED)
