"""The cases that come with the package."""

from functools import cache
from pathlib import Path

INSTALLED = Path(__file__).parent.parent / "data"
"""Where an installed package has them."""

CHECKED_OUT = Path(__file__).parents[3] / "data"
"""Where a checkout has them."""


@cache
def shipped_cases() -> dict[str, Path]:
    """Return name to case file of every shipped case, sorted by name.

    Examples
    --------
    >>> list(shipped_cases())
    ['contrat-infogerance', 'outsourcing-calculator', 'service-desk-and-hosting']
    """
    folder = INSTALLED if INSTALLED.is_dir() else CHECKED_OUT
    return {path.parent.name: path for path in sorted(folder.glob("*/case.yaml"))}


def shipped_case(name: str) -> Path:
    """Return the file of one shipped case.

    Raises
    ------
    KeyError
        If no shipped case has that name; the message lists those that there are.
    """
    cases = shipped_cases()
    if name not in cases:
        message = f"no shipped case is called {name!r}; there are {', '.join(cases)}"
        raise KeyError(message)
    return cases[name]
