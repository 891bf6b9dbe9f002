"""The ledger of a bid, by hand and on shipped and random cases."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from properties.runs import examples, run
from small_cases import one_offer, own
from strategies import cases

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.read import read_case
from outsourcing_model.metrics.bid_ledger import bidders, in_order, ledger
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.quantities import cents, rounding_line

DATA = Path(__file__).parents[2] / "data"


def compared(case: Case, count: int = 32) -> Comparison:
    return compare(run(case, count))


def steps(case: Case, alternative: str = "out") -> dict[str, float]:
    return dict(ledger(compared(case), alternative).steps)


def test_every_step_by_hand() -> None:
    case = one_offer(
        {"price": 10, "baseline": 100},
        volume=120,
        term=24,
        offer={
            "quote": {"total": 23_000},
            "indexation": {"fixed_rate": "10 %"},
            "transition": {"months": 3, "price": 5_000, "parallel_months": 1},
            "exit": {"assistance": 700},
        },
        in_house=own(team={"monthly": 1_500}, room={"monthly": 200, "relevance": "unavoidable"}),
        retained={"costs": {"manager": {"monthly": 100}}},
        risks={"leak": {"probability": 0.5, "cost": 600, "applies_to": "outsourced"}},
    )
    assert steps(case) == pytest.approx(
        {
            "quote": 23_000,
            "arithmetic": 1_000,  # 100 x 10 x 24 is 24,000
            "volumes": 4_800,  # 20 x 10 x 24
            "dates": -3_600 + 4_500,  # three months of charges not due, three months of the team
            "index": 1_440,  # 10 % of the second year
            "transition": 5_000,
            "exit": 700,
            "retained": 2_400,
            "parallel": 1_500,
            "risk": 300,
        }
        | {name: amount for name, amount in steps(case).items() if name == "uncertainty"}
    )
    found = ledger(compared(case), "out")
    assert found.alike == pytest.approx(4_800)
    assert found.npv_cost == pytest.approx(compared(case).alternatives["out"].npv_cost.mean)


def test_a_quote_for_other_months_and_with_its_transition() -> None:
    offer = {"quote": {"total": 9_000, "months": 6, "with_transition": True}, "transition": {"price": 3_000}}
    assert steps(one_offer({"base": 1_000}, offer=offer, term=12)) == pytest.approx(
        {"quote": 9_000, "quoted_months": 6_000}
    )


def test_without_a_quote_the_rate_card_is_the_price() -> None:
    assert steps(one_offer({"base": 1_000}, term=12)) == pytest.approx({"rate_card": 12_000})


def two_services(**offer: object) -> Case:
    tree = {
        "case": "Two", "currency": "EUR", "start": "2026-01", "term": 10, "discount_rate": 0,
        "services": {"desk": {}, "hosting": {}, "network": {}},
        "in_house": {
            "costs": {
                "a": {"service": "desk", "monthly": 40}, "b": {"service": "hosting", "monthly": 70},
                "c": {"service": "network", "monthly": 5}, "d": {"service": ["hosting", "network"], "monthly": 1},
            }
        },
        "offers": {
            "wide": {"provider": "W", "charges": {"desk": {"base": 30}, "hosting": {"base": 60}}, **offer},
            "narrow": {"provider": "N", "charges": {"desk": {"base": 25}}},
        },
        "alternatives": {
            "in_house": {}, "all": {"every_service": "wide"}, "part": {"desk": "narrow"}, "half": {"desk": "wide"},
        },
    }  # fmt: skip
    return Case.model_validate(tree)


def test_services_that_only_other_bids_cover_are_a_gap_in_scope() -> None:
    case = two_services(quote=900)
    assert steps(case, "all") == pytest.approx({"quote": 900, "kept": 60})
    assert steps(case, "part") == pytest.approx({"rate_card": 250, "scope": 700, "kept": 60})
    assert steps(case, "half") == pytest.approx({"quote": 900, "not_taken": -600, "scope": 700, "kept": 60})
    assert bidders(case) == ("all", "part", "half")


def test_payment_terms_and_discounting_are_steps_of_their_own() -> None:
    case = one_offer({"base": 1_000}, offer={"payment_days": 60}, term=1, discount_rate="21 %", timing="start")
    late = 1_000 / 1.21 ** (2 / 12)
    assert steps(case) == pytest.approx({"rate_card": 1_000, "payment_terms": late - 1_000})
    case = one_offer({"base": 1_000}, offer={"payment_days": 60}, term=1, discount_rate="21 %")
    once = 1_000 / 1.21 ** (1 / 12)
    assert steps(case) == pytest.approx(
        {"rate_card": 1_000, "payment_terms": 1_000 / 1.21 ** (3 / 12) - once, "discounting": once - 1_000}
    )


def test_credits_are_shown_and_counted_only_where_that_is_stated() -> None:
    damages = {"slip_days": 10, "delay_damages": {"value": 10_000, "rate_per_day": "0.1 %"}}
    case = one_offer({"base": 0}, offer={"transition": damages}, term=6)
    found = ledger(compared(case), "out")
    assert (dict(found.steps), found.comparable, found.credits, found.npv_cost) == ({"rate_card": 0}, 0, 100, -100)
    counted = ledger(compared(case.revised(evaluation={"price_weight": 0.5, "count_credits": True})), "out")
    assert (dict(counted.steps), counted.comparable, counted.credits) == ({"rate_card": 0, "credits": -100}, -100, 0)


def adds_up(comparison: Comparison) -> None:
    """Check that every ledger adds up to the comparison's figures, and that no step hides in another's effect."""
    case, expected = comparison.case, comparison.expected
    for name in bidders(case):
        found = ledger(comparison, name)
        total = sum(found.steps.values())
        assert total == pytest.approx(found.comparable, rel=1e-9, abs=0.004)
        shown = sum(map(cents, found.steps.values()), Decimal(0))
        assert shown + rounding_line(found.steps.values(), found.comparable) == cents(found.comparable)
        assert found.npv_cost == pytest.approx(comparison.alternatives[name].npv_cost.mean, rel=1e-9, abs=0.004)
        row = expected.alternatives.index(name)
        run_cost = expected.npv[row, 0] - expected.irrelevant_npv[0] + expected.received_npv[row, 0]
        before = total - found.steps.get("uncertainty", 0.0)
        assert before == pytest.approx(run_cost, rel=1e-9, abs=0.004)
        paid = sum(
            (1 - line.irrelevant) * months.sum()
            for line, months in zip(expected.lines, expected.line_means, strict=True)
            if line.alternative == name and line.category != "credits"
        )
        later = sum(found.steps.get(step, 0.0) for step in ("payment_terms", "discounting", "uncertainty"))
        assert total - later == pytest.approx(paid, rel=1e-9, abs=0.004)
        assert found.steps.keys() == dict.fromkeys(in_order(found.steps)).keys()


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir() if (path / "case.yaml").exists()))
def test_ledgers_of_shipped_cases_add_up(name: str) -> None:
    adds_up(compared(read_case(DATA / name / "case.yaml"), 64))


@examples(25)
@given(cases(uncertain=True))
def test_ledgers_of_random_cases_add_up(case: Case) -> None:
    adds_up(compared(case))


def test_a_category_that_is_not_known_comes_before_the_payment_terms() -> None:
    assert in_order(["discounting", "taxes", "risk", "quote"]) == ("quote", "risk", "taxes", "discounting")
