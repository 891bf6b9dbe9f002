"""The most that a credit scheme can return: every level missed at its deepest in every window, then the caps."""

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.program.keeping import repeats_late, steps_of
from outsourcing_model.engine.rules.scheme import kept_credits

UNLIMITED = 1e30
"""Stands for credits that nothing but a cap of the scheme limits."""


def most_credited(run: CashFlows, alternative: str, offer: str) -> Array | None:
    """Return the most that is kept of an offer's credits in each month ``[month]``, in its currency; None if unlimited.

    Parameters
    ----------
    run : CashFlows
        A run at mean beliefs with its trace, which has the invoices that caps are shares of.
    """
    scheme, case = run.case.offers[offer].credits, run.case
    if scheme is None or f"alternatives.{alternative}.offers.{offer}.credits" not in run.steps:
        return np.zeros(case.term)
    invoice = np.maximum(run.steps[f"alternatives.{alternative}.offers.{offer}.invoice"].values, 0.0)
    due = {name: terms for name, terms in scheme.levels.items()
           if f"alternatives.{alternative}.offers.{offer}.credit.{name}" in run.steps}  # fmt: skip
    late, steps = repeats_late(scheme, due, case.term), steps_of(scheme, due, case.term)
    most = _together(run, offer, scheme, due, invoice, not late)
    if not steps:
        return None if (most >= UNLIMITED).any() else most
    ratio = np.ones(case.term)
    if late:
        ratio *= max(terms.repeat.multiplier for terms in due.values() if terms.repeat)
    kept, spare = np.empty((case.term, 1)), np.zeros(1)
    kinds = np.array([number for step in steps for number in step], dtype=float)
    columns = (np.ascontiguousarray(each[:, None]) for each in (most, invoice, ratio, np.zeros(case.term)))
    kept_credits(*columns, kinds, case.term, spare, spare.copy(), kept)
    return None if (kept >= UNLIMITED).any() else kept[:, 0]


def _together(
    run: CashFlows, offer: str, scheme: CreditScheme, due: dict[str, LevelCredit], invoice: Array, repeats: bool
) -> Array:
    """Return the most that all levels return together in each month before the caps of the scheme."""
    promised = run.case.service_levels
    most = {name: _deepest(run, offer, promised[name], terms, invoice, repeats) for name, terms in due.items()}
    pool, total = np.zeros(run.case.term), np.zeros(run.case.term)
    for service, cap in scheme.service_caps.items():
        mine = [name for name in most if promised[name].service == service]
        within = cap * np.maximum(run.steps[f"offers.{offer}.charges.{service}"].values, 0.0)
        if mine and scheme.points_table is None and all(due[name].way != "allocation" for name in mine):
            total += np.minimum(sum(most.pop(name) for name in mine), within)
    for name, values in most.items():
        if due[name].way == "allocation":
            pool += values
        elif due[name].way != "points":
            total += values
    if any(terms.way == "points" for terms in due.values()) and scheme.points_table is not None:
        total += scheme.points_table.credit[-1] * invoice
    return total + np.minimum(pool, (scheme.at_risk or 0.0) * invoice)


def _deepest(
    run: CashFlows, offer: str, promise: ServiceLevel, terms: LevelCredit, invoice: Array, repeats: bool
) -> Array:
    """Return the most that one level returns in each month; unlimited where only its tiers say so."""
    if terms.way in ("credit", "allocation"):
        return np.where(_ends(run, offer, promise), UNLIMITED, 0.0)
    if terms.way == "points":
        return np.zeros(run.case.term)
    charge = invoice if terms.of == INVOICE else np.maximum(run.steps[f"offers.{offer}.charges.{terms.of}"].values, 0.0)
    ends = _ends(run, offer, promise)
    length = 1 if promise.rolling_months else promise.window_months
    base = np.array([charge[max(m - length + 1, 0) : m + 1].sum() for m in range(run.case.term)])
    times = terms.repeat.multiplier if repeats and terms.repeat else 1.0
    on_top = terms.persistent.credit if terms.persistent else 0.0
    years = terms.by_year or (1.0,)
    part = np.array([years[min(m // 12, len(years) - 1)] for m in range(run.case.term)]) * (1.0 - promise.our_share)
    return np.where(ends & (base > 0), part * (_own_most(promise, terms, base) * times + on_top * base), 0.0)


def _own_most(promise: ServiceLevel, terms: LevelCredit, base: Array) -> Array:
    """Return what a level of zero returns in a window, by its points or its hours, given the charge of each window."""
    cap = np.inf if terms.most is None else terms.most
    if terms.per_hour is not None:
        hours = max(promise.agreed_hours * promise.window_months - terms.free_hours, 0.0)
        return np.minimum(terms.per_hour * hours, cap * base)
    points = 100.0 * (promise.target or 0.0)
    points = np.floor(points + 1e-9) if terms.whole_points else points
    return np.asarray(min((terms.per_point or 0.0) * points, cap) * base)


def _ends(run: CashFlows, offer: str, promise: ServiceLevel) -> NDArray[np.bool_]:
    """Return in which months a window ends that lies within delivery, as a mask ``[month]``."""
    start = int(run.case.offers[offer].transition.months)
    months, length = np.arange(run.case.term), promise.window_months
    end = run.case.term if run.case.exit_month is None else min(run.case.exit_month, run.case.term)
    whole = (months - length + 1 >= start) & (months < end)
    return np.asarray(whole if promise.rolling_months else whole & ((months + 1) % length == 0))
