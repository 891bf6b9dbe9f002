"""Why a promise is missed, in a sentence made of the figures that were measured beside it."""

from collections.abc import Callable, Mapping

from figures import Figure, number, shown
from promises import Promise

Figures = Mapping[str, Figure]
DRAWS, MONTHS = 10_000, 60


def missed(promise: Promise, figures: Figures) -> str:
    """Return by how much a promise is missed, and why."""
    found = figures[promise.key]
    text = f"{promise.text}: {number(found.value)} instead of {promise.stated}"
    reason = REASONS.get(promise.key, lambda _: "")(figures)
    best = found.high if promise.side == "at least" else found.low
    noise = " The best round kept it." if promise.is_kept(best) and found.low != found.high else ""
    return f"{text}, a factor of {number(promise.missed_by(found.value))}.{noise} {reason}".strip()


def _of(figures: Figures, key: str) -> str:
    """Return a figure with its unit."""
    return shown(figures[key])


def _fixed(figures: Figures) -> float:
    """Return the share of a run that does not depend on the number of draws."""
    return figures["fixed_time"].value / (figures["simulate_time"].value * DRAWS / 1e3)


def _simulating(figures: Figures) -> str:
    """Say where the time of `simulate` goes."""
    count = figures["instructions"].value
    cell = figures["simulate_time"].value * 1e3 * (1 - _fixed(figures)) / (count * MONTHS)
    return (
        f"`simulate` takes {_of(figures, 'simulate_time')}, {_fixed(figures):.1%} of it for what does not depend on "
        f"the number of draws. The rest are {number(count)} instructions at {number(cell)} ns for a month of a draw, "
        "each a rule by itself, which reads its tiles and writes another one."
    )


def _kernel(figures: Figures) -> str:
    """Say what the kernel does otherwise."""
    return f"The kernel does this workload alone, in one loop, in {_of(figures, 'kernel_time')}. {_simulating(figures)}"


def _threads(figures: Figures) -> str:
    """Say what keeps a second thread from helping."""
    return (
        f"{_fixed(figures):.1%} of the time on one thread is work before and after the draws, which one thread does. "
        f"Meanwhile {_of(figures, 'busy')} processes wanted {_of(figures, 'processors')} processors; a second thread "
        "can help only on one that is free."
    )


def _library(name: str) -> Callable[[Figures], str]:
    """Return what says where the time of a library goes."""

    def reason(figures: Figures) -> str:
        return (
            f"{name} takes {_of(figures, f'{name}_time')}, of which "
            f"{_of(figures, f'{name}_time, a model that does nothing')} are its own; the rest is the user's model in "
            f"numpy. `simulate` took {_of(figures, 'peers_ours')} beside it."
        )

    return reason


def _correlated(figures: Figures) -> str:
    """Say what drawing is made of."""
    return (
        f"`draw` takes {_of(figures, 'draw_inputs')}, of which {_of(figures, 'points_inputs')} are for points that "
        "depend on seed and path alone; scipy's side takes numbers from a generator instead."
    )


def _memory(figures: Figures) -> str:
    """Say what the memory is for."""
    each = (figures["memory"].value - figures["memory_warm"].value) * 2**20 / 1e6
    return (
        f"{_of(figures, 'memory_warm')} of it are the case and the compiled engine, the rest {number(each)} bytes for "
        "each draw."
    )


def _help(figures: Figures) -> str:
    """Say what starting is made of."""
    return (
        f"It takes {_of(figures, 'help_time')}, a typer program {_of(figures, 'usual_time')}, the interpreter alone "
        f"{_of(figures, 'bare_time')}."
    )


def _compiling(figures: Figures) -> str:
    """Say what is compiled."""
    return f"By the clock it took {_of(figures, 'compiling_clock')}; every later run starts without it."


def _slider(figures: Figures) -> str:
    """Say what the slowest slider is measured against."""
    return f"Everything anew takes {_of(figures, 'slider_anew')}; the part on sliders says which of them is slow."


REASONS: dict[str, Callable[[Figures], str]] = {
    "tiers": _simulating,
    "kernel": _kernel,
    "threads": _threads,
    "ema_workbench": _library("ema_workbench"),
    "monaco": _library("monaco"),
    "correlated": _correlated,
    "memory": _memory,
    "slider": _slider,
    "help": _help,
    "compiling": _compiling,
}
