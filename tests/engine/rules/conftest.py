"""Rules are called as the executor calls them: contiguous tiles and rows, plain numbers."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

Array = np.ndarray
Values = Sequence[float] | Sequence[Sequence[float]]


def of(values: Values) -> Array:
    """Return a row ``[draw]`` from a list, a tile ``[month, draw]`` from a list of lists."""
    return np.ascontiguousarray(np.array(values, dtype=float))


@pytest.fixture
def fill() -> Callable[..., list[list[float]]]:
    """Return a function that calls a rule on lists and numbers and gives what it filled, months by draws."""

    def call(rule: Callable[..., None], *arguments: Any, months: int, draws: int = 1, start: float = 9e9) -> Any:
        out = np.full((months, draws), start)
        given = [of(item) if isinstance(item, (list, tuple)) else item for item in arguments]
        kept = [item.copy() if isinstance(item, np.ndarray) else item for item in given]
        with np.errstate(over="ignore"):  # hashes wrap around, which numpy tells when the rules run uncompiled
            rule(*given, out)
        for before, after in zip(kept, given, strict=True):
            np.testing.assert_array_equal(before, after)
        return out.tolist()

    return call


def steady(value: float, months: int) -> list[list[float]]:
    """Return one draw with the same value every month."""
    return [[value]] * months


def column(tile: list[list[float]], draw: int = 0) -> list[float]:
    """Return one draw of a tile."""
    return [row[draw] for row in tile]
