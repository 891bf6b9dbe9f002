"""What is promised of speed and memory, in words, and how each promise is judged."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Promise:
    """One promise: the key of the figure that it is about, its limit, and the side of the limit that keeps it."""

    key: str
    text: str
    side: Literal["at least", "at most"]
    limit: float

    @property
    def stated(self) -> str:
        """Return the limit in words."""
        return f"{self.side} {self.limit:g}"

    def is_kept(self, value: float) -> bool:
        """Return whether a measured value keeps the promise."""
        return value >= self.limit if self.side == "at least" else value <= self.limit

    def missed_by(self, value: float) -> float:
        """Return by which factor a value misses the limit, above one; one or less if it keeps the promise."""
        least, greatest = (value, self.limit) if self.side == "at least" else (self.limit, value)
        return greatest / least


PROMISES = (
    Promise("in_house", "In-house present cost is that of the numpy version, relative difference", "at most", 1e-12),
    Promise("penalties", "Penalties are those of the numpy version, in standard errors", "at most", 4),
    Promise("tiers", "`simulate` on one thread against the numpy version", "at least", 6),
    Promise("kernel", "`simulate` on one thread: time over that of a kernel fused by hand", "at most", 2),
    Promise("threads", "`simulate` on two threads against one", "at least", 1.6),
    Promise("ema_workbench", "`simulate` against ema_workbench", "at least", 80),
    Promise("monaco", "`simulate` against monaco", "at least", 80),
    Promise("correlated", "`draw` of 25 correlated inputs against scipy", "at least", 6),
    Promise("sobol", "Sobol indices with intervals of 1,000 resamples against SALib", "at least", 4),
    Promise("memory", "Memory above the imports at 1,000,000 draws, MiB", "at most", 300),
    Promise("help", "`--help`: processor time over that of a typer program with two commands", "at most", 1.5),
    Promise("heavy", "Heavy modules that `--help` imports", "at most", 0),
    Promise("slider", "A move of a slider at 5,000 draws until its new numbers are there, ms", "at most", 50),
    Promise("compiling", "First compilation in an empty folder, processor seconds", "at most", 20),
)
