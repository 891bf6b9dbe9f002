"""Who delivers when: the provider from the takeover to the exit, the company before, beside and after."""

from outsourcing_model.engine.compiled import Array, rule


@rule
def delivering(takeover: Array, exit_month: int, out: Array) -> None:
    """Fill `out` with the share of each month in which the provider delivers.

    `takeover` is in months from the start, perhaps a fraction; `exit_month` is the last
    contract month with the provider.
    """
    months, draws = out.shape
    for m in range(months):
        for k in range(draws):
            out[m, k] = min(max(m + 1.0 - takeover[k], 0.0), 1.0) if m < exit_month else 0.0


@rule
def needed(takeover: Array, parallel: Array, exit_month: int, out: Array) -> None:
    """Fill `out` with the share of each month that still runs in-house, `parallel` months beside the provider."""
    months, draws = out.shape
    for m in range(months):
        for k in range(draws):
            out[m, k] = 1.0 - min(max(m + 1.0 - takeover[k] - parallel[k], 0.0), 1.0) if m < exit_month else 1.0


@rule
def ramping(takeover: Array, ramp: Array, exit_month: int, out: Array) -> None:
    """Fill `out` with the share that the provider delivers, on the mean of each month, while the volumes move to it.

    From the takeover on, the share taken over grows in a straight line from 0 to 1 over `ramp` months: a month counts
    as if all had been taken over at once, less the mean of what was still to move while the provider was there.
    """
    months, draws = out.shape
    for m in range(months):
        for k in range(draws):
            before, after = max(m - takeover[k], 0.0), max(m + 1.0 - takeover[k], 0.0)
            there = min(after, 1.0)
            if ramp[k] > 0.0:
                first, last = max(ramp[k] - before, 0.0), max(ramp[k] - after, 0.0)
                there = max(there - (first - last) * (first + last) / (2.0 * ramp[k]), 0.0)
            out[m, k] = there if m < exit_month else 0.0


@rule
def complement(share: Array, exit_month: int, out: Array) -> None:
    """Fill `out` with what a share leaves to the company, all of it after the exit."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = 1.0 - share[m, k] if m < exit_month else 1.0


@rule
def greatest(one: Array, other: Array, out: Array) -> None:
    """Fill `out` with the greater of two tiles: a line is needed while any of its services is."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = max(one[m, k], other[m, k])


@rule
def until_exit(amount: Array, exit_month: int, out: Array) -> None:
    """Fill `out` with `amount` up to the exit and nothing after."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[m, k] if m < exit_month else 0.0


@rule
def own_cost(amount: Array, needed: Array, out: Array) -> None:
    """Fill `out` with the part of an in-house line that runs because the company delivers."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = amount[m, k] * needed[m, k]


@rule
def parallel_running(amount: Array, needed: Array, beside: Array, ending: float, out: Array) -> None:
    """Add to `out` what the old team costs while it still runs beside the provider."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += ending * amount[m, k] * (beside[m, k] - needed[m, k])


@rule
def stranded(amount: Array, needed: Array, ending: float, out: Array) -> None:
    """Add to `out` what can never be ended although the service has left."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += (1.0 - ending) * amount[m, k] * (1.0 - needed[m, k])


@rule
def stranded_until_avoidable(
    amount: Array, beside: Array, from_month: Array, fades_over: Array, ending: float, out: Array
) -> None:
    """Add to `out` what can be ended, but only from its contract month, then in a straight line over months."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            ended = min(max((m + 2.0 - from_month[k]) / max(fades_over[k], 1.0), 0.0), 1.0)
            out[m, k] += ending * (1.0 - ended) * amount[m, k] * (1.0 - beside[m, k])
