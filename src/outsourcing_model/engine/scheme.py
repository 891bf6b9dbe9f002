"""The compiled driver: applies one rule of credit schemes and of what stands beside them."""

from outsourcing_model.engine.compiled import Array, Codes, rule
from outsourcing_model.engine.rules.credits import hours_credit, shortfall_credit
from outsourcing_model.engine.rules.repeats import (
    at_cap,
    first_met,
    no_miss,
    often_missed,
    persistent_credit,
    repeated,
)
from outsourcing_model.engine.rules.scheme import (
    claimed_credit,
    due_part,
    kept_credit,
    kept_credits,
    part_of_points,
    points_credit,
    pooled_credit,
    repeat_ratio,
    within_cap,
)
from outsourcing_model.engine.rules.totals import late_payment


@rule
def apply_scheme(
    c: Codes,
    f: Array,
    x: Array,
    series: Array,
    edges: Array,
    used: tuple[Array, Array, Array, Array, Array],
    counts: Array,
    sampled: int,
) -> None:
    """Fill the last tile of `used` by one rule.

    Parameters
    ----------
    c, f : ndarray
        The instruction: its whole numbers and its other constants.
    x, series, edges : ndarray
        Numbers of the draws, patterns by month, limits and steps.
    used : tuple of ndarray [month, lane]
        Four tiles read, one filled.
    counts : ndarray [counter, lane]
        Counters, added to.
    sampled : int
        1 if misses are those of a month's luck, 0 if they are probabilities.
    """
    a, b, d, e, o = used
    op = c[0]
    n0, n1, n2, n3, n4 = c[14], c[15], c[16], c[17], c[18]
    if op == 200:
        kept_credit(a, b, f[0], counts[n0], o)
    elif op == 201:
        kept_credits(a, b, d, e, edges[n0 : n0 + n1], n2, counts[n3], counts[n4], o)
    elif op == 202:
        claimed_credit(a, x[c[6]], o)
    elif op == 203:
        shortfall_credit(a, b, f[0], o)
    elif op == 204:
        hours_credit(a, b, f[0], f[1], o)
    elif op == 205:
        repeated(a, b, n0, n1, f[0], o)
    elif op == 206:
        often_missed(a, n0, n1, n2, o)
    elif op == 207:
        persistent_credit(a, b, d, f[0], o)
    elif op == 208:
        due_part(a, series[n0], o)
    elif op == 209:
        points_credit(a, b, edges[n0 : n0 + n1], edges[n2 : n2 + n1], sampled, o)
    elif op == 210:
        part_of_points(a, b, d, o)
    elif op == 211:
        within_cap(a, b, d, f[0], o)
    elif op == 212:
        pooled_credit(a, b, f[0], counts[n0], o)
    elif op == 213:
        repeat_ratio(a, b, o)
    elif op == 214:
        no_miss(a, o)
    elif op == 215:
        at_cap(a, b, f[0], n0, o)
    elif op == 216:
        first_met(a, counts[n0])
    elif op == 217:
        late_payment(x[c[6]], x[c[7]], a, f[0], f[1], o)
