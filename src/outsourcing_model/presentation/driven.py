"""Everything that the command on sensitivity finds, tells and writes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.scenario_effect import ScenarioEffect, compositions, scenario_effects
from outsourcing_model.metrics.sensitivity import Sensitivity, sensitivity_of
from outsourcing_model.metrics.sobol import Sobol, factors, sobol
from outsourcing_model.metrics.table import Table
from outsourcing_model.presentation import sensitivity_json
from outsourcing_model.presentation.charts import moved, tornado
from outsourcing_model.presentation.charts import scenario_effects as scenario_chart
from outsourcing_model.presentation.charts.png import png
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.sections import drivers, stress
from outsourcing_model.presentation.sections.grid import Grid
from outsourcing_model.wording import say

Progress = Callable[[int], object]


@dataclass(frozen=True)
class Asked:
    """What is asked about a case.

    Parameters
    ----------
    case : Case
        The base case.
    alternative : str or None
        Whose gain is followed; the shown one when None.
    base : int
        Settings in each sample of the Sobol indices; 0 for none.
    composed : tuple of tuple of str
        Scenarios to show; the usual ones if empty.
    draws, seed : int
        Of the simulation.
    """

    case: Case
    alternative: str | None
    base: int
    composed: tuple[tuple[str, ...], ...]
    draws: int
    seed: int

    @property
    def scenarios(self) -> tuple[tuple[str, ...], ...]:
        """Return the compositions that are played."""
        return self.composed or compositions(self.case)

    @property
    def settings(self) -> int:
        """Return how many settings the Sobol indices take."""
        paths = draw(self.case, 1).paths
        return self.base * (len(factors(self.case, paths)) + 2) if self.base and paths else 0

    @property
    def steps(self) -> int:
        """Return how many draws and settings there are to play."""
        return self.draws * (1 + len(self.scenarios)) + self.settings


@dataclass(frozen=True)
class Driven:
    """What was found: the comparison, what drives it, the indices if asked for, and the scenarios."""

    comparison: Comparison
    alternative: str
    sensitivity: Sensitivity
    sobol: Sobol | None
    scenarios: tuple[ScenarioEffect, ...]


def driven(asked: Asked, progress: Progress) -> Driven:
    """Return all that is asked; `progress` is told the draws and settings done."""
    case, size = asked.case, asked.draws
    comparison = compare(simulate(case, draw(case, size, asked.seed), progress=progress))
    followed = asked.alternative or comparison.shown
    effects = scenario_effects(
        comparison.flows, followed, asked.scenarios, lambda number: progress(size * (1 + number))
    )
    done = size * (1 + len(asked.scenarios))
    indices = (
        sobol(case, followed, asked.base, asked.seed, lambda number: progress(done + number)) if asked.base else None
    )
    return Driven(comparison, followed, sensitivity_of(comparison, followed), indices, effects)


def told(found: Driven, lang: str) -> Iterator[str | Grid]:
    """Yield the sentences and tables for the terminal."""
    comparison, case = found.comparison, found.comparison.case
    if found.sensitivity.tornado.bars:
        yield drivers.tornado_table(found.sensitivity.tornado, case, lang)
        correlations = found.sensitivity.correlations
        table = drivers.correlation_table(correlations, comparison, found.alternative, lang)
        if table is not None:
            yield table
        yield say("sensitivity.note", lang)
    else:
        yield say("sensitivity.no_inputs", lang)
    yield from _indices(found, lang)
    if found.sensitivity.stress is not None and found.sensitivity.tornado.bars:
        yield stress.lead(found.sensitivity.stress, case, lang)
        yield from (f"  - {sentence}" for sentence in stress.sentences(found.sensitivity.stress, case, lang))
    effects = drivers.scenario_table(found.scenarios, comparison, found.alternative, comparison.flows.draws.count, lang)
    if effects is not None:
        yield effects


def _indices(found: Driven, lang: str) -> Iterator[str | Grid]:
    """Yield the Sobol indices, if they were asked for."""
    if found.sobol is None:
        return
    if not found.sobol.indices:
        yield say("sensitivity.sobol.none", lang)
        return
    yield drivers.sobol_table(found.sobol, found.comparison.case, lang)
    yield say("sensitivity.sobol.note", lang, runs=number(found.sobol.runs, lang))


def files_of(found: Driven, lang: str) -> dict[str, bytes]:
    """Return file name to content: all figures as JSON, and the charts that have something to show."""
    content = {
        **sensitivity_json.of_sensitivity(found.sensitivity),
        "scenarios": sensitivity_json.of_scenarios(found.scenarios),
    }
    if found.sobol is not None:
        content["sobol"] = sensitivity_json.of_sobol(found.sobol)
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    files = {"sensitivity.json": text.encode()}
    if found.sensitivity.tornado.bars:
        axes = tornado.draw_bars(found.comparison, found.sensitivity.tornado, lang)
        files["chart-tornado.png"] = png(axes)
    if found.scenarios:
        axes = scenario_chart.draw_effects(found.comparison, found.scenarios, found.alternative, lang)
        files["chart-scenarios.png"] = png(axes)
    return files


def picture(found: Table, case: Case, suffix: str, lang: str) -> bytes:
    """Return the chart of a table as a picture of the kind that a file name ends in."""
    axes = moved.draw(found, case, lang)
    return png(axes) if suffix.lower() == ".png" else svg(axes, "table").encode()
