"""The measures of cases without chance against those of the oracle."""

from collections.abc import Iterator, Mapping

from hypothesis import given
from random_dice import Tree
from strategies import trees

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import AlternativeResult, Comparison

from . import measures
from .naive import play_case
from .stage import Run
from .test_oracle import largest_flow, slowly
from .world import mean_values

RELATIVE = 1e-9
Pairs = Iterator[tuple[str, float | None, float | None]]


def simulated(case: Case) -> Comparison:
    """Return the comparison of a case of constants without noise: every draw is the expected run."""
    return compare(simulate(case, draw(case, 16, 1), noise=False))


def pairs(case: Case, result: AlternativeResult, runs: Mapping[str, Run]) -> Pairs:
    """Yield name, the engine's and the oracle's figure of everything measured of one alternative."""
    run, reference, values = runs[result.id], runs[case.reference], mean_values(case)
    for measure, oracle in (
        ("npv_cost", run.present),
        ("total_cost", run.undiscounted),
        ("relevant_cost", run.present - run.irrelevant),
        ("harm", run.harm),
        ("service_value", measures.service_value(case, run)),
        ("net_benefit", measures.net_benefit(run)),
        ("per_unit_month", measures.per_unit_month(case, values, run)),
        ("per_quality_point", measures.per_quality_point(case, values, result.id, run)),
        ("pv_ratio", measures.value_ratio(case, run)),
    ):
        yield measure, getattr(result, measure).expected_run, oracle
        yield f"{measure} mean", getattr(result, measure).mean, oracle
    yield "received", result.receivable.undiscounted.mean, run.received
    yield "received present", result.receivable.present.mean, run.received_present
    yield "owed", result.payable.undiscounted.mean, run.owed
    yield "owed present", result.payable.present.mean, run.owed_present
    yield "receivable maximum", result.receivable.maximum, run.maximum_received
    yield "payable maximum", result.payable.maximum, measures.greatest_fee(case, run)
    yield "capped months", result.receivable.expected_capped_months, run.capped_months
    yield "capped", result.receivable.cap_probability, float(run.capped_months > 0)
    yield "peak", result.peak_cash_outlay, measures.peak_outlay(reference, run)
    yield "cash", float(result.cash_by_month.sum()), run.undiscounted
    if result.id != case.reference:
        yield "payback", result.payback_month, measures.payback_month(reference, run)


def disagreements(case: Case) -> list[tuple[str, float | None, float | None]]:
    """Return every measure of a case of constants that the oracle finds otherwise, with both figures."""
    runs, found = play_case(case, mean_values(case)), simulated(case)
    scale, wrong = largest_flow(runs), []
    compared = [
        (f"{name} {what}", *pair) for name in runs for what, *pair in pairs(case, found.alternatives[name], runs)
    ]
    compared += [
        (f"{name} saving", found.saving[name].mean, runs[case.reference].present - runs[name].present) for name in runs
    ]
    compared += [("hurdle", found.hurdle, measures.hurdle(case, runs)), ("evpi", found.evpi, 0.0)]
    for name, engine, oracle in compared:
        if engine is None or oracle is None:
            wrong += [] if engine is oracle else [(name, engine, oracle)]
        elif not abs(engine - oracle) <= RELATIVE * (1e3 * abs(oracle) if "ratio" in name else max(scale, abs(oracle))):
            wrong.append((name, engine, oracle))
    gains = measures.gains(case, runs)
    if not gains[found.recommended] >= max(gains.values()) - RELATIVE * scale:
        wrong.append((f"recommended {found.recommended}", gains[found.recommended], max(gains.values())))
    return wrong


@slowly
@given(trees(price_terms=True, every_term=True))
def test_measures_of_cases_without_chance(tree: Tree) -> None:
    assert disagreements(Case.model_validate(tree)) == []


def test_fees_of_both_offers_count_in_the_maximum() -> None:
    offers = {
        name: {"provider": name, "charges": {service: {"base": 100}}, "exit": {"wind_down": 1000}}
        for name, service in (("one", "desk"), ("other", "hosting"))
    }
    tree = {
        "case": "Two fees",
        "currency": "EUR",
        "start": "2026-01",
        "term": 12,
        "discount_rate": 0,
        "reference": "stay",
        "exit_month": 6,
        "services": {"desk": {}, "hosting": {}},
        "offers": offers,
        "alternatives": {"stay": {}, "both": {"desk": "one", "hosting": "other"}},
    }
    payable = simulated(Case.model_validate(tree)).alternatives["both"].payable
    assert (payable.undiscounted.mean, payable.maximum) == (2000, 2000)
