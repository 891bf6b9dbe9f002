"""How the line of each alternative looks: its colour everywhere the same, the recommended one solid and thick."""

from typing import Any

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style

COLOURS = (style.BLUE, style.VERMILION, style.GREEN, style.PURPLE, style.ORANGE, style.SKY, style.BLACK)
_DASHES = ("--", "-.", ":", (0, (5, 1, 1, 1)), (0, (1, 1)), (0, (8, 2)))


def line_of(alternative: str, comparison: Comparison) -> dict[str, Any]:
    """Return the options with which the line of an alternative is drawn."""
    at = list(comparison.alternatives).index(alternative)
    look = {"color": COLOURS[at % len(COLOURS)]}
    if alternative == comparison.recommended:
        return {**look, "linestyle": "-", "linewidth": 2.8, "zorder": 3}
    return {**look, "linestyle": _DASHES[at % len(_DASHES)], "linewidth": 1.6}
