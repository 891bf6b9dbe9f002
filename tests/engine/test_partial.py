"""A case of which only what a change reaches is played gives what it gives played in full."""

from pathlib import Path

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_cases
from outsourcing_model.engine.changes import Rows, Told, changed, same_formula
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.later import LATER
from outsourcing_model.engine.partial import play
from outsourcing_model.engine.program.translate import UNTOLD, assembled
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.errors import CaseError

DEALS = Path(__file__).parents[1] / "deals"
CASES = {
    **{name: path for name, path in shipped_cases().items() if name != "outsourcing-calculator"},
    **{name: DEALS / f"{name}.yaml" for name in ("every-credit-way", "every-price-term", "late-milestones", "taxed")},
}
NEAR = 1e-12
"""Part of the greatest amount by which sums in another order may differ."""
SMALL = one_offer(
    {"graduated": {"up_to": [90, 110], "price": [{"pert": [7, 9, 14]}, 8, 7]}},
    {"uniform": [80, 120]},
    in_house=own(
        team={"monthly": {"pert": [800, 1_000, 1_300]}}, building={"monthly": 300, "relevance": "unavoidable"}
    ),
    offer={"transition": {"price": 500}, "minimum_commitment": "70 %", "payment_days": 30},
    discount_rate="6 %",
    term=24,
)
PRICE, VOLUME = "offers.give.charges.desk.graduated.price[0]", "services.desk.volume.month_1"


def near(found, wanted):
    """Check that all that a partial run gives is what a full run gives."""
    for name in type(wanted).__dataclass_fields__:
        one, other = getattr(found, name), getattr(wanted, name)
        if isinstance(other, np.ndarray):
            scale = np.abs(other).max() if other.size else 0.0
            np.testing.assert_allclose(one, other, rtol=0, atol=NEAR * max(scale, 1e-3), err_msg=name)
        elif name in ("capped_by_offer", "idle_by_offer", "triggers_met"):
            assert one.keys() == other.keys()
            assert all(np.array_equal(one[key], other[key]) for key in other)
        else:
            assert name in (*LATER, "case", "draws") or one == other


def moves(case, seed):
    """Return some paths of a case that can be moved, drawn from a seed."""
    found = [path for path, belief in beliefs(case).items() if belief.mean and not path.startswith("price_per")]
    return np.random.default_rng(seed).permutation(found).tolist()


def moved(case, path, change):
    """Return the case with a figure moved, or None if it can't be."""
    try:
        return override(case, {path: {"change": change}})
    except CaseError:
        return None


@pytest.mark.parametrize("name", CASES)
def test_random_moves_give_what_a_full_run_gives(name):
    case, tried = read_case(CASES[name]), 0
    last = play(case, draw(case, 72), workers=1)
    for path in moves(case, 1):
        for change in (-0.03, -0.05):
            now = moved(case, path, change)
            if now is None:
                break
            draws = draw(now, 72)
            last = play(now, draws, last, 1)
            near(last.flows, simulate(now, draws, workers=1))
            tried += change == -0.05
        if tried == 4:
            break
    assert tried == 4


def test_the_second_move_of_a_figure_plays_only_what_it_reaches():
    draws = draw(SMALL, 100)
    last = play(SMALL, draws)
    assert last.rest is None
    kept = []
    for price in (9.5, 10.0, 11.0):
        now = override(SMALL, {PRICE: price})
        draws = draw(now, 100)
        last = play(now, draws, last)
        kept.append(last.rest)
        near(last.flows, simulate(now, draws))
    rules = [last.told.assembly.instructions[number].rule for number in sorted(last.rest.where.moving)]
    assert kept[0] is kept[1] is kept[2]
    assert "graduated_charge" in rules
    assert not {"volume_path", "fixed_cost", "delivering"} & set(rules)


def test_additions_of_what_stands_come_first():
    """Of two services in one invoice, the charge of the one that stands is there before the other is added."""
    case = read_case(CASES["every-price-term"])
    price = next(path for path in beliefs(case) if ".charges." in path and "price" in path)
    last = play(case, draw(case, 64))
    for change in (0.01, 0.02):
        now = override(case, {price: {"change": change}})
        last = play(now, draw(now, 64), last)
    assert last.rest.where.reach.apart
    near(last.flows, simulate(now, draw(now, 64)))


@pytest.mark.parametrize("field", UNTOLD)
def test_no_instruction_depends_on_what_is_said_to_be_untold(field):
    other = {"discount_rate": "3 %", "hurdle": "20 %"}[field]
    for path in CASES.values():
        case = read_case(path)
        draws = draw(case, 2)
        now = override(case, {field: other})
        assert changed(Rows(Told(assembled(case), draws), Told(assembled(now), draws))) == frozenset()


def test_another_rate_executes_nothing():
    last = play(SMALL, draw(SMALL, 100))
    for rate in ("5 %", "4 %"):
        now = override(SMALL, {"discount_rate": rate})
        last = play(now, last.told.draws, last)
        near(last.flows, simulate(now, last.told.draws))
    assert last.rest.where.moving == frozenset()


def test_another_shape_is_played_in_full():
    last = play(SMALL, draw(SMALL, 64))
    now = override(SMALL, {"offers.give.minimum_commitment": None})
    found = play(now, draw(now, 64), last)
    assert found.rest is None
    assert np.array_equal(found.flows.npv, simulate(now, draw(now, 64)).npv)


def test_other_draws_are_played_in_full():
    last = play(SMALL, draw(SMALL, 64))
    assert play(SMALL, draw(SMALL, 64, 2), last).rest is None
    assert play(SMALL, draw(SMALL, 65), last).rest is None


def test_what_would_take_too_much_memory_is_not_kept():
    last = play(SMALL, draw(SMALL, 64))
    now = override(SMALL, {PRICE: 9.0})
    found = play(now, draw(now, 64), last, memory=10_000)
    assert found.rest is None
    near(found.flows, simulate(now, draw(now, 64)))


def test_the_sums_behind_the_measures_are_found_when_they_are_asked_for():
    case = read_case(CASES["every-credit-way"])
    now = override(case, {"discount_rate": "9 %"})
    draws = draw(case, 64)
    found, wanted = play(now, draws, play(case, draws)).flows, simulate(now, draws)
    assert not LATER & vars(found).keys()
    for name in LATER - {"totals", "yearly"}:
        assert {key: sums.present.sum() for key, sums in getattr(found, name).items()} == {
            key: sums.present.sum() for key, sums in getattr(wanted, name).items()
        }


def test_the_same_bytes_for_any_number_of_workers():
    now = override(SMALL, {VOLUME: {"change": 0.1}})
    first, draws = draw(SMALL, 2_100), draw(now, 2_100)
    one, two = (play(now, draws, play(SMALL, first), workers).flows for workers in (1, 2))
    assert np.array_equal(one.npv, two.npv)
    assert np.array_equal(one.line_means, two.line_means)


def test_a_formula_is_the_same_only_if_all_it_holds_is():
    def times(factor):
        return lambda x: x * factor

    assert same_formula(times(2.0), times(2.0))
    assert not same_formula(times(2.0), times(3.0))
    assert same_formula(times(np.ones(3)), times(np.ones(3)))
    assert not same_formula(times(np.ones(3)), times(np.zeros(3)))
    assert not same_formula(times(2.0), lambda x: x * 2.0)
    assert same_formula(times(times(1)), times(times(1)))
    assert not same_formula(times(times(1)), times(times(2)))
