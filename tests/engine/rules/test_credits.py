import numpy as np
import pytest

from outsourcing_model.engine.rules import credits as rules

from .conftest import column, steady


def test_believed_level_is_lower_in_the_first_months_of_delivery(fill):
    out = fill(rules.believed_level, [0.9], [0.2], [2], 1, months=5)
    assert column(out) == pytest.approx([0.7, 0.7, 0.7, 0.9, 0.9])
    assert column(fill(rules.believed_level, [0.1], [0.2], [1], 0, months=2)) == pytest.approx([0, 0.1])


def test_a_weak_start_of_a_part_of_a_month_counts_as_a_month(fill):
    assert column(fill(rules.believed_level, [0.9], [0.2], [0.5], 0, months=2)) == pytest.approx([0.7, 0.9])


def shares(fill, missed, steps, sampled, weak=None, weak_months=0, months=6, key=3, first=0):
    """Return the share of the charge returned, months by draws."""
    draws = len(missed[0])
    return np.array(
        fill(
            rules.credit_share, missed, weak or missed, [weak_months] * draws, 2, steps, key, first, sampled,
            months=months, draws=draws,
        )
    )  # fmt: skip


def test_expected_share_is_each_step_by_its_probability(fill):
    out = shares(fill, [[0.5], [0.2]], [0.1, 0.2], 0)
    assert out[:, 0] == pytest.approx([0.09] * 6)


def test_weak_months_have_their_own_probabilities(fill):
    out = shares(fill, [[0.0]], [0.1], 0, [[1.0]], 2)
    assert out[:, 0] == pytest.approx([0.1, 0.1, 0.1, 0.1, 0, 0])


def test_certain_misses_return_the_deepest_tier(fill):
    out = shares(fill, [[1.0, 1.0, 0.0], [0.0, 1.0, 0.0]], [0.1, 0.2], 1)
    assert out == pytest.approx(np.tile([0.1, 0.3, 0.0], (6, 1)))


def test_drawn_tiers_have_their_probabilities_and_are_nested(fill):
    draws, months = 2_000, 24
    out = shares(fill, [[0.4] * draws, [0.1] * draws], [0.1, 0.2], 1, months=months)
    assert set(np.unique(out.round(9)).tolist()) == {0.0, 0.1, 0.3}
    for least, probability in ((0.05, 0.4), (0.2, 0.1)):
        error = np.sqrt(probability * (1 - probability) / out.size)
        assert (out > least).mean() == pytest.approx(probability, abs=4 * error)


@pytest.mark.parametrize("sampled", [0, 1])
@pytest.mark.parametrize("steps", [[0.1, 0.2], [1 / 3, 1 / 7]])
def test_a_share_is_found_and_added_as_if_one_by_one(fill, sampled, steps):
    draws, months = 40, 7
    missed, weak = [[0.5] * draws, [0.2] * draws], [[0.9] * draws, [0.8] * draws]
    share = shares(fill, missed, steps, sampled, weak, 2, months=months)
    charge = np.random.default_rng(1).normal(3, 3, (months, draws))
    total, one_by_one = np.full((2, months, draws), 5.0)
    given = [np.array(missed), np.array(weak), np.full(draws, 2.0), 2, np.array(steps), 3, 0, sampled, charge]
    rules.added_share(*given, total)
    rules.added_credit(share, charge, one_by_one)
    np.testing.assert_allclose(total, one_by_one, rtol=1e-14)
    assert (total > 5.0).any()
    assert (total == 5.0).any()


def test_months_and_draws_are_independent(fill):
    out = shares(fill, [[0.5] * 4_000], [1.0], 1, months=12)
    bound = 4.5 / np.sqrt(4_000)
    assert np.abs(np.corrcoef(out) - np.eye(12)).max() < bound
    assert abs(np.corrcoef(out[:, 1:].ravel(), out[:, :-1].ravel())[0, 1]) < 4.5 / np.sqrt(out.size)


def test_luck_depends_on_key_draw_and_month_alone(fill):
    whole = shares(fill, [[0.5] * 100], [1.0], 1)
    np.testing.assert_array_equal(shares(fill, [[0.5] * 60], [1.0], 1, first=40), whole[:, 40:])
    np.testing.assert_array_equal(shares(fill, [[0.5] * 100], [1.0], 1, months=3), whole[:3])
    assert (shares(fill, [[0.5] * 100], [1.0], 1, key=4) != whole).any()


@pytest.mark.parametrize(
    ("due", "cap", "received", "capped"),
    [(9, 0.1, 9, 0), (10, 0.1, 10, 0), (10.000000001, 0.1, 10, 0), (10.1, 0.1, 10, 1), (50, 0.0, 0, 1), (0, 0.0, 0, 0)],
)
def test_monthly_cap(due, cap, received, capped):
    months, out = np.zeros(1), np.empty((2, 1))
    rules.capped_credit(np.full((2, 1), float(due)), np.full((2, 1), 100.0), cap, np.ones(1), months, out)
    assert out[:, 0] == pytest.approx([received] * 2)
    assert months.tolist() == [2 * capped]


def test_only_what_is_claimed_is_received_after_the_cap():
    months, out = np.zeros(2), np.empty((1, 2))
    rules.capped_credit(np.full((1, 2), 50.0), np.full((1, 2), 100.0), 0.2, np.array([1, 0.5]), months, out)
    assert out.tolist() == [[20, 10]]
    assert months.tolist() == [1, 1]


def test_level_credit_and_harm(fill):
    assert column(fill(rules.level_credit, [[0.1], [0]], [[500], [500]], months=2)) == [50, 0]
    harm = fill(rules.downtime_harm, [[0.99], [0.98]], [[1], [0.5]], 720.0, [1_000], months=2, start=5.0)
    assert column(harm) == pytest.approx([5 + 0.01 * 720 * 1_000, 5 + 0.02 * 720 * 1_000 * 0.5])
    late = fill(rules.late_harm, steady(0.9, 2), [[0.5], [1]], [[200], [100]], [0.3], [10], months=2, start=5.0)
    assert column(late) == pytest.approx([5 + 0.1 * 200 * 0.3 * 10 * 0.5, 5 + 0.1 * 100 * 0.3 * 10])


def test_luck_is_the_same_everywhere(fill):
    """Sixteen draws of four months, one bit each: a changed hash would change every published number."""
    out = shares(fill, [[0.5] * 16], [1.0], 1, months=4).astype(int)
    assert ["".join(map(str, month)) for month in out] == [
        "0010111111001101",
        "1001000111010011",
        "1010111001011111",
        "1111101001111000",
    ]
