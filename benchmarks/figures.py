"""What a part of the benchmarks measured: printed for people, or kept in a file for the page."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from timing import Spread


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Parameters
    ----------
    key : str
        Its name in the promises and in the reasons, ``tiers``.
    what : str
        What was measured, in words.
    value, low, high : float
        Median, least and greatest of the rounds; all the same where there was one.
    unit : str
        ``x`` for a ratio, ``us/draw``, ``ms``, ``s``, ``MiB``, or nothing.
    """

    key: str
    what: str
    value: float
    low: float
    high: float
    unit: str


def figure(key: str, what: str, of: Spread | float, unit: str = "x") -> Figure:
    """Return a figure of several rounds, or of one."""
    found = of if isinstance(of, Spread) else Spread(of, of, of)
    return Figure(key, what, found.median, found.low, found.high, unit)


def number(value: float) -> str:
    """Return a number with about three significant digits.

    Examples
    --------
    >>> [number(value) for value in (1234.5, 12.345, 1.2345, 0.0123, 1e-14)]
    ['1,234', '12.3', '1.23', '0.0123', '1.0e-14']
    """
    if value == 0:
        return "0"
    if abs(value) < 1e-3:
        return f"{value:.1e}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:#.3g}".rstrip(".")


def shown(found: Figure) -> str:
    """Return the value of a figure with its unit; what is counted has no decimals."""
    counted = not found.unit and found.value == int(found.value)
    return f"{found.value:,.0f}" if counted else f"{number(found.value)} {found.unit}".rstrip()


def row(found: Figure) -> tuple[str, str, str]:
    """Return a figure as cells: what, median with unit, range."""
    between = "" if found.low == found.high else f"{number(found.low)} to {number(found.high)}"
    return found.what, shown(found), between


def tell(measure: Callable[[], Iterable[Figure]]) -> None:
    """Print each figure as it comes; with a file named after ``--json``, keep them there as well."""
    kept = []
    for found in measure():
        kept.append(asdict(found))
        what, value, between = row(found)
        print(f"{what:<78} {value:>16}  {between}", flush=True)
    if "--json" in sys.argv:
        Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(kept), encoding="utf-8")


def kept_in(path: Path) -> list[Figure]:
    """Return the figures that a part kept in a file."""
    return [Figure(**found) for found in json.loads(path.read_text(encoding="utf-8"))]
