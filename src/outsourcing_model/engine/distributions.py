"""Exact quantile functions of the distributions that a case can state."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from outsourcing_model.case.distribution import Distribution, kept_share, truncation
from outsourcing_model.case.uncertain import Uncertain

Array = NDArray[np.float64]


def quantile(belief: Uncertain, u: Array) -> Array:
    """Return the values below which the shares `u` of the probability lie.

    Parameters
    ----------
    belief : Uncertain
        Any family.
    u : ndarray
        Shares strictly between 0 and 1.

    Returns
    -------
    ndarray
        Of the shape of `u`, in the unit of the belief.

    Notes
    -----
    A PERT belief is the beta distribution on [low, high] with shapes 1 + 4 (mode - low)/(high - low) and
    1 + 4 (high - mode)/(high - low); its mean is (low + 4 mode + high)/6.

    Examples
    --------
    >>> quantile(Uncertain("uniform", (10.0, 20.0)), np.array([0.25]))
    array([12.5])
    """
    return quantile_of(belief.distribution, u)


def quantile_of(law: Distribution, u: Array) -> Array:
    """Return the values below which the shares `u` of a distribution lie."""
    values = law.values
    match law.kind:
        case "constant":
            return np.full(u.shape, values[0])
        case "uniform":
            return values[0] + (values[1] - values[0]) * u
        case "triangular":
            return _triangular(*values, u=u)
        case "beta":
            return _beta(*values, *law.shares, u=u)
        case "steps":
            return _steps(law, u)
        case "lines":
            return np.asarray(np.interp(u, law.shares, values))
        case "truncated":
            return _truncated(law, u)
    normal = values[0] + values[1] * special.ndtri(u)
    return np.asarray(np.exp(normal) if law.kind == "lognormal" else normal)


def _beta(low: float, high: float, a: float, b: float, *, u: Array) -> Array:
    """Return quantiles of a beta between two ends."""
    return np.asarray(low + (high - low) * special.betaincinv(a, b, u))


def _triangular(low: float, mode: float, high: float, *, u: Array) -> Array:
    """Return triangular quantiles, each side from its own end so that no digits are lost."""
    width = high - low
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u < (mode - low) / width, rising, falling)


def _truncated(law: Distribution, u: Array) -> Array:
    """Return quantiles of a normal kept between two ends, counted from the nearer tail of the parent."""
    mu, sigma, low, high = law.values
    a, b = truncation(law.values)
    share = kept_share(a, b)
    below = special.ndtr(a) + u * share
    above = special.ndtr(-b) + (1 - u) * share
    score = np.where(below < above, special.ndtri(below), -special.ndtri(above))
    return np.asarray(np.clip(mu + sigma * score, low, high))


def steps(law: Distribution) -> tuple[Array, Array]:
    """Return outcomes in ascending order and the shares at which each gives way to the next."""
    values, weights = np.asarray(law.values), np.asarray(law.shares)
    order = np.argsort(values, kind="stable")
    return values[order], np.cumsum(weights[order])[:-1]


def _steps(law: Distribution, u: Array) -> Array:
    """Return quantiles of a list of outcomes, in the order of their values."""
    values, edges = steps(law)
    return np.asarray(values[np.searchsorted(edges, u, side="right")])
