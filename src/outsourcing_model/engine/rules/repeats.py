"""What misses change together: repeats, failure that persists, months without a miss, rights to end the contract.

`miss` ``[month, draw]`` is 1 or 0 at the end of each window, 0 in other months; in the expected run it is a probability
and windows are taken as independent. The formulas are the same: with ones and zeros the probabilities are certainties.
"""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def repeated(due: Array, miss: Array, after: int, window: int, multiplier: float, out: Array) -> None:
    """Fill `out` with what is due, times `multiplier` if the `after` windows before it were all missed.

    `window` is the number of months from the end of one window to the end of the next.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            row = 1.0 if m >= after * window else 0.0
            for j in range(1, after + 1):
                row *= miss[max(m - j * window, 0), k]
            out[m, k] = due[m, k] * (1.0 + (multiplier - 1.0) * row)


@rule
def often_missed(miss: Array, least: int, within: int, before: int, out: Array) -> None:
    """Fill `out` with the probability of at least `least` misses in the last `within` months.

    The last `before` of these, the month itself being the first, don't count. The number of misses is a sum of
    independent ones and zeros, each with its own probability; its distribution is built up month by month.
    """
    months, draws = out.shape
    number = np.empty(max(least, 1))
    for k in range(draws):
        for m in range(months):
            number[:] = 0.0
            number[0] = 1.0 if least > 0 else 0.0
            for j in range(max(m - within + 1, 0), m - before + 1):
                p = miss[j, k]
                if p > 0.0:
                    for n in range(number.size - 1, 0, -1):
                        number[n] = number[n] * (1.0 - p) + number[n - 1] * p
                    number[0] *= 1.0 - p
            fewer = 0.0
            for n in range(number.size):
                fewer += number[n]
            out[m, k] = min(max(1.0 - fewer, 0.0), 1.0)


@rule
def persistent_credit(due: Array, miss: Array, often: Array, credit: float, out: Array) -> None:
    """Fill `out` with the share due and, in a missed window with enough misses before it, `credit` on top."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = due[m, k] + credit * miss[m, k] * often[m, k]


@rule
def no_miss(miss: Array, out: Array) -> None:
    """Multiply `out` by the probability that a level is not missed."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] *= 1.0 - miss[m, k]


@rule
def at_cap(due: Array, invoice: Array, cap: float, in_a_row: int, out: Array) -> None:
    """Fill `out` with 1 where the credits due reached the cap in this month and those before it, `in_a_row` in all."""
    for k in range(out.shape[1]):
        run = 0
        for m in range(out.shape[0]):
            most = cap * invoice[m, k] * (1.0 - 1e-9)
            run = run + 1 if invoice[m, k] > 0.0 and due[m, k] >= most else 0
            out[m, k] = 1.0 if run >= in_a_row else 0.0


@rule
def first_met(met: Array, first: Array) -> None:
    """Set `first` ``[draw]`` to the first contract month in which a condition is met for certain, if it is earlier.

    0 stands for never.
    """
    for k in range(met.shape[1]):
        for m in range(met.shape[0]):
            if met[m, k] >= 1.0 - 1e-9:
                first[k] = m + 1.0 if first[k] == 0.0 else min(first[k], m + 1.0)
                break
