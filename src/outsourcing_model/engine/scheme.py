"""The compiled driver: applies one rule of credit schemes and of what stands beside them."""

from outsourcing_model.engine.compiled import Array, Codes, rule
from outsourcing_model.engine.rules.scheme import kept_credit


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
    n0, n1, n2 = c[14], c[15], c[16]
    if op == 200:
        kept_credit(a, b, f[0], counts[n0], o)
