"""The page of the benchmarks, ``docs/benchmarks.md``: promises, what is missed and why, and every figure."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import fill

from figures import Figure, row
from machine import machine, today, versions
from promises import PROMISES, Promise
from reasons import missed

WIDTH = 120
BUSY = 1.5
"""Processes that want a processor, above which others are at work beside the benchmarks, which are mostly one."""
INTRODUCTION = """# Benchmarks

What is promised of speed and memory, what was measured, and what is missed. This page is written by the benchmarks:

```
python3 -m venv .venv && .venv/bin/python -m pip install ".[bench]"
.venv/bin/python benchmarks/all.py
```

Each part can be run alone, as `.venv/bin/python benchmarks/speed.py`. Times of a machine vary; what is compared is
timed in turn in one process (A B A B), so that the ratios hold. A ratio is the median of the rounds; the least and the
greatest stand beside it.

Workload W is a case of this product, [case.yaml](../benchmarks/workload/case.yaml): 60 months, 12 services, in-house
and two providers, two levels of availability for each service and month with credits of 10 %, 25 % and 100 % and a
monthly cap, and 25 uncertain inputs joined by ranks. Nothing in the product knows of it. Before anything is timed, the
versions have to agree on the same inputs."""

PEERS = {
    "ema-workbench": (
        "runs models over sampled inputs, for search under deep uncertainty; no correlated inputs, no money",
        "in work in June 2026; its version 3 needs Python 3.12, version 2.5 is of April 2025",
    ),
    "monaco": ("runs models over sampled inputs; no correlated inputs, no decisions", "in work in June 2026"),
    "SALib": ("samples and analyses for sensitivity; the model is the user's", "in work in June 2026"),
}
"""Distribution to what it is, and whether somebody works on it."""


def page(parts: Mapping[str, Sequence[Figure]], failed: Mapping[str, str], busy: tuple[float, float]) -> str:
    """Return the page.

    Parameters
    ----------
    parts : mapping
        Heading of each part to its figures.
    failed : mapping
        Heading of a part that could not be measured to the reason.
    busy : tuple of float
        Processes that wanted the processors when the benchmarks began and when they ended.
    """
    figures = {found.key: found for part in parts.values() for found in part}
    blocks = [INTRODUCTION, _machine(busy), "## Promises", promises(figures), "## What is missed, and why"]
    blocks += [_missed(figures, failed)]
    for heading, part in parts.items():
        blocks += [f"## {heading}", table(("what", "median", "range"), map(row, part))]
    return "\n\n".join([*blocks, "## Versions of the others", _peers()]) + "\n"


def _machine(busy: tuple[float, float]) -> str:
    """Return on what it ran."""
    held = ", ".join(f"{name} {number}" for name, number in versions().items())
    text = (
        f"Measured on {today()}: {machine()}; {held}. Processes that wanted a processor, average of a minute: "
        f"{busy[0]:.1f} when it began, {busy[1]:.1f} when it ended."
    )
    if max(busy) > BUSY:
        text += " Others were at work on the machine: trust the ratios less, and the times not at all."
    return fill(text, WIDTH)


def promises(figures: Mapping[str, Figure]) -> str:
    """Return the promises, each with what was measured."""
    rows = [(promise.text, promise.stated, *_judged(promise, figures)) for promise in PROMISES]
    return table(("promise", "limit", "measured", "range", "kept"), rows)


def _judged(promise: Promise, figures: Mapping[str, Figure]) -> tuple[str, str, str]:
    """Return what was measured, its range, and whether it keeps the promise."""
    found = figures.get(promise.key)
    if found is None:
        return "not measured", "", ""
    return *row(found)[1:], "yes" if promise.is_kept(found.value) else "**no**"


def _missed(figures: Mapping[str, Figure], failed: Mapping[str, str]) -> str:
    """Return a line for each promise that is missed and for each part that was not measured."""
    judged = [promise for promise in PROMISES if promise.key in figures]
    lines = [missed(promise, figures) for promise in judged if not promise.is_kept(figures[promise.key].value)]
    lines += [f"{heading}: not measured, {reason}." for heading, reason in failed.items()]
    if absent := len(PROMISES) - len(judged):
        lines.append(f"Promises that were not measured: {absent} of {len(PROMISES)}.")
    items = [fill(f"- {line}", WIDTH, subsequent_indent="  ", break_long_words=False) for line in lines]
    return "\n".join(items) or "Nothing: every promise is kept."


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _peers() -> str:
    """Return the other libraries with the versions that took part."""
    held = versions(tuple(PEERS))
    rows = [(name, held.get(name, "not there"), *about) for name, about in PEERS.items()]
    return table(("library", "version", "what it is", "state"), rows)
