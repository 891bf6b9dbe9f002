"""What leaving costs and gains by month: the engine's schedules against the oracle's."""

from hypothesis import given, settings
from random_dice import Tree
from strategies import way_trees

from outsourcing_model.case.case import Case
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.exit_costs import exit_costs, staying
from outsourcing_model.metrics.leaving import leaving_by_month

from .test_oracle import slowly
from .turning import EXIT_LINES, gain_of_leaving, leaving_costs

PARTS = ("fee", "assistance", "data_extraction", "reinsourcing", "retender", "dual_running")
NAMES = dict(zip(EXIT_LINES, PARTS, strict=True))


def differing(found: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Return the figures of which the engine's and the oracle's differ."""
    scale = max([1.0, *(abs(oracle) for _, _, oracle in found)])
    return [each for each in found if not abs(each[1] - each[2]) <= 1e-9 * scale]


def leaving(case: Case) -> list[tuple[str, float, float]]:
    """Return every part of the cost of leaving by month, the engine's and the oracle's."""
    run, found = staying(expected_run(case)), []
    for name in case.alternatives:
        engine = {(each.offer, each.month, each.ground): each for each in exit_costs(run, name)}
        for offer, month, ground, parts in leaving_costs(case, name):
            for line, field in NAMES.items():
                place = f"{name} {offer} {month} {ground} {field}"
                found.append((place, getattr(engine[offer, month, ground], field), parts.get(line, 0.0)))
    return found


def verdicts(case: Case) -> list[tuple[str, float, float]]:
    """Return what leaving gains by month, the engine's and the oracle's."""
    months = leaving_by_month(case, "go")
    return [(f"{each.month}", each.verdict.gain, gain_of_leaving(case, "go", each.month)) for each in months]


@settings(slowly, max_examples=40)
@given(way_trees())
def test_cost_of_leaving_by_month(tree: Tree) -> None:
    assert differing(leaving(Case.model_validate(tree))) == []


@settings(slowly, max_examples=6)
@given(way_trees())
def test_what_leaving_gains_by_month(tree: Tree) -> None:
    assert differing(verdicts(Case.model_validate(tree))) == []
