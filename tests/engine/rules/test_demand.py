import pytest

from outsourcing_model.engine.rules import demand

from .conftest import column


def test_volume_grows_month_by_month_and_follows_the_pattern(fill):
    pattern = [1.0] * 12 + [1.1]
    out = column(fill(demand.volume_path, [100], [0.21], pattern, months=13))
    assert out[0] == 100
    assert out[6] == pytest.approx(110, rel=1e-14)
    assert out[12] == pytest.approx(100 * 1.21 * 1.1, rel=1e-14)


def test_volume_of_each_draw(fill):
    out = fill(demand.volume_path, [100, 50], [0, -0.5], [1, 2], months=2, draws=2)
    assert out[0] == [100, 50]
    assert out[1] == pytest.approx([200, 100 * 0.5 ** (1 / 12)], rel=1e-14)


def test_index_moves_at_anniversaries(fill):
    out = column(fill(demand.yearly_index, [0.1], months=25))
    assert out[:12] == [1] * 12
    assert out[12:24] == [1.1] * 12
    assert out[24] == pytest.approx(1.21)


def yearly(fill, growth, share, cap, floor, chained, years=4):
    """Return the factor of each contract year."""
    return column(fill(demand.revision_factor, [growth], share, cap, floor, chained, months=12 * years))[::12]


@pytest.mark.parametrize("chained", [0, 1])
def test_full_revision_is_the_index(fill, chained):
    assert yearly(fill, 0.03, 1.0, 1e30, -1.0, chained) == pytest.approx([1, 1.03, 1.03**2, 1.03**3])


def test_partial_revision_from_the_base_and_chained(fill):
    from_base = [0.3 + 0.7 * 1.04**year for year in range(4)]
    assert yearly(fill, 0.04, 0.7, 1e30, -1.0, 0) == pytest.approx(from_base)
    assert yearly(fill, 0.04, 0.7, 1e30, -1.0, 1) == pytest.approx([(0.3 + 0.7 * 1.04) ** year for year in range(4)])


def test_cap_and_floor_limit_each_year(fill):
    assert yearly(fill, 0.10, 1.0, 0.02, -1.0, 0) == pytest.approx([1.02**year for year in range(4)])
    assert yearly(fill, -0.10, 1.0, 1e30, 0.0, 0) == [1] * 4
    assert yearly(fill, 0.01, 1.0, 1e30, 0.05, 1) == pytest.approx([1.05**year for year in range(4)])


def test_a_cap_met_exactly_changes_nothing(fill):
    assert yearly(fill, 0.02, 1.0, 0.02, 0.02, 1) == yearly(fill, 0.02, 1.0, 1e30, -1.0, 1)


def test_no_share_no_revision(fill):
    assert yearly(fill, 0.5, 0.0, 1e30, -1.0, 0) == [1] * 4
