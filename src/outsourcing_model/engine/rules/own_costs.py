"""What the company's own resources cost in full, month by month."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def unit_cost(volume: Array, cost: Array, index: Array, out: Array) -> None:
    """Fill `out` with a cost for each unit."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = volume[m, k] * cost[k] * index[m, k]


@rule
def fixed_cost(amount: Array, months_covered: float, index: Array, out: Array) -> None:
    """Fill `out` with a fixed cost, a twelfth a month if it is stated for a year."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[k] / months_covered * index[m, k]


@rule
def single_payment(amount: Array, pieces: Array, month: Array, out: Array) -> None:
    """Fill `out` with one payment in the month given, counted from 0."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[k] * pieces[k] if m == month[k] else 0.0


@rule
def asset_cost(
    price: Array, pieces: Array, index: Array, needed: Array, first: int, life: int, residual: int, out: Array
) -> None:
    """Fill `out` with purchases while the company delivers, and the unused life received in the last month.

    Bought in the first month from `first` on in which the company delivers all month, then again each `life` months.
    """
    months, draws = out.shape
    due = np.full(draws, float(first))
    paid = np.zeros(draws)
    for m in range(months):
        for k in range(draws):
            buys = m >= due[k] and needed[m, k] >= 1.0 - 1e-9
            amount = price[k] * pieces[k] * index[m, k]
            out[m, k] = amount if buys else 0.0
            paid[k] = amount if buys else paid[k]
            due[k] = m + life if buys else due[k]
    if residual == 1:
        for k in range(draws):
            out[months - 1, k] -= paid[k] * max(due[k] - months, 0.0) / life
