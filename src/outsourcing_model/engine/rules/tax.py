"""What may be deducted from profit, and the tax that this saves."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def written_off(price: Array, pieces: Array, index: Array, needed: Array, first: int, life: int, out: Array) -> None:
    """Fill `out` with an asset's purchases spread evenly over its life, as far as it lies within the term.

    Bought as in `asset_cost`. What is not written off at the end of the term is what is received then for the unused
    life: the two are alike, so neither is taxed.
    """
    months, draws = out.shape
    due = np.full(draws, float(first))
    part = np.zeros(draws)
    for m in range(months):
        for k in range(draws):
            buys = m >= due[k] and needed[m, k] >= 1.0 - 1e-9
            part[k] = price[k] * pieces[k] * index[m, k] / life if buys else part[k] if m < due[k] else 0.0
            due[k] = m + life if buys else due[k]
            out[m, k] = part[k]


@rule
def deductible(amount: Array, weight: float, out: Array) -> None:
    """Add to `out` a cost (what is received with a weight below zero)."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += weight * amount[m, k]


@rule
def tax_relief(rate: Array, cost: Array, out: Array) -> None:
    """Fill `out` with the tax that a deductible cost saves, as a negative cost."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = -rate[k] * cost[m, k]
