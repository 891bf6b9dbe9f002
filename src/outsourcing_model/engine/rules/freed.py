"""What a service ties up, and what that brings once the service has left."""

from outsourcing_model.engine.compiled import Array, rule


@rule
def sublet(monthly: Array, from_month: Array, index: Array, beside: Array, out: Array) -> None:
    """Fill `out` with the income while the resource is free, from its contract month on.

    `beside` is the share of the month in which the company still runs the service, the parallel run included.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            begun = min(max(m + 2.0 - from_month[k], 0.0), 1.0)
            out[m, k] = monthly[k] * index[m, k] * min(1.0 - beside[m, k], begun)


@rule
def foregone(monthly: Array, from_month: Array, index: Array, beside: Array, out: Array) -> None:
    """Fill `out` with the income missed while the company still runs the service: what `sublet` leaves of the whole."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            begun = min(max(m + 2.0 - from_month[k], 0.0), 1.0)
            out[m, k] = monthly[k] * index[m, k] * max(begun + beside[m, k] - 1.0, 0.0)


@rule
def sold(amount: Array, month: Array, index: Array, out: Array) -> None:
    """Fill `out` with the price of a sale in the month given, counted from 0."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[k] * index[m, k] if m == month[k] else 0.0
