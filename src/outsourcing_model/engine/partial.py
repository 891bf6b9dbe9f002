"""Playing a changed case by executing only what the change reaches: the rest stands as it was played before."""

import math
import os
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.blocks import Blocks, count_blocks
from outsourcing_model.engine.changes import Rows, Told, changed, reached
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.executor import LANES
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.later import later
from outsourcing_model.engine.playing import Part, by_draw
from outsourcing_model.engine.program.translate import Program, assembled
from outsourcing_model.engine.retelling import retold
from outsourcing_model.engine.simulate import gathered, simulate
from outsourcing_model.engine.slices import Cut, cut, moving, resting

MEMORY = 256 * 2**20
"""Bytes that may be kept of one case; where more would be needed everything is played anew."""


@dataclass(frozen=True)
class Rest:
    """What a change does not reach, as it was played once.

    Parameters
    ----------
    told : Told
        The case that it was played for.
    where : Cut
        What was not played.
    discount : ndarray [cash month]
        Discount factors of that case.
    edge : ndarray [block, tile, month, lane]
        The tiles that what moves begins from.
    lines : ndarray [line, cash month]
        Sums over the draws.
    booked : tuple of int
        Accounts, of those that measures are made of, into which something of it is booked.
    monthly : ndarray [block, booked, cash month, lane]
        Their amounts by month of payment.
    counts : ndarray [counter, draw]
        Counters.
    """

    told: Told
    where: Cut
    discount: Array
    edge: Array
    lines: Array
    booked: tuple[int, ...]
    monthly: Array
    counts: Array

    @cached_property
    def present(self) -> Array:
        """Return the discounted sums ``[booked, draw]`` at the discount factors of its own case."""
        return self.summed(self.discount)

    @cached_property
    def plain(self) -> Array:
        """Return the undiscounted sums ``[booked, draw]``."""
        return self.summed(np.ones(self.discount.shape))

    def summed(self, factors: Array) -> Array:
        """Return the sums ``[booked, draw]`` over the months of payment, each with its factor."""
        return by_draw(np.matmul(factors, self.monthly), self.told.draws.count)


@dataclass(frozen=True)
class Played:
    """A case as it was played last, and what of it can be used again.

    Parameters
    ----------
    told : Told
        Its instructions and draws.
    flows : CashFlows
        What came out.
    rest : Rest or None
        What the last changes did not reach; None after everything was played.
    """

    told: Told
    flows: CashFlows
    rest: Rest | None = None


def play(
    case: Case, draws: Draws, last: Played | None = None, workers: int | None = None, memory: int = MEMORY
) -> Played:
    """Return the cash flows of a case, executing only what differs from the case that was played last.

    Parameters
    ----------
    case : Case
        What is played.
    draws : Draws
        Drawn for this very case.
    last : Played, optional
        What was played before; everything is played if it is absent or too different.
    workers : int, optional
        Threads.
    memory : int
        Bytes that may be kept for the next change.

    Notes
    -----
    The first change of a figure plays the rest once more to keep it; further changes of the same figure execute only
    what it reaches. The numbers are those of :func:`~outsourcing_model.engine.simulate.simulate` but for the order of
    sums: within 1e-12 of the amounts that are summed. The sums behind the measures are found when they are asked for.
    """
    told = retold(last.told, case, draws, last.flows.case) if last else Told(assembled(case), draws)
    threads = workers or os.cpu_count() or 1
    if last and last.rest:
        differs = changed(Rows(last.rest.told, told))
        if differs is not None and differs <= last.rest.where.moving:
            return Played(told, _joined(case, last.rest, told, threads), last.rest)
    rest = _kept(last, told, threads, memory) if last else None
    if rest is None:
        return Played(told, simulate(case, draws, workers=workers))
    return Played(told, _joined(case, rest, told, threads), rest)


def _kept(last: Played, told: Told, workers: int, memory: int) -> Rest | None:
    """Return what the difference from the last case does not reach, played and kept; None if it would be too much."""
    differs = changed(Rows(last.told, told))
    if differs is None:
        return None
    where, draws = cut(told, reached(told, differs)), told.draws
    (program, booked), blocks = resting(told, where), count_blocks(draws)
    edge = blocks, len(where.edge), program.case.term, LANES
    monthly = blocks, len(booked), len(program.discount), LANES
    if 8 * (math.prod(edge) + math.prod(monthly)) > memory:
        return None
    run, kept = Blocks(program, draws, np.empty(monthly)), np.empty(edge)
    part = run.played(workers, after=lambda block, tiles: np.copyto(kept[block], tiles[: edge[1]]))
    return Rest(told, where, program.discount, kept, part.lines, booked, run.cash, part.counts)


def _joined(case: Case, rest: Rest, told: Told, workers: int) -> CashFlows:
    """Return the cash flows of what moves, played, and of the rest, which stands."""
    program = moving(told, rest.where)
    part = _moved(program, rest, told.draws, workers)
    stays = np.array_equal(program.discount, rest.discount)
    part.present[list(rest.booked)] += rest.present if stays else rest.summed(program.discount)
    part.plain[list(rest.booked)] += rest.plain
    whole = Part(
        lines=part.lines + rest.lines,
        cash=np.empty((len(program.case.alternatives), len(rest.discount), 0)),
        present=part.present,
        plain=part.plain,
        counts=part.counts + rest.counts,
        details=np.empty((2, 0, 0)),
    )

    def totals() -> Array:
        cash = _moved(moving(told, rest.where, cash=True), rest, told.draws, workers, cash=True).cash
        for row, name in enumerate(program.case.alternatives):
            account = program.accounts.index(f"{name}.cost")
            if account in rest.booked:
                cash[row] += by_draw(rest.monthly[:, rest.booked.index(account)], told.draws.count)
        return cash

    def behind() -> CashFlows:
        return simulate(case, told.draws, workers=workers)

    return later(gathered(case, program, told.draws, [whole], 0), behind, totals)


def _moved(program: Program, rest: Rest, draws: Draws, workers: int, cash: bool = False) -> Part:
    """Return the results of what moves."""
    blocks = len(rest.edge) if cash else 0
    shape = blocks, len(program.case.alternatives), len(program.discount), LANES
    run, tiles_read = Blocks(program, draws, np.zeros(shape)), len(rest.where.edge)
    return run.played(workers, before=lambda block, tiles: np.copyto(tiles[:tiles_read], rest.edge[block]))
