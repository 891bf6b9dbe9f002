"""Exact quantile functions of the distributions that a case can state."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

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
    values = belief.values
    if belief.family == "constant":
        return np.full(u.shape, values[0])
    if belief.family == "uniform":
        return values[0] + (values[1] - values[0]) * u
    if belief.family == "triangular":
        return _triangular(*values, u=u)
    if belief.family == "pert":
        return _pert(*values, u=u)
    if belief.family in ("discrete", "sample"):
        return _steps(belief, u)
    mu, sigma = belief.normal_parameters()
    normal = mu + sigma * special.ndtri(u)
    logarithmic = belief.family == "lognormal" or belief.shape == "lognormal"
    return np.asarray(np.exp(normal) if logarithmic else normal)


def _pert(low: float, mode: float, high: float, *, u: Array) -> Array:
    """Return PERT quantiles."""
    width = high - low
    shape = 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width
    return np.asarray(low + width * special.betaincinv(*shape, u))


def _triangular(low: float, mode: float, high: float, *, u: Array) -> Array:
    """Return triangular quantiles, each side from its own end so that no digits are lost."""
    width = high - low
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u < (mode - low) / width, rising, falling)


def _steps(belief: Uncertain, u: Array) -> Array:
    """Return quantiles of a list of outcomes, in the order of their values."""
    values = np.asarray(belief.values)
    weights = np.asarray(belief.weights or (1 / len(values),) * len(values))
    order = np.argsort(values, kind="stable")
    edges = np.cumsum(weights[order])[:-1]
    return values[order][np.searchsorted(edges, u, side="right")]
