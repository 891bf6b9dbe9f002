"""What the provider charges."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def flat_charge(volume: Array, base: Array, price: Array, out: Array) -> None:
    """Fill `out` with a base and one price for every unit: base + price volume."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = base[k] + price[k] * volume[m, k]


@rule
def graduated_charge(volume: Array, base: Array, prices: Array, limits: Array, out: Array) -> None:
    """Fill `out` with a base and each unit at the price of its own band.

    `prices` ``[band, draw]``, `limits` ``[band - 1]``:
    base + p0 v + sum over bands of (p_b - p_(b-1)) max(v - limit_b, 0).
    """
    months, draws = out.shape
    # Two limits in one go, the first two along with the base; a limit that is not there is never passed.
    steps = max(limits.size + limits.size % 2, 2)
    ends, rises = np.empty(steps), np.empty((steps, draws))
    for b in range(steps):
        ends[b] = limits[b] if b < limits.size else np.inf
        for k in range(draws):
            rises[b, k] = prices[b + 1, k] - prices[b, k] if b < limits.size else 0.0
    for m in range(months):
        for k in range(draws):
            v = volume[m, k]
            beyond = rises[0, k] * max(v - ends[0], 0.0) + rises[1, k] * max(v - ends[1], 0.0)
            out[m, k] = base[k] + prices[0, k] * v + beyond
        for b in range(2, limits.size, 2):
            one, other = ends[b], ends[b + 1]
            for k in range(draws):
                v = volume[m, k]
                out[m, k] += rises[b, k] * max(v - one, 0.0) + rises[b + 1, k] * max(v - other, 0.0)


@rule
def volume_charge(volume: Array, base: Array, prices: Array, limits: Array, included: int, out: Array) -> None:
    """Fill `out` with a base and all units at the price of the band reached.

    A limit belongs to the band below it if `included` is 1, to the band above it if 0.
    """
    slack = 1e-9 if included == 1 else -1e-9
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = prices[0, k]
        for b in range(limits.size):
            limit = limits[b] + slack
            for k in range(out.shape[1]):
                out[m, k] = prices[b + 1, k] if volume[m, k] > limit else out[m, k]
        for k in range(out.shape[1]):
            out[m, k] = base[k] + out[m, k] * volume[m, k]


@rule
def billed(amount: Array, revision: Array, delivering: Array, out: Array) -> None:
    """Fill `out` with the charge as invoiced: revised, and only for the part of the month that is delivered."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[m, k] * revision[m, k] * delivering[m, k]


@rule
def share_of_charges(share: Array, charges: Array, out: Array) -> None:
    """Fill `out` with a cost that is a share of the charges."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = share[k] * charges[m, k]


@rule
def add(amount: Array, out: Array) -> None:
    """Add `amount` to `out`."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += amount[m, k]


@rule
def subtract(amount: Array, out: Array) -> None:
    """Take `amount` off `out`."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] -= amount[m, k]


@rule
def clear(out: Array) -> None:
    """Fill `out` with nothing."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = 0.0


@rule
def level(value: Array, out: Array) -> None:
    """Fill `out` with the same value every month."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = value[k]
