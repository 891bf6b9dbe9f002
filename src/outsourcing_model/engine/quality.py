"""The compiled driver, third part: applies one rule of service levels, what is attained and what is missed."""

from outsourcing_model.engine.compiled import Array, Codes, rule
from outsourcing_model.engine.rules.attainment import (
    availability_attained,
    changing_level,
    duration_attained,
    in_parallel,
    luck,
    number_attained,
    share_attained,
    units_counted,
    units_in_time,
)
from outsourcing_model.engine.rules.misses import (
    enough_units,
    missed_by_level,
    missed_by_luck,
    share_of_units,
    shortfall,
    window_total,
    within_delivery,
)


@rule
def apply_quality(
    c: Codes, f: Array, x: Array, series: Array, edges: Array, used: tuple[Array, Array, Array],
    chance: tuple[int, int, int],
) -> None:  # fmt: skip
    """Fill the last tile of `used` by one rule.

    Parameters
    ----------
    c, f : ndarray
        The instruction: its whole numbers and its other constants.
    x, series, edges : ndarray
        Numbers of the draws, patterns by month, limits and tables.
    used : tuple of ndarray [month, lane]
        Two tiles read, one filled.
    chance : tuple of int
        Key of the month's luck, number of the first draw, and 1 to draw luck or 0 for its expectation.
    """
    a, b, o = used
    seed, first, sampled = chance
    op = c[0]
    r0, r1, r2, r3, r4 = x[c[6]], x[c[7]], x[c[8]], x[c[9]], x[c[10]]
    n0, n1, n2, n3, n4 = c[14], c[15], c[16], c[17], c[18]
    if op == 100:
        luck(n0 ^ seed, n1 ^ seed, f[0], f[1], first, o)
    elif op == 101:
        changing_level(r0, r1, r2, r3, r4, n0, n1, n2, n3, o)
    elif op == 102:
        share_attained(a, b, edges[n0 : n0 + n1], n2, f[0], f[1], sampled, o)
    elif op == 103:
        number_attained(r0, a, edges[n0 : n0 + n1], n2, f[0], f[1], sampled, o)
    elif op == 104:
        duration_attained(r0, f[0], a, sampled, o)
    elif op == 105:
        availability_attained(r0, a, edges[n0 : n0 + n1], n2, f[0], f[1], f[2], sampled, o)
    elif op == 106:
        in_parallel(a, b, o)
    elif op == 107:
        units_counted(a, r0, o)
    elif op == 108:
        units_in_time(a, b, n0 ^ seed, first, sampled, o)
    elif op == 109:
        share_of_units(a, b, o)
    elif op == 110:
        window_total(a, n0, n1, f[0], o)
    elif op == 111:
        enough_units(a, f[0], o)
    elif op == 112:
        rows = n3 * n1
        missed_by_luck(a, b, x[c[6] : c[6] + rows], x[c[7] : c[7] + rows], series[n2], edges[n0 : n0 + n1], sampled, o)
    elif op == 113:
        limits, steps = edges[n4 : n4 + n1], edges[n0 : n0 + n1]
        missed_by_level(a, b, x[c[6] : c[6] + n3 * n1], series[n2], limits, steps, f[0], sampled, o)
    elif op == 114:
        shortfall(a, b, x[c[6] : c[6] + n1], series[n0], f[0], sampled, o)
    elif op == 115:
        within_delivery(a, n0, n1, o)
