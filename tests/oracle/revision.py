"""The revision clause of an offer: the factor on its prices, month by month."""

import math
from collections.abc import Mapping

from outsourcing_model.case.case import Case
from outsourcing_model.case.indexation import Indexation, Rounding
from outsourcing_model.timeline import Month

from .indices import level

SLACK = 1e-9
APART = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


def revision_factors(case: Case, values: Mapping[str, float], offer: str) -> list[float]:
    """Return the factor F of every month of the term."""
    terms = case.offers[offer].indexation
    if terms is None:
        return [1.0] * case.term
    lag, growth = terms.lag_months, values.get(f"offers.{offer}.indexation.fixed_rate")
    first = 12 if terms.first is None else terms.first - case.start
    months = range(first, case.term, APART[terms.every])
    base = terms.base_month if terms.base_month is not None else case.start + -lag
    factor, before, product, compared, found = 1.0, 1.0, 1.0, base, []
    for month in range(case.term):
        if month in months:
            used = case.start + (month - lag)
            coefficient = _rounded(_coefficient(case, values, terms, growth, used, compared), terms.rounding)
            product *= coefficient
            chained = terms.method == "chained"
            step = coefficient if chained else coefficient / before
            if terms.excess == "carried":
                step = (product if chained else coefficient) / factor
            factor *= _limited(step, terms)
            before = coefficient
            compared = used if chained else base
        found.append(factor)
    return found


def _coefficient(
    case: Case, values: Mapping[str, float], terms: Indexation, growth: float | None, used: Month, compared: Month
) -> float:
    """Return fixed part + sum of weight times level over the level it is compared with."""
    if terms.fixed_rate is not None:
        assert growth is not None
        return 1 - terms.share + terms.share * (1 + growth) ** ((used - compared) / 12)
    weights = {terms.index: terms.share} if terms.index is not None else terms.indices
    total = 1 - sum(weights.values())
    for name, weight in weights.items():
        total += weight * level(case, values, name, used) / level(case, values, name, compared)
    return total


def _rounded(coefficient: float, terms: Rounding | None) -> float:
    """Return the coefficient with so many digits; what is within the slack of such a value (or of a half) is that."""
    if terms is None:
        return coefficient
    ones = 10**terms.digits
    near = round(coefficient * ones)
    if abs(coefficient - near / ones) <= SLACK:
        return near / ones
    if terms.mode == "up":
        return math.ceil(coefficient * ones) / ones
    below = math.floor(coefficient * ones)
    if terms.mode == "nearest" and coefficient >= (below + 0.5) / ones - SLACK:
        return (below + 1) / ones
    return below / ones


def _limited(step: float, terms: Indexation) -> float:
    """Return a step within floor and cap."""
    step = step if terms.floor is None else max(step, 1 + terms.floor)
    return step if terms.cap is None else min(step, 1 + terms.cap)
