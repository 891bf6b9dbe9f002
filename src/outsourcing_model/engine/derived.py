"""Rows derived from other rows, as formulas of rows that most programs need: copies, products, what a lack leaves."""

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.engine.attainment import missed

Array = NDArray[np.float64]
LEAST = 1e-12
"""A lack below this counts as this when its octave is looked for."""


def same(row: Array) -> Array:
    """Return the row itself."""
    return row


def product(one: Array, other: Array) -> Array:
    """Return the product of two rows."""
    return one * other


def left(lack: Array) -> Array:
    """Return the level that a lack leaves: 1 - min(lack, 1)."""
    return np.asarray(1 - np.minimum(lack, 1.0))


def grown(growth: Array, factor: Array) -> Array:
    """Return growth times a factor: (1 + growth) factor - 1."""
    return (1 + growth) * factor - 1


def octave(mean: Array, reduction: Array) -> Array:
    """Return in which octave of 2 lies what a level lacks once it is reduced, and how far up in it.

    Of 2^e (1 + m), with m from 0 to 1, it is e + m + m (1 - m)/3: nearly the logarithm to base 2, with a slope that
    does not jump between octaves, but made of the digits of the number alone.
    """
    lack = np.maximum(1 - np.clip(mean - reduction, 0.0, 1.0), LEAST)
    digits, exponent = np.frexp(lack)
    m = 2 * digits - 1
    return np.asarray((exponent - 1) + m + m * (1 - m) / 3)


def chance(spread: float, concentration: float | None, limit: float, _span: tuple[float, float], *rows: Array) -> Array:
    """Return the probability to stay below a limit, of a mean level and its reduction; their octave follows.

    `_span` holds the least and the greatest mean that can be believed, for the table that stands for this formula.
    """
    return missed(spread, limit, concentration)(*rows[:2])
