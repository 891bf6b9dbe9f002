"""What is believed of the windows of a level, in closed form: of a share, of units in time, of numbers, of outages."""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from outsourcing_model.engine import numbers, outages
from outsourcing_model.engine.attainment import deviation, share_missed, share_shortfall
from outsourcing_model.engine.program import demand, means
from outsourcing_model.engine.program.assembly import Array, Assembly
from outsourcing_model.engine.program.measured import Measured, measured

Formula = Callable[..., Array]
"""From rows of beliefs to a row."""
Moments = tuple[Array, Array]
"""Mean and standard deviation."""


@dataclass(frozen=True)
class Law:
    """What is believed of a window.

    Parameters
    ----------
    rows : tuple of str
        Beliefs that its formulas read.
    kind : callable
        From the month in which a window ends to what its distribution depends on; equal ones are reckoned once.
    missed, shortfall : callable
        From a kind and a limit to the formula of the probability to miss it, and of the mean shortfall.
    """

    rows: tuple[str, ...]
    kind: Callable[[int], Hashable]
    missed: Callable[[Any, float], Formula]
    shortfall: Callable[[Any, float], Formula]


def law(assembly: Assembly, subject: Measured) -> Law:
    """Return what is believed of the windows of a level."""
    if subject.belief.parts:
        return _composed(assembly, subject)
    if subject.belief.basis == "outages":
        return _outages(assembly, subject)
    if subject.belief.basis == "number":
        return _number(assembly, subject)
    return _units(assembly, subject) if subject.belief.by_units else _share(assembly, subject)


def width(memory: float, months: int) -> float:
    """Return the standard deviation of the sum of some months over that of a month, all alike.

    The root of the sum of memory^|i - j| over all pairs of months.

    Examples
    --------
    >>> width(0.0, 4), width(0.5, 2)
    (2.0, 1.7320508075688772)
    """
    return math.sqrt(float(_left(memory, months).sum()))


def _left(memory: float, months: int) -> Array:
    """Return the correlation of each pair of months."""
    number = np.arange(months)
    return np.asarray(float(memory) ** np.abs(number[:, None] - number[None, :]))


def _months(subject: Measured, end: int) -> tuple[means.Month, ...]:
    """Return how the months of a window differ."""
    window = range(end + 1 - subject.months, end + 1)
    return tuple(means.month(subject.belief, m, subject.start, subject.stop) for m in window)


def _monthly(subject: Measured, months: Sequence[means.Month], rows: Sequence[Array]) -> Moments:
    """Return mean and standard deviation ``[month, draw]`` of the months of a window."""
    mean = np.array([means.mean_of(month, *rows) for month in months])
    return mean, means.deviation(subject.belief, mean)


def _joined(subject: Measured, months: Sequence[means.Month], rows: Sequence[Array]) -> Moments:
    """Return mean and standard deviation of a window's mean share."""
    mean, sd = _monthly(subject, months, rows)
    if len(mean) == 1:
        return mean[0], sd[0]
    variance = np.einsum("id,ij,jd->d", sd, _left(subject.belief.memory, len(mean)), sd) / len(mean) ** 2
    return _kept(mean.mean(axis=0), variance)


def _kept(mean: Array, variance: Array) -> Moments:
    """Return a mean and the standard deviation of a variance, as far as a share with that mean can have it."""
    return mean, deviation(mean, np.sqrt(np.maximum(variance, 0.0)))


def _beta(rows: tuple[str, ...], kind: Callable[[int], Hashable], moments: Callable[..., Moments]) -> Law:
    """Return the law of a share that is beta with given moments."""

    def missed(months: Any, limit: float) -> Formula:
        return lambda *rows: share_missed(*moments(months, rows), limit)

    def shortfall(months: Any, limit: float) -> Formula:
        return lambda *rows: share_shortfall(*moments(months, rows), limit)

    return Law(rows, kind, missed, shortfall)


def _share(assembly: Assembly, subject: Measured) -> Law:
    """Return the law of a share with a believed mean: beta in a month and, with the same moments, in a window."""

    def moments(months: Sequence[means.Month], rows: Sequence[Array]) -> Moments:
        return _joined(subject, months, rows)

    return _beta(means.rows(assembly, subject.path, subject.belief), lambda end: _months(subject, end), moments)


def _units(assembly: Assembly, subject: Measured) -> Law:
    """Return the law of the part in time of the units of a window, each having the chance of the window's share."""
    service = assembly.case.service_levels[subject.owner].service
    covered = assembly.row(f"service_levels.{subject.owner}.share_of_volume")
    read = (assembly.row(f"services.{service}.volume.month_1"), demand.growth(assembly, service), covered)
    pattern = demand.pattern(assembly.case, service)
    believed = means.rows(assembly, subject.path, subject.belief)

    def kind(end: int) -> Hashable:
        return end, _months(subject, end)

    def units(end: int, month_1: Array, growth: Array, covered: Array) -> Array:
        window = range(end + 1 - subject.months, end + 1)
        volumes = sum((month_1 * (1 + growth) ** (m / 12) * pattern[m] for m in window), np.zeros_like(month_1))
        return np.asarray(np.floor(volumes * covered + 0.5))

    def missed(window: tuple[int, Sequence[means.Month]], limit: float) -> Formula:
        return lambda *rows: numbers.units_missed(
            units(window[0], *rows[-3:]), *_joined(subject, window[1], rows[:-3]), limit
        )

    def shortfall(window: tuple[int, Sequence[means.Month]], limit: float) -> Formula:
        return lambda *rows: numbers.units_shortfall(
            units(window[0], *rows[-3:]), *_joined(subject, window[1], rows[:-3]), limit
        )

    return Law((*believed, *read), kind, missed, shortfall)


def _steady(row: str, missed: Callable[[float], Formula], shortfall: Callable[[float], Formula]) -> Law:
    """Return a law that is the same for every window."""
    return Law((row,), lambda _: None, lambda _, limit: missed(limit), lambda _, limit: shortfall(limit))


def _number(assembly: Assembly, subject: Measured) -> Law:
    """Return the law of a number of events in a window, or of its mean hours."""
    spread = subject.belief.number_spread * width(subject.belief.memory, subject.months)

    def missed(limit: float) -> Formula:
        if subject.promise.metric == "count":
            return lambda number: numbers.events_above(number * subject.months, spread, limit)
        return lambda number: numbers.hours_above(number, spread / subject.months, limit)

    def none(limit: float) -> Formula:
        message = f"a number has no shortfall below {limit}: the case's checks refuse one"
        raise ValueError(message)

    return _steady(assembly.row(f"{subject.path}.number"), missed, none)


def process(subject: Measured, months: int) -> outages.Played:
    """Return windows of some months of the failures and repairs that are believed of a level."""
    believed = means.outages(subject.belief)
    low, high = believed.a_month.span()
    return outages.played(believed, subject.promise.agreed_hours * months, (low * months, high * months))


def _outages(assembly: Assembly, subject: Measured) -> Law:
    """Return the law of the availability that failures and repairs leave in a window."""
    held = process(subject, subject.months)

    def missed(limit: float) -> Formula:
        return lambda failures: held.missed(failures * subject.months, limit)

    def shortfall(limit: float) -> Formula:
        return lambda failures: held.shortfall(failures * subject.months, limit)

    return _steady(assembly.row(f"{subject.path}.outages.a_month"), missed, shortfall)


def _composed(assembly: Assembly, subject: Measured) -> Law:
    """Return the law of a level that is made of others: beta with the mean and variance of their product."""
    parts = [measured(assembly.case, subject.offer, name) for name in subject.belief.parts]
    parallel, months = bool(subject.belief.in_parallel), subject.months
    single = [_part(assembly, part) for part in parts]
    starts = np.cumsum([0, *(len(rows) for rows, _ in single)])

    def kind(end: int) -> Hashable:
        window = range(end + 1 - months, end + 1)
        return tuple(tuple(means.month(p.belief, m, p.start, p.stop) for m in window) for p in parts)

    def moments(window: Sequence[Sequence[means.Month]], rows: Sequence[Array]) -> Moments:
        apart, both = [], []
        for number, (_, each) in enumerate(single):
            mean, sd = each(window[number], rows[starts[number] : starts[number + 1]])
            mean = 1 - mean if parallel else mean
            left = _left(parts[number].belief.memory, months)[:, :, None]
            apart.append(mean[:, None] * mean[None, :])
            both.append(apart[-1] + left * sd[:, None] * sd[None, :])
        variance = (reduce(np.multiply, both) - reduce(np.multiply, apart)).sum(axis=(0, 1)) / months**2
        mean = np.sqrt(reduce(np.multiply, [np.einsum("iid->id", each) for each in apart])).mean(axis=0)
        return _kept(1 - mean if parallel else mean, variance)

    return _beta(tuple(row for rows, _ in single for row in rows), kind, moments)


def _part(assembly: Assembly, part: Measured) -> tuple[tuple[str, ...], Callable[..., Moments]]:
    """Return the rows of a part, and the moments ``[month, draw]`` of its months from a window and these rows."""
    if part.belief.is_share:

        def share(window: Sequence[means.Month], rows: Sequence[Array]) -> Moments:
            return _monthly(part, window, rows)

        return means.rows(assembly, part.path, part.belief), share
    held = process(part, 1)

    def up(window: Sequence[means.Month], rows: Sequence[Array]) -> Moments:
        mean = 1 - rows[0] * means.down(part.belief, part.promise)
        return np.tile(mean, (len(window), 1)), np.tile(held.deviation(rows[0]), (len(window), 1))

    return (assembly.row(f"{part.path}.outages.a_month"),), up
