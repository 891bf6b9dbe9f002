"""What is measured at the end of a window, and whether and how far a limit is missed."""

from outsourcing_model.engine.compiled import Array, rule


@rule
def window_total(values: Array, length: int, rolling: int, scale: float, out: Array) -> None:
    """Fill `out` with the sum of the last `length` months at the end of each window, times `scale`; 0 elsewhere.

    Windows end with each `length`-th month, with `rolling` 1 every month from the `length`-th on.
    """
    months, draws = out.shape
    for m in range(months):
        ends = m + 1 >= length and (rolling == 1 or (m + 1) % length == 0)
        for k in range(draws):
            out[m, k] = 0.0
        for n in range(m + 1 - length if ends else m + 1, m + 1):
            for k in range(draws):
                out[m, k] += values[n, k] * scale


@rule
def enough_units(units: Array, least: float, out: Array) -> None:
    """Fill `out` with 1 where a window has at least so many units, else 0: then it isn't measured."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = 1.0 if units[m, k] >= least else 0.0


@rule
def share_of_units(in_time: Array, units: Array, out: Array) -> None:
    """Fill `out` with units in time over units; all of them where there are none."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = in_time[m, k] / units[m, k] if units[m, k] > 0.0 else 1.0


@rule
def missed_by_luck(
    z: Array, counted: Array, chances: Array, scores: Array, which: Array, steps: Array, sampled: int, out: Array
) -> None:
    """Fill `out` with what the tiers of a level give: each step if luck stays below the score of its chance.

    `chances` and `scores` ``[period x tier, draw]`` hold the probability to miss each tier and its normal score, by
    kind of month; `which` ``[month]`` the kind, -1 where nothing is measured, nor where `counted` is 0. In the expected
    run each step counts by its probability.
    """
    for m in range(out.shape[0]):
        kind = int(which[m])
        for k in range(out.shape[1]):
            out[m, k] = 0.0
        for t in range(steps.size if kind >= 0 else 0):
            row = kind * steps.size + t
            for k in range(out.shape[1]):
                if sampled == 1:
                    out[m, k] += steps[t] * counted[m, k] if z[m, k] < scores[row, k] else 0.0
                else:
                    out[m, k] += steps[t] * counted[m, k] * chances[row, k]


@rule
def missed_by_level(
    level: Array,
    counted: Array,
    chances: Array,
    which: Array,
    limits: Array,
    steps: Array,
    sign: float,
    sampled: int,
    out: Array,
) -> None:
    """Fill `out` with what the tiers of a level give: each step if the level is beyond its limit by more than 1e-9.

    Below it with `sign` 1, above it with -1. `chances` ``[window x tier, draw]`` holds the probability of that; `which`
    ``[month]`` the kind of window, -1 where nothing is measured, nor where `counted` is 0. In the expected run each
    step counts by its probability.
    """
    for m in range(out.shape[0]):
        kind = int(which[m])
        for k in range(out.shape[1]):
            out[m, k] = 0.0
        for t in range(steps.size if kind >= 0 else 0):
            edge = sign * limits[t] - 1e-9
            row = kind * steps.size + t
            for k in range(out.shape[1]):
                if sampled == 1:
                    out[m, k] += steps[t] * counted[m, k] if sign * level[m, k] < edge else 0.0
                else:
                    out[m, k] += steps[t] * counted[m, k] * chances[row, k]


@rule
def shortfall(
    level: Array, counted: Array, expected: Array, which: Array, limit: float, sampled: int, out: Array
) -> None:
    """Fill `out` with how far a level stays below a limit at the end of each window, if by more than 1e-9.

    In the expected run it is the expectation of that, `expected` ``[window, draw]``; `which` ``[month]`` is the kind of
    window, -1 where nothing is measured, nor where `counted` is 0.
    """
    for m in range(out.shape[0]):
        kind = int(which[m])
        for k in range(out.shape[1]):
            if kind < 0:
                out[m, k] = 0.0
            else:
                short = limit - level[m, k] if limit - level[m, k] > 1e-9 else 0.0
                out[m, k] = counted[m, k] * (short if sampled == 1 else expected[kind, k])


@rule
def within_delivery(values: Array, start: int, stop: int, out: Array) -> None:
    """Fill `out` with the values of the months from `start` to before `stop`, 0 in the others."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = values[m, k] if start <= m < stop else 0.0
