"""Sensitivity margins: by what share each heading of cost may change before the saving is gone."""

from dataclasses import dataclass

from outsourcing_model.metrics.results import Comparison

LEAST = 0.005


@dataclass(frozen=True)
class Margin:
    """How much room one variable leaves.

    Parameters
    ----------
    name : str
        Heading of the cost structure, or id of the line.
    present : float
        Its present weight in the saving: what the reference pays of it less what the alternative pays.
    margin : float
        Relative change, in both alternatives alike, at which the saving is zero; below zero: a fall.
    """

    name: str
    present: float
    margin: float


def margins(comparison: Comparison, alternative: str) -> tuple[Margin, ...]:
    """Return the margin of each heading of cost that weighs in the saving, the least room first.

    Notes
    -----
    Margin = - saving / present weight, the ratio NPV / PV(variable) of textbooks, with the sign of the change that
    hurts: a charge of present cost C may rise by saving / C, an avoided cost may fall by as much. Weights are relevant
    cost: what is alike in every alternative moves on both sides.
    """
    return _margins(comparison, alternative, by_line=False)


def line_margins(comparison: Comparison, alternative: str) -> tuple[Margin, ...]:
    """Return the margin of each line of cost that weighs in the saving, the least room first."""
    return _margins(comparison, alternative, by_line=True)


def _margins(comparison: Comparison, alternative: str, by_line: bool) -> tuple[Margin, ...]:
    """Return the margins by line or by heading."""
    if alternative == comparison.reference:
        return ()
    weights: dict[str, float] = {}
    for name, sign in ((comparison.reference, 1.0), (alternative, -1.0)):
        for line, found in comparison.alternatives[name].cost_structure.items():
            key = line if by_line else found.category
            weights[key] = weights.get(key, 0.0) + sign * found.relevant_npv
    saving = comparison.saving[alternative].mean or 0.0
    made = (Margin(name, weight, -saving / weight) for name, weight in weights.items() if abs(weight) > LEAST)
    return tuple(sorted(made, key=lambda each: abs(each.margin)))
