"""What leaving and lateness cost by month: the engine's schedules against the oracle's."""

from hypothesis import given, settings
from random_dice import Tree
from strategies import way_trees

from outsourcing_model.case.case import Case
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.delay import start
from outsourcing_model.metrics.exit_costs import exit_costs, staying
from outsourcing_model.metrics.leaving import leaving_by_month

from .test_oracle import slowly
from .turning import EXIT_LINES, gain_of_leaving, late_takeover, leaving_costs, month_late, offers_of

PARTS = ("fee", "assistance", "data_extraction", "reinsourcing", "retender", "dual_running")
NAMES = dict(zip(EXIT_LINES, PARTS, strict=True))


def schedules(case: Case) -> list[tuple[str, float, float]]:
    """Return every figure of leaving and of lateness with the engine's and the oracle's value."""
    expected, found = expected_run(case), []
    for name in case.alternatives:
        engine = {(each.offer, each.month, each.ground): each for each in exit_costs(staying(expected), name)}
        for offer, month, ground, parts in leaving_costs(case, name):
            for line, field in NAMES.items():
                place = f"{name} {offer} {month} {ground} {field}"
                found.append((place, getattr(engine[offer, month, ground], field), parts.get(line, 0.0)))
        for each in leaving_by_month(case, name)[-2:]:
            found.append((f"{name} leaving {each.month}", each.verdict.gain, gain_of_leaving(case, name, each.month)))
        for offer in offers_of(case, name):
            late = start(expected, expected, name, offer)
            days, costs = late_takeover(case, offer), month_late(case, name, offer)
            found.append((f"{name} {offer} days", late.delay_days, days))
            found.append((f"{name} {offer} month late", late.month_costs, costs))
            found.append((f"{name} {offer} delay", late.delay_costs, costs * days * 12 / 365))
    return found


def disagreements(case: Case) -> list[tuple[str, float, float]]:
    """Return the figures that differ."""
    found = schedules(case)
    scale = max([1.0, *(abs(oracle) for _, _, oracle in found)])
    return [each for each in found if not abs(each[1] - each[2]) <= 1e-9 * scale]


@settings(slowly, max_examples=40)
@given(way_trees())
def test_leaving_and_lateness_by_month(tree: Tree) -> None:
    assert disagreements(Case.model_validate(tree)) == []
