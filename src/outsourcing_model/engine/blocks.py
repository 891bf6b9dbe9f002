"""Executing a program one block of draws at a time, so that tiles can be put in before each or taken out after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from outsourcing_model.engine.compiled import Codes
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.executor import LANES, addresses, execute
from outsourcing_model.engine.flows import Array
from outsourcing_model.engine.playing import Part, by_draw
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program.translate import Program
from outsourcing_model.engine.rows import numbers
from outsourcing_model.engine.simulate import TASK, in_order

BLOCKS = TASK // LANES
"""Blocks handed out at a time; sums over more draws are sums of theirs in order."""
NO_ROWS = np.empty((0, 4), dtype=np.int64), np.empty(0), np.empty((0, 0))
"""Nothing to fill rows with: they are filled already."""
NO_SUMS = np.empty(0, dtype=np.int64)
"""No account takes the sums of cash by month."""
Touch = Callable[[int, Array], object]
"""What is done with the number of a block and its tiles."""


@dataclass(frozen=True)
class Blocks:
    """A program and the draws that it is executed for.

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

    def played(
        self,
        workers: int,
        known: Mapping[str, Array],
        before: Touch | None = None,
        after: Touch | None = None,
    ) -> Part:
        """Return the results; rows that are `known` are not found again."""
        program, count = self.program, self.draws.count
        blocks = -(-count // LANES)
        present = np.zeros((blocks, len(program.accounts), LANES))
        plain = np.zeros_like(present)
        counts = np.zeros((blocks, len(program.counts), LANES))
        lines = np.zeros((len(program.lines), len(program.discount)))
        x = numbers(program.rows, self.draws, known, LANES)
        steps = addresses(step.rule for step in program.instructions)

        def task(start: int) -> Array:
            summed = np.zeros_like(lines)
            tiles = np.zeros((program.tile_count, program.case.term, LANES))
            for block in range(start, min(start + BLOCKS, blocks)):
                one = slice(block, block + 1)
                if before:
                    before(block, tiles)
                results = summed[None], 1, NO_SUMS, self.cash[one], present[one], plain[one], counts[one]
                self._execute(steps, block, x[one], (tiles, *results))
                if after:
                    after(block, tiles)
            return summed

        if program.instructions:
            for summed in in_order(task, range(0, blocks, BLOCKS), workers):
                lines += summed
        cash, present, plain, counts = (by_draw(array, count) for array in (self.cash, present, plain, counts))
        return Part(lines, cash, present, plain, counts, np.empty((2, 0, 0)))

    def _execute(self, steps: Codes, block: int, x: Array, filled: tuple[Any, ...]) -> None:
        """Execute the program for one block."""
        program, start = self.program, block * LANES
        execute(
            steps, program.code, program.real, program.series, program.edges, program.discount, *NO_ROWS, x,
            key("seed", self.draws.seed), self.draws.first + start, min(self.draws.count - start, LANES), 1, *filled,
        )  # fmt: skip
