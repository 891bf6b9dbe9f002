"""A changed case told again has the instructions of a fresh translation, and is translated anew only if it must."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_cases
from outsourcing_model.engine.changes import Rows, Told, changed
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.program.translate import assembled
from outsourcing_model.engine.retelling import Watched, retold
from outsourcing_model.errors import CaseError

DEALS = Path(__file__).parents[1] / "deals"
CASES = {
    **shipped_cases(),
    **{name: DEALS / f"{name}.yaml" for name in ("every-credit-way", "every-price-term", "late-milestones", "taxed")},
}
SMALL = one_offer(
    {"price": {"pert": [7, 9, 14], "times": "prices"}},
    {"uniform": [80, 120]},
    in_house=own(team={"monthly": {"pert": [800, 1_000, 1_300]}}),
    offer={"minimum_commitment": "70 %"},
    factors={"prices": {"uniform": [0.9, 1.1]}},
    discount_rate="6 %",
    term=24,
)
TEAM, PRICE, VOLUME = "in_house.costs.team.monthly", "offers.give.charges.desk.price", "services.desk.volume.month_1"


def check_same(found, case):
    """Check that a case told again is what a fresh translation makes of it, to the order of its rows."""
    fresh = Told(assembled(case), found.draws)
    one, other = found.assembly, fresh.assembly
    for name in ("case", "instructions", "edges", "starts", "lines", "accounts", "counts", "details"):
        assert getattr(one, name) == getattr(other, name), name
    assert [each.tobytes() for each in one.series] == [each.tobytes() for each in other.series]
    assert (found.links, found.reads) == (fresh.links, fresh.reads)
    assert list(one.rows) == list(other.rows)
    assert not any(type(content) is Watched for content in one.rows.values())
    rows = Rows(fresh, found)
    assert rows.moved == set()
    assert changed(rows) == frozenset()


def moves(case, seed, count):
    """Return some changes of a case, one after another: each belief twice, and the discount rate."""
    dice = np.random.default_rng(seed)
    known = beliefs(case)
    chosen = dice.choice(list(known), count)
    for path in chosen.repeat(2):
        kind = dice.integers(5)
        yield {"discount_rate": 0.01 * kind} if kind == 4 else {path: {"change": (-0.1, 0.1, 0.0, -1)[kind]}}


def follow(case, seed, count):
    """Check a case told again and again while it changes; return how often nothing was translated anew."""
    told, kept = Told(assembled(case), draw(case, 8)), 0
    told.links, told.reads  # noqa: B018 (they are found once and taken along)
    for change in moves(case, seed, count):
        try:
            now = override(case, change)
        except CaseError:
            continue
        found = retold(told, now, draw(now, 8), case)
        check_same(found, now)
        kept += found.assembly.instructions is told.assembly.instructions
        case, told = now, found
    return kept


@pytest.mark.parametrize("name", CASES)
def test_a_case_told_again_is_what_a_fresh_translation_makes_of_it(name):
    assert follow(read_case(CASES[name]), 3, 25) > 10


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=strategies.trees(True, True, True, True), seed=st.integers(0, 2**16))
def test_random_cases_told_again_are_what_a_fresh_translation_makes_of_them(tree, seed):
    follow(Case.model_validate(tree), seed, 4)


def told_twice(path, *values):
    """Return a small case told again after each of some moves, and how it was told before them."""
    found, case = [Told(assembled(SMALL), draw(SMALL, 8))], SMALL
    for value in values:
        now = override(SMALL, {path: value})
        found.append(retold(found[-1], now, draw(now, 8), case))
        check_same(found[-1], now)
        case = now
    return found


@pytest.mark.parametrize("path", [TEAM, PRICE, "factors.prices"])
def test_a_belief_that_only_rows_hold_is_translated_once(path):
    about = {"times": "prices"} if path == PRICE else {}
    _, first, second, third = told_twice(path, *({"value": value, **about} for value in (1.01, 1.02, 0.98)))
    assert second.assembly.instructions is first.assembly.instructions is third.assembly.instructions
    assert first.assembly.rows[path] != second.assembly.rows[path] != third.assembly.rows[path]


def test_a_belief_whose_mean_is_read_is_translated_anew():
    """The reference volume of a minimum commitment is the mean of the first month."""
    before, first, second = told_twice(VOLUME, 90, 95)
    assert second.assembly.instructions != first.assembly.instructions != before.assembly.instructions
    assert second.free == {}


def test_another_factor_is_translated_anew():
    changes = ({"value": 9, "times": "prices"}, 9)
    _, first, second = told_twice(PRICE, *changes)
    assert first.assembly.instructions != second.assembly.instructions


def test_stating_a_default_and_taking_it_back_is_translated_anew():
    """Some terms ask whether a figure is stated at all."""
    path = "offers.give.charges.desk.base"
    before, first, second, third = told_twice(path, 5, 6, 7)
    assert before.assembly.instructions is not first.assembly.instructions
    assert second.assembly.instructions is third.assembly.instructions
    found = retold(third, SMALL, draw(SMALL, 8), override(SMALL, {path: 7}))
    check_same(found, SMALL)
    assert found.assembly.instructions is not third.assembly.instructions


def test_what_is_known_of_one_belief_outlives_moves_of_another():
    case, told = SMALL, Told(assembled(SMALL), draw(SMALL, 8))
    kept = []
    for change in ({TEAM: 900}, {PRICE: 8}, {TEAM: 950, PRICE: 8}, {TEAM: 950, PRICE: 8, "discount_rate": "5 %"}):
        now = override(SMALL, {path: value if path != PRICE else {"value": value, "times": "prices"}
                               for path, value in change.items()})  # fmt: skip
        found = retold(told, now, draw(now, 8), case)
        check_same(found, now)
        kept.append(found.assembly.instructions is told.assembly.instructions)
        case, told = now, found
    assert kept == [False, False, True, True]


def test_nothing_is_known_any_more_once_what_is_read_has_moved():
    """The translation may have taken another way, on which it reads other beliefs."""
    told, case = told_twice(TEAM, 900)[-1], override(SMALL, {TEAM: 900})
    assert told.free.keys() == {("in_house", "costs", "team", "monthly")}
    now = override(case, {VOLUME: 90})
    assert retold(told, now, draw(now, 8), case).free == {}


@pytest.mark.parametrize(
    "read",
    [
        lambda belief: belief.mean,
        lambda belief: belief.span(),
        lambda belief: belief.is_constant,
        lambda belief: belief.factor,
        lambda belief: belief == Uncertain("constant", (1.0,)),
        lambda belief: Uncertain("constant", (1.0,)) == belief,
        hash,
        repr,
        vars,
        lambda belief: replace(belief, note="other"),
        lambda belief: belief.own.values,
    ],
)
@pytest.mark.parametrize("about", [{}, {"times": "growth", "factor": Uncertain("constant", (2.0,))}])
def test_whatever_is_read_of_a_watched_belief_is_noted(read, about):
    noted = []
    watched = Watched(Uncertain("constant", (1.0,), **about), noted)
    assert isinstance(watched, Uncertain)
    assert watched.times == about.get("times", "")
    assert (watched.own is watched) == (not about)
    assert noted == []
    read(watched)
    assert noted
