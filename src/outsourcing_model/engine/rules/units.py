"""How units become a charge in other ways than by a price or bands: packages, fees, dead bands, days, gains."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def whole_packages(volume: Array, size: float, out: Array) -> None:
    """Fill `out` with the units billed: whole packages of `size`, the last one started counts."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = np.ceil(volume[m, k] / size - 1e-9) * size


@rule
def band_fees(volume: Array, fees: Array, limits: Array, included: int, each: int, out: Array) -> None:
    """Add to `out` the flat fee of the band reached, or of `each` band entered.

    `fees` ``[band, draw]``, `limits` ``[band - 1]``; a limit belongs to the band below it if `included` is 1.
    """
    slack = 1e-9 if included == 1 else -1e-9
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            fee = fees[0, k]
            for b in range(limits.size):
                if volume[m, k] > limits[b] + slack:
                    fee = fee + fees[b + 1, k] if each == 1 else fees[b + 1, k]
            out[m, k] += fee


@rule
def dead_band_charge(
    volume: Array,
    base: Array,
    additional: Array,
    reduced: Array,
    above: Array,
    below: Array,
    upper: float,
    lower: float,
    out: Array,
) -> None:
    """Fill `out` with the base, more for units above the band (ARC), less for units missing below it (RRC).

    `additional` and `reduced` ``[band, draw]`` are rates, `above` and `below` ``[band + 1]`` where their bands begin
    and end, the first being where units are counted from; `upper` and `lower` are the edges of the dead band. A charge
    never falls below zero.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            v = volume[m, k]
            amount = base[k]
            if v > upper + 1e-9:
                for b in range(above.size - 1):
                    amount += additional[b, k] * max(min(v, above[b + 1]) - above[b], 0.0)
            if v < lower - 1e-9:
                for b in range(below.size - 1):
                    amount -= reduced[b, k] * max(below[b] - max(v, below[b + 1]), 0.0)
            out[m, k] = max(amount, 0.0)


@rule
def days_charge(
    volume: Array, base: Array, days: Array, days_per_unit: Array, rates: Array, ceiling: Array, out: Array
) -> None:
    """Fill `out` with a base and the days of each role at its rate, at most the ceiling.

    `days`, `days_per_unit` and `rates` ``[role, draw]``: base + min(sum of rate (days + days per unit x volume),
    ceiling).
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            work = 0.0
            for r in range(rates.shape[0]):
                work += rates[r, k] * (days[r, k] + days_per_unit[r, k] * volume[m, k])
            out[m, k] = base[k] + min(work, ceiling[k])


@rule
def gain_share(
    target: Array,
    actual: Array,
    fee: Array,
    settled: Array,
    limits: Array,
    shares: Array,
    overrun_shares: Array,
    least: float,
    most: float,
    out: Array,
) -> None:
    """Fill `out` with what the provider gets (or bears, below zero) of target less actual cost, beside its fee.

    Added up from settlement to settlement, in the months that `settled` ``[month]`` marks. The gain is shared band by
    band, `limits` ``[band - 1]`` being shares of the target; so is an overrun, by its own shares. Fee and share
    together are at least `least` and at most `most`.
    """
    months, draws = out.shape
    for k in range(draws):
        goal = 0.0
        cost = 0.0
        fees = 0.0
        for m in range(months):
            goal += target[m, k]
            cost += actual[m, k]
            fees += fee[m, k]
            out[m, k] = 0.0
            if settled[m] > 0.0:
                gain = abs(goal - cost)
                part = 0.0
                start = 0.0
                for b in range(shares.size):
                    end = limits[b] * goal if b < limits.size else max(gain, start)
                    part += (shares[b] if goal > cost else -overrun_shares[b]) * max(min(gain, end) - start, 0.0)
                    start = max(end, start)
                if goal > 0.0 or cost > 0.0:
                    out[m, k] = min(max(fees + part, least), most) - fees
                goal = 0.0
                cost = 0.0
                fees = 0.0
