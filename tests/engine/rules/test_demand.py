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
