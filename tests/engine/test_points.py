import numpy as np
import pytest
from scipy import stats

from outsourcing_model.engine.points import REPLICATES, key, keyed, keys, points


def scrambled(word, salt):
    """Return 32 bits, each flipped by a hash of those above it, said one by one."""
    flips = 0
    for bit in range(32):
        x = (((word >> (32 - bit)) ^ salt) * 0x9E3779B1 + bit * 0x85EBCA6B) % 2**32
        x = (x ^ x >> 16) * 0x7FEB352D % 2**32
        x = (x ^ x >> 15) * 0x846CA68B % 2**32
        flips |= ((x ^ x >> 16) & 1) << (31 - bit)
    return word ^ flips


@pytest.mark.parametrize(("start", "count"), [(0, 300), (7, 3), (16_368, 40), (2**20 - 20, 290), (2**36 - 24, 24)])
def test_words_are_numbers_shuffled_mirrored_and_shuffled_again(start, count):
    found = np.empty(count, np.uint32)
    keyed(keys(9, "a.path"), start, found)
    for place, word in enumerate(found.tolist()):
        number, replicate = divmod(start + place, REPLICATES)
        order, value = (key(9, "a.path", replicate, use) for use in ("order", "value"))
        mirrored = int(f"{scrambled(number, order):032b}"[::-1], 2)
        assert word == scrambled(mirrored, value)


@pytest.mark.parametrize("power", range(1, 9))
@pytest.mark.parametrize("replicate", [0, 7, 15])
def test_every_power_of_two_prefix_of_a_replicate_fills_each_cell_once(power, replicate):
    count = 2**power
    u = points(1, "services.desk.volume.growth", 4096)[replicate::REPLICATES][:count]
    assert sorted((u * count).astype(int).tolist()) == list(range(count))


def test_any_aligned_run_of_a_replicate_is_stratified():
    u = points(3, "a.path", 16_384)[5::REPLICATES]
    for start in range(0, 1024, 64):
        assert len(set((u[start : start + 64] * 64).astype(int).tolist())) == 64


def test_replicates_differ_and_do_not_go_together():
    u = points(4, "a.path", 16 * 1024).reshape(-1, REPLICATES)
    found = np.corrcoef(u.T)[np.triu_indices(REPLICATES, 1)] * np.sqrt(1024)
    assert np.abs(found).max() < 5 * 1.25


def test_first_points_of_more_are_the_points():
    np.testing.assert_array_equal(points(5, "x", 1000), points(5, "x", 5000)[:1000])


def test_points_lie_strictly_inside():
    u = points(2, "y", 100_000)
    assert 0 < u.min() < u.max() < 1
    assert len(np.unique(u[::16])) == len(u[::16])


@pytest.mark.parametrize("other", [(2, "a.b"), (1, "a.c"), (11, ".b")])
def test_seed_and_path_decide(other):
    assert (points(1, "a.b", 64) != points(*other, 64)).any()


def test_paths_are_independent_of_each_other():
    """Evenly spread points that are shuffled apart correlate by chance with a deviation of 1.25/sqrt(N)."""
    u = np.array([points(1, f"path {number}", 4096) for number in range(60)])
    scaled = np.corrcoef(u)[np.triu_indices(60, 1)] * np.sqrt(4096)
    assert scaled.std() == pytest.approx(1.25, abs=0.1)
    assert np.abs(scaled).max() < 5 * 1.25


def test_pairs_of_paths_fill_the_square():
    """Chi-square over a grid of 16 by 16, for several pairs: not only uncorrelated but independent."""
    for number in range(8):
        counts, *_ = np.histogram2d(points(1, f"a{number}", 8192), points(1, f"b{number}", 8192), 16, [[0, 1]] * 2)
        assert ((counts - 32) ** 2 / 32).sum() < stats.chi2(255).ppf(1 - 1e-6)


def test_the_mean_is_much_closer_than_by_plain_chance():
    errors = [abs(points(seed, "z", 1024).mean() - 0.5) for seed in range(20)]
    assert max(errors) < 0.1 / np.sqrt(12 * 1024)


def test_keys_are_the_same_everywhere():
    assert key("month", "onshore", "uptime") == 1991050820
    assert len({key(a, b) for a in range(50) for b in range(50)}) == 2500
    assert key("a", "bc") != key("ab", "c")
