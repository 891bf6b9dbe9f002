"""Worked examples of what one level returns: the number is computed by the rule that the engine plays, never typed."""

from outsourcing_model.case.level_credit import LevelCredit, Persistent, Repeat
from outsourcing_model.presentation.terms import examples

POINT = 0.01


def credit_tiers(terms: LevelCredit, attained: float, charge: float) -> float:
    """Return the credit of a period in which a level was attained."""
    return examples.credit_tiers(terms, attained, charge)


def penalty_points(terms: LevelCredit, attained: float) -> float:
    """Return the points of a period in which a level was attained."""
    return examples.credit_tiers(terms, attained, 1.0)


def allocation(terms: LevelCredit, attained: float, charge: float, at_risk: float) -> float:
    """Return what a level returns of the amount at risk."""
    return examples.credit_tiers(terms, attained, charge) * (terms.allocation or 0.0) * at_risk


def per_point(terms: LevelCredit, attained: float, charge: float, target: float) -> float:
    """Return the credit of the points by which a level misses its target."""
    points = max(target - attained, 0.0) / POINT
    points = float(int(points + 1e-9)) if terms.whole_points else points
    share = points * (terms.per_point or 0.0)
    return min(share, share if terms.most is None else terms.most) * max(charge, 0.0)


def per_hour(terms: LevelCredit, attained: float, charge: float, hours: float) -> float:
    """Return the credit of the hours down in a period of so many agreed hours."""
    due = (terms.per_hour or 0.0) * max((1 - attained) * hours - terms.free_hours, 0.0)
    return due if terms.most is None else min(due, terms.most * max(charge, 0.0))


def repeat(terms: Repeat, credit: float, before: float) -> float:
    """Return what a miss returns after so many misses in a row before it."""
    return credit * (terms.multiplier if before >= terms.after else 1.0)


def persistent(terms: Persistent, charge: float, found: float) -> float:
    """Return what a miss returns on top, with so many misses in the months that count."""
    return terms.credit * max(charge, 0.0) if found >= terms.misses else 0.0


def credit_due(terms: LevelCredit, credit: float, our_share: float, year: float) -> float:
    """Return what is due of a credit in a contract year."""
    parts = terms.by_year or (1.0,)
    return credit * (1 - our_share) * parts[min(int(year), len(parts)) - 1]
