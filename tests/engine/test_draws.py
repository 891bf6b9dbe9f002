import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.draws import draw, expected_draws

CASE = one_offer(
    {"price": {"uniform": [9, 11]}},
    {"pert": [80, 100, 150]},
    in_house=own(team={"monthly": {"lognormal": {"mean": 5, "sd": 3}}}),
    scenarios={"other": {"services.desk.volume.month_1": {"pert": [1, 2, 3]}}},
)
PATHS = ("in_house.costs.team.monthly", "offers.give.charges.desk.price", "services.desk.volume.month_1")


def test_every_uncertain_belief_has_a_row_and_scenarios_have_none():
    draws = draw(CASE, 64)
    assert draws.paths == PATHS
    assert draws.values.shape == (3, 64)
    assert draws.rows == {path: row for row, path in enumerate(PATHS)}
    assert (draws.count, draws.seed, draws.first, draws.repaired) == (64, 1, 0, 0)


def test_first_draws_of_more_are_the_draws():
    np.testing.assert_array_equal(draw(CASE, 100).values, draw(CASE, 200).values[:, :100])


def test_seed_decides():
    np.testing.assert_array_equal(draw(CASE, 32, 5).values, draw(CASE, 32, 5).values)
    assert (draw(CASE, 32, 5).values != draw(CASE, 32, 6).values).all()


def test_means_are_those_of_the_beliefs():
    draws, stated = draw(CASE, 8192), beliefs(CASE)
    for path, values in zip(draws.paths, draws.values, strict=True):
        assert values.mean() == pytest.approx(stated[path].mean, rel=1e-3)


def test_one_draw_alone_keeps_its_number():
    draws = draw(CASE, 64)
    one = draws.only(17)
    assert (one.count, one.first) == (1, 17)
    assert one.values[:, 0].tolist() == draws.values[:, 17].tolist()
    assert one.only(0).first == 17


def test_expected_draws_are_the_means():
    stated, draws = beliefs(CASE), expected_draws(CASE)
    assert draws.count == 1
    assert draws.values[:, 0].tolist() == [stated[path].mean for path in PATHS]


def test_a_case_without_beliefs_has_draws_without_rows():
    draws = draw(one_offer(), 10)
    assert (draws.paths, draws.count) == ((), 10)
    assert expected_draws(one_offer()).count == 1


@pytest.mark.parametrize("count", [0, -1])
def test_no_draws_are_refused(count):
    with pytest.raises(ValueError, match=f"number of draws must be at least 1, not {count}"):
        draw(CASE, count)


def test_draws_can_be_looked_at():
    draws = draw(CASE, 64)
    frame = draws.to_frame()
    assert list(frame.index) == list(PATHS)
    assert frame.loc[PATHS[1], "mean"] == pytest.approx(draws.values[1].mean())
    assert repr(draws) == "Draws(3 beliefs, 64 draws, seed 1)"
    assert PATHS[0] in draws._repr_html_()
