"""Where a value stands in its belief: its normal score, the value at a score, and how likely more or less is."""

import numpy as np
from scipy import special

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.engine.flows import Array

STEPS = ("discrete", "sample")
FURTHEST = 6.2
"""Normal score of the last point that a draw can have, nearly."""
_PARTS, _ROUNDS = 64, 6


def value_at_score(belief: Uncertain, scores: Array) -> Array:
    """Return the values of a belief at normal scores; between the outcomes of a list in straight lines.

    Examples
    --------
    >>> value_at_score(Uncertain("normal", (100.0, 10.0)), np.array([0.0, 1.0]))
    array([100., 110.])
    """
    if belief.family in STEPS:
        return np.asarray(np.interp(scores, *_outcomes(belief)[:2]))
    return quantile(belief, special.ndtr(scores))


def score_of(belief: Uncertain, value: float) -> float:
    """Return the normal score at which a belief has a value, the nearest to 0 if there are several."""
    if belief.family in STEPS:
        scores, outcomes, _ = _outcomes(belief)
        return float(np.interp(value, outcomes, scores))
    low, high = -FURTHEST, FURTHEST
    for _ in range(_ROUNDS):
        scores = np.linspace(low, high, _PARTS + 1)
        at = int(np.clip(np.searchsorted(value_at_score(belief, scores), value), 1, _PARTS))
        low, high = float(scores[at - 1]), float(scores[at])
    return (low + high) / 2


def chance_beyond(belief: Uncertain, value: float, above: bool) -> float:
    """Return how likely a belief is to have a value or more (`above`), or a value or less.

    Examples
    --------
    >>> chance_beyond(Uncertain("discrete", (0.0, 5.0), (0.75, 0.25)), 5.0, True)
    0.25
    """
    if belief.family in STEPS:
        _, outcomes, weights = _outcomes(belief)
        slack = 1e-9 * max(abs(value), 1.0)
        beyond = outcomes >= value - slack if above else outcomes <= value + slack
        return float(weights[beyond].sum())
    score = score_of(belief, value)
    return float(special.ndtr(-score if above else score))


def _outcomes(belief: Uncertain) -> tuple[Array, Array, Array]:
    """Return the score of the middle of each outcome's probability, the outcomes ascending, and their probabilities."""
    values = np.asarray(belief.values)
    weights = np.asarray(belief.weights or (1 / len(values),) * len(values))
    outcomes, place = np.unique(values, return_inverse=True)
    shares = np.bincount(place, weights)
    middle = np.clip(np.cumsum(shares) - shares / 2, 1e-12, 1 - 1e-12)
    return np.asarray(special.ndtri(middle)), outcomes, np.asarray(shares, dtype=float)
