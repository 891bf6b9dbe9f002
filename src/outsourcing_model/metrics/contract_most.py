"""The most that a credit scheme can return: every window missed by its deepest limit, then every cap."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.credits import ORDER, CreditScheme, PointsTable, Step
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.quantities import SLACK

A_YEAR = 12
A_POINT = 0.01


@dataclass(frozen=True)
class Most:
    """The most that the credits of an offer can come to, undiscounted, at the invoices of the run at mean beliefs.

    Parameters
    ----------
    levels : dict
        Level to ``[month]``: what it returns if every window is missed by its deepest limit, before any cap.
    months : ndarray [month]
        All of them together, at most what the caps of a month leave.
    years : ndarray [contract year]
        Sums of the months, at most the cap of a year.
    total : float
        Sum of the years, at most the caps of several months and of the contract.
    """

    levels: dict[str, Array]
    months: Array
    years: Array
    total: float


@dataclass(frozen=True)
class Bases:
    """What credits are shares of, month by month at the mean, in the currency of the offer: invoice and charges."""

    invoice: Array
    charges: dict[str, Array]
    term: int
    first: int
    last: int

    def of(self, terms: LevelCredit) -> Array:
        """Return the base of a level, nothing of one below zero."""
        return np.maximum(self.invoice if terms.of == INVOICE else self.charges[terms.of], 0.0)

    @property
    def invoiced(self) -> Array:
        """Return the invoice, nothing of one below zero."""
        return np.maximum(self.invoice, 0.0)


def most_credits(run: CashFlows, alternative: str, offer: str, credited: tuple[str, ...]) -> Most:
    """Return the most that the credits of an offer can return, in the currency of the offer.

    Parameters
    ----------
    run : CashFlows
        The run at mean beliefs, with its trace.
    alternative, offer : str
        Where.
    credited : tuple of str
        The levels that are credited there.
    """
    case, scheme = run.case, run.case.offers[offer].credits
    if scheme is None or not credited:
        none = np.zeros(case.term)
        return Most({}, none, in_years(none), 0.0)
    bases = _bases(run, alternative, offer)
    ways = {name: scheme.levels[name].way for name in credited}
    levels = {
        name: _level(case.service_levels[name], scheme, name, bases) for name, way in ways.items() if way != "points"
    }
    points = {
        name: _points(case.service_levels[name], scheme.levels[name], bases)
        for name, way in ways.items()
        if way == "points"
    }
    levels.update(_scored(scheme, points, bases))
    months = _month(run, scheme, levels, _by_table(scheme, sum(points.values(), np.zeros(case.term)), bases), bases)
    years = in_years(months)
    if scheme.yearly_cap is not None:
        years = np.minimum(years, scheme.yearly_cap * in_years(bases.invoiced) * beyond(scheme, "yearly_cap"))
    return Most(levels, months, years, min([float(years.sum()), *_caps_of_the_term(scheme, bases)]))


def in_years(months: Array) -> Array:
    """Return sums by contract year.

    Examples
    --------
    >>> in_years(np.ones(14)).tolist()
    [12.0, 2.0]
    """
    return np.asarray(np.pad(months, (0, -len(months) % A_YEAR)).reshape(-1, A_YEAR).sum(axis=1))


def windows(level: ServiceLevel, first: int, last: int) -> list[int]:
    """Return the months, counted from 0, at whose end a level is measured: its window lies in [first, last).

    Examples
    --------
    >>> stated = {"service": "desk", "metric": "availability", "target": "99 %"}
    >>> windows(ServiceLevel.model_validate({**stated, "window": "quarter"}), 2, 10)
    [5, 8]
    >>> windows(ServiceLevel.model_validate({**stated, "rolling_months": 3}), 2, 7)
    [4, 5, 6]
    """
    length = level.window_months
    every = 1 if level.rolling_months else length
    return [m for m in range(max(first, 0), last) if (m + 1) % every == 0 and m + 1 - length >= first]


def _bases(run: CashFlows, alternative: str, offer: str) -> Bases:
    """Return what an offer's credits are shares of."""
    case, terms = run.case, run.case.offers[offer]
    charges = {s: run.steps[f"offers.{offer}.charges.{s}"].values for s in terms.charges
               if f"offers.{offer}.charges.{s}" in run.steps}  # fmt: skip
    invoice = run.steps[f"alternatives.{alternative}.offers.{offer}.invoice"].values
    last = min(case.exit_month or case.term, case.term)
    return Bases(invoice, charges, case.term, math.floor(terms.transition.months), last)


def _level(level: ServiceLevel, scheme: CreditScheme, name: str, bases: Bases) -> Array:
    """Return what one level returns month by month if each of its windows is missed as far as can be."""
    terms, found = scheme.levels[name], np.zeros(bases.term)
    ends = windows(level, bases.first, bases.last)
    full = bases.of(terms)
    for number, month in enumerate(ends):
        covered = 1 if level.rolling_months else level.window_months
        base = float(full[month + 1 - covered : month + 1].sum())
        times = terms.repeat.multiplier if terms.repeat and number >= terms.repeat.after else 1.0
        due = times * _deepest(level, scheme, terms, base)
        if terms.persistent is not None:
            recent = [end for end in ends[: number + 1] if end > month - terms.persistent.within]
            due += terms.persistent.credit * base if len(recent) >= terms.persistent.misses else 0.0
        found[month] = _part(level, terms, month) * due
    return found


def _part(level: ServiceLevel, terms: LevelCredit, month: int) -> float:
    """Return the part of what a level returns that is due in a month: not our share, and as much as its year says."""
    year = terms.by_year[min(month // A_YEAR, len(terms.by_year) - 1)] if terms.by_year else 1.0
    return (1 - level.our_share) * year


def _points(level: ServiceLevel, terms: LevelCredit, bases: Bases) -> Array:
    """Return the points of one level month by month if each of its windows is missed as far as can be."""
    found = np.zeros(bases.term)
    for number, month in enumerate(windows(level, bases.first, bases.last)):
        times = terms.repeat.multiplier if terms.repeat and number >= terms.repeat.after else 1.0
        found[month] = times * _part(level, terms, month) * terms.points[-1]
    return found


def _deepest(level: ServiceLevel, scheme: CreditScheme, terms: LevelCredit, base: float) -> float:
    """Return what a window returns that is missed as far as can be."""
    if terms.way == "credit":
        return terms.credit[-1] * base
    if terms.way == "allocation":
        return (terms.allocation or 0.0) * terms.steps[-1] * (scheme.at_risk or 0.0) * base
    limit = math.inf if terms.most is None else terms.most * base
    if terms.way == "per_point":
        points = (level.target or 0.0) / A_POINT
        whole = math.floor(points + SLACK) if terms.whole_points else points
        return min((terms.per_point or 0.0) * whole * base, limit)
    hours = level.window_months * level.agreed_hours - terms.free_hours
    return min((terms.per_hour or 0.0) * max(hours, 0.0), limit)


def _table(table: PointsTable | None, points: float) -> float:
    """Return the share of the invoice that so many points return."""
    steps = zip(table.at, table.credit, strict=True) if table else ()
    return max((credit for at, credit in steps if points >= at - SLACK), default=0.0)


def _scored(scheme: CreditScheme, points: dict[str, Array], bases: Bases) -> dict[str, Array]:
    """Return what the points of each level return: alone, or their share if all levels are missed, if that is more."""
    total = sum(points.values(), np.zeros(bases.term))
    together = _by_table(scheme, total, bases)
    share = {name: np.divide(each, total, out=np.zeros_like(each), where=total > 0) for name, each in points.items()}
    return {name: np.maximum(_by_table(scheme, each, bases), share[name] * together) for name, each in points.items()}


def _month(run: CashFlows, scheme: CreditScheme, levels: dict[str, Array], scored: Array, bases: Bases) -> Array:
    """Return what all levels return together in each month, at most the caps of a month.

    `scored` is what all points together return.
    """
    stated = run.case.service_levels
    pooled = [name for name, terms in scheme.levels.items() if name in levels and terms.way == "allocation"]
    allocated = sum((levels[name] for name in pooled), np.zeros(bases.term))
    found = np.minimum(allocated, (scheme.at_risk or 0.0) * bases.invoiced)
    apart = (*pooled, *(name for name, terms in scheme.levels.items() if terms.way == "points"))
    for service in dict.fromkeys(stated[name].service for name in levels):
        own = [name for name in levels if stated[name].service == service and name not in apart]
        together = sum((levels[name] for name in own), np.zeros(bases.term))
        if service in scheme.service_caps:
            together = np.minimum(together, scheme.service_caps[service] * np.maximum(bases.charges[service], 0.0))
        found += together
    found += scored
    if scheme.monthly_cap is None:
        return found
    return np.minimum(found, scheme.monthly_cap * bases.invoiced * beyond(scheme, "monthly_cap"))


def beyond(scheme: CreditScheme, cap: Step) -> float:
    """Return the most by which repeated misses multiply what a cap left, once if they count before it."""
    repeated = [terms.repeat.multiplier for terms in scheme.levels.values() if terms.repeat]
    after = scheme.order.index("multiplier") > scheme.order.index(cap)
    return max(repeated) if after and repeated else 1.0


def _by_table(scheme: CreditScheme, points: Array, bases: Bases) -> Array:
    """Return what so many points return month by month."""
    return np.array([_table(scheme.points_table, float(each)) for each in points]) * bases.invoiced


def _caps_of_the_term(scheme: CreditScheme, bases: Bases) -> Iterator[float]:
    """Yield what each cap on several months leaves at most over the whole term."""
    yield from caps(scheme, float(bases.invoiced.sum()), ("rolling_cap", "contract_cap"))


def caps(scheme: CreditScheme, invoiced: float, steps: tuple[Step, ...] = ORDER) -> Iterator[float]:
    """Yield what each cap that a scheme states leaves at most over the term, from what is invoiced over it.

    Examples
    --------
    >>> list(caps(CreditScheme.model_validate({"monthly_cap": "12 %", "contract_cap": "5 %"}), 1_000.0))
    [120.0, 50.0]
    """
    rolling = scheme.rolling_cap.share if scheme.rolling_cap else None
    shares = {"monthly_cap": scheme.monthly_cap, "rolling_cap": rolling, "yearly_cap": scheme.yearly_cap,
              "contract_cap": scheme.contract_cap}  # fmt: skip
    for step in steps:
        share = shares.get(step)
        if share is not None:
            yield share * invoiced * beyond(scheme, step)
        if step == "contract_cap" and scheme.contract_cap_amount is not None:
            yield scheme.contract_cap_amount * beyond(scheme, step)


def by_levels(run: CashFlows, alternative: str, offer: str) -> Iterator[float]:
    """Yield what all levels return at most over the term, if each is limited without a cap of the scheme.

    Points are limited by their table, the pool by what is at risk, points and hours below the target by a level of
    zero, and tiers only by a cap of their service.
    """
    scheme, prefix = run.case.offers[offer].credits, f"alternatives.{alternative}.offers.{offer}.credit."
    levels = {} if scheme is None else {n: terms for n, terms in scheme.levels.items() if f"{prefix}{n}" in run.steps}
    if scheme is not None and all(
        terms.way != "credit" or run.case.service_levels[name].service in scheme.service_caps
        for name, terms in levels.items()
    ):
        yield most_credits(run, alternative, offer, tuple(levels)).total
