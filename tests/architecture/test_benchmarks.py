"""The benchmarks: what is judged how, and that the page about them names every promise."""

import sys
from functools import partial

import pytest

from .sources import ROOT

BENCHMARKS = ROOT / "benchmarks"
PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.fixture
def benchmarks(monkeypatch):
    """Let the test import modules of the benchmarks, and nobody after it."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(BENCHMARKS)
    yield
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(BENCHMARKS)):
            del sys.modules[name]


@pytest.mark.usefixtures("benchmarks")
def test_the_page_names_every_promise_with_its_limit():
    from promises import PROMISES

    assert len({promise.key for promise in PROMISES}) == len(PROMISES) >= 14
    for promise in PROMISES:
        assert f"| {promise.text} | {promise.stated} |" in PAGE


@pytest.mark.usefixtures("benchmarks")
def test_a_promise_is_judged_on_its_side_of_the_limit():
    from promises import Promise

    fast, small = Promise("fast", "", "at least", 6), Promise("small", "", "at most", 300)
    assert (fast.is_kept(6), fast.is_kept(5.99)) == (True, False)
    assert (small.is_kept(300), small.is_kept(301)) == (True, False)
    assert (fast.missed_by(4), small.missed_by(450)) == (1.5, 1.5)


@pytest.mark.usefixtures("benchmarks")
def test_ratios_are_taken_round_by_round():
    from timing import Spread, in_turn, ratio

    assert ratio([2.0, 9.0, 8.0], [1.0, 3.0, 2.0]) == Spread(3.0, 2.0, 4.0)
    order = []
    works = {name: partial(lambda name, number: order.append((name, number)), name) for name in ("a", "b")}
    taken = in_turn(works, 2)
    assert order == [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert {name: len(seconds) for name, seconds in taken.items()} == {"a": 2, "b": 2}


@pytest.mark.usefixtures("benchmarks")
def test_the_page_says_by_how_much_a_promise_is_missed_and_why():
    from figures import Figure
    from page import page

    figures = [
        Figure("help", "ours over theirs", 1.8, 1.4, 2.0, "x"),
        *(Figure(key, key, 100.0, 100.0, 100.0, "ms") for key in ("help_time", "usual_time", "bare_time")),
    ]
    text = page({"Start": figures}, {"Memory": "no memory"}, (1.0, 2.0))
    assert "| at most 1.5 | 1.80 x | 1.40 to 2.00 | **no** |" in text
    said = " ".join(text.split())
    assert "1.80 instead of at most 1.5, a factor of 1.20. The best round kept it. It takes 100 ms" in said
    assert "a typer program 100 ms, the interpreter alone 100 ms." in said
    assert "- Memory: not measured, no memory." in text
    assert "| at least 6 | not measured |  |  |" in text


@pytest.mark.usefixtures("benchmarks")
def test_the_engine_says_of_the_workload_what_the_numpy_version_says():
    from agreement import differences
    from from_case import case_of_workload

    in_house, penalties = differences(case_of_workload(), draws=512)
    assert in_house.value <= 1e-12
    assert penalties.value <= 4


@pytest.mark.usefixtures("benchmarks")
def test_the_loop_and_the_model_of_one_draw_are_the_numpy_version_but_for_luck():
    from random import Random

    import numpy as np
    from from_case import case_of_workload, frozen, inputs_of, workload
    from loop import Loop
    from one_draw import OneDraw
    from tiers import Tiers

    fixed = workload()
    rng = np.random.default_rng(3)
    table = np.column_stack([of.rvs(40, random_state=rng) for of in frozen(case_of_workload()).values()])
    costs, penalties, _ = Tiers(fixed).play(inputs_of(table), rng)
    looped = [Loop(fixed).play(inputs_of(table), at, Random(at)) for at in range(40)]
    single = [OneDraw(fixed, luck)(row) for luck in ("levels", "tiers") for row in table]
    for found, rows in ((looped, costs[0]), (single, np.tile(costs[0], 2))):
        np.testing.assert_allclose([played[0][0] for played in found], rows, rtol=1e-12)
        mean = np.mean([played[1] for played in found], axis=0)
        np.testing.assert_allclose(mean, penalties.mean(1), rtol=0.05)


@pytest.mark.usefixtures("benchmarks")
def test_scipy_has_the_same_beliefs_as_the_case():
    import numpy as np
    from from_case import case_of_workload, frozen

    from outsourcing_model.case.paths import beliefs

    case = case_of_workload()
    known = beliefs(case)
    means = {path: of.mean() for path, of in frozen(case).items()}
    assert len(means) == 25
    np.testing.assert_allclose(list(means.values()), [known[path].mean for path in means], rtol=1e-9)
