"""Times taken in turn, so that what slows the machine down slows everything that is compared."""

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Work = Callable[[int], object]
"""Something to time; it is told the number of the round, so that no round can repeat what another one kept."""


@dataclass(frozen=True)
class Spread:
    """The median of some rounds with the least and the greatest of them."""

    median: float
    low: float
    high: float

    def times(self, factor: float) -> "Spread":
        """Return the same in another unit."""
        return Spread(self.median * factor, self.low * factor, self.high * factor)


def spread(values: list[float]) -> Spread:
    """Return the median, the least and the greatest of some values."""
    return Spread(statistics.median(values), min(values), max(values))


def in_turn(works: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each work took in each round: A B C, A B C, and so on, after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work(number)
            taken[name].append(time.perf_counter() - start)
    return {name: seconds[1:] for name, seconds in taken.items()}


def ratio(over: list[float], under: list[float]) -> Spread:
    """Return how many times as long one took as the other, round by round."""
    return spread([one / other for one, other in zip(over, under, strict=True)])


def processor_seconds(command: Sequence[str], **options: Any) -> float:
    """Return the processor time, user and system, that a command takes; it is run with the options of `subprocess`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
