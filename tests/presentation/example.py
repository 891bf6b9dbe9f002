"""Comparisons of the shipped cases to show, and one whose names try to be more than text."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison

DATA = Path(__file__).parents[2] / "data"
SAVES, COSTS_MORE = "service-desk-and-hosting", "contrat-infogerance"
CASES = (SAVES, COSTS_MORE)
DRAWS = 256

SCRIPT, FORMULA, DOLLARS, UNDERSCORE = "<script>alert(1)</script>", "=1+1", "from $5 to $10", "_x"
LONG = "a name that does not end " * 40


@cache
def case(name: str) -> Case:
    return read_case(DATA / name / "case.yaml")


@cache
def comparison(name: str) -> Comparison:
    return compare(simulate(case(name), draw(case(name), DRAWS, seed=1)))


@cache
def hostile() -> Comparison:
    changed = override(
        case(SAVES),
        {
            "case": SCRIPT,
            "note": f"{SCRIPT} {DOLLARS} {{{{ 7 * 7 }}}}",
            "alternatives.in_house.name": DOLLARS,
            "alternatives.all_onshore.name": UNDERSCORE,
            "alternatives.all_global.name": SCRIPT,
            "alternatives.mix.name": LONG,
            "offers.global_delivery.provider": f"{SCRIPT}&\"'",
            "services.hosting.name": FORMULA,
            "service_levels.hosting_availability.name": r"$\frac{1}{0$",
            "in_house.costs.desk_agents.name": SCRIPT,
            "price_per.unit": SCRIPT,
        },
    )
    return compare(simulate(changed, draw(changed, DRAWS, seed=1)))


@cache
def alone() -> Comparison:
    kept = case(COSTS_MORE)
    only = kept.model_copy(update={"alternatives": {kept.reference: kept.alternatives[kept.reference]}})
    return compare(simulate(only, draw(only, DRAWS, seed=1)))


@cache
def few() -> Comparison:
    return compare(simulate(case(SAVES), draw(case(SAVES), 3, seed=1)))


def stays(name: str) -> Comparison:
    """The same figures with a hurdle that no alternative takes."""
    found = comparison(name)
    return replace(
        found, hurdle=1e9, recommended=found.reference, reason=("reason.reference_is_best", {"best": found.reference})
    )
