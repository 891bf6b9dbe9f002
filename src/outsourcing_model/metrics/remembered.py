"""What was found of the comparison at hand, kept as long as that comparison lives and is the last one asked about."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from outsourcing_model.metrics.results import Comparison

Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """A pure function of a comparison that several parts of the output ask for: reckoned once for each comparison."""

    def __init__(self, function: Callable[[Comparison], Found]) -> None:
        self.__doc__ = function.__doc__
        self._function = function
        self._last: tuple[weakref.ref[Comparison], Found] | None = None

    def __call__(self, comparison: Comparison) -> Found:
        """Return what the function finds of a comparison."""
        last = self._last
        if last is not None and last[0]() is comparison:
            return last[1]
        found = self._function(comparison)
        self._last = weakref.ref(comparison, self._forget), found
        return found

    def _forget(self, gone: "weakref.ref[Comparison]") -> None:
        """Let go of what was found of a comparison that is no more."""
        if self._last is not None and self._last[0] is gone:
            self._last = None
