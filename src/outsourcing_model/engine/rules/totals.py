"""What acts on the total of an offer's month: commitments, discounts, costs passed through."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def commitment_shortfall(committed: Array, used: Array, share: float, out: Array) -> None:
    """Fill `out` with what is missing of the committed share: max(share x committed - used, 0)."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = max(share * committed[m, k] - used[m, k], 0.0)


@rule
def carried_shortfall(committed: Array, used: Array, share: float, carry: int, out: Array) -> None:
    """Fill `out` with the shortfall, less what earlier shortfalls bring back in months above the commitment.

    A shortfall can be set off in the `carry` months after its own, the oldest first; then it lapses. Below zero: set
    off.
    """
    months, draws = out.shape
    for k in range(draws):
        paid = np.zeros(months + 1)
        gone = 0.0
        for m in range(months):
            missing = share * committed[m, k] - used[m, k]
            gone = max(gone, paid[max(m - carry, 0)])
            back = min(max(-missing, 0.0), paid[m] - gone)
            gone += back
            paid[m + 1] = paid[m] + max(missing, 0.0)
            out[m, k] = max(missing, 0.0) - back


@rule
def total_discount(charges: Array, settled: Array, limits: Array, shares: Array, each: int, out: Array) -> None:
    """Fill `out` with the discount on the charges added up from settlement to settlement.

    `limits` ``[band - 1]`` of the total, `shares` ``[band]``: each part of the total at the discount of its own band
    if `each`, else all of it at that of the band reached; a limit belongs to the band below it. None below zero.
    """
    months, draws = out.shape
    for k in range(draws):
        total = 0.0
        for m in range(months):
            total += charges[m, k]
            out[m, k] = 0.0
            if settled[m] > 0.0:
                total = max(total, 0.0)
                if each == 1:
                    out[m, k] = shares[0] * total
                    for b in range(limits.size):
                        out[m, k] += (shares[b + 1] - shares[b]) * max(total - limits[b], 0.0)
                else:
                    reached = shares[0]
                    for b in range(limits.size):
                        reached = shares[b + 1] if total > limits[b] + 1e-9 else reached
                    out[m, k] = reached * total
                total = 0.0


@rule
def at_cost(amount: Array, markup: Array, index: Array, delivering: Array, out: Array) -> None:
    """Fill `out` with a cost passed through: with its handling fee, its own index, while the provider delivers."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[m, k] * (1.0 + markup[k]) * index[m, k] * delivering[m, k]


@rule
def late_payment(share: Array, days: Array, invoice: Array, rate: float, indemnity: float, out: Array) -> None:
    """Fill `out` with what paying late costs: on the share paid late, interest by the day and an amount an invoice."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            interest = invoice[m, k] * rate * days[k] / 365.0
            out[m, k] = share[k] * (interest + indemnity) if invoice[m, k] > 0.0 else 0.0
