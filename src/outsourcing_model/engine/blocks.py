"""Playing a program one block of draws at a time, so that tiles can be put in before each or taken out after it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from outsourcing_model.engine.compiled import Array
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.executor import LANES, execute
from outsourcing_model.engine.playing import Part, Ready, by_draw
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program.translate import Program
from outsourcing_model.engine.simulate import TASK, in_order

BLOCKS = TASK // LANES
"""Blocks handed out at a time; sums over more draws are sums of theirs in order."""
Touch = Callable[[int, Array], object]
"""What is done with the number of a block and its tiles."""
NOBODY = np.empty(0, dtype=np.int64)
"""Accounts whose sums are made of cash by month: none, what is booked says itself where it goes."""


def count_blocks(draws: Draws) -> int:
    """Return the number of blocks of some draws."""
    return -(-draws.count // LANES)


@dataclass(frozen=True)
class Blocks:
    """A program that is played block by block, its luck drawn.

    Parameters
    ----------
    program : Program
        It keeps no details.
    draws : Draws
        Drawn for its case.
    cash : ndarray [block, booked, cash month, lane]
        Where cash by month is booked; without blocks if it is not.
    """

    program: Program
    draws: Draws
    cash: Array

    def played(self, workers: int, before: Touch | None = None, after: Touch | None = None) -> Part:
        """Return the results; what is booked as cash by month has no sums of its own."""
        program, blocks = self.program, count_blocks(self.draws)
        present = np.zeros((blocks, len(program.accounts), LANES))
        plain = np.zeros_like(present)
        counts = np.zeros((blocks, len(program.counts), LANES))
        lines = np.zeros((1, len(program.lines), len(program.discount)))
        ready = Ready(program, noise=True)

        def task(start: int) -> Array:
            stop = min(start + BLOCKS, blocks)
            summed = np.zeros_like(lines)
            tiles = np.zeros((program.tile_count, program.case.term, LANES))
            x = np.repeat(ready.rows.fixed[None, :, None], LANES, axis=2)
            given = ready.rows.given(self.draws, start * LANES, min(stop * LANES, self.draws.count))
            for block in range(start, stop):
                one, here = slice(block, block + 1), (block - start) * LANES
                if before:
                    before(block, tiles)
                execute(
                    ready.steps, program.code, program.real, program.series, program.edges, program.discount,
                    ready.rows.operations, ready.rows.tables, np.ascontiguousarray(given[:, here : here + LANES]), x,
                    key("seed", self.draws.seed), self.draws.first + block * LANES,
                    min(self.draws.count - block * LANES, LANES), 1, tiles, summed, 1, NOBODY, self.cash[one],
                    present[one], plain[one], counts[one],
                )  # fmt: skip
                if after:
                    after(block, tiles)
            return summed

        if program.instructions:
            for summed in in_order(task, range(0, blocks, BLOCKS), workers):
                lines += summed
        cash, present, plain, counts = (by_draw(sums, self.draws.count) for sums in (self.cash, present, plain, counts))
        return Part(lines[0], cash, present, plain, counts, np.empty((2, 0, 0)))
