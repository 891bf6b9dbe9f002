"""The list of charts, which the command line, the report and the notebooks all go through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import pandas as pd
from matplotlib.axes import Axes

from outsourcing_model.metrics.certainty import certainty
from outsourcing_model.metrics.ratio import values_stated
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import (
    acceptability,
    bid_bridge,
    budget_bridge,
    cash_fan,
    convergence,
    cost_structure,
    credits_against_harm,
    cumulative,
    exit_cost,
    exposure_by_year,
    penalty_exposure,
    ratio_by_year,
    saving_distribution,
    scenario_effects,
    tornado,
    waterfall,
    worth_of_knowing,
)
from outsourcing_model.presentation.charts.picture import Picture


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

    def picture(self, comparison: Comparison, lang: str) -> Picture:
        """Return the chart drawn, for a notebook to show."""
        return Picture(self.draw(comparison, lang), self.alt_text(comparison, lang))


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


CREDITS_AGAINST_HARM = Chart(
    "credits-against-harm", credits_against_harm.draw, credits_against_harm.table, credits_against_harm.alt_text
)
"""Only where a level of the alternative told of harms or returns something."""
EXPOSURE_BY_YEAR = Chart("exposure-by-year", exposure_by_year.draw, exposure_by_year.table, exposure_by_year.alt_text)
"""Only where something may be received."""
RATIO_BY_YEAR = Chart("ratio-by-year", ratio_by_year.draw, ratio_by_year.table, ratio_by_year.alt_text)
"""Only for a case that states what its services are worth."""
TORNADO = Chart("tornado", tornado.draw, tornado.table, tornado.alt_text)
"""Only where something is uncertain and there is something to compare."""
SCENARIOS = Chart("scenarios", scenario_effects.draw, scenario_effects.table, scenario_effects.alt_text)
"""Only for a case that states scenarios."""

CUMULATIVE = Chart("cumulative", cumulative.draw, cumulative.table, cumulative.alt_text)
"""Only where there is something to choose, and draws enough to speak of chances."""
WORTH_OF_KNOWING = Chart("worth-of-knowing", worth_of_knowing.draw, worth_of_knowing.table, worth_of_knowing.alt_text)
"""Only where finding something out is worth anything, or the case states what could be looked into."""
ACCEPTABILITY = Chart("acceptability", acceptability.draw, acceptability.table, acceptability.alt_text)
"""Only where the price of service can change the answer."""

CONVERGENCE = Chart("convergence", convergence.draw, convergence.table, convergence.alt_text)
"""Only where there are draws enough to speak of an interval, and they differ."""


def charts_of(comparison: Comparison) -> tuple[Chart, ...]:
    """Return the charts that a comparison has something to show in."""
    stakes = exposure_by_year.shown(comparison)
    compares = comparison.shown != comparison.reference
    applies = {
        CONVERGENCE: convergence.settles(comparison),
        BUDGET_BRIDGE: comparison.case.budget is not None,
        CREDITS_AGAINST_HARM: bool(credits_against_harm.shown(comparison)),
        EXPOSURE_BY_YEAR: any(each.expected > 0 or each.maximum != 0 for each in stakes),
        RATIO_BY_YEAR: values_stated(comparison.flows),
        TORNADO: compares and bool(comparison.flows.draws.paths),
        SCENARIOS: compares and bool(comparison.case.scenarios),
        **_of_certainty(comparison),
    }
    return (*CHARTS, *(each for each, yes in applies.items() if yes))


def _of_certainty(comparison: Comparison) -> dict[Chart, bool]:
    """Return which charts of how sure the answer is have something to show."""
    if len(comparison.alternatives) == 1 or not saving_distribution.enough_draws(comparison):
        return {}
    return {
        CUMULATIVE: True,
        WORTH_OF_KNOWING: worth_of_knowing.shown(comparison),
        ACCEPTABILITY: certainty(comparison).acceptability is not None,
    }


def chart(name: str) -> Chart:
    """Return the chart of that name."""
    return next(each for each in CHARTS if each.name == name)
