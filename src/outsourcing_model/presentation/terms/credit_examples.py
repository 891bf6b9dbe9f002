"""Worked examples of what one level returns: the number is computed by the rules that the engine plays, never typed."""

import numpy as np

from outsourcing_model.case.level_credit import LevelCredit, Persistent, Repeat
from outsourcing_model.engine.attainment import missed
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.engine.program.credited import POINT, whole_points
from outsourcing_model.engine.program.levels import Tiers
from outsourcing_model.engine.rules.credits import credit_share, hours_credit, level_credit, shortfall_credit
from outsourcing_model.engine.rules.repeats import often_missed, persistent_credit, repeated
from outsourcing_model.engine.rules.scheme import due_part
from outsourcing_model.presentation.terms.tiles import Array, column, line, row, tile
from outsourcing_model.quantities import SLACK


def steps(terms: LevelCredit) -> Array:
    """Return what each further tier adds to what the level gives."""
    return np.diff(line(terms.steps), prepend=0.0)


def credit_tiers(terms: LevelCredit, attained: float, charge: float) -> float:
    """Return the credit of a period in which a level was attained."""
    return _returned(_given((terms.limits, terms.steps), attained, bool(terms.above)), charge)


def penalty_points(terms: LevelCredit, attained: float) -> float:
    """Return the points of a period in which a level was attained."""
    return float(_given((terms.limits, terms.steps), attained, bool(terms.above))[0, 0])


def allocation(terms: LevelCredit, attained: float, charge: float, at_risk: float) -> float:
    """Return what a level returns of the amount at risk."""
    pool = (terms.allocation or 0.0) * at_risk
    tiers = terms.limits, tuple(multiplier * pool for multiplier in terms.steps)
    return _returned(_given(tiers, attained, bool(terms.above)), charge)


def per_point(terms: LevelCredit, attained: float, charge: float, target: float) -> float:
    """Return the credit of the points by which a level misses its target."""
    rate = terms.per_point or 0.0
    if terms.whole_points:
        return _returned(_given(whole_points(target, rate, terms.most), attained, False), charge)
    deepest = 0.0 if terms.most is None or rate == 0 else max(target - POINT * terms.most / rate, 0.0)
    below, beyond = (tile(max(limit - attained, 0.0)) for limit in (target, deepest))
    shortfall_credit(below, beyond, rate, share := tile())
    return _returned(share, charge)


def per_hour(terms: LevelCredit, attained: float, charge: float, hours: float) -> float:
    """Return the credit of the hours down in a period of so many agreed hours."""
    free = max(1.0 - terms.free_hours / hours, 0.0)
    amount, most = (terms.per_hour or 0.0) * hours, NO_CAP if terms.most is None else terms.most
    hours_credit(tile(max(free - attained, 0.0)), tile(charge), amount, most, out := tile())
    return float(out[0, 0])


def repeat(terms: Repeat, credit: float, before: float) -> float:
    """Return what a miss returns after so many misses in a row before it."""
    months = int(before) + 1
    repeated(tile(credit, months), tile(1.0, months), terms.after, 1, terms.multiplier, out := tile(months=months))
    return float(out[-1, 0])


def persistent(terms: Persistent, charge: float, found: float) -> float:
    """Return what a miss returns on top, with so many misses in the months that count."""
    months = int(found)
    often_missed(tile(1.0, months), terms.misses - 1, terms.within, 1, often := tile(months=months))
    persistent_credit(tile(0.0, months), tile(1.0, months), often, terms.credit, share := tile(months=months))
    return _returned(share[-1:], charge)


def credit_due(terms: LevelCredit, credit: float, our_share: float, year: float) -> float:
    """Return what is due of a credit in a contract year."""
    parts = terms.by_year or (1.0,)
    due_part(tile(credit), line([(1.0 - our_share) * parts[min(int(year), len(parts)) - 1]]), out := tile())
    return float(out[0, 0])


def _given(tiers: Tiers, attained: float, number: bool) -> Array:
    """Return what tiers give at a level: the step of the deepest limit missed."""
    limits, given = tiers
    if number:
        lost = column([float(attained > limit + SLACK) for limit in limits])
    else:
        lost = np.array([missed(0.0, limit)(row(attained), row(0.0)) for limit in limits])
    credit_share(lost, lost, row(0.0), 0, np.diff(line(given), prepend=0.0), 0, 0, 0, out := tile())
    return out


def _returned(share: Array, charge: float) -> float:
    """Return a share of a charge."""
    level_credit(share, tile(charge), out := tile())
    return float(out[0, 0])
