"""Doing something once things are quiet, so that ten quick moves of a slider cost one evaluation."""

import asyncio
from collections.abc import Callable

QUIET = 0.12
"""Seconds without a further call before the action is done."""


class Later:
    """An action that is done once for a burst of calls; at once where no event loop is running.

    Parameters
    ----------
    action : callable
        What to do.
    """

    def __init__(self, action: Callable[[], object]) -> None:
        self._action = action
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self) -> None:
        """Do the action soon, instead of any that is still waiting."""
        if self._timer:
            self._timer.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._action()
        else:
            self._timer = loop.call_later(QUIET, self._action)
