"""The compiled driver: applies the steps of a program in order, block of draws by block of draws."""

from collections.abc import Iterable

import numpy as np

from outsourcing_model.engine.basics import BASICS
from outsourcing_model.engine.compiled import Array, Codes, driver, is_compiled
from outsourcing_model.engine.quality import QUALITY
from outsourcing_model.engine.rows import fill
from outsourcing_model.engine.rules.booking import book_cash, book_cost, book_due, book_value, book_years
from outsourcing_model.engine.scheme import SCHEME
from outsourcing_model.engine.step import N0, N1, N2, N3, N4, A, Step, Work, address, run
from outsourcing_model.engine.terms import TERMS

LANES = 128
"""Draws of a block: enough that its steps cost little to begin, few enough that a tile of 60 months stays near by."""


def book(c: Codes, f: Array, x: Array, t: Array, w: Work) -> None:
    """Enter a tile in the books that the instruction names; what is booked as cash is summed up once all is there."""
    amount = t[c[A]]
    if c[N1] >= 0 and c[N2] >= 0:
        book_cost(amount, f[0], c[N0], w.live, w.lines[c[N1]], w.cash[c[N2]])
    elif c[N1] >= 0:
        book_due(amount, f[0], c[N0], w.live, w.discount, w.lines[c[N1]], w.present[c[N3]], w.plain[c[N3]])
    elif c[N2] >= 0:
        book_cash(amount, f[0], c[N0], w.cash[c[N2]])
    else:
        book_value(amount, f[0], c[N0], w.discount, w.present[c[N3]], w.plain[c[N3]])
    if c[N4] > 0:
        book_years(amount, f[0], w.plain[c[N4] - 1 : c[N4] + (amount.shape[0] - 1) // 12])


STEPS: dict[str, Step] = {"book": book, **BASICS, **TERMS, **QUALITY, **SCHEME}
"""Name of each rule to the step that applies it."""


def addresses(rules: Iterable[str]) -> Codes:
    """Return where the compiled steps of some rules start; what was not needed before is compiled now."""
    names = list(rules)
    places = {name: address(STEPS[name]) for name in dict.fromkeys(names)}
    return np.array([places[name] for name in names], dtype=np.int64)


def was_compiled() -> bool:
    """Return whether this engine was compiled before, so that a run starts at once or nearly so."""
    return is_compiled(execute)


@driver
def execute(
    steps: Codes,
    code: Codes,
    real: Array,
    series: Array,
    edges: Array,
    discount: Array,
    operations: Codes,
    tables: Array,
    given: Array,
    x: Array,
    seed: int,
    first: int,
    live: int,
    sampled: int,
    tiles: Array,
    lines: Array,
    together: int,
    paying: Codes,
    cash: Array,
    present: Array,
    plain: Array,
    counts: Array,
) -> None:
    """Fill the results of blocks of draws.

    Parameters
    ----------
    steps : ndarray [instruction]
        Addresses of the compiled steps.
    code, real, series, edges, discount
        The program.
    operations, tables, given
        How the rows that vary are filled; no operations if `x` holds them all already.
    x : ndarray [block, row, lane]
        Rows; a single block is used for all.
    seed, first : int
        Key of the month's luck, number of the first draw.
    live : int
        Draws that count; the rest is padding.
    sampled : int
        1 to draw the month's luck, 0 for its expectation.
    tiles : ndarray [tile, month, lane]
        Working space.
    lines : ndarray [unit, line, cash month]
        Sums over the draws of each unit of so many blocks `together`, added to.
    paying : ndarray [alternative]
        Account of the sums of an alternative's cash; empty where no cash is booked or its sums are not wanted.
    cash : ndarray [block, alternative, cash month, lane]
        Net cost by month of payment, set; of as many blocks as are kept, perhaps fewer.
    present, plain : ndarray [block, account, lane]
        Discounted and undiscounted sums, set.
    counts : ndarray [block, counter, lane]
        Counters, set.
    """
    lanes = x.shape[2]
    spare = np.empty(cash.shape[1:])
    for b in range(present.shape[0]):
        paid = cash[b] if b < cash.shape[0] else spare
        if b < cash.shape[0] or paying.size > 0:
            paid[:] = 0.0
        present[b] = 0.0
        plain[b] = 0.0
        counts[b] = 0.0
        rows = x[min(b, x.shape[0] - 1)]
        if operations.shape[0] > 0:
            fill(operations, tables, given, b * lanes, rows)
        here = min(live - b * lanes, lanes)
        work = Work(
            series, edges, discount, lines[b // together], paid, present[b], plain[b], counts[b],
            seed, first + b * lanes, here, sampled,
        )  # fmt: skip
        for i in range(code.shape[0]):
            run(steps[i], code[i], real[i], rows, tiles, work)
        for row in range(paying.size):
            book_value(paid[row], 1.0, 0, discount, present[b, paying[row]], plain[b, paying[row]])
