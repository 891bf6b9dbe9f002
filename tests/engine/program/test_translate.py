"""Programs: what is shared is computed once, places are used again, order in the file decides nothing."""

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.program.translate import ordered, translate
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.engine.step import N0, OUT, R0, REAL, ROWS, TILES, WHOLE, WIDTH, A


def case(**more) -> Case:
    return one_offer(
        {"price": 10}, {"uniform": [50, 150]}, in_house=own(team={"monthly": 900}, tools={"unit_cost": 2}),
        alternatives={"in_house": {}, "out": {"every_service": "give"}, "twice": {"every_service": "give"}},
        term=6, **more,
    )  # fmt: skip


def test_a_tile_is_read_only_while_it_is_the_last_one_written_there():
    """Replaying the places: no instruction reads a place that another tile has taken meanwhile."""
    program = translate(case())
    owner: dict[int, str] = {}
    for step in program.instructions:
        for name in step.tiles:
            assert owner[program.tiles[name]] == name
        if step.out:
            if step.rule in ("add", "stranded", "parallel_running", "downtime_harm", "late_harm"):
                assert owner[program.tiles[step.out]] == step.out
            owner[program.tiles[step.out]] = step.out
    assert program.tile_count < len(program.tiles)


def test_kept_tiles_have_their_own_places():
    program = translate(case(), keep=True)
    assert sorted(program.tiles.values()) == list(range(program.tile_count))


def test_what_alternatives_share_is_computed_once():
    outs = [step.out for step in translate(case()).instructions if step.rule != "add" and step.out]
    assert len(outs) == len(set(outs))
    assert outs.count("volume.desk") == outs.count("offers.give.charges.desk") == 1


def test_instructions_are_numbered_as_the_executor_reads_them():
    program = translate(case())
    assert program.code.shape == (len(program.instructions), WIDTH)
    assert program.real.shape == (len(program.instructions), REAL)
    rows = list(program.rows)
    for step, numbers in zip(program.instructions, program.code.tolist(), strict=True):
        assert numbers[OUT] == (program.tiles[step.out] if step.out else 0)
        assert numbers[A : A + len(step.tiles)] == [program.tiles[name] for name in step.tiles]
        assert [rows[place] for place in numbers[R0:][: len(step.rows)]] == list(step.rows)
        assert numbers[N0:][: len(step.whole)] == list(step.whole)
        assert len(step.tiles) <= TILES
        assert len(step.rows) <= ROWS
        assert len(step.whole) <= WHOLE


def test_the_cash_calendar_is_as_long_as_the_longest_lag():
    late = {"payment_days": 45}
    assert len(translate(case()).discount) == 6
    assert len(translate(case(offer=late)).discount) == 8


def test_maps_are_ordered_by_name():
    tree = case()
    turned = tree.model_copy(update={"alternatives": dict(reversed(tree.alternatives.items()))})
    assert list(ordered(turned).alternatives) == ["in_house", "out", "twice"]
    one, other = (simulate(each, draw(each, 32)) for each in (tree, turned))
    np.testing.assert_array_equal(one.npv, other.npv)


@pytest.mark.parametrize("days", [0, 1, 30, 31, 60])
def test_an_invoice_is_paid_after_whole_months(days):
    program = translate(case(offer={"payment_days": days}))
    lags = {line.lag for line in program.lines if line.category == "charges"}
    assert lags == {-(-days // 30)}
