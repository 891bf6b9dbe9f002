"""Keep an IT service in-house or hand it to a provider: cost, value, certainty, penalties and the term sheet.

Five verbs, each returning something one can look at::

    case = read_case("case.yaml")
    draws = draw(case, 5000, seed=1)
    flows = simulate(case, draws)
    comparison = compare(flows)
    term_sheet(comparison).to_excel("term-sheet.xlsx")
"""

from importlib import import_module
from typing import Any

_OWNERS = {
    "read_case": "casefile.read",
    "draw": "engine.draws",
    "simulate": "engine.simulate",
    "compare": "metrics.compare",
    "term_sheet": "presentation.term_sheet",
}

__all__ = ["compare", "draw", "read_case", "simulate", "term_sheet"]


def __getattr__(name: str) -> Any:
    """Return a verb from the module that owns it, imported when it is first asked for."""
    if name in _OWNERS:
        return getattr(import_module(f"{__name__}.{_OWNERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the names of the verbs."""
    return __all__
