"""People: how many a team counts, what they are paid, what hiring them and parting with them costs."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def staff_heads(
    volume: Array, units: Array, shrinkage: Array, gain: Array, step: float, at_least: float, out: Array
) -> None:
    """Fill `out` with the people of a team hired in whole steps to handle the volume.

    Heads = ceil(volume / (units (1 - shrinkage) (1 + gain)^(m/12)) / step - 1e-9) step, at least `at_least`.
    """
    months, draws = out.shape
    capacity = np.empty(draws)
    ratio = np.empty(draws)
    for k in range(draws):
        capacity[k] = 1.0 / (units[k] * (1.0 - shrinkage[k]) * step)
        ratio[k] = (1.0 + gain[k]) ** (-1.0 / 12.0) if gain[k] != 0.0 else 1.0
    for m in range(months):
        for k in range(draws):
            out[m, k] = max(np.ceil(volume[m, k] * capacity[k] - 1e-9) * step, at_least)
            capacity[k] *= ratio[k]


@rule
def team_heads(heads: Array, out: Array) -> None:
    """Fill `out` with the people of a team of a fixed size."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = heads[k]


@rule
def team_pay(heads: Array, wage: Array, loading: Array, index: Array, out: Array) -> None:
    """Fill `out` with the pay of a team."""
    months, draws = out.shape
    monthly = np.empty(draws)
    for k in range(draws):
        monthly[k] = wage[k] * loading[k] / 12.0
    for m in range(months):
        for k in range(draws):
            out[m, k] = heads[m, k] * monthly[k] * index[m, k]


@rule
def hires(heads: Array, attrition: Array, cost: Array, index: Array, out: Array) -> None:
    """Fill `out` with the cost of replacing those who leave and of hiring when the team grows.

    cost (heads attrition / 12 + rise of heads against the month before); the team of the first month is there already.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            rise = max(heads[m, k] - heads[m - 1, k], 0.0) if m > 0 else 0.0
            out[m, k] = cost[k] * (heads[m, k] * attrition[k] / 12.0 + rise) * index[m, k]


@rule
def severance(
    dismissed: Array, each: Array, transferred: Array, payment: Array, month: Array, index: Array, out: Array
) -> None:
    """Fill `out` with what is paid once for those dismissed and for those transferred, in the month given from 0."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            total = dismissed[k] * each[k] + transferred[k] * payment[k]
            out[m, k] = total * index[m, k] if m == month[k] else 0.0
