"""A fitted mean as a belief that a case can state: between two ends, with the percentiles of the fit."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.metrics.attained.fit import Z10, Fit

Array = NDArray[np.float64]
_SHAPES = np.linspace(0.0, 1.0, 2001)
_DIGITS = 8
_SLACK = 1e-12
_LEVELS = 15
_BESIDE = 0.1


def belief_of(found: Fit) -> Uncertain:
    """Return the belief that has the 10th and 90th percentile of a fitted mean, and its mean as nearly as it can.

    A PERT on [low, high] is a beta law; with the mode at a share s of the way its percentiles q10(s) and q90(s) are
    known, so that high - low = (P90 - P10) / (q90 - q10) and low = P10 - q10 (high - low). Of the shares whose ends lie
    in 0 to 1, that is taken whose mean is nearest. Where none comes within a tenth of P90 - P10, as with few months,
    the belief is a sample of 15 equally likely levels.

    Examples
    --------
    >>> from outsourcing_model.metrics.attained.fit import fit
    >>> found = belief_of(fit(np.array([0.99, 0.97, 0.98, 0.99, 0.985])))
    >>> found.family, [round(value, 4) for value in found.values]
    ('pert', [0.9611, 0.9872, 0.9881])
    """
    if found.is_constant:
        return Uncertain("constant", (found.mean,))
    low, high = found.percentiles
    first, last = _ends(low, high)
    mean = first + (last - first) * (1 + 4 * _SHAPES) / 6
    inside = (first >= -_SLACK) & (last <= 1 + _SLACK)
    beside = np.where(inside, np.abs(mean - found.mean), np.inf)
    at = int(np.argmin(beside))
    if beside[at] > _BESIDE * (high - low):
        return _sample(found)
    return _pert(float(first[at]), float(last[at]), float(_SHAPES[at]))


def _quantiles() -> tuple[Array, Array]:
    """Return the 10th and 90th percentile of the PERT on 0 to 1 for each place of the mode."""
    return cast(
        tuple[Array, Array],
        tuple(special.betaincinv(1 + 4 * _SHAPES, 5 - 4 * _SHAPES, share) for share in (0.1, 0.9)),
    )


def _ends(low: float, high: float) -> tuple[Array, Array]:
    """Return the ends of the PERT with two percentiles, for each place of the mode."""
    first, last = _quantiles()
    width = (high - low) / (last - first)
    start = low - width * first
    return start, start + width


def _sample(found: Fit) -> Uncertain:
    """Return equally likely levels of the mean, of which the second and the last but one are the two percentiles.

    On the scale of logits they lie as normal scores do, each side of the mean by itself: the far tails of a t law with
    few degrees of freedom would move the mean of the sample away from that of the fit.
    """
    scores = special.ndtri((np.arange(_LEVELS) + 0.5) / _LEVELS) / Z10
    middle, edges = special.logit(found.mean), special.logit(np.array(found.percentiles))
    levels = special.expit(middle + np.abs(scores) * np.where(scores < 0, edges[0] - middle, edges[1] - middle))
    return Uncertain("sample", tuple(round(value, _DIGITS) for value in levels.tolist()))


def _pert(low: float, high: float, share: float) -> Uncertain:
    """Return a PERT with its ends inside 0 to 1, rounded as files state it."""
    ends = np.clip([low, low + (high - low) * share, high], 0.0, 1.0)
    return Uncertain("pert", tuple(round(float(value), _DIGITS) for value in ends))
