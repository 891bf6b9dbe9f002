"""Service levels missed, and what a miss returns."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def believed_level(mean: Array, lower_by: Array, weak_months: Array, start: int, out: Array) -> None:
    """Fill `out` with the level believed of each month: the mean, lower in the first months after `start`."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            weak = lower_by[k] if m - start < weak_months[k] else 0.0
            out[m, k] = min(max(mean[k] - weak, 0.0), 1.0)


@rule
def credit_share(
    missed: Array,
    missed_weak: Array,
    weak_months: Array,
    start: int,
    steps: Array,
    key: int,
    first_draw: int,
    sampled: int,
    out: Array,
) -> None:
    """Fill `out` with the share of the charge returned for one level.

    `missed` and `missed_weak` ``[tier, draw]`` are the probabilities to miss each tier, from the highest limit down, in
    normal months and in the weak first ones; `steps` ``[tier]`` is what each tier adds. With `sampled` 1 the month's
    luck is a function of (key, draw, month) alone; with 0 each step counts by its probability.
    """
    if sampled == 1:
        drawn_share(missed, missed_weak, weak_months, start, steps, key, first_draw, out[:0], out)
    else:
        expected_share(missed, missed_weak, weak_months, start, steps, out)


@rule
def added_share(
    missed: Array,
    missed_weak: Array,
    weak_months: Array,
    start: int,
    steps: Array,
    key: int,
    first_draw: int,
    sampled: int,
    charge: Array,
    total: Array,
) -> None:
    """Add the credit of one level to `total`: the same share, of its charge, which is nobody else's business."""
    if sampled == 1:
        drawn_share(missed, missed_weak, weak_months, start, steps, key, first_draw, charge, total)
    else:
        share = np.empty(total.shape)
        expected_share(missed, missed_weak, weak_months, start, steps, share)
        added_credit(share, charge, total)


@rule
def expected_share(missed: Array, missed_weak: Array, weak_months: Array, start: int, steps: Array, out: Array) -> None:
    """Fill `out` with the share returned, each step counting by its probability."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = 0.0
        for t in range(steps.size):
            for k in range(out.shape[1]):
                out[m, k] += steps[t] * (missed_weak[t, k] if m - start < weak_months[k] else missed[t, k])


@rule
def drawn_share(
    missed: Array,
    missed_weak: Array,
    weak_months: Array,
    start: int,
    steps: Array,
    key: int,
    first_draw: int,
    charge: Array,
    out: Array,
) -> None:
    """Fill `out` with the share returned by the month's luck, or add to it that share of a `charge` that has months."""
    months, draws = out.shape
    lane = np.empty(draws, np.uint32)
    luck = np.empty(draws, np.int32)
    given = np.empty(draws, np.int32)
    share = np.empty(draws)
    limit = np.empty((steps.size, draws), np.int32)
    longest = 0.0
    # In whole millionths steps are added as fast as luck is compared; others are added as they are.
    parts = np.empty(steps.size, np.int32)
    is_whole = True
    for t in range(steps.size):
        nearest = np.floor(steps[t] * 1e6 + 0.5)
        is_whole = is_whole and abs(nearest * 1e-6 - steps[t]) < 1e-15 and abs(nearest) < 1e8
        parts[t] = np.int32(nearest) if is_whole else np.int32(0)
    for k in range(draws):
        longest = max(longest, weak_months[k])
        x = np.uint32(np.uint32(first_draw + k) * np.uint32(0x9E3779B9) + np.uint32(key))
        x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D))
        x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
        lane[k] = np.uint32(x ^ (x >> np.uint32(16)))
    for m in range(months):
        if m == 0 or m - 1 - start < longest:
            for t in range(steps.size):
                for k in range(draws):
                    chance = missed_weak[t, k] if m - start < weak_months[k] else missed[t, k]
                    limit[t, k] = np.int32(chance * 1073741824.0)
        salt = np.uint32(np.uint32(m + 1) * np.uint32(0x85EBCA6B))
        for k in range(draws):
            x = np.uint32(lane[k] + salt)
            x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D))
            x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
            luck[k] = np.int32(np.uint32(x ^ (x >> np.uint32(16))) >> np.uint32(2))
            given[k] = np.int32(0)
        if is_whole:
            for t in range(steps.size):
                part = parts[t]
                for k in range(draws):
                    given[k] = np.int32(given[k] + (part if luck[k] < limit[t, k] else np.int32(0)))
            for k in range(draws):
                share[k] = 1e-6 * given[k]
        else:
            for k in range(draws):
                share[k] = 0.0
            for t in range(steps.size):
                step = steps[t]
                for k in range(draws):
                    share[k] += step if luck[k] < limit[t, k] else 0.0
        if charge.shape[0] == 0:
            for k in range(draws):
                out[m, k] = share[k]
        else:
            for k in range(draws):
                out[m, k] += share[k] * max(charge[m, k], 0.0)


@rule
def shortfall_credit(below: Array, beyond: Array, per_point: float, out: Array) -> None:
    """Fill `out` with the share of the charge returned for a shortfall: `per_point` for each point (1 %) of it.

    `below` is how far the level stays below its target; `beyond` is how far below the level at which the most is due.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = per_point * (below[m, k] - beyond[m, k]) * 100.0


@rule
def hours_credit(below: Array, charge: Array, amount: float, most: float, out: Array) -> None:
    """Fill `out` with the credit for hours lost: `amount` times the share lost beyond the free hours.

    `amount` is that of all agreed hours of the window. At most `most` of the charge; nothing where nothing is charged.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = min(amount * below[m, k], most * charge[m, k]) if charge[m, k] > 0.0 else 0.0


@rule
def level_credit(share: Array, charge: Array, out: Array) -> None:
    """Fill `out` with the credit of one level: the share returned of its charge, nothing of one below zero."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = share[m, k] * max(charge[m, k], 0.0)


@rule
def added_credit(share: Array, charge: Array, total: Array) -> None:
    """Add the credit of one level to `total`."""
    for m in range(total.shape[0]):
        for k in range(total.shape[1]):
            total[m, k] += share[m, k] * max(charge[m, k], 0.0)


@rule
def capped_credit(due: Array, invoice: Array, cap: float, claimed: Array, capped_months: Array, out: Array) -> None:
    """Fill `out` with the credits received: at most `cap` of the month's invoice, then the share really claimed.

    Adds to `capped_months` ``[draw]`` one for each month that the cap cut.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            most = cap * max(invoice[m, k], 1e-9)
            capped_months[k] += 1.0 if due[m, k] > most * (1.0 + 1e-9) else 0.0
            out[m, k] = min(due[m, k], most) * claimed[k]


@rule
def downtime_harm(level: Array, presence: Array, hours: float, cost: Array, out: Array) -> None:
    """Add to `out` the loss from hours without the service: (1 - level) hours cost presence."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += (1.0 - level[m, k]) * hours * cost[k] * presence[m, k]


@rule
def late_harm(level: Array, presence: Array, volume: Array, covered: Array, cost: Array, out: Array) -> None:
    """Add to `out` the loss from units delivered late: (1 - level) units covered cost presence."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] += (1.0 - level[m, k]) * volume[m, k] * covered[k] * cost[k] * presence[m, k]
