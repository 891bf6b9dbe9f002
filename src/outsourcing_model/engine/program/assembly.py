"""The program under construction: instructions over named tiles, and the rows of numbers that they read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.case.factors import FACTORS
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.derived import product, same
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.flows import CashLine

Array = NDArray[np.float64]

FIRST = " [0]"
"""How the name of the first row of a block ends; the others follow it."""

ADDITIONS = ("add", "subtract")
"""Rules that change a tile by another one, in whatever order."""

NO_CAP = 1e30
"""Stands for a cap that is not there; far above any amount of money, and times zero it is zero."""


@dataclass(slots=True)
class Instruction:
    """One rule applied: which tile it fills, from which tiles, rows and constants; it is never changed.

    Hundreds are made at every move of a slider, and it would take four times as long to make frozen ones.

    Parameters
    ----------
    rule : str
        Name of the compiled function.
    out : str
        Name of the tile it fills or adds to; empty for an entry in the books.
    tiles, rows : tuple of str
        Names of the tiles and rows it reads.
    whole, real : tuple
        Constants, whole numbers and others.
    path : str
        Place in the case of the clause.
    unit : str
        What the tile holds.
    """

    rule: str
    out: str
    tiles: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    whole: tuple[int, ...] = ()
    real: tuple[float, ...] = ()
    path: str = ""
    unit: str = "currency"


class Derived(NamedTuple):
    """A row computed from other rows before the months are played, or only if their luck is not drawn."""

    formula: Callable[..., Array]
    rows: tuple[str, ...]
    expected: bool = False


@dataclass
class Assembly:
    """What has been stated of the program so far; it lives only while a case is translated.

    Attributes
    ----------
    case : Case
        What is translated.
    instructions : list of Instruction
        In the order of execution.
    rows : dict
        Name to what the row holds: a belief, or a derivation.
    series : list of ndarray [month]
        Patterns by month.
    edges : list of float
        Limits and steps of bands and tiers, one after another.
    starts : list of int
        Where each list of them begins.
    lines : list of CashLine
        Lines of the books.
    accounts : dict
        Name of each sum kept for each draw, such as ``mix.cost``, to its number.
    counts : list of str
        Names of the counters kept for each draw.
    details : dict
        Name of an account to what it is the sum of, for those that are kept only as long as draws are kept in full.
    """

    case: Case
    instructions: list[Instruction] = field(default_factory=list)
    rows: dict[str, Uncertain | Derived] = field(default_factory=dict)
    series: list[Array] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    lines: list[CashLine] = field(default_factory=list)
    accounts: dict[str, int] = field(default_factory=dict)
    counts: list[str] = field(default_factory=list)
    details: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)

    def row(self, path: str) -> str:
        """Return the name of the row that holds a belief of the case, times the factor that it names."""
        belief = self._beliefs[path]
        self.rows.setdefault(path, belief.own)
        if not belief.times:
            return path
        return self.derived(f"{path} times {belief.times}", product, path, self.row(f"{FACTORS}.{belief.times}"))

    def constant(self, value: float) -> str:
        """Return the name of a row that holds one number."""
        name = f"constant {value!r}"
        if name not in self.rows:
            self.rows[name] = Uncertain("constant", (float(value),))
        return name

    def derived(self, name: str, formula: Callable[..., Array], *rows: str, expected: bool = False) -> str:
        """Return the name of a row computed from others, with `expected` only where luck counts by its expectation."""
        if name not in self.rows:
            self.rows[name] = Derived(formula, rows, expected)
        return name

    def block(self, name: str, rows: Sequence[str]) -> str:
        """Return the name of the first of several rows that stand one after another."""
        for position, row in enumerate(rows):
            self.derived(f"{name} [{position}]", same, row)
        return f"{name}{FIRST}"

    def pattern(self, values: Iterable[float]) -> int:
        """Return the number of a pattern by month."""
        self.series.append(np.array(list(values), dtype=float))
        return len(self.series) - 1

    def limits(self, values: Iterable[float]) -> tuple[int, int]:
        """Return start and count of a list of limits or steps."""
        start = len(self.edges)
        self.starts.append(start)
        self.edges.extend(values)
        return start, len(self.edges) - start

    def has(self, tile: str) -> bool:
        """Return whether a tile is filled already: what two alternatives share is computed once."""
        return tile in self.filled

    def apply(
        self,
        rule: str,
        out: str,
        tiles: Sequence[str] = (),
        rows: Sequence[str] = (),
        whole: Sequence[int] = (),
        real: Sequence[float] = (),
        path: str = "",
        unit: str = "currency",
    ) -> str:
        """Return the name of the tile that a rule fills, the rule now being part of the program."""
        self.filled.add(out)
        self.instructions.append(
            Instruction(rule, out, tuple(tiles), tuple(rows), tuple(whole), tuple(real), path, unit)
        )
        return out

    def cleared(self, out: str, path: str = "", unit: str = "currency") -> str:
        """Return the name of a tile of zeros, to which rules add."""
        return self.apply("clear", out, path=path, unit=unit)

    def always(self, value: float) -> str:
        """Return the name of a tile that holds one number in every month."""
        name = f"always {value!r}"
        return name if self.has(name) else self.apply("level", name, rows=(self.constant(value),), unit="factor")

    def account(self, name: str) -> int:
        """Return the number of a sum kept for each draw."""
        return self.accounts.setdefault(name, len(self.accounts))

    def detail(self, *of: str) -> str:
        """Return the name of a sum behind the measures: of what kind, in which alternative, by which offer and so on.

        Names of a case hold no space, so that it can be the name of no other account.
        """
        name = " ".join(("detail", *of))
        self.details[name] = of
        return name

    def years(self, *of: str) -> int:
        """Return the number of the first of the sums of each contract year, which stand one after another."""
        first = self.account(self.detail("year", *of, "0"))
        if first == len(self.accounts) - 1:
            for year in range(1, self.case.timeline.years):
                self.account(self.detail("year", *of, str(year)))
        return first

    def counter(self, name: str) -> int:
        """Return the number of a counter kept for each draw."""
        if name not in self.counts:
            self.counts.append(name)
        return self.counts.index(name)

    def book(
        self,
        tile: str,
        account: str,
        weight: float = 1.0,
        lag: int = 0,
        line: int = -1,
        cash: int = -1,
        years: tuple[str, ...] = (),
    ) -> None:
        """Enter a tile in the books: a sum for each draw, and for cost the line and the alternative's cash.

        `years` names what its undiscounted sums by contract year, by month of service, are added to.
        """
        yearly = self.years(*years) + 1 if years else 0
        whole = (lag, line, cash, self.account(account), yearly)
        self.instructions.append(Instruction("book", "", (tile,), whole=whole, real=(weight,)))

    def book_line(self, line: CashLine, weight: float = 1.0) -> None:
        """Enter a cost line of an alternative in the books, by year too where a value is stated beside it."""
        self.lines.append(line)
        cash = self._places[line.alternative]
        years = (line.alternative, "cost") if self._valued else ()
        self.book(line.step, f"{line.alternative}.cost", weight, line.lag, len(self.lines) - 1, cash, years)

    @cached_property
    def _beliefs(self) -> Mapping[str, Uncertain]:
        """Return the beliefs of the case by path."""
        return beliefs(self.case)

    @cached_property
    def _places(self) -> dict[str, int]:
        """Return alternative to its number."""
        return {name: number for number, name in enumerate(self.case.alternatives)}

    @cached_property
    def _valued(self) -> bool:
        """Return whether a value is stated of a service."""
        return any(service.value_per_unit for service in self.case.services.values())


def fill_rows(
    rows: Mapping[str, Uncertain | Derived], draws: Draws, start: int, stop: int, sampled: bool = False
) -> dict[str, Array]:
    """Return every row for the draws from `start` to before `stop`, constants as wide as the rest.

    Rows that hold expectations of luck are zero where it is drawn (`sampled`).
    """
    values: dict[str, Array] = {}
    drawn = draws.block(start, stop)
    for name, content in rows.items():
        if isinstance(content, Derived) and content.expected and sampled:
            values[name] = np.zeros(stop - start)
        elif isinstance(content, Derived):
            values[name] = np.asarray(content.formula(*(values[row] for row in content.rows)), dtype=float)
        elif content.is_constant:
            values[name] = np.full(stop - start, content.values[0])
        else:
            values[name] = drawn[draws.rows[name]]
    return values
