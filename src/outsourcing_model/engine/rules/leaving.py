"""Getting out: the fee for leaving before the term, its cap, and what is paid beside the successor."""

from outsourcing_model.engine.compiled import Array, rule


@rule
def termination_fee(
    unamortised: float, wind_down: Array, months_of_charges: float, invoice: Array, exit_month: int, out: Array
) -> None:
    """Fill `out` with the fee for leaving at the end of contract month `exit_month`, nothing at the end of the term.

    What is not written off of an investment on a straight line over the term, the wind-down cost, and so many months
    of the invoice at the time.
    """
    months, draws = out.shape
    for m in range(months):
        for k in range(draws):
            out[m, k] = 0.0
    if exit_month < months:
        left = (months - exit_month) / months
        for k in range(draws):
            fee = unamortised * left + wind_down[k] + months_of_charges * invoice[exit_month - 1, k]
            out[exit_month - 1, k] = fee


@rule
def lost_charges(
    base: Array,
    months_of_base: float,
    reference: Array,
    share: float,
    takeover: Array,
    exit_month: int,
    out: Array,
) -> None:
    """Add to `out` the part of a fee that replaces charges: months of the fixed ones, a share of all that remain.

    `reference` are the charges of a full month at reference volumes; both are at the prices of the time. Months remain
    from the exit, or from the takeover if that is later, to the end of the term.
    """
    months, draws = out.shape
    if exit_month < months:
        m = exit_month - 1
        for k in range(draws):
            remaining = max(months - max(float(exit_month), takeover[k]), 0.0)
            out[m, k] += months_of_base * base[m, k] + share * reference[m, k] * remaining


@rule
def declining_cap(cap: float, exit_month: int, out: Array) -> None:
    """Limit the fee in `out` to a cap that declines in a straight line to nothing at the end of the term."""
    months, draws = out.shape
    if exit_month < months:
        limit = cap * ((months - exit_month) / months)
        for k in range(draws):
            out[exit_month - 1, k] = min(out[exit_month - 1, k], limit)


@rule
def cap_on_remaining(reference: Array, share: float, takeover: Array, exit_month: int, out: Array) -> None:
    """Limit the fee in `out` to a share of the charges at reference volumes that remain, at the prices of the time."""
    months, draws = out.shape
    if exit_month < months:
        m = exit_month - 1
        for k in range(draws):
            remaining = max(months - max(float(exit_month), takeover[k]), 0.0)
            out[m, k] = min(out[m, k], share * reference[m, k] * remaining)


@rule
def dual_running(months_beside: Array, invoice: Array, exit_month: int, out: Array) -> None:
    """Fill `out` with the invoice of the exit month for each month in which the provider is paid beside another."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = months_beside[k] * invoice[m, k] if m == exit_month - 1 else 0.0
