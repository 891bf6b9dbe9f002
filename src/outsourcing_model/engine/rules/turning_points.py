"""Getting there, and what may happen on the way."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def instalments(total: Array, pattern: Array, out: Array) -> None:
    """Fill `out` with a total paid by the shares of `pattern` ``[month]``."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = total[k] * pattern[m]


@rule
def milestone(total: Array, month: Array, share: float, out: Array) -> None:
    """Add to `out` the share of a total that a milestone brings, in the month it is reached, at the latest the last."""
    for k in range(out.shape[1]):
        m = min(int(month[k]), out.shape[0] - 1)
        out[m, k] += share * total[k]


@rule
def delay_damages(
    delay_days: Array,
    month: Array,
    value: float,
    rate: float,
    cap: float,
    exempt: float,
    grace: int,
    longstop: int,
    weeks: int,
    out: Array,
) -> None:
    """Fill `out` with delay damages in the month that is reached late, at the latest the last.

    Whole days late up to the longstop, less the free days; or the weeks in them (`weeks` 1: one begun counts, 2: it
    doesn't). Each costs `rate` of `value`, all at most `cap` (money); a total up to `exempt` is not due at all.
    """
    months, draws = out.shape
    for m in range(months):
        for k in range(draws):
            out[m, k] = 0.0
    for k in range(draws):
        late = max(min(np.ceil(delay_days[k] - 1e-9), longstop) - grace, 0.0)
        if weeks > 0:
            late = np.ceil(late / 7.0) if weeks == 1 else np.floor(late / 7.0)
        due = min(late * rate * value, cap)
        m = min(int(month[k]), months - 1)
        out[m, k] = due if due > exempt + 1e-9 else 0.0


@rule
def capped_total(amount: Array, cap: float, out: Array) -> None:
    """Fill `out` with amounts in their order as long as their sum stays within a cap."""
    months, draws = out.shape
    for k in range(draws):
        left = cap
        for m in range(months):
            out[m, k] = min(amount[m, k], left)
            left -= out[m, k]


@rule
def risk_event(
    amount: Array,
    probability: float,
    first: int,
    last: int,
    each_year: int,
    key: int,
    first_draw: int,
    sampled: int,
    out: Array,
) -> None:
    """Fill `out` with the money of an event that may happen once between two months (or once in each year of them).

    With `sampled` 1 the luck is a function of (key, draw, year) alone; with 0 the probability is spread evenly.
    """
    months, draws = out.shape
    for m in range(months):
        for k in range(draws):
            out[m, k] = 0.0
    start = first
    while start <= last:
        end = min(start - start % 12 + 11, last) if each_year == 1 else last
        count = end - start + 1
        for k in range(draws):
            if sampled == 0:
                for m in range(start, end + 1):
                    out[m, k] = probability * amount[k] / count
                continue
            x = np.uint32(np.uint32(first_draw + k) * np.uint32(0x9E3779B9) + np.uint32(key))
            x = np.uint32(x + np.uint32(start + 1) * np.uint32(0x85EBCA6B))
            for _ in range(2):
                x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D))
                x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
                x = np.uint32(x ^ (x >> np.uint32(16)))
            happens = (x + 0.5) / 4294967296.0 < probability
            x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x45D9F3B5))
            x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
            x = np.uint32(x ^ (x >> np.uint32(16)))
            if happens:
                out[start + int(x / 4294967296.0 * count), k] = amount[k]
        start = end + 1
