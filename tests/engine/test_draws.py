from dataclasses import replace

import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import beliefs
from outsourcing_model.engine.correlation import factor
from outsourcing_model.engine.drawing import Group, Source
from outsourcing_model.engine.draws import draw, expected_draws
from outsourcing_model.engine.points import KINDS

CASE = one_offer(
    {"price": {"uniform": [9, 11]}},
    {"pert": [80, 100, 150]},
    in_house=own(team={"monthly": {"lognormal": {"mean": 5, "sd": 3}}}),
    scenarios={"other": {"services.desk.volume.month_1": {"pert": [1, 2, 3]}}},
)
TOGETHER = {
    "between": ["offers.give.charges.desk.price", "services.desk.volume.month_1"], "rank": 0.6,
}  # fmt: skip
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


@pytest.mark.parametrize("points", KINDS)
def test_any_stretch_of_draws_is_a_stretch_of_them_all(points):
    case = one_offer({"price": {"uniform": [9, 11]}}, {"pert": [80, 100, 150]}, correlations=[TOGETHER])
    whole, twice = draw(case, 1000, 3, points), draw(case, 2000, 3, points)
    np.testing.assert_array_equal(whole.values, twice.values[:, :1000])
    source = replace(twice, values=Source(**source_of(case, points), count=2000))
    for start, stop in ((0, 256), (256, 512), (5, 6), (777, 1301), (0, 2000)):
        np.testing.assert_array_equal(source.block(start, stop), twice.values[:, start:stop])
    assert (source.count, source.only(1500).first) == (2000, 1500)
    np.testing.assert_array_equal(source.only(1500).values, twice.values[:, 1500:1501])


def source_of(case, points):
    """Return the parts of what makes draws, put together by hand."""
    laws = {path: belief.distribution for path, belief in beliefs(case).items() if not belief.is_constant}
    factors = [Group(np.array([0, 1]), factor(case, tuple(laws))[0])]
    return {"laws": laws, "seed": 3, "points": points, "groups": tuple(factors)}


def test_very_many_draws_are_made_block_by_block(monkeypatch):
    few = draw(CASE, 600)
    monkeypatch.setattr("outsourcing_model.engine.draws.HELD", 500)
    many = draw(CASE, 600)
    assert isinstance(many.made, Source)
    np.testing.assert_array_equal(many.values, few.values)


def test_an_unused_belief_moves_no_other():
    more = one_offer(
        {"price": {"uniform": [9, 11]}},
        {"pert": [80, 100, 150]},
        in_house=own(another={"monthly": {"pert": [1, 2, 3]}}, team={"monthly": {"lognormal": {"mean": 5, "sd": 3}}}),
    )
    for points in ("keyed", "plain"):
        one, other = draw(CASE, 100, points=points), draw(more, 100, points=points)
        for path in PATHS:
            np.testing.assert_array_equal(one.values[one.rows[path]], other.values[other.rows[path]])


def test_the_order_of_a_case_moves_nothing():
    turned = one_offer(
        {"price": {"uniform": [9, 11]}},
        {"pert": [80, 100, 150]},
        in_house=own(team={"monthly": {"lognormal": {"mean": 5, "sd": 3}}}, other={"monthly": {"uniform": [1, 2]}}),
        correlations=[{**TOGETHER, "between": TOGETHER["between"][::-1]}],
    )
    straight = one_offer(
        {"price": {"uniform": [9, 11]}},
        {"pert": [80, 100, 150]},
        in_house=own(other={"monthly": {"uniform": [1, 2]}}, team={"monthly": {"lognormal": {"mean": 5, "sd": 3}}}),
        correlations=[TOGETHER],
    )
    for points in KINDS:
        one, other = draw(turned, 100, points=points), draw(straight, 100, points=points)
        assert one.paths == other.paths
        np.testing.assert_array_equal(one.values, other.values)


def test_points_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="points are keyed, sobol, plain, not even"):
        draw(CASE, 10, points="even")


def test_sobol_is_closer_than_keyed_and_keyed_than_plain():
    """Error of the mean of a product of three beliefs, over twelve seeds."""
    truth = np.prod([belief.mean for belief in beliefs(CASE).values() if not belief.is_constant])
    off = {}
    for points in KINDS:
        means = [draw(CASE, 4096, seed, points).values.prod(axis=0).mean() for seed in range(12)]
        off[points] = np.sqrt(np.mean((np.array(means) - truth) ** 2))
    assert off["sobol"] < 0.75 * off["keyed"] < 0.4 * off["plain"]


def test_draws_can_be_looked_at():
    draws = draw(CASE, 64)
    frame = draws.to_frame()
    assert list(frame.index) == list(PATHS)
    assert frame.loc[PATHS[1], "mean"] == pytest.approx(draws.values[1].mean())
    assert repr(draws) == "Draws(3 beliefs, 64 draws, seed 1)"
    assert PATHS[0] in draws._repr_html_()
