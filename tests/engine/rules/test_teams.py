import pytest

from outsourcing_model.engine.rules import teams

from .conftest import column, steady


@pytest.mark.parametrize(
    ("volume", "step", "at_least", "heads"),
    [
        (0, 1.0, 0.0, 0), (1, 1.0, 0.0, 1), (300, 1.0, 0.0, 1), (300.001, 1.0, 0.0, 2), (600, 1.0, 0.0, 2),
        (310, 0.5, 0.0, 1.5), (310, 0.1, 0.0, 1.1), (10, 1.0, 2.5, 2.5), (900, 1.0, 2.5, 3), (900, 5.0, 0.0, 5),
    ],
)  # fmt: skip
def test_heads_in_whole_steps(fill, volume, step, at_least, heads):
    out = fill(teams.staff_heads, [[volume]], [300], [0], [0], step, at_least, months=1)
    assert column(out) == pytest.approx([heads])


def test_shrinkage_takes_and_productivity_gives_capacity(fill):
    assert column(fill(teams.staff_heads, steady(240, 13), [300], [0.2], [0], 1.0, 0.0, months=13)) == [1] * 13
    out = column(fill(teams.staff_heads, steady(301, 13), [300], [0], [0.01], 1.0, 0.0, months=13))
    assert (out[0], out[12]) == (2, 1)


def test_a_fixed_team_is_the_same_every_month(fill):
    assert fill(teams.team_heads, [2.5, 0], months=2, draws=2) == [[2.5, 0], [2.5, 0]]


def test_pay_follows_heads_wage_loading_and_index(fill):
    out = column(fill(teams.team_pay, [[2.5], [3]], [12_000], [1.4], [[1], [1.1]], months=2))
    assert out == pytest.approx([3_500, 4_620])


def test_hires_replace_those_who_leave_and_let_a_team_grow(fill):
    heads, index = [[10], [12], [11], [11]], [[1], [1], [1], [2]]
    assert column(fill(teams.hires, heads, [0.6], [1_000], index, months=4)) == pytest.approx(
        [500, 600 + 2_000, 550, 1_100]
    )
    assert column(fill(teams.hires, heads, [0], [1_000], index, months=4)) == [0, 2_000, 0, 0]


def test_severance_is_paid_once(fill):
    """Four dismissed at 9,000 and three transferred at 500; nobody dismissed; beyond the term."""
    rows = ([4, 0, 2], [9_000, 9_000, 0], [3, 3, 0], [500, 500, 500], [1, 0, 5])
    out = fill(teams.severance, *rows, [[1, 1, 1], [1.1, 1.1, 1.1]], months=2, draws=3)
    assert out == [[0, 1_500, 0], [pytest.approx(37_500 * 1.1), 0, 0]]
