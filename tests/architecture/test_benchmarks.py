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

    assert len({promise.key for promise in PROMISES}) == len(PROMISES) >= 15
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
    assert (
        "1.80 instead of at most 1.5, a factor of 1.20. The best round kept it. It takes 100 ms, a typer program 100 ms, "
        "the interpreter alone 100 ms."
    ) in " ".join(text.split())
    assert "- Memory: not measured, no memory." in text
    assert "| at least 6 | not measured |  |  |" in text
