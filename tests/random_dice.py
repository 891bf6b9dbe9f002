"""Chance in random cases: sizes, beliefs, and how choices are made."""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]
Draw = Callable[..., Any]

SERVICES = ("desk", "hosting", "apps")
OFFERS = ("onshore", "nearby")
INDICES = ("wages", "prices_index")
TIMINGS = ("start", "mid", "end", "year_start", "year_mid", "year_end")


@cache
def between(low: float, high: float, steps: int = 1000) -> st.SearchStrategy[float]:
    """Return numbers of a range, its ends and round ones more often."""
    grid = st.integers(0, steps).map(lambda i: round(low + (high - low) * i / steps, 6))
    return st.one_of(st.sampled_from((low, high)), grid, st.floats(low, high, allow_subnormal=False))


@cache
def families(low: float, high: float) -> dict[str, st.SearchStrategy[Tree]]:
    """Return a strategy of each family of belief that stays in a range of some width."""
    middle, width = (low + high) / 2, high - low
    number = between(low, high)

    def ascending(count: int) -> st.SearchStrategy[list[float]]:
        return st.lists(number, min_size=count, max_size=count).map(sorted)

    spread = between(0.01 * width, 0.07 * width)
    return {
        "pert": ascending(3).map(lambda x: {"pert": x}),
        "triangular": ascending(3).map(lambda x: {"triangular": x}),
        "uniform": ascending(2).map(lambda x: {"uniform": x}),
        "between": spread.map(lambda s: {"between": [middle - s, middle + s]}),
        "lognormal_between": spread.map(
            lambda s: {"between": [4 + s / width, 4 + 3 * s / width], "family": "lognormal"}
            if high > 10 else {"between": [middle - s, middle + s]}
        ),
        "normal": spread.map(lambda s: {"normal": {"mean": middle, "sd": s}}),
        "lognormal": spread.map(
            lambda s: {"lognormal": {"mean": 2.0, "sd": 0.2}} if high > 10 else {"normal": {"mean": middle, "sd": s}}
        ),
        "discrete": st.lists(number, min_size=2, max_size=2).map(lambda x: {"discrete": x, "weights": [0.25, 0.75]}),
        "sample": st.lists(number, min_size=1, max_size=4).map(lambda x: {"sample": x}),
    }  # fmt: skip


def belief(draw: Draw, low: float, high: float, uncertain: bool) -> Any:
    """Return a number or, in half of the uncertain cases, a belief that stays in the range."""
    if not uncertain or draw(st.booleans()):
        return draw(between(low, high))
    kinds = families(low, high)
    return draw(kinds[draw(st.sampled_from(sorted(kinds)))])


class Dice:
    """One case being drawn: its size, and how choices are made."""

    def __init__(
        self, draw: Draw, uncertain: bool, price_terms: bool = False, every_term: bool = False, quality: bool = False
    ) -> None:
        self.draw, self.uncertain, self.price_terms, self.every_term = draw, uncertain, price_terms, every_term
        self.quality = quality
        self.term = draw(st.integers(1, 30))
        if price_terms and self.chance(2):
            self.term = self.one(13, 18, 24, 25, 26, 36)
        if quality and self.likely():
            self.term = self.one(12, 13, 17, 24, 36)
        self.services = SERVICES[: draw(st.integers(1, 3))]
        self.offers = OFFERS[: draw(st.integers(1, 2))]
        self.stays = self.services[-1] if len(self.services) > 1 and self.chance(4) else ""
        self.counted = [name for name in self.services if not self.chance(5)]
        self.months = st.integers(1, self.term)
        self.tree: Tree = {}

    def chance(self, one_in: int) -> bool:
        """Return true once in so many, false when shrunk."""
        return bool(self.draw(st.integers(1, one_in)) == one_in)

    def likely(self) -> bool:
        """Return true three times in four."""
        return bool(self.draw(st.integers(1, 4)) < 4)

    def one(self, *options: Any) -> Any:
        """Return one of the options."""
        return self.draw(st.sampled_from(options))

    def some(self, options: Any, least: int = 0) -> list[Any]:
        """Return some of the options, in their order."""
        chosen = [option for option in options if self.likely()]
        return chosen if len(chosen) >= least else list(options)[:least]

    def believed(self, low: float, high: float) -> Any:
        """Return a number or a belief."""
        return belief(self.draw, low, high, self.uncertain)

    def maybe(self, record: Tree, name: str, value: Callable[[], Any]) -> None:
        """Set a field in most cases."""
        if self.likely():
            record[name] = value()
