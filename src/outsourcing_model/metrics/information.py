"""What knowing some of the inputs before choosing would be worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

from outsourcing_model.metrics.ranking import value_of_perfect_information
from outsourcing_model.metrics.summary import standard_error

Array = NDArray[np.float64]
MOST_DRAWS = 16_384
"""The first so many draws are looked at: a whole number of replicates, and enough for any purse."""
FEWEST_DRAWS_A_TERM = 4
"""A fit with fewer draws for each of its terms is not made."""
SMALL = 4
"""All parts of a set of at most so many inputs are looked at."""
PAIRED = 12
"""Pairs are made of at most so many inputs of a set: those that say most by themselves."""
BENT = 6
"""Lines that bend are tried for sets of at most so many inputs."""
_RIDGE = 1e-9
_POWERS = 3
_BENDS = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class Worth:
    """What knowing some inputs exactly would be worth, in the money of the scores.

    Parameters
    ----------
    paths : tuple of str
        The inputs known together, sorted.
    value : float
        Expected value of partial perfect information, at least 0 and at most that of perfect information.
    standard_error : float or None
        From 16 replicates; None with fewer than 32 draws.
    """

    paths: tuple[str, ...]
    value: float
    standard_error: float | None

    @property
    def is_clear(self) -> bool:
        """Return whether the value stands out from the noise of the draws: more than two standard errors."""
        return self.standard_error is not None and self.value > 2 * self.standard_error


def worth_of_knowing(
    scores: Array, values: Array, paths: Sequence[str], sets: Iterable[Iterable[str]]
) -> tuple[Worth, ...]:
    """Return what knowing each set of inputs would be worth (EVPPI), in the order asked.

    Parameters
    ----------
    scores : ndarray [alternative, draw]
        Net benefit; more is better.
    values : ndarray [path, draw]
        What was drawn of each input.
    paths : sequence of str
        Their names.
    sets : iterable of iterables of str
        What is asked. A name without a row counts for nothing.

    Notes
    -----
    For a set, what each alternative gains on the best one is fitted on functions of its inputs; in each draw that
    alternative is chosen which the fit to all *other* draws calls best, and what it really gains in this draw is
    counted. That mean can't reward chance. The value of a set is the greatest such mean among the sets asked, each
    input alone, all parts of a set of up to four inputs, and knowing nothing, as far as they lie within it: a set is
    never worth less than a part of it that is asked with it, a small one than any part of it. See
    ``docs/decisions/0052-evppi.md``.

    Examples
    --------
    >>> known = np.linspace(-1, 1, 1000)
    >>> found = worth_of_knowing(np.array([np.zeros(1000), known]), np.array([known]), ["price"], [["price"]])
    >>> round(found[0].value, 3)
    0.25
    """
    asked = [tuple(sorted(set(each) & set(paths))) for each in sets]
    if not asked:
        return ()
    looked = slice(0, MOST_DRAWS)
    best = int(scores.mean(axis=1).argmax())
    gains = np.delete(scores - scores[best], best, axis=0)[:, looked]
    rows = {path: row for row, path in enumerate(paths)}
    fits = _Fits(np.asarray(values[:, looked]), gains)
    inside = sorted({path for each in asked for path in each})
    tried: dict[tuple[str, ...], Array] = {(path,): fits.chosen((rows[path],)) for path in inside}
    others = {part for each in asked for part in (each, *_parts(each)) if part} - tried.keys()
    tried |= {each: fits.chosen(tuple(rows[path] for path in each)) for each in sorted(others)}
    most = value_of_perfect_information(scores)
    return tuple(_greatest(each, tried, most) for each in asked)


def _parts(asked: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Yield the parts of a small set that are larger than one input, so that it never hangs on what else is asked."""
    if len(asked) <= SMALL:
        for size in range(2, len(asked)):
            yield from combinations(asked, size)


def _greatest(asked: tuple[str, ...], tried: dict[tuple[str, ...], Array], most: float) -> Worth:
    """Return the best that can be done with a set: with all of it, with a part of it, or with nothing."""
    within = set(asked)
    means = {each: float(gained.mean()) for each, gained in tried.items() if within.issuperset(each)}
    best = max(sorted(means), key=lambda each: means[each], default=())
    if not means or means[best] <= 0:
        return Worth(asked, 0.0, standard_error(tried[best]) if best else 0.0)
    return Worth(asked, min(means[best], most), standard_error(tried[best]))


class _Fits:
    """Functions of every input over the draws, and how they go with what each alternative gains."""

    def __init__(self, values: Array, gains: Array) -> None:
        self.gains = gains
        self.functions = np.empty((0, gains.shape[1]))
        self.own: list[tuple[int, ...]] = []
        found: list[Array] = []
        for row in values:
            made = _functions_of(row)
            self.own.append(tuple(range(len(found), len(found) + len(made))))
            found += made
        self.functions = np.array(found).reshape(len(found), gains.shape[1])
        self.gram = self.functions @ self.functions.T
        self.with_gains = self.functions @ (gains - gains.mean(axis=1, keepdims=True)).T

    def chosen(self, rows: tuple[int, ...]) -> Array:
        """Return what the choice that knows some inputs really gains in each draw on the best fixed choice."""
        draws = self.gains.shape[1]
        best, least = None, np.inf
        for terms, extra in self._shapes(rows):
            if (len(terms) + len(extra)) * FEWEST_DRAWS_A_TERM > draws or not terms:
                continue
            foreseen = self._left_out(terms, extra)
            error = _relative_error(self.gains, foreseen)
            if error < least:
                best, least = foreseen, error
        if best is None:
            return np.zeros(draws)
        pick = best.argmax(axis=0)
        here = np.arange(draws)
        return np.asarray(np.where(best[pick, here] > 0, self.gains[pick, here], 0.0))

    def _shapes(self, rows: tuple[int, ...]) -> Iterable[tuple[list[int], Array]]:
        """Yield the shapes of fit that are tried: straight lines, curves, curves with bends, and curves with pairs."""
        none = np.empty((0, self.gains.shape[1]))
        if self.gains.size == 0:
            return
        yield [self.own[row][0] for row in rows if self.own[row]], none
        curved = [term for row in rows for term in self.own[row]]
        yield curved, none
        if len(rows) <= BENT:
            bends = [bend for row in rows for bend in self._bends(row)]
            yield curved, np.array(bends).reshape(len(bends), self.gains.shape[1])
        if len(rows) > 1:
            strong = sorted((row for row in rows if self.own[row]), key=self._said)[:PAIRED]
            scores = [self.functions[self.own[row][1]] for row in sorted(strong)]
            pairs = [_scaled(a * b) for at, a in enumerate(scores) for b in scores[at + 1 :]]
            yield curved, np.array(pairs).reshape(len(pairs), self.gains.shape[1])

    def _bends(self, row: int) -> list[Array]:
        """Return what an input has in rank above each of a few shares of the draws."""
        if not self.own[row]:
            return []
        share = special.ndtr(self.functions[self.own[row][1]])
        return [_scaled(np.maximum(share - bend, 0)) for bend in _BENDS]

    def _said(self, row: int) -> float:
        """Return minus the greatest squared correlation of an input, as a line, with a gain."""
        spread = np.maximum(self.gains.var(axis=1), 1e-300)
        return -float((self.with_gains[self.own[row][0]] ** 2 / spread).max())

    def _left_out(self, terms: list[int], extra: Array) -> Array:
        """Return each gain as foreseen in a draw by the least squares fit to all other draws.

        The fit without draw d says (fit - h y) / (1 - h) there, h being the draw's leverage.
        """
        draws = self.gains.shape[1]
        functions = np.vstack([self.functions[terms], extra]) if len(extra) else self.functions[terms]
        gram, right = self.gram[np.ix_(terms, terms)], self.with_gains[terms]
        if len(extra):
            across = functions @ extra.T
            gram = np.block([[gram, across[: len(terms)]], [across[: len(terms)].T, across[len(terms) :]]])
            right = np.vstack([right, extra @ (self.gains - self.gains.mean(axis=1, keepdims=True)).T])
        lower = np.linalg.cholesky(gram + _RIDGE * draws * np.eye(len(gram)))
        inverse = linalg.solve_triangular(lower, np.eye(len(gram)), lower=True, check_finite=False)
        white = inverse @ functions
        fit = (inverse @ right).T @ white + self.gains.mean(axis=1, keepdims=True)
        leverage = np.minimum(1 / draws + (white**2).sum(axis=0), 1 - 1e-9)
        return np.asarray((fit - leverage * self.gains) / (1 - leverage))


def _relative_error(gains: Array, foreseen: Array) -> float:
    """Return the mean squared error of what was foreseen, each alternative in units of its own spread."""
    spread = np.maximum(gains.var(axis=1), 1e-300)
    return float((((gains - foreseen) ** 2).mean(axis=1) / spread).sum())


def _functions_of(row: Array) -> list[Array]:
    """Return the input itself and powers of its normal score, each with mean 0 and spread 1; nothing of a constant."""
    if np.ptp(row) <= 1e-12 * np.abs(row).max(initial=0.0):
        return []
    _, place, counts = np.unique(row, return_inverse=True, return_counts=True)
    middle = (np.cumsum(counts) - counts / 2) / row.size
    score = _scaled(np.asarray(special.ndtri(middle))[place])
    return [_scaled(row), score, *(_scaled(score**power) for power in range(2, _POWERS + 1))]


def _scaled(row: Array) -> Array:
    """Return a row with mean 0 and spread 1; zeros if it has no spread."""
    away = row - row.mean()
    spread = away.std()
    return np.asarray(away / spread if spread > 1e-12 else np.zeros_like(away))
