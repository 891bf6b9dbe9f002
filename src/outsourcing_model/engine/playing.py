"""A program played over a stretch of draws: working space that is used again, and results put where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from outsourcing_model.engine.compiled import Array, Codes
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.executor import LANES, addresses, execute
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program.translate import Program
from outsourcing_model.engine.rows import Rows, planned
from outsourcing_model.engine.step import N2, N3

UNIT = 256
"""Draws whose line sums are made in one go; sums over more draws are sums of these in order, whatever the tasks."""
PLAIN = ("cost", "received", "owed", "units")
"""How the accounts end whose undiscounted sums are measures."""


@dataclass(frozen=True)
class Part:
    """Results of some draws.

    Parameters
    ----------
    lines : ndarray [line, cash month]
        Sums over the draws.
    cash : ndarray [alternative, cash month, kept_draw]
        Net cost by month of payment.
    present, plain : ndarray [account, draw]
        Sums of the accounts that measures are made of.
    counts : ndarray [counter, draw]
        Counters.
    details : ndarray [2, account, kept_draw]
        Discounted and undiscounted sums behind the measures, or empty.
    """

    lines: Array
    cash: Array
    present: Array
    plain: Array
    counts: Array
    details: Array


def empty(program: Program, count: int, kept: int) -> Part:
    """Return room for the results of so many draws: zeros, which take memory only once something is put there."""
    months, measured = len(program.discount), len(program.measured)
    return Part(
        lines=np.zeros((len(program.lines), months)),
        cash=np.zeros((len(program.case.alternatives), months, kept)),
        present=np.zeros((measured, count)),
        plain=np.zeros((measured, count)),
        counts=np.zeros((len(program.counts), count)),
        details=np.zeros((2, len(program.details), kept)),
    )


def joined(parts: Sequence[Array]) -> Array:
    """Return arrays one after another along the draws."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)


def by_draw(blocks: Array, count: int) -> Array:
    """Return an array ``[block, ..., lane]`` with the draws as its last axis, padding cut off."""
    together = np.moveaxis(blocks, 0, -2)
    return np.ascontiguousarray(together.reshape(*together.shape[:-2], len(blocks) * blocks.shape[-1])[..., :count])


def copied(target: Array, blocks: Array, start: int, count: int) -> None:
    """Put some draws of an array ``[block, ..., lane]`` in their place in another with the draws as its last axis."""
    full = count // LANES
    last = start + full * LANES
    whole = target[..., start:last]
    whole.reshape(*whole.shape[:-1], full, LANES)[...] = np.moveaxis(blocks[:full], 0, -2)
    if count > full * LANES:
        target[..., last : start + count] = blocks[full][..., : count - full * LANES]


@dataclass
class Space:
    """Working space of one thread: rows, tiles and the results of a task, block by block."""

    x: Array
    tiles: Array
    cash: Array
    present: Array
    plain: Array
    counts: Array


@dataclass(frozen=True)
class Ready:
    """A program ready to be played.

    Parameters
    ----------
    program : Program
        What is played.
    noise : bool
        Whether the month's luck is drawn.
    """

    program: Program
    noise: bool

    @cached_property
    def rows(self) -> Rows:
        """Return how the rows are filled."""
        return planned(self.program.rows, self.noise)

    @cached_property
    def steps(self) -> Codes:
        """Return the addresses of the steps."""
        return addresses(step.rule for step in self.program.instructions)

    @cached_property
    def paying(self) -> Codes:
        """Return the account of each alternative's cost, none where no cash is booked by month."""
        accounts, code = self.program.accounts, self.program.code
        books = np.array([step.rule == "book" for step in self.program.instructions], dtype=bool)
        if not (code[books, N2] >= 0).any():
            return np.empty(0, dtype=np.int64)
        names = [f"{alternative}.cost" for alternative in self.program.case.alternatives]
        return np.array([accounts.index(name) for name in names if name in accounts], dtype=np.int64)

    @cached_property
    def booked(self) -> list[tuple[int, int, bool]]:
        """Return account, place among those measured, and whether its plain sum is a measure, of those in use."""
        coded = zip(self.program.instructions, self.program.code, strict=True)
        used = {int(code[N3]) for step, code in coded if step.rule == "book"}
        numbers = {name: number for number, name in enumerate(self.program.accounts)}
        measured = [(numbers[name], place, name) for place, name in enumerate(self.program.measured)]
        return [(n, place, name.rpartition(".")[2] in PLAIN) for n, place, name in measured if n in used]

    @cached_property
    def detailed(self) -> slice | Codes:
        """Return the accounts behind the measures, which mostly stand side by side."""
        places = np.array([self.program.accounts.index(name) for name in self.program.details], dtype=np.int64)
        together = len(places) > 0 and (np.diff(places) == 1).all()
        return slice(places[0], places[-1] + 1) if together else places


@dataclass(frozen=True)
class Run:
    """A program that is played for some draws.

    Parameters
    ----------
    ready : Ready
        What is played.
    draws : Draws
        Drawn for its case.
    kept : int
        Draws from the first on of which cash by month and details are kept.
    spare : list of Space
        Working space that no thread uses now.
    """

    ready: Ready
    draws: Draws
    kept: int
    spare: list[Space] = field(default_factory=list)

    def played(self, start: int, stop: int, results: Part) -> Array:
        """Return the sums over each unit of draws ``[unit, line, cash month]``; put the other results in their place.

        `start` is a multiple of a unit.
        """
        ready, program, count = self.ready, self.ready.program, stop - start
        blocks, units = -(-count // LANES), -(-count // UNIT)
        space = self._space(blocks)
        try:
            lines = np.zeros((units, len(program.lines), len(program.discount)))
            kept = min(max(self.kept - start, 0), count)
            execute(
                ready.steps, program.code, program.real, program.series, program.edges,
                program.discount, ready.rows.operations, ready.rows.tables, ready.rows.given(self.draws, start, stop),
                space.x, key("seed", self.draws.seed), self.draws.first + start, count, int(ready.noise), space.tiles,
                lines, UNIT // LANES, ready.paying, space.cash[: -(-kept // LANES)], space.present[:blocks],
                space.plain[:blocks], space.counts[:blocks],
            )  # fmt: skip
            self._put(space, start, count, kept, results)
        finally:
            self.spare.append(space)
        return lines

    def _space(self, blocks: int) -> Space:
        """Return working space for so many blocks, its constant rows filled."""
        program, lanes = self.ready.program, LANES
        while self.spare:
            space = self.spare.pop()
            if len(space.present) >= blocks:
                return space
        x = np.empty((1, len(program.rows), lanes))
        x[0] = self.ready.rows.fixed[:, None]
        cash = (blocks, len(program.case.alternatives), len(program.discount), lanes)
        accounts, counts = (blocks, len(program.accounts), lanes), (blocks, len(program.counts), lanes)
        tiles = np.empty((program.tile_count, program.case.term, lanes))
        return Space(x, tiles, np.empty(cash), np.empty(accounts), np.empty(accounts), np.empty(counts))

    def _put(self, space: Space, start: int, count: int, kept: int, results: Part) -> None:
        """Put the results of a task where those of its draws belong."""
        stop, blocks = start + count, -(-count // LANES)
        for account, place, plain in self.ready.booked:
            results.present[place, start:stop] = space.present[:blocks, account].reshape(-1)[:count]
            if plain:
                results.plain[place, start:stop] = space.plain[:blocks, account].reshape(-1)[:count]
        for row in range(space.counts.shape[1]):
            results.counts[row, start:stop] = space.counts[:blocks, row].reshape(-1)[:count]
        if kept:
            copied(results.cash, space.cash, start, kept)
            copied(results.details[0], space.present[:, self.ready.detailed], start, kept)
            copied(results.details[1], space.plain[:, self.ready.detailed], start, kept)
