"""The compiled driver: applies the rules of a program in order, block of draws by block of draws."""

import numpy as np

from outsourcing_model.engine.compiled import Array, Codes, rule
from outsourcing_model.engine.quality import apply_quality
from outsourcing_model.engine.rules.booking import book_cash, book_line, book_value
from outsourcing_model.engine.rules.charges import (
    add,
    billed,
    flat_charge,
    graduated_charge,
    level,
    share_of_charges,
    volume_charge,
)
from outsourcing_model.engine.rules.credits import (
    believed_level,
    capped_credit,
    credit_share,
    downtime_harm,
    late_harm,
    level_credit,
)
from outsourcing_model.engine.rules.demand import volume_path
from outsourcing_model.engine.rules.leaving import termination_fee
from outsourcing_model.engine.rules.own_costs import asset_cost, fixed_cost, single_payment, unit_cost
from outsourcing_model.engine.rules.presence import (
    delivering,
    greatest,
    needed,
    own_cost,
    parallel_running,
    stranded,
    stranded_until_avoidable,
    until_exit,
)
from outsourcing_model.engine.rules.prices import index_ratio, revision_factor
from outsourcing_model.engine.rules.teams import staff_heads, team_heads
from outsourcing_model.engine.rules.totals import commitment_shortfall
from outsourcing_model.engine.rules.turning_points import delay_damages, instalments, risk_event
from outsourcing_model.engine.scheme import apply_scheme
from outsourcing_model.engine.terms import apply_term

LANES = 64
"""Draws of a block: a tile of 60 months then fits the processor's nearest caches."""


@rule
def execute(
    code: Codes,
    real: Array,
    series: Array,
    edges: Array,
    discount: Array,
    x: Array,
    seed: int,
    first: int,
    live: int,
    sampled: int,
    tiles: Array,
    lines: Array,
    cash: Array,
    present: Array,
    plain: Array,
    counts: Array,
) -> None:
    """Fill lines, cash, present, plain and counts with one block of draws.

    Parameters
    ----------
    code, real, series, edges, discount
        The program.
    x : ndarray [row, lane]
        Numbers of the draws.
    seed, first : int
        Key of the month's luck, number of the block's first draw.
    live : int
        Lanes that count; the rest is padding.
    sampled : int
        1 to draw the month's luck, 0 for its expectation.
    tiles : ndarray [tile, month, lane]
        Working space.
    lines : ndarray [line, cash month]
        Sums over the draws, added to.
    cash : ndarray [alternative, cash month, lane]
        Net cost by month of payment, set.
    present, plain : ndarray [account, lane]
        Discounted and undiscounted sums, set.
    counts : ndarray [counter, lane]
        Counters, set.
    """
    cash[:] = 0.0
    present[:] = 0.0
    plain[:] = 0.0
    counts[:] = 0.0
    for i in range(code.shape[0]):
        c = code[i]
        f = real[i]
        op = c[0]
        o = tiles[max(c[1], 0)]
        a, b, d = tiles[c[2]], tiles[c[3]], tiles[c[4]]
        r0, r1, r2 = x[c[6]], x[c[7]], x[c[8]]
        n0, n1, n2, n3 = c[14], c[15], c[16], c[17]
        if op == 0:
            o[:] = 0.0
        elif op == 1:
            if n1 >= 0:
                book_line(a, f[0], n0, live, lines[n1])
            if n2 >= 0:
                book_cash(a, f[0], n0, cash[n2])
            book_value(a, f[0], n0, discount, present[n3], plain[n3])
        elif op == 2:
            level(r0, o)
        elif op == 3:
            add(a, o)
        elif op == 4:
            volume_path(r0, r1, series[n0], o)
        elif op == 5:
            index_ratio(r0, series[n0], series[n1], o)
        elif op == 6:
            revision_factor(a, series[n0], n1, f[0], f[1], n2, o)
        elif op == 7:
            delivering(r0, n0, o)
        elif op == 8:
            needed(r0, r1, n0, o)
        elif op == 9:
            greatest(a, b, o)
        elif op == 10:
            until_exit(a, n0, o)
        elif op == 11:
            own_cost(a, b, o)
        elif op == 12:
            parallel_running(a, b, d, f[0], o)
        elif op == 13:
            stranded(a, b, f[0], o)
        elif op == 14:
            stranded_until_avoidable(a, b, r0, r1, f[0], o)
        elif op == 15:
            staff_heads(a, r0, r1, r2, f[0], f[1], o)
        elif op == 16:
            team_heads(r0, o)
        elif op == 17:
            unit_cost(a, r0, b, o)
        elif op == 18:
            fixed_cost(r0, f[0], a, o)
        elif op == 19:
            single_payment(r0, r1, r2, o)
        elif op == 20:
            asset_cost(r0, r1, a, b, n0, n1, n2, o)
        elif op == 21:
            flat_charge(a, r0, r1, o)
        elif op == 22:
            graduated_charge(a, r0, x[c[7] : c[7] + n1 + 1], edges[n0 : n0 + n1], o)
        elif op == 23:
            volume_charge(a, r0, x[c[7] : c[7] + n1 + 1], edges[n0 : n0 + n1], n2, o)
        elif op == 24:
            billed(a, b, d, o)
        elif op == 25:
            commitment_shortfall(a, b, f[0], o)
        elif op == 26:
            share_of_charges(r0, a, o)
        elif op == 27:
            believed_level(r0, r1, r2, n0, o)
        elif op == 28:
            tiers = slice(n0, n0 + n1)
            normal, weak = x[c[6] : c[6] + n1], x[c[7] : c[7] + n1]
            credit_share(normal, weak, r2, n2, edges[tiers], n3 ^ seed, first, sampled, o)
        elif op == 29:
            level_credit(a, b, o)
        elif op == 30:
            capped_credit(a, b, f[0], r0, counts[n0], o)
        elif op == 31:
            downtime_harm(a, b, f[0], r0, o)
        elif op == 32:
            late_harm(a, b, d, r0, r1, o)
        elif op == 33:
            instalments(r0, series[n0], o)
        elif op == 34:
            delay_damages(r0, r1, f[0], f[1], f[2], f[3], n0, n1, n2, o)
        elif op == 35:
            termination_fee(f[0], r0, f[1], a, n0, o)
        elif op == 36:
            risk_event(r0, f[0], n0, n1, n2, n3 ^ seed, first, sampled, o)
        elif op < 100:
            apply_term(c, f, x, series, edges, (a, b, d, o))
        elif op < 200:
            apply_quality(c, f, x, series, edges, (a, b, o), (seed, first, sampled))
        else:
            apply_scheme(c, f, x, series, edges, (a, b, d, tiles[c[5]], o), counts, sampled)


@rule
def execute_all(
    code: Codes,
    real: Array,
    series: Array,
    edges: Array,
    discount: Array,
    x: Array,
    seed: int,
    first: int,
    live: int,
    sampled: int,
    tiles: Array,
    lines: Array,
    cash: Array,
    present: Array,
    plain: Array,
    counts: Array,
) -> None:
    """Fill the results of several blocks: as for one, with the block as first axis of x, present, plain and counts.

    `cash` has as many blocks as are kept, perhaps fewer; `lines` gets the sum over the blocks in their order.
    """
    spare = np.empty(cash.shape[1:])
    for block in range(x.shape[0]):
        kept = cash[block] if block < cash.shape[0] else spare
        start = first + block * x.shape[2]
        here = min(live - block * x.shape[2], x.shape[2])
        execute(
            code, real, series, edges, discount, x[block], seed, start, here, sampled, tiles, lines, kept,
            present[block], plain[block], counts[block],
        )  # fmt: skip
