"""The list of charts, which the command line, the report and the notebooks all go through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import (
    bid_bridge,
    budget_bridge,
    cash_fan,
    cost_structure,
    exit_cost,
    penalty_exposure,
    saving_distribution,
    waterfall,
)


class Draw(Protocol):
    """A function that draws a comparison in a language, on axes if it is given any."""

    def __call__(self, comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
        """Return the axes drawn on."""
        ...


@dataclass(frozen=True)
class Chart:
    """One chart in its three forms.

    Parameters
    ----------
    name : str
        Name of its file.
    draw : callable
        Comparison, language and axes (or None) to the axes.
    table : callable
        Comparison and language to the same figures as a table: texts, and amounts in the case's currency.
    alt_text : callable
        Comparison and language to the chart in words.
    """

    name: str
    draw: Draw
    table: Callable[[Comparison, str], pd.DataFrame]
    alt_text: Callable[[Comparison, str], str]


CHARTS = (
    Chart("waterfall", waterfall.draw, waterfall.table, waterfall.alt_text),
    Chart("saving-distribution", saving_distribution.draw, saving_distribution.table, saving_distribution.alt_text),
    Chart("cash-fan", cash_fan.draw, cash_fan.table, cash_fan.alt_text),
    Chart("cost-structure", cost_structure.draw, cost_structure.table, cost_structure.alt_text),
    Chart("penalty-exposure", penalty_exposure.draw, penalty_exposure.table, penalty_exposure.alt_text),
    Chart("bid-bridge", bid_bridge.draw, bid_bridge.table, bid_bridge.alt_text),
    Chart("exit-cost", exit_cost.draw, exit_cost.table, exit_cost.alt_text),
)


BUDGET_BRIDGE = Chart("budget-bridge", budget_bridge.draw, budget_bridge.table, budget_bridge.alt_text)
"""Only for a case that states a budget."""


def charts_of(comparison: Comparison) -> tuple[Chart, ...]:
    """Return the charts that a comparison has something to show in."""
    return (*CHARTS, BUDGET_BRIDGE) if comparison.case.budget else CHARTS


def chart(name: str) -> Chart:
    """Return the chart of that name."""
    return next(each for each in CHARTS if each.name == name)
